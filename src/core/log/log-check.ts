import type { VerifySignature } from '../bytes/ed25519.ts'
import type { LogIndex } from './log-index.ts'
import type { TreeHead } from './tree-head.ts'
import type { Misbehaviour, Verdict } from './verdict.ts'
import type { VerifierKey } from './verifier-key.ts'

/** One signature to check; `signer` and `keyId` (eight hexadecimal digits) only name it in a verdict. */
export type SignatureJob = {
  readonly signer: string
  readonly keyId: string
  readonly publicKey: Uint8Array
  readonly message: Uint8Array
  readonly signature: Uint8Array
}

/** Checks many signatures by the one acceptance rule; answers in the order of the jobs. */
export type VerifyMany = (jobs: readonly SignatureJob[]) => Promise<readonly boolean[]>

/**
 * Is handed every entry once, in index order, and says which signatures it must carry. What the log should never have
 * let in it throws as a Problem, which becomes a finding.
 */
export type EntryReader = (index: LogIndex, entry: Uint8Array) => readonly SignatureJob[]

export type LogCheck = {
  /** Gives a tile or bundle by its C2SP path, `tile/entries/000.p/12`; rejects where it is not handed out. */
  readonly readTile: (path: string) => Promise<Uint8Array>
  /** The signed tree head as served now. */
  readonly head: Uint8Array
  readonly logKey: VerifierKey
  /** For the heads' own signatures. */
  readonly verify: VerifySignature
  /** For the entries' signatures. */
  readonly verifyMany: VerifyMany
  readonly readEntry: EntryReader
  /** A signed head that the reader kept from before. */
  readonly kept?: Uint8Array | undefined
  /** Whether the served hash tiles are compared too. Without it the entries alone are read. */
  readonly hashTiles?: boolean | undefined
  readonly onProgress?: ((progress: LogProgress) => void) | undefined
}

/** Entries hashed so far, of how many, and signatures checked so far. */
export type LogProgress = { readonly entries: number; readonly of: number; readonly signatures: number }

export type LogReport = {
  /** The first misbehaviour found, or that everything holds. */
  readonly verdict: Verdict
  /** All misbehaviour found, up to {@link MOST_FINDINGS}. Empty exactly where the verdict holds. */
  readonly findings: readonly Misbehaviour[]
  /** The head that was checked; `undefined` where it could not be read or is not the log's. */
  readonly head: TreeHead | undefined
  /** Entries hashed and read. */
  readonly entries: number
  /** Signatures checked, those of the heads among them. */
  readonly signatures: number
}

/** A check stops here: who finds so much wrong needs no more. */
export const MOST_FINDINGS = 100
