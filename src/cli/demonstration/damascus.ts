import type { Calendar } from '../../core/time/calendar.ts'
import { isInstant, parseInstant, type Instant } from '../../core/time/instant.ts'
import { dayOf, instantOfLocal } from '../../core/time/local.ts'
import { problems } from '../../core/problem.ts'

/**
 * Asia/Damascus in 2016 (tz database): UTC+2, from 25 March at midnight UTC+3, from 28 October at midnight UTC+2 again.
 * The same transitions stand in the agreements' own calendars.
 */
export const DAMASCUS: Calendar = {
  zone: 'Asia/Damascus',
  offsetMinutes: 120,
  transitions: [
    { at: parseInstant('2016-03-24T22:00:00Z'), offsetMinutes: 180 },
    { at: parseInstant('2016-10-27T21:00:00Z'), offsetMinutes: 120 },
  ],
}

/** A local day: from its first instant to its last whole second, both inclusive, and the first instant of the next. */
export type LocalDay = { readonly first: Instant; readonly last: Instant; readonly next: Instant }

const SECOND = 1000

/**
 * The local day of a date written `2016-09-12`.
 * @throws Problem `instant-malformed`
 */
export function dayInDamascus(date: string): LocalDay {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date)
  const [year = 0, month = 0, day = 0] = parts?.slice(1).map(Number) ?? []
  // Noon exists on every day; midnight does not: on 25 March 2016 the clocks jumped over it.
  const noon = instantOfLocal(DAMASCUS, { year, month, day }, { hour: 12, minute: 0 })
  const { from: first, until: next } = dayOf(DAMASCUS, 0, noon)
  const last = next - SECOND
  if (isInstant(first) && isInstant(last) && isInstant(next)) return { first, last, next }
  throw problems.instantMalformed({ given: date, fix: 'write a date like 2016-09-12' })
}
