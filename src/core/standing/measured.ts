import type { Condition, Measured } from '../agreement/agreement.ts'
import { saidAsOf } from '../evidence/said.ts'
import type { LogIndex, Range } from '../statement/fields.ts'
import type { Calendar } from '../time/calendar.ts'
import type { Instant } from '../time/instant.ts'
import { dayOf, type CountingDay } from '../time/local.ts'
import { instantOf } from './branded.ts'
import type { Evaluation } from './evaluation.ts'
import type { Found } from './onset.ts'
import type { Question } from './question.ts'
import type { BreachSpan } from './spans.ts'
import { countAt, firstOver, NO_LIMIT, perhapsIn, surelyIn, type Span } from './streak.ts'
import { spansUnder } from './under.ts'
import { CITED_AT_MOST } from './weigh-claims.ts'

type Asked = Extract<Condition, { is: 'measured' }>

/** When what breaches come to first exceeds a limit: surely, by what is established at its least; perhaps, by everything at its most. */
export function measuredOnset(at: Evaluation, { clauses, what, how, over, window }: Asked): Found {
  const all = spansUnder(at, { of: clauses }, { citing: 'all' }).map((span) => amounting(at, span, what))
  const found = all.filter(({ established }) => established)
  const { calendar } = at.text
  let certain: number | undefined
  let possible: number | undefined
  if (how === 'max') {
    certain = first(found.filter(({ least }) => least > over).map(({ until }) => until))
    possible = first(all.filter(({ most }) => most > over).map(({ from }) => from))
  } else if (window.is === 'calendar-day') {
    certain = firstDayOver(daysOf(found, calendar, window.startsAt, 'surely'), over)
    possible = firstDayOver(daysOf(all, calendar, window.startsAt, 'perhaps'), over)
  } else {
    const length = window.is === 'sliding' ? window.within : Infinity
    certain = firstOver(surelyIn(found, length), over)
    possible = firstOver(perhapsIn(all, length), over)
  }
  const entries = [...new Set(found.flatMap((span) => span.entries))].slice(0, CITED_AT_MOST)
  return {
    onset: { certain: instantOf(certain), possible: instantOf(possible) },
    entries: certain === undefined ? [] : entries.toSorted((a, b) => a - b),
  }
}

function first(times: readonly number[]): number | undefined {
  return times.length === 0 ? undefined : times.reduce((a, b) => (a < b ? a : b))
}

type Amounting = BreachSpan & { readonly least: number; readonly most: number }

/** A breach with what it amounts to. Who gives no number leaves it open: nobody knows that nobody was harmed. */
function amounting(asked: Question, span: BreachSpan, what: Measured): Amounting {
  if (what === 'breaches') return { ...span, least: 1, most: 1 }
  const told = span.entries.flatMap((entry) => toldBy(asked, entry, what))
  const findings = told.filter(({ found }) => found)
  const counts = findings.length > 0 ? findings : told
  if (counts.length === 0) return { ...span, least: 0, most: NO_LIMIT }
  const least = counts.reduce((low, one) => Math.min(low, one.least), NO_LIMIT)
  const most = counts.reduce((high, one) => Math.max(high, one.most), 0)
  return { ...span, least, most }
}

const FIELDS = { killed: 'killed', 'civilians-killed': 'killedCivilians', injured: 'injured' } as const

/** How many people an account says were harmed; a finding decides over reports. */
function toldBy({ engine, known }: Question, entry: LogIndex, what: keyof typeof FIELDS) {
  const kind = engine.record.said.get(entry)?.statement.kind
  if (kind !== 'incident-reported' && kind !== 'finding-made') return []
  const body = saidAsOf(engine.record, entry, kind, known)
  const range = body?.harm?.[FIELDS[what]]
  if (range === undefined) return []
  return [{ least: range.least, most: range.most ?? NO_LIMIT, found: kind === 'finding-made' }]
}

/** What is counted of breaches, without the number that it is held against. */
export type Counted = Pick<Asked, 'clauses' | 'what' | 'how' | 'window'>

/** What a count comes to at one moment: what is established at its least, and everything that is said at its most. */
export type CountNow = {
  readonly range: Range
  /** The entries of what is established, the first few of them. */
  readonly entries: readonly LogIndex[]
}

/** What breaches come to at `when`, in the window that ends then or on its calendar day, or since the beginning. */
export function measuredAt(at: Evaluation, { clauses, what, how, window }: Counted, when: Instant): CountNow {
  // What harm was done stands in the entries; to count breaches, those of open ones need not be looked up.
  const citing = what === 'breaches' ? 'first-few' : 'all'
  const all = spansUnder(at, { of: clauses }, { citing }).map((span) => amounting(at, span, what))
  const found = all.filter(({ established }) => established)
  if (how === 'max') {
    const byThen = found.filter(({ until }) => until <= when)
    const most = greatest(all.filter(({ from }) => from <= when).map((one) => one.most))
    return counting(greatest(byThen.map(({ least }) => least)), most, byThen)
  }
  if (window.is !== 'calendar-day')
    return countOver(all, window.is === 'sliding' ? window.within : Infinity, when)
  const day = dayOf(at.text.calendar, window.startsAt, when)
  return counting(
    countAt(amountsOn(day, found, 'surely'), when),
    countAt(amountsOn(day, all, 'perhaps'), when),
    found.filter(({ from, until }) => from >= day.from && until <= when),
  )
}

/** What breaches add up to in the window of `length` milliseconds that ends at `when`; `Infinity` forgets nothing. */
export function countOver(spans: readonly BreachSpan[], length: number, when: Instant): CountNow {
  const found = spans.filter(({ established }) => established)
  return counting(
    countAt(surelyIn(found, length), when),
    countAt(perhapsIn(spans, length), when),
    found.filter(({ from, until }) => from > when - length && until <= when),
  )
}

function counting(least: number, most: number, counted: readonly BreachSpan[]): CountNow {
  return {
    range: { least, most: most >= NO_LIMIT ? null : most },
    entries: [...new Set(counted.flatMap(({ entries }) => entries))]
      .slice(0, CITED_AT_MOST)
      .toSorted((a, b) => a - b),
  }
}

function greatest(amounts: readonly number[]): number {
  return amounts.reduce((most, one) => Math.max(most, one), 0)
}

/** A calendar day with what falls on it: each amount with the time by which it counts. */
type Day = { readonly from: number; readonly amounts: readonly Amount[] }
type Amount = { readonly at: number; readonly by: number }

/**
 * The calendar days on which any of the spans begins, with what surely, or perhaps, lies on each. More than one day can
 * take part in a span of unknown time; that the most spans meet on a day on which one of them begins is what makes
 * these days enough.
 */
function daysOf(
  spans: readonly (Span & { readonly least: number; readonly most: number })[],
  calendar: Calendar,
  startsAt: number,
  side: 'surely' | 'perhaps',
): readonly Day[] {
  const days = new Map<number, Day>()
  for (const { from } of spans) {
    const instant = instantOf(from)
    if (instant === undefined) continue
    const day = dayOf(calendar, startsAt, instant)
    if (!days.has(day.from)) days.set(day.from, { from: day.from, amounts: amountsOn(day, spans, side) })
  }
  return [...days.values()]
}

/** What surely, or perhaps, lies on one calendar day. */
function amountsOn(
  { from, until }: Pick<CountingDay, 'from' | 'until'>,
  spans: readonly (Span & { readonly least: number; readonly most: number })[],
  side: 'surely' | 'perhaps',
): readonly Amount[] {
  return spans.flatMap((span): readonly Amount[] => {
    if (side === 'surely')
      return span.from >= from && span.until < until ? [{ at: span.until, by: span.least }] : []
    return span.from < until && span.until >= from ? [{ at: Math.max(span.from, from), by: span.most }] : []
  })
}

function firstDayOver(days: readonly Day[], over: number): number | undefined {
  return first(days.flatMap(({ amounts }) => firstOver(amounts, over) ?? []))
}
