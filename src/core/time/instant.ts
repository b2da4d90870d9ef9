import { problems } from '../problem.ts'

/** A moment in event or wall-clock time: whole milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted. */
export type Instant = number & { readonly brand: 'Instant' }

/** A length of time in whole milliseconds. `24h` is absolute: it does not stretch when a zone changes its clocks. */
export type Duration = number & { readonly brand: 'Duration' }

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** 9999-12-31T23:59:59.999Z: the last instant that the written form can hold. */
const LAST = 253_402_300_799_999
const WRITTEN = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{3}))?)?Z$/

export function isInstant(value: unknown): value is Instant {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= LAST
}

export function isDuration(value: unknown): value is Duration {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}

/** Days since 1970-01-01 of a date of the proleptic Gregorian calendar. Month and day count from 1. */
export function dayNumber(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  return (
    era * 146_097 +
    yearOfEra * 365 +
    Math.floor(yearOfEra / 4) -
    Math.floor(yearOfEra / 100) +
    dayOfYear -
    719_468
  )
}

/** The date of a day number: the inverse of {@link dayNumber}. */
export function dateOfDay(days: number): {
  readonly year: number
  readonly month: number
  readonly day: number
} {
  const shifted = days + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  }
}

/**
 * Reads `2016-09-12T16:00Z`, `…:00Z` or `…:00.000Z`. Nothing else: no offset, no lower case, no 24:00, no leap second.
 * @throws Problem `instant-malformed`
 */
export function parseInstant(text: string): Instant {
  const parts = WRITTEN.exec(text)
  if (parts !== null) {
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, milli = 0] = parts
      .slice(1)
      .map((part: string | undefined) => Number(part ?? 0))
    const days = dayNumber(year, month, day)
    const back = dateOfDay(days)
    const real =
      back.year === year &&
      back.month === month &&
      back.day === day &&
      hour < 24 &&
      minute < 60 &&
      second < 60
    const value = days * DAY + hour * HOUR + minute * MINUTE + second * 1000 + milli
    if (real && isInstant(value)) return value
  }
  throw problems.instantMalformed({ given: text })
}

/** The canonical written form: `2016-09-12T16:00:00Z`, with milliseconds only where there are some. */
export function formatInstant(instant: Instant): string {
  const days = Math.floor(instant / DAY)
  const { year, month, day } = dateOfDay(days)
  const rest = instant - days * DAY
  const two = (value: number): string => String(value).padStart(2, '0')
  const milli = rest % 1000
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${two(Math.floor(rest / HOUR))}:${two(
    Math.floor(rest / MINUTE) % 60,
  )}:${two(Math.floor(rest / 1000) % 60)}${milli === 0 ? '' : `.${String(milli).padStart(3, '0')}`}Z`
}

const UNITS = { min: MINUTE, h: HOUR, d: DAY } as const

/** Lengths that people mean by the calendar as often as by the clock. */
const BY_THE_CALENDAR = /(?:days?|weeks?|months?|years?)$/i

/**
 * Reads `30min`, `48h`, `7d` (each `d` is exactly 24 hours). A bare `day`, `2 days` or `a month` is refused as ambiguous.
 * @throws Problem `duration-malformed`, `duration-ambiguous`
 */
export function parseDuration(text: string): Duration {
  if (BY_THE_CALENDAR.test(text)) {
    const fix =
      'write it by the clock, like 48h or 2d; for a day of the calendar name the instant at which it ends, like 2016-09-13T00:00:00Z'
    throw problems.durationAmbiguous({ given: text, fix })
  }
  const parts = /^([1-9]\d{0,5})\s?(min|h|d)$/.exec(text)
  const unit = parts?.[2]
  if (unit === 'min' || unit === 'h' || unit === 'd') {
    const value = Number(parts?.[1]) * UNITS[unit]
    if (isDuration(value)) return value
  }
  throw problems.durationMalformed({ given: text })
}

/** What a sum beyond the written form comes to: far enough for any deadline, and still an instant. */
const END_OF_TIME = parseInstant('9999-12-31T23:59:59.999Z')

export function plus(instant: Instant, duration: Duration): Instant {
  const sum = instant + duration
  return isInstant(sum) ? sum : END_OF_TIME
}

function noTime(): Duration {
  const value: unknown = 0
  if (isDuration(value)) return value
  throw new RangeError('nothing is a length of time too')
}

/** No time at all: the distance of an anchor from itself. */
export const NO_TIME: Duration = noTime()
