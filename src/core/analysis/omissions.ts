import type { Graph, Node } from './graph.ts'
import { reach } from './graph.ts'

/** Omissions answered in one pass; more would cost memory for every node and save no time. */
export const AT_ONCE = 1024

/**
 * For every node, which single omissions keep it from ever coming true. Up to {@link AT_ONCE} omissions are answered in
 * one pass over the graph with a bit for each, instead of one fixpoint for each.
 */
export type Lost = {
  /** The omissions each of which alone keeps one of these nodes from ever coming true, in rising order. */
  readonly omissionsOfAny: (nodes: readonly number[]) => readonly number[]
  readonly isAlive: (node: number) => boolean
}

export type Omitting = (count: number, omitted: (node: Node) => readonly number[]) => Lost

/**
 * Prepares a graph for questions about omissions. The answer takes `omitted`: the omissions by which a node's own move is
 * left out, as bits from 0 to `count - 1`.
 */
export function omissionsFrom(graph: Graph): Omitting {
  const { nodes, parents } = graph
  const { alive, order } = reach(graph)
  const rank = new Int32Array(nodes.length).fill(-1)
  for (const [at, id] of order.entries()) rank[id] = at
  return (count, omitted) => answer({ nodes, parents, alive, order, rank }, count, omitted)
}

type Prepared = {
  readonly nodes: readonly Node[]
  readonly parents: readonly (readonly number[])[]
  readonly alive: Uint8Array
  readonly order: readonly number[]
  readonly rank: Int32Array
}

function answer(
  { nodes, parents, alive, order, rank }: Prepared,
  count: number,
  omitted: (node: Node) => readonly number[],
): Lost {
  const words = Math.max(1, Math.ceil(count / 32))
  const sets = new Uint32Array(order.length * words)
  const scratch = new Uint32Array(words)

  const compute = (id: number, at: number, first: boolean): boolean => {
    const node = nodes[id]
    if (node === undefined) return false
    const isAll = node.is === 'all'
    let ways = 0
    scratch.fill(isAll ? 0 : 0xffffffff)
    for (const child of node.on) {
      const place = rank[child] ?? -1
      if (!isAll && (place === -1 || (first && place >= at))) continue
      ways += 1
      for (let w = 0; w < words; w++) {
        const set = sets[place * words + w] ?? 0
        scratch[w] = isAll ? (scratch[w] ?? 0) | set : (scratch[w] ?? 0) & set
      }
    }
    if (ways === 0) scratch.fill(0)
    for (const bit of omitted(node)) scratch[bit >>> 5] = (scratch[bit >>> 5] ?? 0) | (1 << (bit & 31))
    let changed = false
    for (let w = 0; w < words; w++) {
      const value = scratch[w] ?? 0
      if (sets[at * words + w] !== value) {
        sets[at * words + w] = value
        changed = true
      }
    }
    return changed
  }
  for (const [at, id] of order.entries()) compute(id, at, true)
  // A way into an `or` that comes later in the order was not looked at; only those can take bits away again.
  const late = order.filter((id, at) => {
    const node = nodes[id]
    return node?.is === 'any' && node.on.some((child) => (rank[child] ?? -1) > at)
  })
  const queued = new Set(late)
  for (const id of queued) {
    queued.delete(id)
    const at = rank[id] ?? -1
    if (at === -1 || !compute(id, at, false)) continue
    for (const parent of parents[id] ?? []) if (rank[parent] !== -1) queued.add(parent)
  }
  return {
    omissionsOfAny: (of) => {
      const places = of.flatMap((node) => rank[node] ?? -1).filter((at) => at !== -1)
      const bits: number[] = []
      for (let w = 0; w < words; w++) {
        let set = places.reduce((all, at) => all | (sets[at * words + w] ?? 0), 0)
        for (; set !== 0; set &= set - 1) {
          const bit = w * 32 + 31 - Math.clz32(set & -set)
          if (bit < count) bits.push(bit)
        }
      }
      return bits
    },
    isAlive: (node) => alive[node] === 1,
  }
}
