import type { Agreement, SourcePlace } from '../agreement/agreement.ts'
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
 * @param graph built with `exchangesWait`, so that legs without a first mover wait as the parties do
 */
export function waitingRemarks(agreement: Agreement, graph: Graph): readonly Remark[] {
  const { alive } = reach(graph)
  const { groupOf, groups } = knotsOf(graph.nodes, (id) => alive[id] === 0)
  const cause = causesOf(graph, alive, groupOf, groups)
  const found: Remark[] = []

  const knots = [...groups.entries()].filter(([, { length }]) => length > 1)
  const behind = new Map<number, ClauseId[]>()
  const unreached = new Map<number, ClauseId[]>()
  for (const [id, node] of [...graph.begins, ...graph.exercised]) {
    if (alive[node] === 1) continue
    const group = groupOf[node] ?? -1
    const root = cause[group] ?? -1
    if (root === -1) continue
    const isKnot = (groups[root]?.length ?? 0) > 1
    if (!isKnot) push(unreached, root, id)
    else if (root !== group) push(behind, root, id)
  }

  for (const [group, members] of knots) {
    const clauses = [...new Set(members.flatMap((id) => graph.nodes[id]?.clause ?? []))].toSorted(byText)
    const exchanges = clauses.flatMap((id) => agreement.exchanges.get(id) ?? [])
    const exchange = exchanges.find(({ ifNobodyMoves }) => ifNobodyMoves === undefined)
    const waiting = exchange === undefined ? circle(graph, members, clauses) : inKnot(exchange.legs, clauses)
    const cycle = path([...waiting, ...waiting.slice(0, 1)])
    const at = placeOf(agreement, exchange?.id ?? waiting[0] ?? clauses[0] ?? missing)
    found.push(
      exchange === undefined
        ? remark('waiting-circle', { clauses, at, values: { cycle } })
        : remark('deadlock', {
            clauses: [exchange.id, ...clauses.filter((id) => id !== exchange.id)],
            at,
            values: { cycle, exchange: exchange.id },
          }),
    )
    const lost = behind.get(group)
    if (lost !== undefined && exchange !== undefined) {
      const values = { exchange: exchange.id, clauses: listed(lost), count: lost.length }
      found.push(remark('behind-deadlock', { clauses: lost.toSorted(byText), at, values }))
    }
  }
  for (const [group, lost] of unreached) {
    const [node = -1] = groups[group] ?? []
    const waiters = (graph.waiters.get(node) ?? lost).toSorted(byText)
    const clauses = [...new Set([...waiters, ...lost.toSorted(byText)])]
    const values = { awaited: graph.nodes[node]?.says ?? '', clauses: listed(lost), count: lost.length }
    found.push(remark('unreachable', { clauses, at: placeOf(agreement, clauses[0] ?? missing), values }))
  }
  return found
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- stands for “no clause”, and no clause is written so
const missing = '' as ClauseId

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const before = map.get(key)
  if (before === undefined) map.set(key, [value])
  else before.push(value)
}

const inKnot = (legs: readonly ClauseId[], clauses: readonly ClauseId[]): readonly ClauseId[] =>
  legs.filter((leg) => clauses.includes(leg)).toSorted(byText)

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
