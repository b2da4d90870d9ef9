import { problems } from '../problem.ts'
import { offsetAt, type Calendar } from './calendar.ts'
import { dateOfDay, dayNumber, isInstant, type Instant } from './instant.ts'

/**
 * Local time is for reading and for counting by the day. Lengths of time are absolute: `24h` after an instant is the
 * same distance whether or not the clocks were changed in between, so nothing here adds a duration to a local time.
 */

const MINUTE = 60_000
const MINUTES_A_DAY = 1440

/** A date of the proleptic Gregorian calendar; month and day count from 1. */
export type LocalDate = { readonly year: number; readonly month: number; readonly day: number }

/** What a clock on the wall shows, and how far it stands from UTC (minutes east). */
export type LocalTime = LocalDate & {
  readonly hour: number
  readonly minute: number
  readonly offsetMinutes: number
}

/** A day by which somebody counts: its name is the local date on which it began. Open on the right; milliseconds UTC, and below 0 before 1970. */
export type CountingDay = { readonly date: LocalDate; readonly from: number; readonly until: number }

/** What the wall clock of the agreement's zone showed at this instant; seconds are left out, never rounded up. */
export function localTime(calendar: Calendar, instant: Instant): LocalTime {
  const offsetMinutes = offsetAt(calendar, instant)
  const minutes = Math.floor(instant / MINUTE) + offsetMinutes
  const days = Math.floor(minutes / MINUTES_A_DAY)
  const rest = minutes - days * MINUTES_A_DAY
  return { ...dateOfDay(days), hour: Math.floor(rest / 60), minute: rest % 60, offsetMinutes }
}

/** `2016-09-12 19:00 +03:00`: plain digits, the same on every machine; screens write their own. */
export function formatLocal(calendar: Calendar, instant: Instant): string {
  const time = localTime(calendar, instant)
  return `${dateText(time)} ${clockText(time.hour, time.minute)} ${formatOffset(time.offsetMinutes)}`
}

/** `+03:00`: minutes east of UTC as hours and minutes. */
export function formatOffset(offsetMinutes: number): string {
  const far = offsetMinutes < 0 ? -offsetMinutes : offsetMinutes
  return `${offsetMinutes < 0 ? '-' : '+'}${clockText(Math.floor(far / 60), far % 60)}`
}

/**
 * The instant at which the zone's clock showed this time.
 * @throws Problem `local-time-skipped` if the clocks were put forward over it, `local-time-repeated` if they were put
 *   back over it, `instant-malformed` if there is no such date or it lies outside what an instant can hold
 */
export function instantOfLocal(
  calendar: Calendar,
  date: LocalDate,
  time: { readonly hour: number; readonly minute: number },
): Instant {
  const given = `${dateText(date)} ${clockText(time.hour, time.minute)}`
  const days = dayNumber(date.year, date.month, date.day)
  const back = dateOfDay(days)
  const real = back.year === date.year && back.month === date.month && back.day === date.day
  if (!real || !within(time.hour, 24) || !within(time.minute, 60)) throw problems.instantMalformed({ given })
  const wall = (days * MINUTES_A_DAY + time.hour * 60 + time.minute) * MINUTE
  const found = stretches(calendar)
    .map((stretch) => ({ ...stretch, instant: wall - stretch.offsetMinutes * MINUTE }))
    .filter(({ instant, from, until }) => instant >= from && instant < until)
  const [first] = found
  if (found.length > 1) {
    throw problems.localTimeRepeated({
      given,
      zone: calendar.zone,
      fix: 'write the instant in UTC, ending in Z',
    })
  }
  if (first === undefined) {
    throw problems.localTimeSkipped({
      given,
      zone: calendar.zone,
      fix: 'write the instant in UTC, ending in Z',
    })
  }
  if (!isInstant(first.instant)) throw problems.instantMalformed({ given })
  return first.instant
}

/**
 * The counting day in which an instant falls, for a day that begins at `dayStarts` minutes after local midnight.
 * If the clocks skip that minute the day begins when they jump; if they show it twice, the first time. So one day may
 * last 23 or 25 hours, no instant falls between two days, and none falls in both.
 */
export function dayOf(calendar: Calendar, dayStarts: number, instant: Instant): CountingDay {
  const { year, month, day } = localTime(calendar, instant)
  // One more than the local date: where clocks are put back past midnight, the new day has begun though the date says not.
  let days = dayNumber(year, month, day) + 1
  while (dayBegins(calendar, dayStarts, days) > instant) days -= 1
  return {
    date: dateOfDay(days),
    from: dayBegins(calendar, dayStarts, days),
    until: dayBegins(calendar, dayStarts, days + 1),
  }
}

/** The first instant at which the clock shows the day's first minute or anything later. */
function dayBegins(calendar: Calendar, dayStarts: number, days: number): number {
  const wall = (days * MINUTES_A_DAY + dayStarts) * MINUTE
  for (const { from, until, offsetMinutes } of stretches(calendar)) {
    const instant = wall - offsetMinutes * MINUTE
    if (instant < until) return instant > from ? instant : from
  }
  return Infinity
}

/** The stretches of time over which the distance from UTC stayed the same, in order. */
function stretches(calendar: Calendar) {
  const starts = [{ at: -Infinity, offsetMinutes: calendar.offsetMinutes }, ...calendar.transitions]
  return starts.map(({ at, offsetMinutes }, i) => ({
    from: at,
    until: starts[i + 1]?.at ?? Infinity,
    offsetMinutes,
  }))
}

const within = (value: number, limit: number): boolean =>
  Number.isInteger(value) && value >= 0 && value < limit
const two = (value: number): string => String(value).padStart(2, '0')
const clockText = (hour: number, minute: number): string => `${two(hour)}:${two(minute)}`
const dateText = ({ year, month, day }: LocalDate): string =>
  `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`
