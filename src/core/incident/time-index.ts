import type { LogIndex } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'

/** An entry that says when something happened. A corrected time is one more mark; who reads asks which one stands. */
export type Dated = { readonly at: Instant; readonly entry: LogIndex }

/** Everything dated, by the earliest moment it may have happened, then by entry. */
export type TimeIndex = { sorted: Dated[]; fresh: Dated[] }

export function timeIndex(): TimeIndex {
  return { sorted: [], fresh: [] }
}

export function addDated(index: TimeIndex, at: Instant, entry: LogIndex): void {
  index.fresh.push({ at, entry })
}

const byTime = (one: Dated, other: Dated): number => one.at - other.at || one.entry - other.entry

/**
 * All marks in order. What came since the last reading is sorted and merged in now: folding stays cheap, and a reader
 * pays once for a batch of entries, not once for each.
 */
export function inOrderOfTime(index: TimeIndex): readonly Dated[] {
  if (index.fresh.length === 0) return index.sorted
  const fresh = index.fresh.toSorted(byTime)
  const old = index.sorted
  const merged: Dated[] = []
  let i = 0
  for (const mark of fresh) {
    for (let next = old[i]; next !== undefined && byTime(next, mark) <= 0; next = old[i]) {
      merged.push(next)
      i += 1
    }
    merged.push(mark)
  }
  for (; i < old.length; i += 1) {
    const next = old[i]
    if (next !== undefined) merged.push(next)
  }
  index.sorted = merged
  index.fresh = []
  return merged
}

/** Position of the first mark at or after `at`. */
export function firstAt(marks: readonly Dated[], at: number): number {
  let low = 0
  let high = marks.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((marks[middle]?.at ?? 0) < at) low = middle + 1
    else high = middle
  }
  return low
}
