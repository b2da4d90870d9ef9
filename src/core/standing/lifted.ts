import type { Condition } from '../agreement/agreement.ts'
import type { Lifted } from '../agreement/lifted-in-circles.ts'
import { instantOf } from './branded.ts'
import type { Evaluation } from './evaluation.ts'
import { onsetOf, type Found } from './onset.ts'

/** When conditions come true that are not to be worked out again. */
export type Given = ReadonlyMap<Condition, Found>

/** Perhaps from the first, and perhaps never. */
const OPEN: Found = { onset: { certain: undefined, possible: instantOf(0) }, entries: [] }

/** Far more than clauses that set each other aside need: one or two for each link of the chain of who broke first. */
const ROUNDS_AT_MOST = 200

/**
 * When clauses are set aside that set each other aside. At first everything is open; with what was worked out in one round,
 * what comes first in event time is settled in the next, and so on until nothing changes. The bounds only ever narrow, so
 * what never settles (both break at the same moment) stays open, whatever the order of the text.
 * @param startedWith starts an answer in which those conditions come true as given
 */
export function liftsGiven(clauses: readonly Lifted[], startedWith: (given: Given) => Evaluation): Given {
  let given: Given = new Map(clauses.map(({ unless }) => [unless, OPEN]))
  if (clauses.length === 0) return given
  for (let round = 0; round < ROUNDS_AT_MOST; round += 1) {
    const at = startedWith(given)
    const next = new Map(clauses.map(({ unless }) => [unless, onsetOf(at, unless)]))
    if ([...next].every(([unless, { onset }]) => isSame(onset, given.get(unless)?.onset))) return next
    given = next
  }
  return given
}

function isSame(a: Found['onset'], b: Found['onset'] | undefined): boolean {
  return a.certain === b?.certain && a.possible === b?.possible
}
