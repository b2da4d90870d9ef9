import type { EventTime } from '../../core/time/event-time.ts'
import { offsetAt, type Calendar } from '../../core/time/calendar.ts'
import { formatInstant, type Instant } from '../../core/time/instant.ts'
import { localTime } from '../../core/time/local.ts'
import { localeOf, type Language } from '../words/say.ts'

/** A moment in pieces: the date in words, the clock in Latin digits, and UTC beside it. */
export type WrittenTime = {
  /** `12 Sep 2016`, by the calendar's zone; Latin digits in every language. */
  readonly date: string
  /** `19:00`. */
  readonly clock: string
  /** `16:00`, with the date before it where the day differs: `11 Sep 22:30`. */
  readonly utc: string
  /** For `<time dateTime>`. */
  readonly iso: string
}

const two = (value: number): string => String(value).padStart(2, '0')

function dateWords(language: Language, day: Date, year: boolean): string {
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : localeOf(language, 'latn'), {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'short',
    ...(year ? { year: 'numeric' } : {}),
  }).format(day)
}

/** Writes an instant by an agreement's own clock. Never by the zone of this computer. */
export function writeTime(language: Language, calendar: Calendar, instant: Instant): WrittenTime {
  const local = localTime(calendar, instant)
  const localDay = new Date(Date.UTC(local.year, local.month - 1, local.day))
  const utc = new Date(instant)
  const utcClock = `${two(utc.getUTCHours())}:${two(utc.getUTCMinutes())}`
  const sameDay = localDay.getTime() === Date.UTC(utc.getUTCFullYear(), utc.getUTCMonth(), utc.getUTCDate())
  return {
    date: dateWords(language, localDay, true),
    clock: `${two(local.hour)}:${two(local.minute)}`,
    utc: sameDay ? utcClock : `${dateWords(language, utc, false)} ${utcClock}`,
    iso: formatInstant(instant),
  }
}

/** What people call the clock: by its city in English, as CLDR names it in other languages; of UTC itself, `UTC`. */
export function zoneName(language: Language, calendar: Calendar): string {
  const [, city] = /\/([^/]+)$/.exec(calendar.zone) ?? []
  if (city === undefined) return calendar.zone
  if (language === 'en') return city.replaceAll('_', ' ')
  const named = new Intl.DateTimeFormat(language, { timeZone: calendar.zone, timeZoneName: 'shortGeneric' })
  return named.formatToParts(0).find(({ type }) => type === 'timeZoneName')?.value ?? calendar.zone
}

/** Whether it is one moment, one stretch of a day, one day, or several days: how an interval is best written. */
export function spanOf(
  calendar: Calendar,
  when: Pick<EventTime, 'earliest' | 'latest'>,
): 'moment' | 'hours' | 'day' | 'days' {
  if (when.earliest === when.latest) return 'moment'
  const day = (instant: Instant): number =>
    Math.floor((instant + offsetAt(calendar, instant) * 60_000) / 86_400_000)
  if (day(when.earliest) !== day(when.latest)) return 'days'
  return when.latest - when.earliest >= 23 * 3_600_000 ? 'day' : 'hours'
}

const LOCAL = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]+(\d{1,2})(?::(\d{2}))?)?$/

/** What keeps a time apart in Arabic text, and comes along when it is copied from there. */
const DIRECTION_MARKS = /[\u200e\u200f\u2066-\u2069]/g

/** Parts of `2016-09-12 19:00`, as a reader types it; a date alone is its midnight. `undefined` if it is none. */
export function readLocal(
  text: string,
): { year: number; month: number; day: number; hour: number; minute: number } | undefined {
  const parts = LOCAL.exec(latinDigits(text.replaceAll(DIRECTION_MARKS, '').trim()))
  if (parts === null) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = parts
    .slice(1)
    .map((part: string | undefined) => Number(part ?? 0))
  return { year, month, day, hour, minute }
}

/** `2016-09-12 19:00`: the form that {@link readLocal} reads back. */
export function writeLocal(calendar: Calendar, instant: Instant): string {
  const { year, month, day, hour, minute } = localTime(calendar, instant)
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}`
}

/** Arabic-Indic and Persian digits as Latin ones: a reader types those that the keyboard has. */
function latinDigits(text: string): string {
  return text.replaceAll(/[٠-٩۰-۹]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf))
}
