import type { Sha256 } from '../../core/bytes/sha256.ts'
import type { LogIndex } from '../../core/log/log-index.ts'
import type { Receipt } from '../../core/log/receipt.ts'
import type { VerifierKey } from '../../core/log/verifier-key.ts'
import type { Picture } from '../../core/picture/picture.ts'
import type { Question } from '../../core/picture/question.ts'
import type { Company } from '../follow/company.ts'

/** What the routes need of a ledger; `Ledger` of the ledger folder is one. */
export type ServedLedger = {
  readonly origin: string
  readonly logKey: VerifierKey
  size(): number
  head(): Uint8Array
  submit(note: Uint8Array): Promise<Receipt>
  putBlob(bytes: Uint8Array): Promise<Sha256>
  blob(sha256: Sha256): Promise<Uint8Array | undefined>
  entries(from: number, limit: number): Promise<readonly Uint8Array[]>
  tile(path: string): Promise<Uint8Array | undefined>
  receipt(index: LogIndex): Promise<Receipt>
  onPublished(listener: (from: number, size: number) => void): () => void
}

/** A running jig: its log, and the picture that is folded from it. */
export type Node = {
  readonly ledger: ServedLedger
  readonly picture: Picture
  /** What a demonstration is asked; empty for any other log. */
  readonly questions: readonly Question[]
  /** How it stands among other nodes; without it, it stands alone. */
  readonly company?: Company
}
