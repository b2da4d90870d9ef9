import type { Agreement, Choice, Clause, Power, SourcePlace } from '../agreement/agreement.ts'
import type { ClauseId } from '../statement/fields.ts'
import { atomsOf, breachesThatMatter, hasDeadline, isUnder } from './consequence.ts'
import { byText, listed, remark, type Remark, type RemarkKind } from './remark.ts'

/** A choice that says of an end that it was left open on purpose. */
const NO_UNTIL = /\b(?:no|without) ["“]?until\b/i

/** Remarks on powers and exchanges, and on the text as a whole. */
export function textRemarks(agreement: Agreement): readonly Remark[] {
  return [...powerRemarks(agreement), ...exchangeRemarks(agreement), ...wholeRemarks(agreement)]
}

function powerRemarks(agreement: Agreement): readonly Remark[] {
  return [...agreement.powers.values()].flatMap((power) => {
    const { id, at, when, limits, holders, quorum, may } = power
    const values = { power: id, clause: id, parties: listed(holders), may }
    const clauses = [id]
    const found: Remark[] = []
    if (holders.length === 0) found.push(remark('nobody-bound', { clauses, at, values }))
    // What several holders have to want together limits itself; what one may do alone is limited by nothing.
    const severity = quorum > 1 ? 'note' : 'warning'
    if (when === undefined && limits === undefined)
      found.push(remark('power-unlimited', { clauses, at, values, severity }))
    if (quorum === 1 && holders.length > 1) found.push(remark('power-by-any-one', { clauses, at, values }))
    if (movesNothing(agreement, power)) found.push(remark('power-moves-nothing', { clauses, at, values }))
    for (const atom of atomsOf(when))
      if (atom.is === 'counted' && atom.within <= 0)
        found.push(
          remark('threshold-without-window', { clauses, at, values: { ...values, over: atom.over } }),
        )
    return found
  })
}

/** To extend moves an end that stands in the text (`until`); to resume brings back what somebody may suspend. */
function movesNothing({ clauses, powers }: Agreement, { may, over }: Power): boolean {
  // Without a list, a power reaches the whole agreement.
  const reaches = (list: Power['over'], id: ClauseId): boolean => list.length === 0 || isUnder(list, id)
  const reached = [...clauses.values()].filter(({ id }) => reaches(over, id))
  if (may === 'extend') return !reached.some(({ window }) => window.until !== undefined)
  const others = [...powers.values()].filter((other) => other.may === 'suspend')
  return may === 'resume' && !reached.some(({ id }) => others.some((other) => reaches(other.over, id)))
}

function exchangeRemarks({ exchanges, clauses }: Agreement): readonly Remark[] {
  return [...exchanges.values()].flatMap(({ id, at, mode, legs }) => {
    if (mode.is === 'simultaneous' && mode.within <= 0)
      return [remark('instantaneous', { clauses: [id], at, values: { clause: id } })]
    if (mode.is !== 'held' || mode.by.is !== 'party') return []
    const { party } = mode.by
    const owes = legs.some((leg) => clauses.get(leg)?.bearers.includes(party))
    return owes ? [remark('holder-owes-step', { clauses: [id], at, values: { party, exchange: id } })] : []
  })
}

function wholeRemarks(agreement: Agreement): readonly Remark[] {
  const clauses = [...agreement.clauses.values()].toSorted((a, b) => byText(a.id, b.id))
  const endless = clauses.filter(
    ({ duty, window, choices }) =>
      (duty === 'refrain' || duty === 'maintain') &&
      window.until === undefined &&
      !choices.some(({ question, chosen }) => NO_UNTIL.test(`${question} ${chosen}`)),
  )
  const matters = breachesThatMatter(agreement)
  const idle = clauses.filter((clause) => canBeBreached(clause) && !matters.has(clause.id))
  const powers = [...agreement.powers.values()].toSorted((a, b) => byText(a.id, b.id))
  const chosen = counted(agreement)
  return [
    ...together('open-ended', endless),
    ...together('no-consequence', idle),
    ...together(
      'power-any-form',
      powers.filter(({ form }) => form === undefined),
    ),
    ...(chosen.choices > 0
      ? [
          remark('choices-counted', {
            clauses: chosen.disputedIn,
            at: chosen.at,
            values: { ...chosen.values },
          }),
        ]
      : []),
  ]
}

/** What is only allowed or intended cannot, nor can what is to be done by no date. */
function canBeBreached(clause: Clause): boolean {
  const { duty } = clause
  return duty === 'achieve' ? hasDeadline(clause) : duty === 'maintain' || duty === 'refrain'
}

type Placed = { readonly id: ClauseId; readonly at: SourcePlace }

/** One remark for many clauses: each alone would hide what matters more. */
function together(kind: RemarkKind, clauses: readonly Placed[]): readonly Remark[] {
  const ids = clauses.map(({ id }) => id)
  const at = earliest(clauses)
  return at === undefined
    ? []
    : [remark(kind, { clauses: ids, at, values: { clauses: listed(ids), count: ids.length } })]
}

function earliest(places: readonly { readonly at: SourcePlace }[]): SourcePlace | undefined {
  return places.map(({ at }) => at).toSorted((a, b) => a.line - b.line || a.column - b.column)[0]
}

/** The choices that the text forced on whoever encoded it: in all, and those that sources or parties dispute. */
export function choicesOf(agreement: Agreement): { readonly choices: number; readonly disputed: number } {
  const { choices, disputed } = counted(agreement)
  return { choices, disputed }
}

function counted(agreement: Agreement) {
  const blocks: { readonly id: string; readonly at: SourcePlace; readonly choices: readonly Choice[] }[] = [
    ...agreement.clauses.values(),
    ...agreement.exchanges.values(),
    ...agreement.powers.values(),
    ...agreement.terms.values(),
  ]
  const isDisputed = ({ choices }: { readonly choices: readonly Choice[] }): boolean =>
    choices.some(({ disputed }) => disputed)
  const choices = blocks.reduce((sum, block) => sum + block.choices.length, 0)
  const disputed = blocks.reduce((sum, block) => sum + block.choices.filter((one) => one.disputed).length, 0)
  const where = blocks.filter(isDisputed)
  const disputedIn = [
    ...agreement.clauses.values(),
    ...agreement.exchanges.values(),
    ...agreement.powers.values(),
  ]
    .filter(isDisputed)
    .map(({ id }) => id)
    .toSorted(byText)
  const at = earliest(where.length > 0 ? where : blocks.filter((block) => block.choices.length > 0))
  return {
    choices,
    disputed,
    disputedIn,
    at: at ?? { line: 1, column: 1 },
    values: { choices, disputed, clauses: listed(where.map(({ id }) => id)) },
  }
}
