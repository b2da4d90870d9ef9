import type { Calendar } from '../../core/time/calendar.ts'
import { parseInstant, type Instant } from '../../core/time/instant.ts'
import { instantOfLocal } from '../../core/time/local.ts'
import { readLocal } from './time-words.ts'

/** A time on the agreement's clock or an instant in UTC; `undefined` where it is neither, or the clocks skipped it. */
export function readMoment(calendar: Calendar, text: string): Instant | undefined {
  const local = readLocal(text)
  try {
    return local === undefined ? parseInstant(text.trim()) : instantOfLocal(calendar, local, local)
  } catch {
    return undefined
  }
}
