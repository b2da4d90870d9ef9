import type { Hash, Sha256 } from '../../core/bytes/sha256.ts'
import type { SignatureJob } from '../../core/log/log-check.ts'
import type { Tile } from '../../core/log/tile-growth.ts'
import type { PutAwayStatements } from '../../core/evidence/said-by-entry.ts'
import type { LogIndex } from '../../core/log/log-index.ts'
import type { Entry } from '../../core/statement/entry.ts'
import type { Statement } from '../../core/statement/kinds.ts'
import type { Instant } from '../../core/time/instant.ts'

/** The state a log is in, as its own key signed it. */
export type StoredHead = {
  /** Entries in the log. */
  readonly size: number
  /** RFC 6962 root over them. */
  readonly root: Hash
  /** The signed tree head: the bytes that `/checkpoint` serves. */
  readonly note: Uint8Array
}

/** An entry on its way into the store. `kind` and `author` repeat what `body` says, for people who look with SQL. */
export type NewEntry = {
  /** The statement, a signed note, exactly as its authors signed it. */
  readonly body: Uint8Array
  /** RFC 6962 leaf hash of `body`. */
  readonly leaf: Hash
  readonly kind: string
  readonly author: string
}

/** What one transaction writes: entries, the hash tiles that grew by them, and the head that covers them. */
export type Batch = {
  /** In log order; the first gets the index `expected.size`, or 0. */
  readonly entries: readonly NewEntry[]
  readonly tiles: readonly Tile[]
  /** The head that this batch was made on top of; `undefined` for the first batch of a log. */
  readonly expected: StoredHead | undefined
  readonly next: StoredHead
}

/**
 * Keeps one log: entries, hash tiles, blobs, the head. It checks nothing but that the head is the one expected; what
 * it hands out, the ledger verifies against the log's own signature.
 *
 * Every method throws Problem `store-unreachable` where the database does not answer; those that write also
 * `store-full`, where its disk has no room.
 */
export interface LogStore extends AsyncDisposable {
  /** The head of the last batch, `undefined` for a log without entries. */
  readHead(): Promise<StoredHead | undefined>
  /**
   * When this returns, the entries, tiles and head are on disk and visible to every reader; when it throws, none of
   * them is, with one exception: a connection lost during the commit leaves it open, and only the head can tell.
   * @throws Problem `head-moved` if the stored head is no longer `expected`
   */
  append(batch: Batch): Promise<void>
  /** Entries in index order from `from`, at most `limit`. An index past the end yields nothing. */
  readEntries(from: number, limit: number): Promise<readonly Uint8Array[]>
  /** For each leaf hash the index of the entry that has it, `undefined` where none has. */
  findLeaves(leaves: readonly Hash[]): Promise<readonly (number | undefined)[]>
  /** The first `width` hashes of a hash tile; `undefined` where the stored tile is not that wide. */
  readTile(level: number, index: number, width: number): Promise<Uint8Array | undefined>
  /** Keeps a blob under its digest; when this returns it is on disk. Putting the same blob again changes nothing. */
  putBlob(bytes: Uint8Array): Promise<Sha256>
  readBlob(sha256: Sha256): Promise<Uint8Array | undefined>
  /** The digests of all blobs, in ascending order. */
  blobNames(): Promise<readonly Sha256[]>
}

/**
 * A second copy of the log outside the store, for others to fetch and to rebuild a damaged store from. It may lag
 * behind the head; it must never hold a head without the tiles below it.
 */
export interface Mirror extends AsyncDisposable {
  /** The store's head has moved. Returns at once; the copy follows. */
  headMoved(head: StoredHead): void
  /** When this returns, the blob is in the copy. */
  blobAdded(sha256: Sha256, bytes: Uint8Array): Promise<void>
  /** When this returns, the copy has reached the head named last. */
  settled(): Promise<void>
}

/** The wall clock of this machine. */
export type Clock = () => Instant

/** Checks Ed25519 signatures by the one acceptance rule of `verifyEd25519`, many at a time. */
export interface SignatureChecker extends AsyncDisposable {
  /** One answer a job, in their order. Never throws over a malformed key or signature: the answer is `false`. */
  verifyMany(jobs: readonly SignatureJob[]): Promise<readonly boolean[]>
}

/** What the entries are folded into. A blob comes before the first entry that names it. */
export type Fold = {
  add(entry: Entry): void
  blobAdded?(sha256: Sha256, bytes: Uint8Array): void
  /** Left out where the fold is always made anew from the entries. */
  readonly keeping?: FoldKeeping
}

/** How a fold is put away, and taken up again after a restart. */
export type FoldKeeping = {
  /** All that was made of the entries but the statements themselves: plain data, to be written before the next entry. */
  putAway(): unknown
  /** A statement that is folded in; it never changes. */
  statement(index: LogIndex): Statement
  /** Makes the empty fold the one that was put away. */
  takeUp(away: unknown, statements: PutAwayStatements): void
}

/** What a node has made of its first `size` entries, so that a start need not read them all again. */
export type Snapshot = {
  readonly origin: string
  readonly size: number
  /** RFC 6962 root over those entries. */
  readonly root: Hash
  /** Plain data, in which one object may stand in several places. */
  readonly state: unknown
}

/** A snapshot as it was found on the disk, with the statements that it stands on. */
export type KeptSnapshot = Snapshot & { readonly statements: PutAwayStatements }

/**
 * Keeps the newest snapshot. It is a cache, never the truth: where anything about it is wrong, or another version of the
 * code wrote it, there is none, and the log is read from its beginning.
 */
export interface Snapshots extends AsyncDisposable {
  /** How many new entries make the next snapshot worth its while. */
  readonly every: number
  /** The one that is kept; asked for once, before the first `write`. */
  read(): Promise<KeptSnapshot | undefined>
  /** Whether one is still on its way to the disk: the next must wait. */
  busy(): boolean
  /** Writes the state down at once, and brings it to the disk in the background. */
  write(snapshot: Snapshot, statement: (index: LogIndex) => Statement): void
  /** Removes what is kept, because it turned out not to fit. */
  discard(because: string): Promise<undefined>
  /** When this returns, the snapshot that was written last is on disk. */
  settled(): Promise<void>
}
