import { pop, push, type Item } from './heap.ts'

/**
 * `to` comes at most `most` milliseconds after `from`; a negative `most` says that `to` comes at least so long before.
 * `owner` is what in the text says so.
 */
export type Requirement = {
  readonly from: number
  readonly to: number
  readonly most: number
  readonly owner: string | undefined
}

/** Somebody else chooses when `to` happens: between `least` and `most` milliseconds after `from`, both from 0 on. */
export type Contingent = {
  readonly from: number
  readonly to: number
  readonly least: number
  readonly most: number
  readonly owner: string | undefined
}

/**
 * A simple temporal network with uncertainty (Vidal and Fargier 1999): variables 0 to `size - 1`, of which those that a
 * contingent link ends in are watched, and all others chosen as time goes on.
 */
export type UncertainNetwork = {
  readonly size: number
  readonly requirements: readonly Requirement[]
  readonly contingent: readonly Contingent[]
}

/** What a network demands, or leaves to somebody else. */
type Reason = Requirement | Contingent

/** An edge of the labelled distance graph: `to - from <= weight`; `of` is the link of a lower- or upper-case label. */
type Edge = {
  readonly from: number
  readonly to: number
  readonly weight: number
  readonly label: 'plain' | 'lower' | 'upper'
  readonly of: number
  /** What it comes from; `undefined` for a derived edge. */
  readonly says: Reason | undefined
  /** The path for which a derived edge stands. */
  readonly via: Trail | undefined
}
type Trail = { readonly edge: Edge; readonly rest: Trail | undefined }

/** A search from one node backwards, put aside while another has to come first. */
type Search = {
  readonly source: number
  readonly distance: Map<number, number>
  readonly trail: Map<number, Trail>
  readonly heap: Item[]
}

/**
 * Whether all requirements can be kept whatever the others do within their links, choosing as one goes and reacting at
 * once to what was seen (dynamic controllability): Morris, “Dynamic Controllability and Dispatchability Relationships”
 * (CPAIOR 2014), which is cubic: from each node into which a negative edge leads, distances backwards over edges that
 * are not negative, the nodes on the way that are themselves such first. A search that needs itself has found a cycle by which nature wins.
 *
 * @returns `undefined` if they can; otherwise the links and requirements on one cycle of reasons
 */
export function reasonsAgainst(network: UncertainNetwork): readonly Reason[] | undefined {
  const { edges, size } = labelled(network)
  const into: Edge[][] = Array.from({ length: size }, () => [])
  const negative = new Set<number>()
  for (const edge of edges) {
    into[edge.to]?.push(edge)
    if (edge.weight < 0) negative.add(edge.to)
  }
  const finished = new Set<number>()
  for (const first of negative) {
    if (finished.has(first)) continue
    // A list, not recursion: a chain of thousands of clauses would end the stack.
    const searches: Search[] = [searchFrom(first, into)]
    const under = new Set([first])
    for (let search = searches.at(-1); search !== undefined; search = searches.at(-1)) {
      const needed = step(search, into, negative, finished)
      if (needed === undefined) {
        finished.add(search.source)
        under.delete(search.source)
        searches.pop()
      } else if (under.has(needed)) {
        return reasonsOn(searches.slice(searches.findIndex(({ source }) => source === needed)), needed)
      } else {
        under.add(needed)
        searches.push(searchFrom(needed, into))
      }
    }
  }
  return undefined
}

/** Contingent links in normal form, from 0 on: what surely passes of each is a wait of its own, at a node in between. */
function labelled({ size, requirements, contingent }: UncertainNetwork) {
  const edges: Edge[] = []
  const add = (
    [from, to]: readonly [number, number],
    weight: number,
    says: Reason,
    label: Edge['label'] = 'plain',
    of = -1,
  ): void => void edges.push({ from, to, weight, label, of, says, via: undefined })
  for (const says of requirements) add([says.from, says.to], says.most, says)
  for (const [at, says] of contingent.entries()) {
    const { from, to, least, most } = says
    const begins = size + at
    const slack = most - least
    add([from, begins], least, says)
    add([begins, from], 0 - least, says)
    add([begins, to], slack, says)
    add([to, begins], 0, says)
    add([begins, to], 0, says, 'lower', at)
    add([to, begins], 0 - slack, says, 'upper', at)
  }
  return { edges, size: size + contingent.length }
}

function searchFrom(source: number, into: readonly (readonly Edge[])[]): Search {
  const search: Search = { source, distance: new Map(), trail: new Map(), heap: [] }
  for (const edge of into[source] ?? []) if (edge.weight < 0) offer(search, edge, 0, undefined)
  return search
}

function offer({ distance, trail, heap }: Search, edge: Edge, base: number, rest: Trail | undefined): void {
  const length = base + edge.weight
  const before = distance.get(edge.from)
  if (before !== undefined && before <= length) return
  distance.set(edge.from, length)
  trail.set(edge.from, { edge, rest })
  push(heap, [length, edge.from])
}

/** Goes on with a search to its end, or to a node whose own search has to come first: that node. */
function step(
  search: Search,
  into: Edge[][],
  negative: ReadonlySet<number>,
  finished: ReadonlySet<number>,
): number | undefined {
  const { source, distance, trail, heap } = search
  // Only the source of an upper-case edge must not lean on the lower case of the same link.
  const own = into[source]?.find(({ label, weight }) => label === 'upper' && weight < 0)?.of
  for (let top = pop(heap); top !== undefined; top = pop(heap)) {
    const [length, node] = top
    if (length > (distance.get(node) ?? length)) continue
    const via = trail.get(node)
    if (length >= 0) {
      into[source]?.push({
        from: node,
        to: source,
        weight: length,
        label: 'plain',
        of: -1,
        says: undefined,
        via,
      })
      continue
    }
    if (negative.has(node) && !finished.has(node)) {
      push(heap, top)
      return node
    }
    for (const edge of into[node] ?? [])
      if (edge.weight >= 0 && !(edge.label === 'lower' && edge.of === own)) offer(search, edge, length, via)
  }
  return undefined
}

/** What stands on the paths of a ring of searches, each of which waits for the next and the last for the first. */
function reasonsOn(ring: readonly Search[], first: number): readonly Reason[] {
  const reasons = new Set<Reason>()
  const seen = new Set<Edge>()
  const open: (Trail | undefined)[] = ring.map(({ trail }, at) => trail.get(ring[at + 1]?.source ?? first))
  for (let way = open.pop(); way !== undefined || open.length > 0; way = open.pop()) {
    for (let at = way; at !== undefined; at = at.rest) {
      if (seen.has(at.edge)) break
      seen.add(at.edge)
      if (at.edge.says !== undefined) reasons.add(at.edge.says)
      if (at.edge.via !== undefined) open.push(at.edge.via)
    }
  }
  return [...reasons]
}
