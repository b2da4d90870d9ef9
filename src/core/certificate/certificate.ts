import type { Condition } from '../agreement/agreement.ts'
import type { AgreementId, ClauseId, IncidentId, LogIndex, PartyId, Role } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'

/** The statuses that a certificate can be about: those of the screens. */
export type CertifiedStatus =
  | 'pending'
  | 'active'
  | 'due-soon'
  | 'overdue'
  | 'fulfilled'
  | 'breached'
  | 'contested'
  | 'waived'
  | 'suspended'
  | 'expired'

/** Whose evidence was admitted: the rule of the reading. */
export type CertifiedRule =
  | { readonly is: 'clause-standard' }
  | { readonly is: 'word-of'; readonly parties: readonly PartyId[] }
  | { readonly is: 'found-by'; readonly roles: readonly Role[] }
  | { readonly is: 'accepted-by-all'; readonly parties: readonly PartyId[] }

/** `null` is never, as far as is known. */
export type CertifiedOnset = { readonly certain: Instant | null; readonly possible: Instant | null }

/** One claim of breach, named by what it is about, and every entry that speaks to it. */
export type CertifiedClaim = {
  readonly about:
    | { readonly is: 'report'; readonly report: LogIndex }
    | { readonly is: 'incident'; readonly incident: IncidentId }
    /** Somebody says that a continuing duty was not kept at some time. */
    | { readonly is: 'refutation'; readonly entry: LogIndex }
  readonly entries: readonly LogIndex[]
}

/**
 * Why one clause stands as it stands for one bearer: small, plain (it survives JSON), and made of places in the log
 * instead of a proof tree. Whoever has the log and the text can check it without the engine: see `check.ts`.
 *
 * Kernels (agreement language, section 3.1): `response` for what is achieved once, `conduct` for what is kept or left
 * undone, `power` where a power lifted the duty, `waiting` where it has not begun.
 */
export type Certificate = {
  readonly kernel: 'response' | 'conduct' | 'power' | 'waiting'
  readonly agreement: AgreementId
  /** The adoption or amendment whose text this is. */
  readonly text: LogIndex
  readonly clause: ClauseId
  readonly party: PartyId
  /** The event time that is spoken about, in milliseconds. */
  readonly at: Instant
  /** How many entries were known. */
  readonly known: number
  readonly rule: CertifiedRule
  readonly status: CertifiedStatus
  readonly bounds: {
    readonly activated: CertifiedOnset
    readonly due: Instant | null
    readonly ends: Instant | null
  }
  /** What it rests on, each list in log order; empty where the status does not rest on such. */
  readonly cites: {
    /** What made the duty begin. */
    readonly begins: readonly LogIndex[]
    /** The one claim that decides (breached) or that is open (contested). */
    readonly claim: CertifiedClaim | null
    /** What was said about the duty's being done. */
    readonly acts: readonly LogIndex[]
    /** Closings of sources, where silence decides. */
    readonly closes: readonly LogIndex[]
    /** The exercise of a power that set the duty aside. */
    readonly power: readonly LogIndex[]
    /** The conditions that are not shown to be met, where the duty waits. */
    readonly waits: readonly Condition[]
  }
}

/** What a check comes to. `cannot` is no verdict: the certificate rests on something that this checker does not weigh. */
export type Checked =
  | { readonly is: 'holds' }
  | { readonly is: 'refused'; readonly because: string }
  | { readonly is: 'cannot'; readonly because: string }
