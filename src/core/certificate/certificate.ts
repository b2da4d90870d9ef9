import type {
  ActorId,
  AgreementId,
  ClauseId,
  IncidentId,
  LogIndex,
  PartyId,
  Role,
  TermId,
} from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'

/** The statuses that a certificate can be about: those of the screens. */
export const CERTIFIED_STATUSES = [
  'pending',
  'active',
  'due-soon',
  'overdue',
  'fulfilled',
  'breached',
  'contested',
  'waived',
  'suspended',
  'expired',
] as const
export type CertifiedStatus = (typeof CERTIFIED_STATUSES)[number]

/** Whose evidence was admitted: the rule of the reading. */
export type CertifiedRule =
  | { readonly is: 'clause-standard' }
  | { readonly is: 'word-of'; readonly parties: readonly PartyId[] }
  | { readonly is: 'found-by'; readonly roles: readonly Role[] }
  | { readonly is: 'accepted-by-all'; readonly parties: readonly PartyId[] }

/** What a claim of breach is about: one report, an incident, or a statement that a continuing duty was not kept. */
export type Matter =
  | { readonly is: 'report'; readonly report: LogIndex }
  | { readonly is: 'incident'; readonly incident: IncidentId }
  | { readonly is: 'refutation'; readonly entry: LogIndex }

/** One claim of breach, and every entry that speaks to it. */
export type CertifiedClaim = { readonly about: Matter; readonly entries: readonly LogIndex[] }

/** What is not decided on the record. Atoms are the single conditions of the clause's `when`, counted from 0 in the order of the text. */
export type OpenMatter =
  | ({ readonly is: 'claim'; readonly clause: ClauseId; readonly party: PartyId } & CertifiedClaim)
  /** Whether the duty was done. Without entries, nobody has said that it was. */
  | {
      readonly is: 'performance'
      readonly clause: ClauseId
      readonly party: PartyId
      readonly entries: readonly LogIndex[]
    }
  | { readonly is: 'condition'; readonly atom: number }

/** A set of open matters has at most this many: what takes more than that to decide is not said. */
export const MOST_OPEN = 64

/**
 * Why not another status: were all of `open` decided `as` said, the status would be what `becomes` says; with any one of
 * them left out it would stay what it is. What is shown counts as of the earliest time that is claimed for it.
 */
export type WhyNot = {
  readonly as: 'shown' | 'refuted'
  readonly open: readonly OpenMatter[]
  readonly becomes: CertifiedStatus
}

/** Whose move it is: who can supply what is lacking, and by when it is due (`null`: at any time). */
export type CertifiedMove = {
  readonly who: PartyId | ActorId
  readonly what: 'perform' | 'verify' | 'accede' | 'determine' | 'exercise' | 'close' | 'reply'
  readonly subject: ClauseId | TermId
  readonly by: Instant | null
}

/**
 * Why one clause stands as it stands for one bearer: small, plain, and made of places in the log instead of a proof tree.
 * Whoever has the log and the text can check it without the engine: see `check.ts`, and docs/formats/certificate.md for
 * the written form.
 */
export type Certificate = {
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
  /** `null` is never, as far as is known. */
  readonly bounds: {
    readonly activated: { readonly certain: Instant | null; readonly possible: Instant | null }
    readonly due: Instant | null
    readonly ends: Instant | null
  }
  /** Why. Each list is in log order, and empty where the status does not rest on such. */
  readonly why: {
    /** What made the duty begin. */
    readonly begins: readonly LogIndex[]
    /** The acts, closings or uses of a power by which the status is decided, or left open. */
    readonly rests: readonly LogIndex[]
    /** The one claim that decides (breached) or that is open (contested). */
    readonly claim: CertifiedClaim | null
    /** The atoms of `when` that are not shown to be met, where the duty waits. */
    readonly waits: readonly number[]
  }
  readonly whyNot: readonly WhyNot[]
  readonly next: readonly CertifiedMove[]
  /** What changed it last: the entry, once it was known, turned the status `from` into this one (`null`: there was none). */
  readonly changed: { readonly entry: LogIndex; readonly from: CertifiedStatus | null }
}

/** What a check comes to. `cannot` is no verdict: the text uses something that this checker does not weigh. */
export type Checked =
  | { readonly is: 'holds' }
  | { readonly is: 'refused'; readonly because: string }
  | { readonly is: 'cannot'; readonly because: string }
