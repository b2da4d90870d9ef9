import type { Say } from './say.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** A length of time in milliseconds, in the largest unit that it is a whole number of. */
export function lengthInWords(say: Say, milliseconds: number): string {
  if (milliseconds % DAY === 0) return say('time.days', { n: milliseconds / DAY })
  if (milliseconds % HOUR === 0) return say('time.hours', { n: milliseconds / HOUR })
  return say('time.minutes', { n: Math.round(milliseconds / MINUTE) })
}
