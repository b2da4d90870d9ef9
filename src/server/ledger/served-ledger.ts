import type { Sha256 } from '../../core/bytes/sha256.ts'
import type { LogIndex } from '../../core/log/log-index.ts'
import type { Receipt } from '../../core/log/receipt.ts'
import type { VerifierKey } from '../../core/log/verifier-key.ts'

/** What a node serves of a log: its own ledger is one, the checked copy of a followed log another. */
export type ServedLedger = {
  readonly origin: string
  readonly logKey: VerifierKey
  /** Entries under the head that is served; of a followed log, under the newest head of which everything is checked. */
  size(): number
  /** @throws Problem `log-not-fetched` where a followed log has no checked head yet */
  head(): Uint8Array
  submit(note: Uint8Array): Promise<Receipt>
  putBlob(bytes: Uint8Array): Promise<Sha256>
  blob(sha256: Sha256): Promise<Uint8Array | undefined>
  entries(from: number, limit: number): Promise<readonly Uint8Array[]>
  tile(path: string): Promise<Uint8Array | undefined>
  receipt(index: LogIndex): Promise<Receipt>
  onPublished(listener: (from: number, size: number) => void): () => void
}
