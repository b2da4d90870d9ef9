import type { CertificateView } from '../../../core/api/certificate.ts'
import type { Checked } from '../../../core/certificate/certificate.ts'
import type { Misbehaviour } from '../../../core/log/verdict.ts'

/** What the page asks of the worker. */
export type CertificateRequest = {
  readonly certificate: CertificateView
  /** The log's key, as a verifier key. */
  readonly logKey: string
  /** A signed head that this browser kept from before. */
  readonly kept: string | undefined
}

/** What the worker says. */
export type CertificateNews =
  | { readonly is: 'progress'; readonly entries: number; readonly of: number }
  | { readonly is: 'checked'; readonly checked: Checked; readonly entries: number }
  /** Nothing can be checked against a log that is not in order. */
  | { readonly is: 'log-not-in-order'; readonly findings: readonly Misbehaviour[] }
  | { readonly is: 'failed'; readonly because: string }
