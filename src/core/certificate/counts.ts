import type { Agreement, BreachesOf, Condition, Measured, Term } from '../agreement/agreement.ts'
import type { ClauseId, LogIndex } from '../statement/fields.ts'
import { isInstant } from '../time/instant.ts'
import { dayOf } from '../time/local.ts'
import { deadlineBreach } from './breach.ts'
import { claimsAgainst, claimsBefore, type DatedClaim } from './claims.ts'
import { anchored, determinations, later } from './conditions.ts'
import { closedThrough, dutyOf, type Duty } from './duty.ts'
import { occurrencesOf } from './occurrences.ts'
import { isUnder } from './powers.ts'
import { inOrder } from './told.ts'
import { earliest, exactly, NEVER, NOT_FOUND, type When, type World } from './world.ts'

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

/** Every breach of these clauses by anybody whom they bind, established or open; what was not done in time among them. */
export function breachesOf(world: World, { of, in: elsewhere }: BreachesOf): readonly Span[] {
  if (elsewhere !== undefined) return breachesElsewhere(world.other(elsewhere), of)
  return dutiesUnder(world, of).flatMap((duty) => [
    ...claimsAgainst(world, duty).map(spanOf),
    ...missed(world, occurrencesOf(world, duty)),
  ])
}

/** Of another agreement, each breach counts under the text that was in force when it happened: also of what was dropped. */
function breachesElsewhere(world: World | undefined, of: readonly ClauseId[]): readonly Span[] {
  return world === undefined ? [] : [...breachesOf(world, { of }), ...droppedFrom(world, of)]
}

function droppedFrom({ earlier, text }: World, of: readonly ClauseId[]): readonly Span[] {
  if (earlier === undefined) return []
  const { world, from } = earlier
  const dropped = dutiesUnder(world, of).filter(
    ({ clause, bearer }) => text.clauses.get(clause.id)?.bearers.includes(bearer) !== true,
  )
  const spans = dropped.flatMap((duty) => [
    ...claimsBefore(world, duty, from).map(spanOf),
    ...missed(
      world,
      occurrencesOf(world, duty).filter(({ due }) => due < from),
    ),
  ])
  return [...spans, ...droppedFrom(world, of)]
}

function dutiesUnder(world: World, of: readonly ClauseId[]): readonly Duty[] {
  const clauses = [...world.text.clauses.values()].filter(({ id }) => isUnder(id, of))
  return clauses.flatMap((clause) => clause.bearers.map((bearer) => dutyOf(world, clause, bearer)))
}

function spanOf({ earliest: from, latest: until, established, owed, entries }: DatedClaim): Span {
  return { from, until, sure: established && owed === 'surely', whole: false, entries }
}

/** The occurrences of a repeated duty that were missed, or may have been: each a breach at its deadline. */
function missed(world: World, occurrences: readonly Duty[]): readonly Span[] {
  return occurrences.flatMap((one) => {
    const { certain, possible, entries } = deadlineBreach(world, one)
    const sure = certain < NEVER
    const time = sure ? certain : possible
    return time < NEVER ? [{ from: time, until: time, sure, whole: false, entries }] : []
  })
}

type Side = 'certain' | 'possible'

/** Whether what happened once certainly, or possibly, happened in the window (after, until]. */
const IN_WINDOW = {
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
  const isOver = (side: Side, of: readonly Span[]) => (time: number) => {
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

type State = Extract<Term, { is: 'state' }>

/**
 * `holds S for L since X`: the earliest end of a stretch over which the state certainly, or possibly, held. Where it is no
 * breach at all (`no-breach`), the stretch is the window of a count that allows none; where it is a count (`at-most`), that
 * has its own window, and stays within its limit at every moment of the stretch.
 */
export function stateHeld(world: World, condition: Extract<Condition, { is: 'holds' }>): When {
  const term = world.text.terms.get(condition.state)
  const anchor = condition.since ?? world.text.startsOn
  if (term?.is !== 'state' || anchor === undefined) return NOT_FOUND
  const { test } = term
  const length = condition.for ?? 0
  const said = periodsOf(world, term)
  const yes = said.filter(({ holds, sure }) => holds && sure)
  // A period ends before `until`: at that instant the state no longer fails.
  const no = said.filter(({ holds }) => !holds).map((one) => ({ ...one, until: one.until - 1 }))
  // Who decides stands above the test: what fell within a time over which the state was determined to hold is not heard.
  const all = test === undefined ? [] : breachesOf(world, test)
  const heard = all.filter(({ from, until }) => !yes.some((one) => one.from <= from && until < one.until))
  const against = [...heard, ...no]
  const closed = closedThrough(world, term.sources, undefined)
  // Silence says nothing about breaches of which it is not known what they are.
  const isClear = test?.in === undefined || isKnown(world.other(test.in), test.of)
  const isTold = (time: number): boolean =>
    term.ifSilent === 'compliant' && isClear && closed !== undefined && time <= closed.through
  const isCount = test?.is === 'at-most'
  const stretch = isCount
    ? { window: test.within, whole: 1, length }
    : { window: length, whole: length, length: 0 }
  const start = anchored(world, anchor)
  const limit = limitOf(world, test, all, isTold)
  // What is counted lies after the anchor as a whole, or the first moment would be calm; and the limit has to be known.
  const since = (side: Side): number => Math.max(start[side] + stretch.window, limit.known[side])
  const run = firstKept(against, { ...stretch, side: 'possible' }, limit.certain, since('certain'))
  const sure = against.filter((span) => span.sure)
  const best = firstKept(sure, { ...stretch, side: 'certain' }, limit.possible, since('possible'))
  const decided = yes.flatMap((period) => {
    const end = Math.max(period.from, start.certain) + length
    const over = { window: length, whole: length + (isCount ? 1 : 0), side: 'possible' } as const
    const isOver = end > (isCount ? period.until - 1 : period.until)
    return isOver || (isCount ? no : against).some(counts(end, over)) ? [] : [end]
  })
  const certain = earliest([isTold(run) ? run : NEVER, ...decided])
  const entries = [start, ...(closed === undefined ? [] : [closed]), ...yes].flatMap((one) => one.entries)
  return { certain, possible: isCount ? Math.min(best, certain) : best, entries: inOrder(entries) }
}

/** Whether some text of an agreement that is in force, or was, has each of these clauses. */
function isKnown(world: World | undefined, of: readonly ClauseId[]): boolean {
  const textsOf = (one: World | undefined): readonly Agreement[] =>
    one === undefined ? [] : [one.text, ...textsOf(one.earlier?.world)]
  const texts = textsOf(world).filter(({ force }) => force === 'in-force')
  const has = (id: ClauseId): boolean =>
    texts.some(({ clauses }) => [...clauses.keys()].some((clause) => isUnder(clause, [id])))
  return texts.length > 0 && of.every(has)
}

/** The periods of which somebody says that the state held or failed. */
function periodsOf(world: World, { id, decidedBy }: State) {
  return determinations(world, id, decidedBy).flatMap(({ value, established, entries }) => {
    if (value.is === 'moment') return []
    const { is, from, until = NEVER } = value
    return [{ holds: is === 'holds', from, until, sure: established, whole: true, entries }]
  })
}

/**
 * The most that the text allows, at its least and at its most, and from when it is known: a number or, for a baseline, what
 * a window in the past came to. What nobody has told of that could still come, until its sources have closed.
 */
function limitOf(world: World, test: State['test'], all: readonly Span[], isTold: (time: number) => boolean) {
  const limit = test?.is === 'at-most' ? test.limit : undefined
  if (test?.is !== 'at-most' || limit?.is !== 'baseline') {
    const count = limit?.is === 'number' ? limit.count : 0
    return { certain: count, possible: count, known: exactly(0) }
  }
  const from = anchored(world, limit.from)
  const known = later(from, test.within)
  const inPast = IN_WINDOW.possible(from.certain - 1, known.certain - 1)
  const isInside = IN_WINDOW.certain(from.certain - 1, known.certain - 1)
  const possible = isTold(known.certain - 1) ? all.filter(inPast).length : NEVER
  return { certain: all.filter((span) => span.sure && isInside(span)).length, possible, known }
}

type Count = { readonly side: Side; readonly window: number; readonly whole: number }

/** Whether a span counts at a time: it lies in the window that ends then. What went on all the time has one of its own. */
function counts(time: number, { side, window, whole }: Count): (span: Span) => boolean {
  const once = IN_WINDOW[side](time - window, time)
  const allTime = IN_WINDOW.possible(time - whole, time)
  return (span) => (span.whole ? allTime(span) : once(span))
}

/** The first end of a stretch, begun no sooner than `since`, at every moment of which no more than `allowed` counts. */
function firstKept(
  spans: readonly Span[],
  count: Count & { readonly length: number },
  allowed: number,
  since: number,
): number {
  const isOver = (time: number): boolean => {
    const counted = spans.filter(counts(time, count))
    return counted.length > allowed || counted.some((span) => span.whole)
  }
  const isAll = ({ whole }: Span): boolean => whole || count.side === 'possible'
  const begins = spans.map((span) => (isAll(span) ? span.from : span.until)).filter(isOver)
  const ends = spans.map((span) =>
    span.whole ? span.until + count.whole : (isAll(span) ? span.until : span.from) + count.window,
  )
  const starts = [since, ...ends.filter((time) => time > since)].toSorted((a, b) => a - b)
  const isKept = (from: number): boolean =>
    !isOver(from) && !begins.some((time) => time > from && time <= from + count.length)
  return (starts.find(isKept) ?? NEVER) + count.length
}
