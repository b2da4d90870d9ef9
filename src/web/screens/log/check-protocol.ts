import type { LogProgress } from '../../../core/log/log-check.ts'
import type { TrustShown } from '../../../core/statement/trust-shown.ts'
import type { Misbehaviour } from '../../../core/log/verdict.ts'

/** What the page asks of the worker. */
export type CheckRequest = {
  /** The log's key, as a verifier key. */
  readonly logKey: string
  /** A signed head that this browser kept from before. */
  readonly kept: string | undefined
}

/** What came of it, in plain values that cross to the page. */
export type CheckResult = {
  readonly findings: readonly Misbehaviour[]
  /** The head that was checked: the note as served, entries and root in hexadecimal. */
  readonly head: { readonly note: string; readonly size: number; readonly root: string } | undefined
  readonly entries: number
  readonly signatures: number
  readonly bytes: number
  readonly signers: number
  /**
   * The digest of the picture that the entries make, how many published ones agree with it at their sizes, and how many
   * are in another form; `undefined` where the log is not in order.
   */
  readonly pictures:
    | { readonly digest: string; readonly same: number; readonly notCompared: number }
    | undefined
  readonly trust: TrustShown
  /** By which code signatures were checked. */
  readonly by: 'webcrypto' | 'noble'
  /** The size of the kept head that this log was compared with. */
  readonly keptSize: number | undefined
  /** Milliseconds. */
  readonly took: number
}

/** What the worker says. */
export type CheckNews =
  | { readonly is: 'progress'; readonly progress: LogProgress }
  | { readonly is: 'done'; readonly result: CheckResult }
  | { readonly is: 'failed'; readonly because: string }
