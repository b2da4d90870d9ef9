import type { Agreement, Choice, SourcePlace, Term } from '../agreement/agreement.ts'
import type { ClauseId, PartyId, TermId } from '../statement/fields.ts'
import { atomsOf } from './consequence.ts'
import { byText, listed, remark, type Remark, type RemarkKind, type RemarkValues } from './remark.ts'
import { canBeMet, metBy, namedIn, needed } from './said.ts'

/** A closed list that does not close. */
const OPEN_ENDED = /\b(etc|such as|including|and others?|similar|or the like)\b/i

/** Remarks on the words that an agreement defines: moments, states, areas, lines and classes. */
export function termRemarks(agreement: Agreement): readonly Remark[] {
  const used = usesOf(agreement)
  // A block that is left out for a fault may use any of them.
  const isWhole = agreement.document.every(({ is }) => is !== 'left-out')
  return [...agreement.terms.values()].flatMap((term) => {
    const clauses = [...(used.get(term.id) ?? [])].toSorted(byText)
    const unused: [RemarkKind, RemarkValues][] = isWhole ? [['term-unused', {}]] : []
    // Nothing hangs on a term that nothing uses.
    const kinds = used.has(term.id) ? remarksOn(agreement, term) : unused
    return kinds.map(([kind, values]) => {
      const told = { term: term.id, clauses: listed(clauses), count: clauses.length, ...values }
      // A moment has no test that anybody could apply.
      const fix =
        kind === 'single-decider' && term.is === 'moment' ? { fix: ['another-decider'] as const } : {}
      return remark(kind, { clauses, at: term.at, values: told, ...fix })
    })
  })
}

function remarksOn(agreement: Agreement, term: Term): [RemarkKind, RemarkValues][] {
  switch (term.is) {
    case 'moment': {
      if (term.fixed !== undefined) return []
      if (!canBeMet(term.setBy)) return [['moment-unsettable', {}]]
      const parties = new Set<string>(agreement.parties.keys())
      return namedIn(term.setBy).some((name) => parties.has(name))
        ? alone(term.setBy)
        : [['moment-by-outsiders', { speakers: listed(namedIn(term.setBy)) }], ...alone(term.setBy)]
    }
    case 'state': {
      const found: [RemarkKind, RemarkValues][] = []
      const { test, decidedBy, ifSilent, sources } = term
      const decided = decidedBy !== undefined && canBeMet(decidedBy)
      if (test === undefined && !decided) found.push(['state-undecidable', {}])
      if (test === undefined && decided)
        found.push(['open-measure', { speakers: listed(namedIn(decidedBy)) }])
      if (test === undefined && decided) found.push(...alone(decidedBy))
      if (test?.in !== undefined)
        found.push(['rests-elsewhere', { site: term.id, other: test.in, named: listed(test.of) }])
      if (sources.length === 0 && ifSilent !== 'unknown')
        found.push(['silence-unsourced', { clause: term.id }])
      // Where somebody decides and silence does not, nothing hangs on who else is heard.
      if (sources.length === 0 && ifSilent === 'unknown' && !decided)
        found.push(['state-unsourced', { clause: term.id }])
      return found
    }
    case 'area':
      return term.extent.is === 'not-agreed' ? [['area-not-agreed', {}]] : []
    case 'line':
      return term.agreed ? [] : [['line-not-agreed', {}]]
    case 'class': {
      const open = term.members.filter((member) => OPEN_ENDED.test(member))
      return open.length > 0 ? [['class-open', { members: open.join(', ') }]] : []
    }
  }
}

/** One speaker, no party, on whose word alone it hangs. A party's consent is a matter of stall power. */
function alone(standard: Parameters<typeof needed>[0]): [RemarkKind, RemarkValues][] {
  return [...needed(standard)]
    .filter((name) => /^(actor|role) /.test(name) && metBy(standard, new Set([name])))
    .map((speaker) => ['single-decider', { speaker }])
}

/** The clauses, exchanges and powers that use each term, directly or through a state's test. */
function usesOf(agreement: Agreement): ReadonlyMap<TermId, ReadonlySet<ClauseId>> {
  const used = new Map<TermId, Set<ClauseId>>()
  const use = (term: TermId | undefined, by: ClauseId | undefined): void => {
    if (term === undefined) return
    const known = used.get(term) ?? new Set()
    used.set(term, known)
    if (by !== undefined) known.add(by)
  }
  const anchored = (anchor: Agreement['startsOn'], by: ClauseId | undefined): void =>
    use(anchor?.is === 'moment' ? anchor.moment : undefined, by)
  const conditioned = (condition: Parameters<typeof atomsOf>[0], by: ClauseId): void => {
    for (const atom of atomsOf(condition)) {
      if (atom.is === 'reached') anchored(atom.anchor, by)
      if (atom.is === 'holds') {
        use(atom.state, by)
        anchored(atom.since, by)
      }
    }
  }
  anchored(agreement.startsOn, undefined)
  for (const term of agreement.terms.values())
    if (term.is === 'state' && term.test?.is === 'at-most' && term.test.limit.is === 'baseline')
      anchored(term.test.limit.from, undefined)
  for (const { id, conduct, when, unless, window, repeats } of agreement.clauses.values()) {
    use(conduct.area, id)
    use(conduct.distance?.line, id)
    use(conduct.distance?.class, id)
    conditioned(when, id)
    conditioned(unless, id)
    anchored(window.by, id)
    anchored(window.until, id)
    if (repeats?.is === 'for-each') anchored(repeats.since, id)
  }
  for (const { id, when, limits } of agreement.powers.values()) {
    conditioned(when, id)
    anchored(limits?.by, id)
  }
  for (const { id, after } of agreement.exchanges.values()) conditioned(after, id)
  return used
}

/** Distances of one class that two parties measure from different lines: allowed, and to be written on purpose. */
export function lineRemarks(agreement: Agreement): readonly Remark[] {
  type Measured = {
    readonly line: TermId
    readonly party: PartyId
    readonly id: ClauseId
    readonly at: SourcePlace
    readonly choices: readonly Choice[]
  }
  const byClass = new Map<string, Measured[]>()
  for (const { id, bearers, conduct, at, choices } of agreement.clauses.values()) {
    if (conduct.distance === undefined) continue
    const { line, class: of } = conduct.distance
    const key = of ?? ''
    const known = byClass.get(key) ?? []
    byClass.set(key, known)
    for (const party of bearers) known.push({ line, party, id, at, choices })
  }
  return [...byClass].flatMap(([of, measured]) => {
    const lines = new Set(measured.map(({ line }) => line))
    const parties = new Set(measured.map(({ party }) => party))
    if (lines.size < 2 || parties.size < 2) return []
    const isMeant = measured.some(({ choices }) => choices.some((choice) => names(choice, lines)))
    if (isMeant) return []
    const [first] = measured.toSorted((a, b) => b.at.line - a.at.line || byText(a.id, b.id))
    if (first === undefined) return []
    const clauses = [...new Set(measured.map(({ id }) => id))].toSorted(byText)
    const values = { class: of, lines: listed(lines), parties: listed(parties), clauses: listed(clauses) }
    return [remark('lines-differ', { clauses, at: first.at, values })]
  })
}

/** Whether a choice speaks of all of these lines: then they are meant. */
function names({ question, chosen }: Choice, lines: ReadonlySet<TermId>): boolean {
  const words = new Set(`${question} ${chosen}`.split(/[^\p{L}\p{N}_]+/u))
  return [...lines].every((line) => words.has(line))
}
