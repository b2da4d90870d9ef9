import type { Agreement } from '../agreement/agreement.ts'
import { isInstant, type Instant } from '../time/instant.ts'
import type { ClauseId } from '../statement/fields.ts'
import { pointOf } from './anchors.ts'
import type { Graph, Node } from './graph.ts'
import { pop, push, type Item } from './heap.ts'
import { latestDone } from './latest-done.ts'
import { byText, path, remark, type Remark } from './remark.ts'
import { placeOf } from './waiting.ts'

/** The dates of one clause, in milliseconds after the start of the agreement; below zero for what is due by then. */
export type Dates = {
  readonly clause: ClauseId
  /** When it begins if everything is done at once. */
  readonly earliest: number
  /** When it begins if every deadline before it is used in full, whatever is late by then. Left out where something without one comes before it. */
  readonly latest?: number
  /**
   * Of what is to be done once, the last moment at which it can be, if its own deadline and those of all that rests on it
   * are to be kept. Left out where no deadline says so, and where the deadlines conflict.
   */
  readonly due?: number
  /** `due` less the earliest moment at which it can be done: how long it can be put off. */
  readonly slack?: number
  /** Whether it is part of the chain that takes longest. */
  readonly isCritical: boolean
}

/**
 * When each clause can begin, and each power can be used, at the earliest. A moment that nobody has set yet counts as set when the text was agreed.
 *
 * @param graph built without `exchangesWait`
 */
export function earliestIn(graph: Graph): ReadonlyMap<ClauseId, Instant> {
  const { at } = timesIn(graph, soonest)
  const found = new Map<ClauseId, Instant>()
  for (const [id, node] of [...graph.begins, ...graph.exercised]) {
    const time = at[node]
    if (isInstant(time)) found.set(id, time)
  }
  return found
}

/**
 * The dates of every clause that can begin, in the order of the text. A moment that nobody has set yet counts as set when
 * the text was agreed. Conditions joined by `and` wait for the last, by `or` for the first (Knuth 1977, a generalisation
 * of Dijkstra's).
 *
 * @param graph built without `exchangesWait`
 */
export function datesOf(agreement: Agreement, graph: Graph): readonly Dates[] {
  const ceilings = latestDone(agreement)
  const least = timesIn(graph, soonest).at
  const most = timesIn(graph, usedInFull(agreement))
  const kept = timesIn(graph, atMost, ceilingsIn(graph, ceilings, least)).at
  const [first, last] = [least[graph.start] ?? 0, most.at[graph.start] ?? 0]
  const critical = new Set(criticalChain(agreement, graph, most))
  return [...graph.begins].flatMap(([clause, node]) => {
    const [earliest = Infinity, latest = Infinity] = [least[node], most.at[node]]
    if (!Number.isFinite(earliest)) return []
    const done = graph.done.get(clause) ?? -1
    const [ready = Infinity, due = Infinity] = [least[done], kept[done]]
    const isDue = ceilings !== undefined && isDoneOnce(agreement, clause) && Number.isFinite(due)
    return [
      {
        clause,
        earliest: earliest - first,
        ...(Number.isFinite(latest) ? { latest: latest - last } : {}),
        ...(isDue ? { due: due - last, slack: due - last - (ready - first) } : {}),
        isCritical: critical.has(clause),
      },
    ]
  })
}

function isDoneOnce({ clauses }: Agreement, id: ClauseId): boolean {
  const clause = clauses.get(id)
  return clause?.duty === 'achieve' && clause.repeats === undefined
}

/** The chain of clauses that decides how long the whole takes, with its length when every deadline is used in full. */
export function criticalPathRemarks(agreement: Agreement, graph: Graph): readonly Remark[] {
  const times = timesIn(graph, usedInFull(agreement))
  const chain = criticalChain(agreement, graph, times)
  const [first] = chain
  if (first === undefined) return []
  const lasts = (times.at[lastOf(agreement, graph, times)] ?? 0) - (times.at[graph.start] ?? 0)
  const values = { path: path(chain), lasts, count: chain.length }
  return [remark('critical-path', { clauses: chain, at: placeOf(agreement, first), values })]
}

/** The clauses on the longest chain; none where nothing waits, and a single one only if it begins late. */
function criticalChain(agreement: Agreement, graph: Graph, times: Times): readonly ClauseId[] {
  const chain: ClauseId[] = []
  const last = lastOf(agreement, graph, times)
  for (let node = last; node >= 0; node = times.through[node] ?? -1) {
    const clause = graph.nodes[node]?.clause
    if (clause !== undefined && chain[0] !== clause) chain.unshift(clause)
  }
  const [first] = chain
  const start = times.at[graph.start] ?? 0
  if (first === undefined || (times.at[last] ?? 0) <= start) return []
  return chain.length > 1 || (times.at[graph.begins.get(first) ?? -1] ?? 0) > start ? chain : []
}

/** The beginning, or the doing of what is done once, that has the latest date; of several the one at the end of the longest chain. */
function lastOf(agreement: Agreement, graph: Graph, { at, through }: Times): number {
  const done = [...graph.done].filter(([id]) => isDoneOnce(agreement, id))
  const ends = [...graph.begins, ...done]
    .toSorted(([a], [b]) => byText(a, b))
    .map(([, node]) => node)
    .filter((node) => Number.isFinite(at[node]))
  const latest = ends.reduce((most, node) => Math.max(most, at[node] ?? 0), at[graph.start] ?? 0)
  const lengths = lengthsOf(through)
  const length = (node: number): number => lengths[node] ?? 0
  return ends
    .filter((node) => at[node] === latest)
    .reduce((last, node) => (length(node) > length(last) ? node : last), graph.start)
}

/** How many nodes each chain has that ends in a node. Each part of it is counted once, however many go through it. */
function lengthsOf(through: Int32Array): Int32Array {
  const lengths = new Int32Array(through.length)
  for (const end of through.keys()) {
    const way: number[] = []
    for (let on = end; on >= 0 && lengths[on] === 0; on = through[on] ?? -1) way.push(on)
    for (const on of way.toReversed()) lengths[on] = 1 + (lengths[through[on] ?? -1] ?? 0)
  }
  return lengths
}

/** The time of each node, and the one child that decided it. */
type Times = { readonly at: Float64Array; readonly through: Int32Array }

/** When a node is true, once what it waits for is. */
type Lasts = (node: Node, from: number) => number

const soonest: Lasts = ({ least }, from) => from + least
const atMost: Lasts = ({ most }, from) => from + most

/**
 * Every deadline used in full, each clause's own: what it is due by does not make that sooner which it waits for, so what
 * begins late is done at once. A date counted from a moment that nobody has set is no date.
 */
function usedInFull(agreement: Agreement): Lasts {
  const [start] = agreement.startsOn === undefined ? [''] : pointOf(agreement, agreement.startsOn)
  const dueOn = new Map<ClauseId, number>()
  for (const { id, window } of agreement.clauses.values()) {
    if (window.by === undefined) continue
    const [base, after] = pointOf(agreement, window.by)
    if (base === '') dueOn.set(id, after)
    else if (base === start) dueOn.set(id, agreement.agreed + after)
  }
  return ({ does, most }, from) => {
    const due = does === undefined ? undefined : dueOn.get(does)
    return due === undefined ? from + most : Math.min(from + most, Math.max(from, due))
  }
}

/**
 * What can be true at all is true by its ceiling, whatever comes before it. A ceiling below which it cannot be (a deadline
 * that is over before the clause can begin) says nothing of when it will.
 */
function ceilingsIn(
  { nodes }: Graph,
  ceilings: ReadonlyMap<ClauseId, number> | undefined,
  least: Float64Array,
): Float64Array {
  return Float64Array.from(nodes, ({ does }, id) => {
    const ceiling = (does === undefined ? undefined : ceilings?.get(does)) ?? Infinity
    return ceiling >= (least[id] ?? Infinity) ? ceiling : Infinity
  })
}

function timesIn({ nodes, parents }: Graph, lasts: Lasts, ceilings?: Float64Array): Times {
  const at = ceilings?.slice() ?? new Float64Array(nodes.length).fill(Number.POSITIVE_INFINITY)
  const through = new Int32Array(nodes.length).fill(-1)
  const settled = new Uint8Array(nodes.length)
  const open = Int32Array.from(nodes, ({ is, on }) => (is === 'all' ? on.length : 1))
  const heap: Item[] = []
  const offer = (id: number, base: number, child: number): void => {
    const node = nodes[id]
    if (node === undefined || settled[id] === 1) return
    const before = at[id] ?? Infinity
    const time = Math.min(lasts(node, Math.max(base, node.notBefore)), ceilings?.[id] ?? Infinity)
    if (time > before || (time === before && through[id] !== -1)) return
    at[id] = time
    through[id] = child
    if (time < before) push(heap, [time, id])
  }
  for (const [id, time] of at.entries()) if (Number.isFinite(time)) push(heap, [time, id])
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
