import type { LogIndex } from '../statement/fields.ts'

/** Entries in log order, each once. */
export function inOrder(entries: Iterable<LogIndex>): readonly LogIndex[] {
  return [...new Set(entries)].toSorted((a, b) => a - b)
}
