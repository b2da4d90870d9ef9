import type { LogIndex } from '../statement/fields.ts'

/** These entries, each once, in log order. One by itself, or none, is given back as it is. */
export function inLogOrder(entries: readonly LogIndex[]): readonly LogIndex[] {
  return entries.length < 2 ? entries : [...new Set(entries)].toSorted((a, b) => a - b)
}
