import type { Hash } from '../../core/bytes/sha256.ts'
import type { Receipt } from '../../core/log/receipt.ts'
import type { ParsedStatement } from '../../core/statement/parse.ts'
import type { Candidate } from './admit.ts'
import type { Verdicts } from './signature-queue.ts'

/** A statement that has been read and waits for its place in the log. */
export type Waiting = {
  readonly bytes: Uint8Array
  readonly leaf: Hash
  readonly parsed: ParsedStatement
  /** What judging it takes beside its own words; rejects with the Problem that refuses it. */
  readonly candidate: Promise<Candidate>
  readonly verdicts: Verdicts
  /** Called once, when the entry is on disk. */
  readonly accepted: (receipt: Receipt) => void
  readonly refused: (error: unknown) => void
}
