import type { Agreement, Anchor, Clause, Condition } from '../agreement/agreement.ts'
import type { ClauseId, PartyId } from '../statement/fields.ts'
import { lowerAnchors, pointOf, startOf } from './anchors.ts'
import { isDoneAtItsEnd } from './consequence.ts'
import { canBeMet, metBy } from './said.ts'
import type { Contingent, Requirement } from './controllability.ts'
import { exchangesByLeg } from './exchanges.ts'

/** A length of time beyond any agreement, in milliseconds: how long somebody without a deadline may take. */
const FOR_EVER = 1e13

/** What a party has to keep, of which its own deadlines can be told apart: they are what a drafter would move. */
export type Owed = Requirement &
  ({ readonly isDeadline: true; readonly owner: ClauseId } | { readonly isDeadline: false })

export type ComplianceNetwork = {
  readonly size: number
  readonly requirements: readonly Owed[]
  readonly contingent: readonly Contingent[]
  /**
   * Whether anything in it can fail at all: where every deadline of the party runs from when the duty begins, and nothing
   * has to be simultaneous, it keeps them all by acting at once.
   */
  readonly canFail: boolean
}

/** Something that has to come first: the variable, and how long after it. */
type After = { readonly node: number; readonly wait: number; readonly isAnchor: boolean }

/**
 * The times of a text as one party meets them. Its own acts are its to choose, no sooner than the duty begins; the acts
 * of others fall anywhere in the time that the text leaves them, which without a deadline is for ever; so do states that
 * hold or are decided, breaches, acceptances and uses of powers. Moments that nobody has set yet count as agreed between all.
 *
 * Left out, so that nothing is named that a lucky turn could avoid: conditions joined by `or`, and `unless`. Where several things must all
 * come first, the last of them decides; the network only knows that a clause begins after each.
 */
export function complianceNetwork(agreement: Agreement, party: PartyId): ComplianceNetwork {
  const requirements: Owed[] = []
  const contingent: Contingent[] = []
  const exchangesOf = exchangesByLeg(agreement)
  /** Acts of others that the network has sooner than they can be: only the dates of their clauses bound them from below. */
  const mayComeSooner = new Set<number>()
  let canFail = false
  const variables = new Map<string, number>([['', 0]])
  const variable = (name: string): number => {
    const before = variables.get(name)
    if (before !== undefined) return before
    variables.set(name, variables.size)
    return variables.size - 1
  }
  const atMost = (from: number, to: number, most: number, owner: string): void =>
    void requirements.push({ from, to, most, owner, isDeadline: false })
  const owed = (from: number, to: number, most: number, owner: ClauseId): void =>
    void requirements.push({ from, to, most, owner, isDeadline: true })
  const noSooner = (node: number, { node: first, wait }: Omit<After, 'isAnchor'>, owner: string): void =>
    atMost(node, first, 0 - wait, owner)

  const point = (anchor: Anchor): After => {
    const [base, wait] = pointOf(agreement, anchor)
    return { node: base === '' ? 0 : variable(`moment ${base}`), wait, isAnchor: true }
  }
  const begins = (id: ClauseId): number => variable(`begins ${id}`)
  /** What others bring about whenever they like, at the earliest `least` after `since`. */
  const event = (owner: string, name: string, { node, wait }: After, least: number): After => {
    const known = variables.has(name)
    const to = variable(name)
    if (!known) contingent.push({ from: node, to, least: Math.max(0, wait + least), most: FOR_EVER, owner })
    return { node: to, wait: 0, isAnchor: false }
  }
  const start = (owner: ClauseId): After => {
    const clause = agreement.clauses.get(owner)
    const agreed: Anchor = agreement.startsOn ?? { is: 'instant', instant: agreement.agreed }
    return point(clause === undefined ? agreed : startOf(agreement, clause))
  }

  const isTied = (one: ClauseId, other: ClauseId): boolean =>
    (exchangesOf.get(one) ?? []).some(({ legs, mode }) => mode.is !== 'in-turn' && legs.includes(other))

  /** What must have happened before a condition is true; nothing where that is not certain or the party's own choice. */
  const needs = (condition: Condition, owner: ClauseId): readonly After[] => {
    switch (condition.is) {
      case 'all':
        return condition.of.flatMap((one) => needs(one, owner))
      case 'any':
        return []
      case 'reached':
        return [point(condition.anchor)]
      case 'done':
        // The legs of an exchange may name each other: the exchange says whether they wait.
        return isTied(owner, condition.clause) ? [] : whenDone(condition.clause, condition.by)
      case 'breached': {
        const bearers = agreement.clauses.get(condition.clause)?.bearers ?? []
        // Whoever keeps its own promises need not fear what begins with their breach.
        if (condition.by === party || bearers.every((one) => one === party)) return []
        const since = { node: begins(condition.clause), wait: 0, isAnchor: false }
        return [event(condition.clause, `breached ${condition.clause}`, since, 0)]
      }
      case 'holds': {
        const term = agreement.terms.get(condition.state)
        const since = condition.since === undefined ? start(owner) : point(condition.since)
        const decided = term?.is === 'state' ? term.decidedBy : undefined
        const least = condition.for ?? 0
        if (decided !== undefined && canBeMet(decided) && metBy(decided, new Set([party])))
          return [{ ...since, wait: since.wait + least, isAnchor: false }]
        return [
          event(
            condition.state,
            `holds ${condition.state} ${least} ${since.node} ${since.wait}`,
            since,
            least,
          ),
        ]
      }
      case 'exercised': {
        const holders = agreement.powers.get(condition.power)?.holders ?? []
        if (holders.every((one) => one === party)) return []
        return [event(condition.power, `exercised ${condition.power}`, start(owner), 0)]
      }
      case 'acceded':
        if (condition.party === party) return []
        return [event(condition.party, `acceded ${condition.party}`, start(owner), 0)]
      case 'counted':
      case 'measured':
        return [event(condition.clauses.join(', '), `counted ${condition.clauses.join()}`, start(owner), 0)]
      case 'overturned':
        return [event(condition.power, `overturned ${condition.power}`, start(owner), 0)]
    }
  }

  const whenDone = (id: ClauseId, by: PartyId | undefined): readonly After[] => {
    const clause = agreement.clauses.get(id)
    if (clause === undefined) return []
    if (isDoneAtItsEnd(clause))
      return clause.window.until === undefined ? [] : [{ ...point(clause.window.until), isAnchor: false }]
    const bearers = clause.bearers.filter((one) => by === undefined || one === by)
    return [...new Set(bearers)].map((one) => ({ node: doneBy(clause, one), wait: 0, isAnchor: false }))
  }
  const doneBy = (clause: Clause, by: PartyId): number => {
    const name = `done ${clause.id} by ${by}`
    const known = variables.has(name)
    const to = variable(name)
    if (known || by === party) return to
    const { within, by: deadline } = clause.window
    const { duty, id } = clause
    if (duty !== 'achieve' || deadline === undefined) {
      const most = duty === 'achieve' ? (within ?? FOR_EVER) : FOR_EVER
      contingent.push({ from: begins(id), to, least: 0, most, owner: id })
      return to
    }
    const { node: from, wait: most } = point(deadline)
    // What comes early harms nobody but those who have to move with it.
    const isTogether = exchangesOf.get(id)?.some(({ mode }) => mode.is === 'simultaneous') === true
    const { least, isAll } = isTogether ? soonest(clause, from) : { least: 0, isAll: true }
    if (!isAll) mayComeSooner.add(to)
    // A deadline before the moment from which it counts leaves nothing to chance.
    if (most >= least) contingent.push({ from, to, least, most, owner: id })
    return to
  }
  /** How long after a moment a clause begins at the soonest, by its dates alone, and whether dates are all that it waits for. */
  const soonest = (clause: Clause, from: number) => {
    const { anchors, every } = lowerAnchors(agreement, clause.when)
    const delay = clause.window.delay ?? 0
    const dates = [start(clause.id), ...anchors.map(point).map((one) => ({ ...one, wait: one.wait + delay }))]
    const waits = dates.flatMap(({ node, wait }) => (node === from ? wait : []))
    const otherwise = from === 0 ? agreement.agreed : 0
    return { least: waits.length > 0 ? Math.max(...waits) : otherwise, isAll: every }
  }

  for (const clause of agreement.clauses.values()) {
    const { id, when, window } = clause
    const node = begins(id)
    const first = start(id)
    const delay = window.delay ?? 0
    const others = (when === undefined ? [] : needs(when, id)).map((one) => ({
      ...one,
      wait: one.wait + delay,
    }))
    noSooner(node, first, id)
    for (const one of others) noSooner(node, one, id)
    const [only] = others.length > 0 ? others : [first]
    // With one thing to wait for, the clause begins with it and no later. The agreement's own start is before any act.
    const isSure = when === undefined || when.is !== 'any'
    if (only !== undefined && others.length < 2 && isSure && (!only.isAnchor || isAfter(only, first)))
      atMost(only.node, node, only.wait, id)
    // What is owed again and again has no deadline that its first beginning decides.
    if (clause.duty !== 'achieve' || clause.repeats !== undefined || !clause.bearers.includes(party)) continue
    const done = doneBy(clause, party)
    noSooner(done, { node, wait: 0 }, id)
    if (window.within !== undefined) owed(node, done, window.within, id)
    if (window.by !== undefined) {
      const due = point(window.by)
      canFail = true
      owed(due.node, done, due.wait, id)
    }
  }
  for (const { id, legs, mode } of agreement.exchanges.values()) {
    if (mode.is === 'in-turn' && mode.sameMoment === 'out-of-turn')
      for (const [i, leg] of legs.slice(1).entries()) {
        const clause = agreement.clauses.get(leg)
        if (clause?.duty !== 'achieve' || clause.repeats !== undefined || !clause.bearers.includes(party))
          continue
        // At the very moment of the leg before it, it would be out of turn.
        for (const one of legs.slice(i, i + 1).flatMap((before) => whenDone(before, undefined)))
          noSooner(doneBy(clause, party), { ...one, wait: one.wait + 1 }, id)
      }
    if (mode.is !== 'simultaneous') continue
    const { within } = mode
    const steps = legs.flatMap((leg) => {
      const clause = agreement.clauses.get(leg)
      const bearers = clause?.duty === 'achieve' ? [...new Set(clause.bearers)] : []
      return bearers.map((by) => ({ by, node: clause === undefined ? 0 : doneBy(clause, by) }))
    })
    for (const own of steps.filter(({ by }) => by === party))
      for (const other of steps.filter(({ by }) => by !== party)) {
        canFail = true
        atMost(own.node, other.node, within, id)
        if (!mayComeSooner.has(other.node)) atMost(other.node, own.node, within, id)
      }
  }
  return { size: variables.size, requirements, contingent, canFail }
}

const isAfter = (one: After, first: After): boolean => one.node === first.node && one.wait >= first.wait
