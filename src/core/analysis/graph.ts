import type { ClauseId, PartyId, TermId } from '../statement/fields.ts'

/** Why a party may leave a move undone without breaking anything it promised. */
export type Discretion =
  | 'accession'
  | 'consent'
  | 'power'
  | 'permission'
  | 'delay'
  | 'verification'
  | 'without-consequence'

/** Something that has to be done or said by somebody for the agreement to go on. Time alone is no move. */
export type Move = {
  /** `SYR`, `role monitor`, `actor sarc`. */
  readonly by: string
  readonly party: PartyId | undefined
  /** The clause, power, moment or state at which it is made; for an accession, the party. */
  readonly at: ClauseId | TermId | PartyId
  /** `undefined`: it is owed, and leaving it undone has a consequence. */
  readonly discretion: Discretion | undefined
}

export type Node = {
  readonly is: 'all' | 'any'
  /** Indexes of the nodes that it waits for. An `all` of none is true; an `any` of none is never true. */
  readonly on: number[]
  readonly move: Move | undefined
  /**
   * Milliseconds that pass after what it waits for: the least, and if everybody uses the whole time given, which without
   * a deadline is `Infinity`.
   */
  readonly least: number
  readonly most: number
  /** Milliseconds UTC before which it cannot be true. */
  readonly notBefore: number
  /** For people: the words of the agreement language, such as `done SEP.3.b`. */
  readonly says: string
  /** The clause, exchange or power whose beginning, doing or use this is. */
  readonly clause: ClauseId | undefined
  /** The clause that one bearer does here, in time or at all. */
  readonly does: ClauseId | undefined
}

/**
 * What waits for what: an AND/OR graph over facts that, once true, stay true. Everything below it is a least fixpoint
 * (Horn satisfiability, Dowling and Gallier 1984), so every question costs one pass.
 */
export type Graph = {
  readonly nodes: readonly Node[]
  /** For each node, the nodes that wait for it. */
  readonly parents: readonly (readonly number[])[]
  /** Node indexes of a clause's beginning. */
  readonly begins: ReadonlyMap<ClauseId, number>
  /** Done by all its bearers. */
  readonly done: ReadonlyMap<ClauseId, number>
  /** The same; of what is owed again and again, one time of it, which needs no end. */
  readonly acts: ReadonlyMap<ClauseId, number>
  readonly shown: ReadonlyMap<ClauseId, number>
  readonly exercised: ReadonlyMap<ClauseId, number>
  readonly exchanges: ReadonlyMap<ClauseId, number>
  readonly start: number
  /** Conditions that name an atom directly: the atom's node, and who waits for it. */
  readonly waiters: ReadonlyMap<number, readonly ClauseId[]>
}

export type Reached = {
  readonly alive: Uint8Array
  /** Live nodes in an order in which whatever makes a node true comes before it. */
  readonly order: readonly number[]
}

/** What can come true if nobody makes the moves that are left out. Linear in nodes and edges. */
export function reach({ nodes, parents }: Graph, leftOut: (move: Move) => boolean = () => false): Reached {
  const alive = new Uint8Array(nodes.length)
  const open = new Int32Array(nodes.length)
  const order: number[] = []
  const settle = (id: number): void => {
    const move = nodes[id]?.move
    if (alive[id] === 1 || (move !== undefined && leftOut(move))) return
    alive[id] = 1
    order.push(id)
  }
  nodes.forEach(({ is, on }, id) => {
    open[id] = is === 'all' ? on.length : 1
    if (is === 'all' && on.length === 0) settle(id)
  })
  for (const id of order) {
    for (const parent of parents[id] ?? []) {
      const left = (open[parent] ?? 0) - 1
      open[parent] = left
      if (left === 0) settle(parent)
    }
  }
  return { alive, order }
}
