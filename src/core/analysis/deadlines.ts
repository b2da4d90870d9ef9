import type { Agreement } from '../agreement/agreement.ts'
import type { ClauseId } from '../statement/fields.ts'
import { knotsOf } from './knots.ts'
import { byText, listed, remark, type Remark } from './remark.ts'
import { networkOf, type Constraint, type Network } from './time-constraints.ts'
import { placeOf } from './waiting.ts'

/** A text with more conflicts than this is read again after some are mended. */
const MOST = 20

/**
 * Deadlines that cannot all be kept, and windows that are over before they begin: a simple temporal network (Dechter,
 * Meiri and Pearl 1991) has no solution exactly if a cycle of demands gains time, which Bellman and Ford's rounds find.
 */
export function deadlineRemarks(agreement: Agreement): readonly Remark[] {
  return conflictsIn(networkOf(agreement)).flatMap((cycle) => {
    const movable = cycle.filter(({ is }) => is !== 'order')
    const owners = [...new Set(cycle.flatMap(({ owner }) => owner ?? []))].toSorted(byText)
    const changed = movable.flatMap(({ owner }) => owner ?? []).toSorted(byText)
    const [clause] = changed.length > 0 ? changed : owners
    if (clause === undefined) return []
    const clauses: readonly ClauseId[] = [clause, ...owners.filter((id) => id !== clause)]
    const at = placeOf(agreement, clause)
    const values = { clause, clauses: listed(owners), length: cycle.reduce((sum, { gap }) => sum + gap, 0) }
    const onlyEnds = movable.length > 0 && movable.every(({ is }) => is === 'end')
    return [remark(onlyEnds ? 'window-empty' : 'deadlines-inconsistent', { clauses, at, values })]
  })
}

/** Cycles of demands that gain time, each with a demand that no other cycle reported has. */
export function conflictsIn(network: Network): readonly (readonly Constraint[])[] {
  const { size } = network
  let open = inOrderOfTime(network)
  const found: (readonly Constraint[])[] = []
  while (found.length < MOST) {
    const cycle = gainingCycle(size, open)
    if (cycle === undefined) break
    found.push(cycle)
    const movable = cycle.some(({ is }) => is !== 'order')
    const dropped = new Set(movable ? cycle.filter(({ is }) => is !== 'order') : cycle)
    open = open.filter((constraint) => !dropped.has(constraint))
  }
  return found
}

/** Demands in the order in which time passes, so that a chain of any length is settled in one round. */
export function inOrderOfTime({ size, constraints }: Network): readonly Constraint[] {
  const waits: { on: number[] }[] = Array.from({ length: size }, () => ({ on: [] }))
  for (const { from, to, is } of constraints) if (is === 'order') waits[to]?.on.push(from)
  const { groupOf } = knotsOf(waits, () => true)
  return constraints.toSorted(
    (a, b) =>
      (groupOf[a.from] ?? 0) - (groupOf[b.from] ?? 0) || a.from - b.from || a.to - b.to || a.gap - b.gap,
  )
}

function gainingCycle(size: number, constraints: readonly Constraint[]): readonly Constraint[] | undefined {
  const at = new Float64Array(size)
  const last = new Int32Array(size).fill(-1)
  for (let round = 0; round <= size; round++) {
    let moved = false
    for (const [index, { from, to, gap }] of constraints.entries()) {
      const time = (at[from] ?? 0) + gap
      if (time <= (at[to] ?? 0)) continue
      at[to] = time
      last[to] = index
      moved = true
    }
    if (!moved) return undefined
    const cycle = cycleIn(last, constraints)
    if (cycle !== undefined) return cycle
  }
  return undefined
}

/** A cycle among the demands that last moved each variable, if there is one. */
function cycleIn(last: Int32Array, constraints: readonly Constraint[]): readonly Constraint[] | undefined {
  const seen = new Int32Array(last.length).fill(-1)
  for (let start = 0; start < last.length; start++) {
    let node = start
    while (node !== -1 && seen[node] === -1) {
      seen[node] = start
      node = constraints[last[node] ?? -1]?.from ?? -1
    }
    if (node === -1 || seen[node] !== start) continue
    const cycle: Constraint[] = []
    let walk = node
    do {
      const constraint = constraints[last[walk] ?? -1]
      if (constraint === undefined) break
      cycle.unshift(constraint)
      walk = constraint.from
    } while (walk !== node)
    return cycle
  }
  return undefined
}
