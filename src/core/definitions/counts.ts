import type { BreachesOf, Condition, Measured } from '../agreement/agreement.ts'
import type { ClauseId, LogIndex, PartyId } from '../statement/fields.ts'
import { isInstant } from '../time/instant.ts'
import { dayOf } from '../time/local.ts'
import { deadlineBreach } from './breach.ts'
import { claimsAgainst, claimsBefore, type DatedClaim } from './claims.ts'
import { dutyOf, type Duty } from './duty.ts'
import { occurrencesOf } from './occurrences.ts'
import { isUnder } from './powers.ts'
import { inOrder } from './told.ts'
import { earliest, NEVER, type When, type World } from './world.ts'

/**
 * A stretch of event time: something that happened once, from `from` to `until` at some moment, or (`whole`) all that
 * time. `sure`: it is established, and surely counts.
 */
export type Span = {
  readonly from: number
  readonly until: number
  readonly sure: boolean
  readonly whole: boolean
  readonly entries: readonly LogIndex[]
}

/** `alleged`: it is sure that somebody claims a breach, true or not. */
export type Breach = Span & { readonly alleged: boolean; readonly by: PartyId }

/** Every breach of these clauses by anybody whom they bind, established or open; what was not done in time among them. */
export function breachesOf(world: World, { of, in: elsewhere }: BreachesOf): readonly Breach[] {
  if (elsewhere !== undefined) return breachesElsewhere(world.other(elsewhere), of)
  return dutiesUnder(world, of).flatMap((duty) => [
    ...claimsAgainst(world, duty).map((claim) => spanOf(duty, claim)),
    ...missed(world, occurrencesOf(world, duty)),
  ])
}

/** Of another agreement, each breach counts under the text that was in force when it happened: also of what was dropped. */
function breachesElsewhere(world: World | undefined, of: readonly ClauseId[]): readonly Breach[] {
  return world === undefined ? [] : [...breachesOf(world, { of }), ...droppedFrom(world, of)]
}

function droppedFrom({ earlier, text }: World, of: readonly ClauseId[]): readonly Breach[] {
  if (earlier === undefined) return []
  const { world, from } = earlier
  const dropped = dutiesUnder(world, of).filter(
    ({ clause, bearer }) => text.clauses.get(clause.id)?.bearers.includes(bearer) !== true,
  )
  const spans = dropped.flatMap((duty) => [
    ...claimsBefore(world, duty, from).map((claim) => spanOf(duty, claim)),
    ...missed(
      world,
      occurrencesOf(world, duty).filter(({ due }) => due < from),
    ),
  ])
  return [...spans, ...droppedFrom(world, of)]
}

export function dutiesUnder(world: World, of: readonly ClauseId[]): readonly Duty[] {
  const clauses = [...world.text.clauses.values()].filter(({ id }) => isUnder(id, of))
  return clauses.flatMap((clause) => clause.bearers.map((bearer) => dutyOf(world, clause, bearer)))
}

function spanOf({ bearer: by }: Duty, claim: DatedClaim): Breach {
  const { earliest: from, latest: until, established, owed, placed, entries } = claim
  const sure = established && owed === 'surely'
  // Taken at its word it is a breach: at a time and in a place for which the duty was owed.
  const alleged = sure || (owed === 'surely' && placed)
  return { from, until, sure, alleged, whole: false, entries, by }
}

/** The occurrences of a repeated duty that were missed, or may have been: each a breach at its deadline. */
function missed(world: World, occurrences: readonly Duty[]): readonly Breach[] {
  return occurrences.flatMap((one) => {
    const { certain, possible, entries } = deadlineBreach(world, one)
    const sure = certain < NEVER
    const time = sure ? certain : possible
    // Of what may have been missed nobody alleges that it was.
    const span = { from: time, until: time, sure, alleged: sure, whole: false, entries, by: one.bearer }
    return time < NEVER ? [span] : []
  })
}

export type Side = 'certain' | 'possible'

/** Whether what happened once certainly, or possibly, happened in the window (after, until]. */
export const IN_WINDOW = {
  certain: (after: number, until: number) => (span: Span) => span.until <= until && span.from > after,
  possible: (after: number, until: number) => (span: Span) => span.from <= until && span.until > after,
}

/**
 * When what breaches come to first exceeds a number, kernel K3. Certainly: at the end of some established breach, counting at
 * their least those that lie in the window whenever in their time they fell. Possibly: at the start of any, at the most.
 */
export function amountReached(world: World, asked: Extract<Condition, { is: 'measured' }>): When {
  const { clauses, what, how, over, window } = asked
  const spans = breachesOf(world, { of: clauses })
  const sure = spans.filter((span) => span.sure)
  const after = (time: number): number => {
    if (window.is === 'whole-time') return -NEVER
    if (window.is === 'sliding') return time - window.within
    return isInstant(time) ? dayOf(world.text.calendar, window.startsAt, time).from - 1 : NEVER
  }
  const amounts = new Map(spans.map((span) => [span, amountOf(world, span, what)]))
  const isOver = (side: Side, of: readonly Breach[]) => (time: number) => {
    const inWindow = of.filter(IN_WINDOW[side](after(time), time))
    const parts = inWindow.map((span) => amounts.get(span)?.[side] ?? 0)
    return parts.reduce((all, one) => (how === 'max' ? Math.max(all, one) : all + one), 0) > over
  }
  const certain = earliest(sure.map(({ until }) => until).filter(isOver('certain', sure)))
  // What began on an earlier day may still have gone on when a day begins.
  const days = window.is === 'calendar-day' ? spans.map(({ from }) => after(from) + 1) : []
  const possible = [...spans.map(({ from }) => from), ...days].filter(isOver('possible', spans))
  const counted = certain === NEVER ? [] : sure.filter(IN_WINDOW.certain(after(certain), certain))
  const entries = inOrder(counted.flatMap((span) => span.entries))
  return { certain, possible: earliest(possible), entries }
}

const FIELDS = { killed: 'killed', 'civilians-killed': 'killedCivilians', injured: 'injured' } as const

/** What a breach comes to. A finding decides over reports; who gives no number leaves it open. */
function amountOf({ log }: World, { entries }: Span, what: Measured): Record<Side, number> {
  if (what === 'breaches') return { certain: 1, possible: 1 }
  const told = entries.flatMap((entry) => {
    const body = log.at(entry).now
    if (body?.kind !== 'incident-reported' && body?.kind !== 'finding-made') return []
    const range = body.harm?.[FIELDS[what]]
    return range === undefined ? [] : [{ kind: body.kind, least: range.least, most: range.most ?? NEVER }]
  })
  const findings = told.filter(({ kind }) => kind === 'finding-made')
  const accounts = findings.length > 0 ? findings : told
  if (accounts.length === 0) return { certain: 0, possible: NEVER }
  const [least, most] = [accounts.map((one) => one.least), accounts.map((one) => one.most)]
  return { certain: Math.min(...least), possible: Math.max(...most) }
}
