import type { CountingRule } from '../statement/kinds.ts'
import type { EventTime, TimePrecision } from '../time/event-time.ts'
import { dateOfDay, isInstant, parseInstant, type Instant } from '../time/instant.ts'

const MINUTE = 60_000
const DAY = 86_400_000

/** A stretch of time: from (inclusive) until (exclusive). */
export type Span = { readonly from: Instant; readonly until: Instant }

const FIRST = parseInstant('1970-01-01T00:00:00Z')
const LAST = parseInstant('9999-12-31T23:59:59.999Z')

/** The instant itself, or the nearest that can be written: counting days at the ends of the calendar are cut short. */
function near(value: number): Instant {
  if (isInstant(value)) return value
  return value < FIRST ? FIRST : LAST
}

/**
 * Milliseconds after UTC midnight at which a rule's counting day begins; may be negative. A rule has one offset: it is
 * stated for the days it was used on, so no clock change falls inside them.
 */
function startOf({ dayStarts, offsetMinutes }: Pick<CountingRule, 'dayStarts' | 'offsetMinutes'>): number {
  const [hours = '0', minutes = '0'] = dayStarts.split(':')
  return (Number(hours) * 60 + Number(minutes) - offsetMinutes) * MINUTE
}

/** The counting day that an instant falls in. */
export function countingDayOf(
  rule: Pick<CountingRule, 'dayStarts' | 'offsetMinutes'>,
  instant: Instant,
): Span {
  const start = startOf(rule)
  const from = Math.floor((instant - start) / DAY) * DAY + start
  return { from: near(from), until: near(from + DAY) }
}

/** The counting days that touch a window, in order; the first and last may reach beyond it. */
export function countingDays(
  rule: Pick<CountingRule, 'dayStarts' | 'offsetMinutes'>,
  window: Span,
): readonly Span[] {
  const days: Span[] = []
  if (window.until <= window.from) return days
  for (let day = countingDayOf(rule, window.from); day.from < window.until;) {
    days.push(day)
    day = { from: day.until, until: near(day.until + DAY) }
  }
  return days
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}

/** The calendar date `2016-09-13` on a clock `offsetMinutes` east of UTC. */
export function dateAt(instant: Instant, offsetMinutes: number): string {
  const { year, month, day } = dateOfDay(Math.floor((instant + offsetMinutes * MINUTE) / DAY))
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`
}

/** The date on which most of a span lies: where a count "from 19:00 to 19:00" belongs among days. */
export function dateOfSpan({ from, until }: Span, offsetMinutes: number): string {
  return dateAt(near(from + Math.floor((until - from) / 2)), offsetMinutes)
}

/** Whether a span is about one day long, so that it can stand in a row of days: between 12 and 36 hours. */
export function isAboutADay({ from, until }: Span): boolean {
  return until - from >= DAY / 2 && until - from <= 1.5 * DAY
}

/**
 * Words of a source that knew the day no better than a week. Such a report belongs to a period and is never put on a
 * day: rows that cover a month or a year are dated to its first day and would make a peak there that nobody reported.
 */
const TOO_COARSE: readonly TimePrecision[] = ['week', 'month', 'longer']

export function isTooCoarseForDays({ precision }: EventTime): boolean {
  return TOO_COARSE.includes(precision)
}

/** How an event lies to a span: certainly inside, possibly (it may have happened inside or outside), or not. */
export function placed(
  { earliest, latest }: EventTime,
  { from, until }: Span,
): 'certain' | 'possible' | 'not' {
  if (latest < from || earliest >= until) return 'not'
  return earliest >= from && latest < until ? 'certain' : 'possible'
}
