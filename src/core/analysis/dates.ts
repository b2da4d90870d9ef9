import type { Agreement } from '../agreement/agreement.ts'
import { isInstant, type Instant } from '../time/instant.ts'
import type { ClauseId } from '../statement/fields.ts'
import { parentsOf, type Graph } from './graph.ts'
import { pop, push, type Item } from './heap.ts'
import { byText, path, remark, type Remark } from './remark.ts'
import { placeOf } from './waiting.ts'

/** When a clause can begin: if every act is done at once, and if every bearer uses the whole of the time it is given. */
export type Dates = { readonly earliest: Instant; readonly latest: Instant }

type Times = { readonly at: Float64Array; readonly through: Int32Array }

/**
 * The dates of every clause that can begin. A moment that nobody has set yet counts as set when the text was agreed, so
 * each date is a bound: no sooner than `earliest`, and if all keep their deadlines no later than `latest` after it.
 * Conditions joined by `and` wait for the last, by `or` for the first (Knuth 1977, a generalisation of Dijkstra's).
 *
 * @param graph built without `exchangesWait`
 */
export function schedule(graph: Graph): ReadonlyMap<ClauseId, Dates> {
  const [least, most] = [timesIn(graph, 'least'), timesIn(graph, 'most')]
  const dates = new Map<ClauseId, Dates>()
  for (const [id, node] of graph.begins) {
    const [earliest, latest] = [least.at[node], most.at[node]]
    if (isInstant(earliest) && isInstant(latest)) dates.set(id, { earliest, latest })
  }
  return dates
}

/** When a clause can begin, in milliseconds after the start of the agreement; before it for what is due by then. */
export type Beginning = { readonly clause: ClauseId; readonly earliest: number; readonly latest: number }

/**
 * The dates of {@link schedule}, counted from the start, in the order of the text.
 *
 * @param graph built without `exchangesWait`
 */
export function beginningsIn(graph: Graph): readonly Beginning[] {
  const [least, most] = [timesIn(graph, 'least').at, timesIn(graph, 'most').at]
  const [first, last] = [least[graph.start] ?? 0, most[graph.start] ?? 0]
  return [...graph.begins].flatMap(([clause, node]) => {
    const [earliest, latest] = [least[node] ?? Infinity, most[node] ?? Infinity]
    if (!isDated(earliest) || !isDated(latest)) return []
    return [{ clause, earliest: earliest - first, latest: latest - last }]
  })
}

/** The chain of clauses that decides how long the whole takes, with its length when every deadline is used in full. */
export function criticalPathRemarks(agreement: Agreement, graph: Graph): readonly Remark[] {
  const { at, through } = timesIn(graph, 'most')
  const start = at[graph.start] ?? 0
  let last = -1
  const ends = [...graph.begins, ...graph.done].toSorted(([a], [b]) => byText(a, b)).map(([, node]) => node)
  for (const node of ends)
    if (isDated(at[node]) && (last === -1 || (at[node] ?? 0) > (at[last] ?? 0))) last = node
  const chain: ClauseId[] = []
  for (let node = last; node >= 0; node = through[node] ?? -1) {
    const clause = graph.nodes[node]?.clause
    if (clause !== undefined && chain[0] !== clause) chain.unshift(clause)
  }
  const length = (at[last] ?? 0) - start
  const [first] = chain
  // One clause that merely lasts is no path; one that begins late is.
  const isPath = chain.length > 1 || (first !== undefined && graph.begins.get(first) === last)
  if (first === undefined || length <= 0 || !isPath) return []
  const values = { path: path(chain), lasts: length, count: chain.length }
  return [remark('critical-path', { clauses: chain, at: placeOf(agreement, first), values })]
}

const isDated = (at: number | undefined): boolean => at !== undefined && Number.isFinite(at)

/** The time of each node, and the one child that decided it. */
function timesIn({ nodes }: Graph, weight: 'least' | 'most'): Times {
  const parents = parentsOf(nodes)
  const at = new Float64Array(nodes.length).fill(Number.POSITIVE_INFINITY)
  const through = new Int32Array(nodes.length).fill(-1)
  const settled = new Uint8Array(nodes.length)
  const open = Int32Array.from(nodes, ({ is, on }) => (is === 'all' ? on.length : 1))
  const heap: Item[] = []
  const offer = (id: number, base: number, child: number): void => {
    const node = nodes[id]
    if (node === undefined) return
    const time = Math.max(base, node.notBefore) + node[weight]
    if (time >= (at[id] ?? 0)) return
    at[id] = time
    through[id] = child
    push(heap, [time, id])
  }
  for (const [id, { is, on }] of nodes.entries()) if (is === 'all' && on.length === 0) offer(id, 0, -1)
  for (let top = pop(heap); top !== undefined; top = pop(heap)) {
    const [time, id] = top
    if (settled[id] === 1 || time > (at[id] ?? 0)) continue
    settled[id] = 1
    for (const parent of parents[id] ?? []) {
      const left = (open[parent] ?? 0) - 1
      open[parent] = left
      // Nodes come in the order of their times, so the last of `and` and the first of `or` is the one at hand.
      if (left === 0 || (nodes[parent]?.is === 'any' && left < 0)) offer(parent, time, id)
    }
  }
  return { at, through }
}
