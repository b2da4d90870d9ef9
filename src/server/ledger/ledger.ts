import type { Signer } from '../../core/bytes/ed25519.ts'
import type { Sha256 } from '../../core/bytes/sha256.ts'
import type { LogIndex } from '../../core/log/log-index.ts'
import { emptyRoot } from '../../core/log/merkle.ts'
import { inclusionProof } from '../../core/log/proof.ts'
import type { Receipt } from '../../core/log/receipt.ts'
import { encodeBundle, parseTilePath, TILE_WIDTH, tileWidth } from '../../core/log/tiles.ts'
import { signTreeHead } from '../../core/log/tree-head.ts'
import { formatVerifierKey, verifierKey, type VerifierKey } from '../../core/log/verifier-key.ts'
import { problems } from '../../core/problem.ts'
import type { Registry } from '../../core/statement/registry.ts'
import { Book } from './book.ts'
import type { Clock, Fold, LogStore, Mirror, SignatureChecker, Snapshots } from './ports.ts'
import { publisher, type Published } from './publish.ts'
import { catchUp, type ReplayProgress } from './replay.ts'
import { sequencer } from './sequence.ts'
import { signatureQueue } from './signature-queue.ts'
import { signaturePool } from './signatures.ts'
import { takeUpSnapshot } from './snapshotter.ts'
import type { State } from './state.ts'
import { submitAll } from './submit-all.ts'
import { emptyTree, subtreeHashes } from './tree.ts'

/** More than this many waiting statements are turned away: some seconds' work. */
export const MOST_WAITING = 4096

/** The only writer of a log: admits statements, gives them their places, signs the head, and publishes. */
export interface Ledger extends AsyncDisposable {
  /** The log's name in the world, and the name of its key: `jig.example/syria-2016`. */
  readonly origin: string
  readonly logKey: VerifierKey
  /** Entries in the log. */
  size(): number
  /** The signed tree head: the bytes of a note. */
  head(): Uint8Array
  /** Who may sign, as of the newest entry. */
  registry(): Registry
  /**
   * Resolves when the statement is on disk, with the proof of it.
   * @throws Problem of the strict reader or of admission (see `admit`), `duplicate-statement`, `blob-missing`,
   * `signature-invalid`, `ledger-busy`
   */
  submit(note: Uint8Array): Promise<Receipt>
  /**
   * Submits in order, with many on their way at once. Receipts come in the same order.
   * @throws NoteRefused for the first that is refused. All before it are in the log; of those after it, the ones that
   * were on their way already may be
   */
  submitAll(
    notes: readonly Uint8Array[],
    onProgress?: (done: number, of: number) => void,
  ): Promise<readonly Receipt[]>
  /** When this returns, the blob is on disk. */
  putBlob(bytes: Uint8Array): Promise<Sha256>
  blob(sha256: Sha256): Promise<Uint8Array | undefined>
  /** Entries in log order from `from`, at most `limit`. */
  entries(from: number, limit: number): Promise<readonly Uint8Array[]>
  /**
   * A hash tile or entry bundle by its C2SP path below the log's address, `tile/0/000` or `tile/entries/000.p/12`;
   * `undefined` where the log has not grown to that width.
   * @throws Problem `tile-path-malformed`
   */
  tile(path: string): Promise<Uint8Array | undefined>
  /**
   * The receipt of an entry under the newest head.
   * @throws Problem `entry-missing`
   */
  receipt(index: LogIndex): Promise<Receipt>
  /** Calls `listener` after each batch is on disk and folded. @returns a function that ends it */
  onPublished(listener: Published): () => void
  /** Resolves when everything submitted so far is answered. */
  idle(): Promise<void>
}

/** Signs in the log's own name (its name is the origin), and in the operator's. */
export type LedgerKeys = { readonly log: Signer; readonly operator: Signer }

export type LedgerOptions = {
  /** Stays the caller's, who closes it after the ledger. */
  readonly store: LogStore
  readonly keys: LedgerKeys
  readonly clock: Clock
  /** The log's name, as its statements carry it: `syria-2016`. */
  readonly log: string
  readonly fold: Fold
  /**
   * Whether the ledger writes the log's clock into the record (`by-clock`), or the statements handed in bring their own
   * `clock-read` entries (`by-hand`), as those of a reconstruction do. Asked at each batch.
   */
  readonly stamp: () => 'by-clock' | 'by-hand'
  /** A second copy as files; stays the caller's. */
  readonly mirror?: Mirror | undefined
  /** Where the state is put away for a quick start; stays the caller's. Without it, every start reads the whole log. */
  readonly snapshots?: Snapshots | undefined
  /** By default worker threads of the ledger's own. One that is handed in stays the caller's. */
  readonly signatures?: SignatureChecker | undefined
  readonly onProgress?: ReplayProgress | undefined
  /** Told of trouble that hinders no statement, such as a listener that throws. */
  readonly onTrouble?: ((error: unknown) => void) | undefined
}

/**
 * Opens the log that is in the store: begins with the snapshot, where there is one that fits, reads every entry after
 * it, folds them, and holds the whole against the head that the log itself signed.
 * @throws Problem `store-foreign`, `store-damaged`
 */
export async function openLedger(options: LedgerOptions): Promise<Ledger> {
  const { store, keys, log, fold, mirror, onTrouble = () => {} } = options
  const origin = keys.log.name
  const logKey = verifierKey(origin, keys.log.publicKey, 'ed25519')
  const state: State = { head: undefined, tree: emptyTree, book: new Book() }
  const publish = publisher(store, fold, mirror, onTrouble)
  const snapshotter = await takeUpSnapshot({
    state,
    store,
    fold,
    origin,
    snapshots: options.snapshots,
    onTrouble,
  })
  await catchUp(state, store, logKey, publish, options.onProgress)
  snapshotter.batchFolded()
  if (state.book.registry.log !== undefined && state.book.registry.log !== log) {
    throw problems.storeForeign({ found: state.book.registry.log, expected: log })
  }
  const signatures = options.signatures ?? signaturePool()
  const sequence = sequencer({
    state,
    store,
    publisher: publish,
    signatures: signatureQueue(signatures),
    clock: options.clock,
    identity: {
      log,
      founder: formatVerifierKey(verifierKey(keys.operator.name, keys.operator.publicKey, 'ed25519')),
    },
    logSigner: keys.log,
    stamper: () => (options.stamp() === 'by-clock' ? keys.operator : undefined),
    catchUp: () => catchUp(state, store, logKey, publish),
    batchFolded: snapshotter.batchFolded,
  })
  const empty = signTreeHead({ origin, size: 0, root: emptyRoot }, keys.log)
  let closed = false
  const head = (): Uint8Array => state.head?.note ?? empty
  const size = (): number => state.head?.size ?? 0

  return {
    origin,
    logKey,
    size,
    head,
    registry: () => state.book.registry,
    async submit(note) {
      if (closed) throw new Error('the ledger is closed')
      const waiting = sequence.waiting()
      if (waiting >= MOST_WAITING) throw problems.ledgerBusy({ waiting })
      return sequence.submit(note)
    },
    submitAll: (notes, onProgress) => submitAll(sequence, notes, onProgress),
    async putBlob(bytes) {
      const sha256 = await store.putBlob(bytes)
      await mirror?.blobAdded(sha256, bytes)
      return sha256
    },
    blob: (sha256) => store.readBlob(sha256),
    entries: (from, limit) => store.readEntries(from, Math.min(limit, size() - from)),
    async tile(path) {
      const { kind, level, index, width } = parseTilePath(path)
      if (width > tileWidth(level, index, size())) return undefined
      return kind === 'hash'
        ? store.readTile(level, index, width)
        : encodeBundle(await store.readEntries(index * TILE_WIDTH, width))
    },
    async receipt(index) {
      const note = head()
      const path = await inclusionProof(index, size(), subtreeHashes(store, size()))
      return { index, path, head: note }
    },
    onPublished: (listener) => publish.onPublished(listener),
    idle: () => sequence.idle(),
    async [Symbol.asyncDispose]() {
      closed = true
      await sequence.idle()
      await snapshotter.close()
      if (options.signatures === undefined) await signatures[Symbol.asyncDispose]()
    },
  }
}
