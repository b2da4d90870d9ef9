import type { LogIndex } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import { instantOf } from './branded.ts'
import type { Question } from './question.ts'
import type { Onset } from './standing.ts'

/**
 * By when an entry was on the record: surely by the log's first clock reading after it, and no earlier than the last one
 * before it. While the clock has not been read since, it is open.
 */
export function recordedAt({ engine, known }: Pick<Question, 'engine' | 'known'>, entry: LogIndex): Onset {
  const readings = engine.record.ofKind.get('clock-read') ?? []
  let low = 0
  let high = readings.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((readings[middle] ?? 0) > entry) high = middle
    else low = middle + 1
  }
  const after = readings[low]
  return {
    certain: after === undefined || after >= known ? undefined : timeOf(engine, after),
    possible: timeOf(engine, readings[low - 1]) ?? instantOf(0),
  }
}

/** What the log's clock read last, as known: what is said from now on is on the record no sooner than that. */
export function lastReading({ engine, known }: Pick<Question, 'engine' | 'known'>): Instant | undefined {
  const readings = engine.record.ofKind.get('clock-read') ?? []
  return timeOf(
    engine,
    readings.findLast((entry) => entry < known),
  )
}

function timeOf({ record }: Question['engine'], reading: LogIndex | undefined): Instant | undefined {
  const statement = reading === undefined ? undefined : record.said.get(reading)?.statement
  return statement?.kind === 'clock-read' ? statement.readAt : undefined
}
