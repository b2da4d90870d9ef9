import { conflictsIn, inOrderOfTime } from './deadlines.ts'
import type { Constraint, Network } from './time-constraints.ts'

/**
 * By how much variables surely come after each other: the minimal network (Dechter, Meiri and Pearl 1991), row by row as it
 * is asked for. Milliseconds; `-Infinity` where nothing is demanded.
 */
export type Leads = {
  /** By how much each variable comes after this one. */
  readonly after: (node: number) => Float64Array
  /** By how much this one comes after each variable. */
  readonly before: (node: number) => Float64Array
}

/** `undefined` where the demands conflict: then no times keep them. */
export function leadsIn(network: Network): Leads | undefined {
  if (conflictsIn(network).length > 0) return undefined
  const { size } = network
  const forwards = inOrderOfTime(network)
  const backwards = forwards.toReversed().map((one) => ({ ...one, from: one.to, to: one.from }))
  return {
    after: once((node) => longestFrom(node, size, forwards)),
    before: once((node) => longestFrom(node, size, backwards)),
  }
}

function longestFrom(node: number, size: number, constraints: readonly Constraint[]): Float64Array {
  const at = new Float64Array(size).fill(Number.NEGATIVE_INFINITY)
  at[node] = 0
  for (let moved = true; moved;) {
    moved = false
    for (const { from, to, gap } of constraints) {
      const length = (at[from] ?? 0) + gap
      if (length <= (at[to] ?? 0)) continue
      at[to] = length
      moved = true
    }
  }
  return at
}

function once<T>(work: (node: number) => T): (node: number) => T {
  const known = new Map<number, T>()
  return (node) => {
    const before = known.get(node)
    if (before !== undefined) return before
    const now = work(node)
    known.set(node, now)
    return now
  }
}
