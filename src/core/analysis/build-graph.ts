import type { Agreement, Anchor, Clause, Condition, Standard, Term, Who } from '../agreement/agreement.ts'
import { namesFirstMover } from '../agreement/exchange.ts'
import type { ClauseId, PartyId, TermId } from '../statement/fields.ts'
import type { Discretion, Graph, Move, Node } from './graph.ts'
import { startOf } from './anchors.ts'
import { breachesThatMatter, countedIn, hasDeadline, isDoneAtItsEnd, type Atom } from './consequence.ts'
import { exchangesByLeg } from './exchanges.ts'
import { atLeast } from './quorum.ts'

/** `SYR`, `role monitor`, `actor sarc`: as the agreement language writes it. */
export function speaker(who: Who): string {
  return who.is === 'party' ? who.party : who.is === 'actor' ? `actor ${who.actor}` : `role ${who.role}`
}

/**
 * The graph of an agreement. With `exchangesWait`, the legs of an exchange that names no first mover wait for each
 * other, as the parties do; without it somebody moves first, so that what lies behind can be looked at too. Exceptions
 * (`unless`) are left out: they can lift a duty, and never begin one.
 */
export function graphOf(agreement: Agreement, { exchangesWait }: { readonly exchangesWait: boolean }): Graph {
  const nodes: Node[] = []
  const known = new Map<string, number>()
  const waiters = new Map<number, ClauseId[]>()
  const exchangesOf = exchangesByLeg(agreement)
  const legs = new Map([...agreement.exchanges.values()].map((one) => [one.id, new Set(one.legs)]))
  const tied = (one: ClauseId, other: ClauseId): boolean =>
    one !== other &&
    (exchangesOf.get(one) ?? []).some(
      // In turn, each leg truly waits for the one before it.
      ({ id, mode }) => mode.is !== 'in-turn' && legs.get(id)?.has(other) === true,
    )
  const countsEarly = (id: ClauseId): boolean => agreement.clauses.get(id)?.window.early === undefined
  const matters = breachesThatMatter(agreement)
  const countedUnder = countedIn(agreement)

  const add = (node: Partial<Node> & Pick<Node, 'is' | 'says'>): number => {
    const { is, says, on = [], move, least = 0, most = 0, notBefore = 0, clause, does } = node
    // Every node has the same fields in the same order: the analyses read tens of thousands of them again and again.
    nodes.push({ is, on, move, least, most, notBefore, says, clause, does })
    return nodes.length - 1
  }
  // Children are asked for from a list, not by recursion: a chain of ten thousand clauses would end the stack.
  const unfinished: (() => void)[] = []
  const once = (
    says: string,
    node: Partial<Node> & Pick<Node, 'is'>,
    on: () => readonly number[],
  ): number => {
    const before = known.get(says)
    if (before !== undefined) return before
    const children: number[] = []
    const id = add({ ...node, says, on: children })
    known.set(says, id)
    unfinished.push(() => void children.push(...on()))
    return id
  }
  const always = add({ is: 'all', says: 'time' })
  const never = (says: string): number => once(says, { is: 'any' }, () => [])

  const leaf = (does: string, by: Who, at: Move['at'], discretion: Discretion | undefined): number => {
    const name = speaker(by)
    const party = by.is === 'party' ? by.party : undefined
    const move: Move = { by: name, party, at, discretion }
    // Nobody has to accept, or to use a power, by any day; words are given at once in every reading.
    const most = discretion === 'accession' || discretion === 'power' ? Infinity : 0
    return once(`${does} ${at} by ${name}`, { is: 'all', move, most }, () => [])
  }
  const said = (standard: Standard, at: Move['at'], discretion: Discretion): number => {
    if (standard.is === 'said') return leaf('say', standard.by, at, discretion)
    const says = `standard of ${at}`
    if (standard.is === 'quorum') {
      const { least, of } = standard
      const word = (who: Who): number => leaf('say', who, at, discretion)
      const named = of.filter(({ is }) => is !== 'role').map(word)
      const enough = atLeast(least, named, says, add)
      // How many actors a role has the text does not say: here as many as it takes.
      const roles = of.filter(({ is }) => is === 'role').map(word)
      return roles.length === 0 ? enough : add({ is: 'any', says, on: [...roles, enough] })
    }
    return add({
      is: standard.is,
      says,
      on: standard.of.map((one) => said(one, at, discretion)),
    })
  }

  const moment = (id: TermId): number => {
    const term = agreement.terms.get(id)
    if (term?.is !== 'moment') return never(`on ${id}`)
    const { fixed, setBy } = term
    if (fixed !== undefined) return once(`on ${id}`, { is: 'all', notBefore: fixed }, () => [])
    // The start counts as set when the text was agreed; nobody has to set another by any day.
    const most = agreement.startsOn?.is === 'moment' && agreement.startsOn.moment === id ? 0 : Infinity
    return once(`on ${id}`, { is: 'all', notBefore: agreement.agreed, most }, () => [
      said(setBy, id, 'consent'),
    ])
  }
  const anchor = (at: Anchor): number => {
    if (at.is === 'instant') return once(`on ${at.instant}`, { is: 'all', notBefore: at.instant }, () => [])
    const base = moment(at.moment)
    if (at.plus === 0) return base
    return once(`on ${at.moment} + ${at.plus}`, { is: 'all', least: at.plus, most: at.plus }, () => [base])
  }
  // A draft is looked at as if it were in force from the day that it bears.
  const start = anchor(agreement.startsOn ?? { is: 'instant', instant: agreement.agreed })

  const state = (id: TermId): number => {
    const term = agreement.terms.get(id)
    if (term?.is !== 'state') return never(`holds ${id}`)
    return once(`holds ${id}`, { is: 'any' }, () => waysOf(term, id))
  }
  const closedOn = (id: Move['at'], sources: readonly Who[]): number =>
    add({
      is: 'all',
      says: `silence on ${id}`,
      on: sources.map((who) => leaf('close', who, id, 'verification')),
    })
  const waysOf = (term: Extract<Term, { is: 'state' }>, id: TermId): readonly number[] => {
    const { test, decidedBy, ifSilent, sources } = term
    const decided = decidedBy === undefined ? [] : [said(decidedBy, id, 'consent')]
    // Nobody reports that nothing happened: a test is met for sure only by the silence of those who are heard.
    const canBeMet = test !== undefined && ifSilent === 'compliant' && sources.length > 0
    return canBeMet ? [closedOn(id, sources), ...decided] : decided
  }

  const shown = (clause: Clause): number =>
    once(`shown ${clause.id}`, { is: 'any', clause: clause.id }, () => {
      const word = said(clause.evidence, clause.id, 'verification')
      if (clause.ifSilent === 'unknown' || clause.sources.length === 0) return [word]
      return [word, closedOn(clause.id, clause.sources)]
    })
  /** The act itself: of what is owed again and again, one time. */
  const actBy = (clause: Clause, party: PartyId): number => {
    const { id, repeats, window } = clause
    const most = window.within ?? (repeats?.is === 'every' ? repeats.period : Infinity)
    const says = `${repeats === undefined ? 'done' : 'once'} ${id} by ${party}`
    return once(says, { is: 'all', clause: id, does: id, most }, () => [
      begins(id),
      leaf('act', { is: 'party', party }, id, discretionOf(clause, matters)),
      shown(clause),
    ])
  }
  const doneBy = (clause: Clause, party: PartyId): number => {
    const { id, repeats, window } = clause
    const says = `done ${id} by ${party}`
    if (!clause.bearers.includes(party)) return never(says)
    if (!isDoneAtItsEnd(clause)) return actBy(clause, party)
    const { until } = window
    // It names its clause, which `until` would let be done.
    if (until === undefined) return once(says, { is: 'any', clause: id }, () => [])
    const most = repeats === undefined ? 0 : (window.within ?? 0)
    return once(says, { is: 'all', clause: id, most }, () => [
      anchor(until),
      ...(repeats === undefined ? [begins(id), shown(clause)] : [actBy(clause, party)]),
    ])
  }
  const done = (id: ClauseId, by: PartyId | undefined): number => {
    const clause = agreement.clauses.get(id)
    if (clause === undefined) return never(`done ${id}`)
    if (by !== undefined) return doneBy(clause, by)
    return once(`done ${id}`, { is: 'all', clause: id }, () =>
      clause.bearers.map((party) => doneBy(clause, party)),
    )
  }
  /** Done by all its bearers; of what is owed again and again, once. */
  const actsOf = (clause: Clause): number =>
    clause.repeats === undefined
      ? done(clause.id, undefined)
      : once(`once ${clause.id}`, { is: 'all', clause: clause.id }, () =>
          clause.bearers.map((party) => actBy(clause, party)),
        )
  const breachedBy = (clause: Clause, party: PartyId): number => {
    const says = `breached ${clause.id} by ${party}`
    const overdue = hasDeadline(clause)
    const can = clause.duty === 'achieve' ? overdue : clause.duty === 'maintain' || clause.duty === 'refrain'
    if (!can || !clause.bearers.includes(party)) return never(says)
    return once(says, { is: 'all', most: Infinity }, () => [begins(clause.id), shown(clause)])
  }
  const breached = (id: ClauseId, by: PartyId | undefined): number => {
    const clause = agreement.clauses.get(id)
    if (clause === undefined) return never(`breached ${id}`)
    if (by !== undefined) return breachedBy(clause, by)
    return once(`breached ${id}`, { is: 'any' }, () =>
      clause.bearers.map((party) => breachedBy(clause, party)),
    )
  }
  const exercised = (id: ClauseId): number => {
    const power = agreement.powers.get(id)
    if (power === undefined) return never(`exercised ${id}`)
    // What has to be told beforehand is told once its ground is met, and nobody tells it before the text is agreed.
    const { told } = power.form ?? {}
    const beforehand = told === undefined ? {} : { least: told, most: told, notBefore: agreement.agreed }
    return once(`exercised ${id}`, { is: 'all', clause: id, ...beforehand }, () => {
      const holders = power.holders.map((party) => leaf('use', { is: 'party', party }, id, 'power'))
      const used = atLeast(power.quorum, holders, `holders of ${id}`, add)
      return power.when === undefined ? [used] : [condition(power.when, id), used]
    })
  }

  const condition = (given: Condition, owner: ClauseId): number => {
    if ('of' in given)
      return add({ is: given.is, says: `when of ${owner}`, on: given.of.map((one) => condition(one, owner)) })
    const node = atom(given, owner)
    const before = waiters.get(node)
    if (before === undefined) waiters.set(node, [owner])
    else before.push(owner)
    return node
  }
  const atom = (given: Atom, owner: ClauseId): number => {
    switch (given.is) {
      case 'reached':
        return anchor(given.anchor)
      case 'done':
        // The legs of an exchange may name each other, and one may be done before it begins, unless that does not count.
        return tied(owner, given.clause) && countsEarly(given.clause) ? always : done(given.clause, given.by)
      case 'breached':
        return breached(given.clause, given.by)
      case 'exercised':
      case 'overturned':
        return exercised(given.power)
      case 'acceded':
        return agreement.parties.get(given.party)?.excluded === false
          ? leaf('accede', { is: 'party', party: given.party }, given.party, 'accession')
          : never(`acceded ${given.party}`)
      case 'counted':
      case 'measured':
        return add({
          is: 'any',
          says: `more than ${given.over} breaches of ${given.clauses.join(', ')}`,
          on: countedUnder(given.clauses).map((id) => breached(id, undefined)),
        })
      case 'holds': {
        const lasts = given.for ?? 0
        const since = given.since === undefined ? [start] : [anchor(given.since)]
        const says = `holds ${given.state}`
        return add({ is: 'all', says, least: lasts, most: lasts, on: [state(given.state), ...since] })
      }
    }
  }

  const exchange = (id: ClauseId): number =>
    once(`exchange ${id}`, { is: 'all', clause: id }, () =>
      (agreement.exchanges.get(id)?.legs ?? []).map((leg) => done(leg, undefined)),
    )
  const begins = (id: ClauseId): number => {
    const clause = agreement.clauses.get(id)
    const delay = clause?.window.delay ?? 0
    return once(`begins ${id}`, { is: 'all', clause: id, least: delay, most: delay }, () => {
      const tie = (exchangesOf.get(id) ?? []).flatMap((one) => {
        const after = one.after === undefined ? [] : [condition(one.after, one.id)]
        return exchangesWait && !namesFirstMover(one) ? [...after, exchange(one.id)] : after
      })
      const own = clause?.when === undefined ? [] : [condition(clause.when, id)]
      return [clause === undefined ? start : anchor(startOf(agreement, clause)), ...own, ...tie]
    })
  }

  const graph = {
    nodes,
    begins: new Map([...agreement.clauses.keys()].map((id) => [id, begins(id)])),
    done: new Map([...agreement.clauses.keys()].map((id) => [id, done(id, undefined)])),
    acts: new Map([...agreement.clauses.values()].map((clause) => [clause.id, actsOf(clause)])),
    shown: new Map([...agreement.clauses.values()].map((clause) => [clause.id, shown(clause)])),
    exercised: new Map([...agreement.powers.keys()].map((id) => [id, exercised(id)])),
    exchanges: new Map([...agreement.exchanges.keys()].map((id) => [id, exchange(id)])),
    start,
    waiters,
  }
  for (let finish = unfinished.pop(); finish !== undefined; finish = unfinished.pop()) finish()
  return { ...graph, parents: parentsOf(nodes) }
}

function parentsOf(nodes: readonly Node[]): readonly (readonly number[])[] {
  const parents: number[][] = nodes.map(() => [])
  nodes.forEach(({ on }, id) => {
    for (const child of on) parents[child]?.push(id)
  })
  return parents
}

/** Whether what a clause asks may be left undone without breaking it, and why. */
function discretionOf(clause: Clause, matters: ReadonlySet<ClauseId>): Discretion | undefined {
  if (clause.duty !== 'achieve') return 'permission'
  if (!hasDeadline(clause)) return 'delay'
  return matters.has(clause.id) ? undefined : 'without-consequence'
}
