import { fromUtf8 } from '../../core/bytes/utf8.ts'
import type { Hash } from '../../core/bytes/sha256.ts'
import type { SignedHead } from '../../core/log/check-head.ts'
import { emptyRoot, rangeRoot } from '../../core/log/merkle.ts'
import { rangeAt } from '../../core/log/proof.ts'
import type { ReadHash } from '../../core/log/tile-growth.ts'
import { openTreeHead } from '../../core/log/tree-head.ts'
import type { VerifierKey } from '../../core/log/verifier-key.ts'
import { isProblem, problems } from '../../core/problem.ts'
import type { Registry } from '../../core/statement/registry.ts'
import { parseDuration, type Duration } from '../../core/time/instant.ts'
import { Book } from '../ledger/book.ts'
import type {
  Batch,
  Fold,
  LogStore,
  Mirror,
  SignatureChecker,
  Snapshots,
  StoredHead,
} from '../ledger/ports.ts'
import { publisher, type Published } from '../ledger/publish.ts'
import { readUpTo, type ReplayProgress } from '../ledger/replay.ts'
import { sameHead } from '../ledger/same-head.ts'
import { verifyWithNode } from '../ledger/signature-rule.ts'
import { takeUpSnapshot } from '../ledger/snapshotter.ts'
import type { State } from '../ledger/state.ts'
import { emptyTree, subtreeHashes } from '../ledger/tree.ts'
import { Inadmissible, ruleOn } from './entry-rules.ts'
import { evidenceOf } from './evidence.ts'
import type { FindingsBook } from './findings.ts'
import { checkNext, rewriting } from './grow.ts'
import type { Line } from './line.ts'
import type { NodeFiles } from './node-files.ts'
import { Found, servedLog } from './served-log.ts'

/** Entries that are fetched, checked and stored at a time: eight bundles. */
const AT_A_TIME = 2048
const BACK_DATED_BY = parseDuration('7d')
/** The newest head of which every entry is checked: what this node serves. */
const COMPLETE_HEAD = 'followed/head'

export type CheckedLogOptions = {
  readonly line: Line
  /** Filled by nobody else. Stays the caller's. */
  readonly store: LogStore
  readonly files: NodeFiles
  readonly logKey: VerifierKey
  readonly findings: FindingsBook
  readonly signatures: SignatureChecker
  readonly fold: Fold
  readonly mirror?: Mirror | undefined
  /** Where the state is put away for a quick start; stays the caller's. Without it, every start reads the whole copy. */
  readonly snapshots?: Snapshots | undefined
  /** A statement dated this much before the log's clock ahead of it is remarked on. By default seven days. */
  readonly backDatedBy?: Duration | undefined
  /** Entries that are fetched, checked and stored at a time. By default 2048: eight bundles. */
  readonly atATime?: number | undefined
  readonly onProgress?: ReplayProgress | undefined
  readonly onTrouble?: ((error: unknown) => void) | undefined
}

/** The copy of a log on this node's disk: nothing is in it that was not checked before. */
export type CheckedLog = {
  /** The newest head of which everything is checked; `undefined` before the first. */
  readonly complete: () => SignedHead | undefined
  /** The largest signed head that is relied on: larger than the complete one while catching up. */
  readonly newest: () => SignedHead | undefined
  /**
   * Fetches, checks, stores and folds all entries below a signed head. What was stored stays, if it is cut short.
   * @throws Found, LineDown; Problem of the store
   */
  readonly growTo: (target: SignedHead) => Promise<void>
  /** Hashes of the tree at a checked size. */
  readonly hashes: (size: number) => ReadHash
  /** @throws Problem `log-not-fetched` */
  readonly rootAt: (size: number) => Promise<Hash>
  readonly registry: () => Registry
  /** @returns a function that ends the listening */
  readonly onPublished: (listener: Published) => () => void
  /** Puts away what is new since the last snapshot. */
  readonly close: () => Promise<void>
}

/**
 * Opens the copy that is in the store: begins with the snapshot, where there is one that fits, reads what came after it
 * and holds the whole against the head that the log signed.
 * @throws Problem `store-foreign`, `store-damaged`
 */
export async function openCheckedLog(options: CheckedLogOptions): Promise<CheckedLog> {
  const { line, store, files, logKey, findings, signatures, fold, onProgress, onTrouble = () => {} } = options
  const { backDatedBy = BACK_DATED_BY, atATime = AT_A_TIME } = options
  const state: State = { head: undefined, tree: emptyTree, book: new Book() }
  const publish = publisher(store, fold, options.mirror, onTrouble)
  const snapshotter = await takeUpSnapshot({ ...options, state, origin: logKey.name, onTrouble })
  const stored = await store.readHead()
  // The row may be one of a catching up that was cut short: its note is then that of a larger head, signed all the same.
  let newest = stored === undefined ? undefined : signedHead(stored.note, logKey)
  let complete: SignedHead | undefined
  if (stored !== undefined) {
    await readUpTo(state, store, stored, publish, onProgress)
    snapshotter.batchFolded()
    complete = newest?.head.size === stored.size ? newest : await completeHead(files, logKey, stored.size)
    if (complete !== undefined) publish.announce(0, asStored(complete))
  }
  const bench = { line, store, signatures, book: state.book, backDatedBy }

  /** One batch: proved to lie below the target before it is written, and on disk before it is folded. */
  const takeNext = async (
    target: SignedHead,
    bodies: readonly Uint8Array[],
    served: ReturnType<typeof servedLog>,
  ) => {
    const from = state.book.size
    const kept = [complete, newest].filter((head) => head !== undefined)
    const next = await checkNext(served, state.tree, bodies, target, kept)
    const { size } = next.growth.tree.range
    const read = size === target.head.size ? subtreeHashes(store, size, next.growth.tiles) : served.hashes
    const witness = { store, read, target, bodies, from }
    const mark = state.book.mark()
    const ruled = await ruleOn(bench, next).catch(async (error: unknown) => {
      if (!(error instanceof Inadmissible)) throw error
      await findings.keep(line.url, error.finding, await evidenceOf(error.about, witness))
      throw error
    })
    const head = { size, root: next.growth.root, note: target.bytes }
    try {
      await appended(store, {
        entries: ruled.stored,
        tiles: next.growth.tiles,
        expected: state.head,
        next: head,
      })
    } catch (error) {
      state.book.goBack(mark)
      throw error
    }
    state.head = head
    state.tree = next.growth.tree
    newest = target
    await publish.fold(ruled.entries)
    snapshotter.batchFolded()
    for (const { finding, about } of ruled.remarks) {
      await findings.keep(line.url, finding, await evidenceOf(about, witness))
    }
    onProgress?.(size, target.head.size)
  }

  return {
    complete: () => complete,
    newest: () => newest,
    hashes: (size) => subtreeHashes(store, size),
    async rootAt(size) {
      if (size > (complete?.head.size ?? 0)) throw problems.logNotFetched({ from: line.url })
      return size === 0 ? emptyRoot : rangeRoot(await rangeAt(size, subtreeHashes(store, size)))
    },
    registry: () => state.book.registry,
    onPublished: (listener) => publish.onPublished(listener),
    close: () => snapshotter.close(),
    async growTo(target) {
      const { size } = target.head
      const served = servedLog(line, size)
      if (newest !== undefined && newest.head.size > state.book.size && newest.head.size <= size) {
        const rewritten = await rewriting(newest, target, served.hashes)
        if (rewritten !== undefined) throw new Found(rewritten)
      }
      // Round numbers, so that the tiles of the proofs are whole.
      const batchFrom = (from: number) =>
        served.entries(from, Math.min(size, (Math.floor(from / atATime) + 1) * atATime))
      let asked = batchFrom(state.book.size)
      while (state.book.size < size) {
        const bodies = await asked
        const after = state.book.size + bodies.length
        if (after < size) {
          asked = batchFrom(after)
          asked.catch(() => {})
        }
        await takeNext(target, bodies, served)
      }
      const from = complete?.head.size ?? 0
      await files.write(COMPLETE_HEAD, target.bytes)
      complete = target
      publish.announce(from, asStored(target))
    },
  }
}

async function appended(store: LogStore, batch: Batch): Promise<void> {
  try {
    await store.append(batch)
  } catch (error) {
    // A connection lost during the commit leaves it open whether it came to pass: only the head can tell.
    const there = await store.readHead().catch(() => undefined)
    if (!sameHead(there, batch.next)) throw error
  }
}

function asStored({ bytes, head }: SignedHead): StoredHead {
  return { size: head.size, root: head.root, note: bytes }
}

function signedHead(note: Uint8Array, logKey: VerifierKey): SignedHead {
  try {
    return { bytes: note, head: openTreeHead(note, logKey, verifyWithNode) }
  } catch (error) {
    if (!isProblem(error)) throw error
    throw problems.storeForeign({
      found: fromUtf8(note).split('\n')[0] ?? '',
      expected: logKey.name,
      fix: error.message,
    })
  }
}

async function completeHead(
  files: NodeFiles,
  logKey: VerifierKey,
  stored: number,
): Promise<SignedHead | undefined> {
  const note = await files.read(COMPLETE_HEAD)
  if (note === undefined) return undefined
  const head = signedHead(note, logKey)
  return head.head.size <= stored ? head : undefined
}
