import { isLogIndex } from '../log/log-index.ts'
import type { LogIndex } from '../statement/fields.ts'
import { isInstant, type Instant } from '../time/instant.ts'

/** A computed time as an instant; `undefined` for one that lies outside the calendar, which is never. */
export function instantOf(time: number | undefined): Instant | undefined {
  return isInstant(time) ? time : undefined
}

/** A number from a column as the entry it stands for. */
export function entryOf(value: number): LogIndex {
  if (isLogIndex(value)) return value
  throw new Error(`${value} is no entry`)
}
