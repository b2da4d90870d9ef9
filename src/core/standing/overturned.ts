import type { ClauseId, LogIndex } from '../statement/fields.ts'
import { entryOf } from './branded.ts'
import type { Evaluation } from './evaluation.ts'
import { isBy, NEVER } from './formal.ts'
import type { Found } from './onset.ts'
import type { Exercise } from './powers.ts'
import { recordedAt } from './recorded.ts'

/** When the ground of a power's first use fell away: when what overturned it was on the record. */
export function overturnedOnset(at: Evaluation, id: ClauseId): Found {
  const power = at.text.powers.get(id)
  const use = power === undefined ? undefined : at.exercises(power).effective.find((one) => one.overturned)
  if (use === undefined) return { onset: NEVER, entries: [] }
  const entry = overturning(at, use)
  return { onset: recordedAt(at, entry), entries: [...use.entries, entry].toSorted((a, b) => a - b) }
}

/**
 * The entry that overturned it, by halves: the ground was met when the use was complete, and is not as known now. Where
 * it turned more than once this is one of the turns.
 */
function overturning(at: Evaluation, { power, from, completed }: Exercise): LogIndex {
  const { when } = power
  const met = (known: number): boolean => when === undefined || isBy(at.ground(when, known).certain, from)
  let low: number = completed + 1
  let high = at.known
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (met(middle)) low = middle
    else high = middle
  }
  return entryOf(high - 1)
}
