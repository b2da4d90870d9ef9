import type { Instant } from '../time/instant.ts'
import type { Facts } from './facts.ts'

/**
 * A deadline that an amendment moved into the past binds from when the amendment took effect: nobody was late by a text that
 * was not yet in force (decision 35). It is no later than the earlier text had it, and one that had passed under that text
 * too stays as it was.
 */
export function amendedDue(
  due: Instant | undefined,
  before: Facts['before'],
  earlier: Instant | undefined,
): Instant | undefined {
  if (due === undefined || before === undefined || due >= before.from) return due
  if (earlier === undefined) return before.from
  if (earlier <= due) return due
  return earlier < before.from ? earlier : before.from
}
