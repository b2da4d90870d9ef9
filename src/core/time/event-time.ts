import type { Instant } from './instant.ts'

/** How closely a source knew the time, in its own words; the interval beside it is what jig counts with. */
export const TIME_PRECISIONS = [
  'minute',
  'hour',
  'part-of-day',
  'day',
  'days',
  'week',
  'month',
  'longer',
] as const
export type TimePrecision = (typeof TIME_PRECISIONS)[number]

/**
 * When something happened, as far as the source knew: not before `earliest`, not after `latest` (both inclusive).
 * An exact instant has the two equal. Event time, never knowledge time.
 */
export type EventTime = {
  readonly earliest: Instant
  readonly latest: Instant
  readonly precision: TimePrecision
}
