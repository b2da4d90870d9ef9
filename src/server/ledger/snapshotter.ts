import { equalBytes } from '../../core/bytes/bytes.ts'
import { rangeRoot } from '../../core/log/merkle.ts'
import { isProblem } from '../../core/problem.ts'
import type { BookState } from './book.ts'
import type { Fold, FoldKeeping, KeptSnapshot, LogStore, Snapshots } from './ports.ts'
import type { State } from './state.ts'
import { treeFromStore, type Tree } from './tree.ts'

export type SnapshotParts = {
  /** Nothing is in it yet. */
  readonly state: State
  readonly store: LogStore
  readonly fold: Fold
  readonly origin: string
  /** Left out where every start reads the whole log. */
  readonly snapshots?: Snapshots | undefined
  /** Told where a state could not be put away; the log goes on. */
  readonly onTrouble: (error: unknown) => void
}

/** Puts the state of an open log away now and then. */
export type Snapshotter = {
  /** To be called at the end of a batch, when book, tree and fold have the same entries. */
  readonly batchFolded: () => void
  /** Puts away what is new, before the log is closed. */
  readonly close: () => Promise<void>
}

/** What is put away of an open log. */
type PutAwayState = { readonly book: BookState; readonly fold: unknown }

/** At a clean stop already this part of a usual step is put away, so that the next start has nothing left to read. */
const STEP_AT_CLOSE = 1 / 32

/**
 * Begins with the snapshot, where there is one below the stored head that has the root which the store's own tiles give
 * at its size. The caller reads on from there, and holds the whole against the head that the log signed.
 */
export async function takeUpSnapshot(parts: SnapshotParts): Promise<Snapshotter> {
  const { state, fold, origin, snapshots, onTrouble } = parts
  const { keeping } = fold
  if (snapshots === undefined || keeping === undefined) {
    return { batchFolded: () => undefined, close: () => Promise.resolve() }
  }
  const kept = await snapshots.read()
  if (kept !== undefined) {
    const tree = await treeThatFits(parts, kept)
    if (typeof tree === 'string') await snapshots.discard(tree)
    else takeUp(state, keeping, tree, kept)
  }
  let last = state.book.size
  let folded = last
  const write = (): void => {
    last = state.book.size
    try {
      const away: PutAwayState = { book: state.book.state(), fold: keeping.putAway() }
      const root = rangeRoot(state.tree.range)
      snapshots.write({ origin, size: last, root, state: away }, (index) => keeping.statement(index))
    } catch (error) {
      onTrouble(error)
    }
  }
  return {
    batchFolded() {
      folded = state.book.size
      if (folded - last >= snapshots.every && !snapshots.busy()) write()
    },
    async close() {
      await snapshots.settled()
      // A batch that broke off half folded is in the book, and not in the picture.
      const whole = state.book.size === folded
      if (whole && folded - last >= snapshots.every * STEP_AT_CLOSE) write()
      await snapshots.settled()
    },
  }
}

/** The store's tree at the snapshot's size, or why the snapshot does not fit. */
async function treeThatFits({ store, origin }: SnapshotParts, kept: KeptSnapshot): Promise<Tree | string> {
  if (kept.origin !== origin) return `it is of the log ${kept.origin}`
  const size = (await store.readHead())?.size ?? 0
  if (kept.size > size) return `it has ${kept.size} entries, and the log ${size}`
  try {
    const tree = await treeFromStore(store, kept.size)
    return equalBytes(rangeRoot(tree.range), kept.root) ? tree : 'the log had another root at its size'
  } catch (error) {
    // A database that does not answer says nothing about the snapshot.
    if (!isProblem(error) || error.code.startsWith('store-')) throw error
    return error.message
  }
}

function takeUp(state: State, keeping: FoldKeeping, tree: Tree, kept: KeptSnapshot): void {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by this very version of the code
  const away = kept.state as PutAwayState
  state.tree = tree
  state.book.takeUp(away.book)
  keeping.takeUp(away.fold, kept.statements)
}
