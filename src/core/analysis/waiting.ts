import type { Agreement, Exchange, SourcePlace } from '../agreement/agreement.ts'
import { namesFirstMover } from '../agreement/exchange.ts'
import type { ClauseId } from '../statement/fields.ts'
import { reach, type Graph } from './graph.ts'
import { knotsOf } from './knots.ts'
import { byText, listed, path, remark, type Remark } from './remark.ts'

/** Where a clause, exchange or power stands in the source. */
export function placeOf(agreement: Agreement, id: ClauseId): SourcePlace {
  const block = agreement.clauses.get(id) ?? agreement.exchanges.get(id) ?? agreement.powers.get(id)
  return block?.at ?? { line: 1, column: 1 }
}

/**
 * Deadlocks and clauses that nothing can begin: what the least fixpoint does not reach (specification, section 4). A
 * knot of waiting is printed as the clauses that wait for each other; what lies behind it is named once, beside it.
 *
 * @param asWritten built with `exchangesWait`, so that legs without a first mover wait as the parties do
 * @param onceMoving built without: what is dead here stays dead even when somebody moves first
 */
export function waitingRemarks(agreement: Agreement, asWritten: Graph, onceMoving: Graph): readonly Remark[] {
  const never = neverBegun(agreement, onceMoving)
  const told = new Set(never.map(({ values }) => values['exchange']))
  return [...deadlocks(agreement, asWritten, told), ...never]
}

/** @param told exchanges that stay stuck even when somebody moves first */
function deadlocks(agreement: Agreement, graph: Graph, told: ReadonlySet<unknown>): readonly Remark[] {
  const { groups, lost } = deadIn(graph)
  return [...groups.entries()].flatMap(([group, members]) => {
    const clauses = clausesOf(graph, members)
    const exchanges = clauses.flatMap((id) => agreement.exchanges.get(id) ?? [])
    const exchange = exchanges.find((one) => !namesFirstMover(one))
    if (members.length < 2 || exchange === undefined || told.has(exchange.id)) return []
    const legs = exchange.legs.filter((leg) => clauses.includes(leg)).toSorted(byText)
    return deadlock(exchange, legs, clauses, lost.get(group) ?? [])
  })
}

/**
 * Legs that wait for each other, and what waits behind them.
 *
 * @param within everything in the knot
 */
function deadlock(
  { id, at }: Exchange,
  legs: readonly ClauseId[],
  within: readonly ClauseId[],
  lost: readonly ClauseId[],
  early?: 'early',
): readonly Remark[] {
  const cycle = path([...legs, ...legs.slice(0, 1)])
  const knot = remark('deadlock', {
    clauses: [id, ...within.filter((other) => other !== id)],
    at,
    values: { cycle, exchange: id, why: early ?? 'nobody-first' },
    ...(early === undefined ? {} : { fix: ['let-early-count', 'begin-otherwise'] }),
  })
  const behind = lost.filter((other) => !within.includes(other)).toSorted(byText)
  if (behind.length === 0) return [knot]
  const values = { exchange: id, clauses: listed(behind), count: behind.length }
  return [knot, remark('behind-deadlock', { clauses: behind, at, values })]
}

function neverBegun(agreement: Agreement, graph: Graph): readonly Remark[] {
  const { groups, lost } = deadIn(graph)
  const circles = [...groups.entries()].flatMap(([group, members]) => {
    if (members.length < 2) return []
    const clauses = clausesOf(graph, members)
    const waiting = circle(graph, members, clauses)
    const exchange = [...agreement.exchanges.values()].find(
      ({ legs, mode }) => mode.is !== 'in-turn' && waiting.every((id) => legs.includes(id)),
    )
    if (exchange !== undefined) return deadlock(exchange, waiting, clauses, lost.get(group) ?? [], 'early')
    const at = placeOf(agreement, waiting[0] ?? clauses[0] ?? missing)
    const cycle = path([...waiting, ...waiting.slice(0, 1)])
    return [remark('waiting-circle', { clauses, at, values: { cycle } })]
  })
  const unreached = [...lost].flatMap(([group, ids]) => {
    const members = groups[group] ?? []
    const [node = -1] = members
    if (members.length > 1) return []
    const waiters = (graph.waiters.get(node) ?? []).toSorted(byText)
    const clauses = [...new Set([...waiters, ...ids.toSorted(byText)])]
    const { says: awaited = '', clause: endless } = graph.nodes[node] ?? {}
    const values = { awaited, clauses: listed(ids), count: ids.length, site: endless ?? 'none' }
    const at = placeOf(agreement, clauses[0] ?? missing)
    const fix = endless === undefined ? {} : { fix: ['end-it', 'begin-otherwise'] as const }
    return [remark('unreachable', { clauses, at, values, ...fix })]
  })
  return [...circles, ...unreached]
}

/** The knots of what can never come true, and for each reason the clauses and powers that it keeps from beginning. */
function deadIn(graph: Graph) {
  const { alive } = reach(graph)
  const { groupOf, groups } = knotsOf(graph.nodes, (id) => alive[id] === 0)
  const cause = causesOf(graph, alive, groupOf, groups)
  const lost = new Map<number, ClauseId[]>()
  for (const [id, node] of [...graph.begins, ...graph.exercised]) {
    const root = cause[groupOf[node] ?? -1] ?? -1
    if (alive[node] === 0 && root !== -1) push(lost, root, id)
  }
  return { groups, lost }
}

const clausesOf = (graph: Graph, members: readonly number[]): readonly ClauseId[] =>
  [...new Set(members.flatMap((id) => graph.nodes[id]?.clause ?? []))].toSorted(byText)

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- stands for “no clause”, and no clause is written so
const missing = '' as ClauseId

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const before = map.get(key)
  if (before === undefined) map.set(key, [value])
  else before.push(value)
}

/** The clauses of one closed path through a knot, from its first clause on. */
function circle(graph: Graph, members: readonly number[], clauses: readonly ClauseId[]): readonly ClauseId[] {
  const inside = new Set(members)
  const first = members.find((id) => graph.nodes[id]?.clause === clauses[0]) ?? members[0] ?? -1
  const seen: number[] = []
  let id = first
  while (!seen.includes(id)) {
    seen.push(id)
    id = graph.nodes[id]?.on.find((child) => inside.has(child)) ?? first
  }
  const round = seen.slice(seen.indexOf(id))
  return [...new Set(round.flatMap((each) => graph.nodes[each]?.clause ?? []))]
}

/**
 * For each group of dead nodes, the group that is the reason: a knot, or a node that nothing can ever make true. Groups
 * come with what they wait for first, so one pass is enough. Where both are reasons, the one that no exchange can mend
 * is named.
 */
function causesOf(
  graph: Graph,
  alive: Uint8Array,
  groupOf: Int32Array,
  groups: readonly (readonly number[])[],
): Int32Array {
  const cause = new Int32Array(groups.length).fill(-1)
  for (const [group, members] of groups.entries()) {
    if (members.length > 1) {
      cause[group] = group
      continue
    }
    const [id = -1] = members
    const node = graph.nodes[id]
    if (node === undefined || alive[id] === 1) continue
    const dead = node.on
      .filter((child) => alive[child] === 0)
      .map((child) => cause[groupOf[child] ?? -1] ?? -1)
    const isKnot = (root: number): boolean => (groups[root]?.length ?? 0) > 1
    // An `or` opens as soon as one of its ways does, so a knot that can be mended counts before what cannot.
    const wanted = node.is === 'any' ? isKnot : (root: number): boolean => !isKnot(root)
    cause[group] = dead.length === 0 ? group : (dead.find(wanted) ?? dead[0] ?? -1)
  }
  return cause
}
