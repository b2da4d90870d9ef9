import type { ActorId, AgreementId, ClauseId, LogIndex, PartyId, Range, TermId } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import type {
  CertifiedClaim,
  CertifiedOrder,
  CertifiedRule,
  CertifiedStatus,
  ExchangeStatus,
  StateStatus,
} from '../definitions/verdicts.ts'

export {
  CERTIFIED_STATUSES,
  EXCHANGE_STATUSES,
  ORDER_FINDINGS,
  STATE_STATUSES,
} from '../definitions/verdicts.ts'
export type {
  CertifiedClaim,
  CertifiedOrder,
  CertifiedRule,
  CertifiedStatus,
  ExchangeStatus,
  StateStatus,
} from '../definitions/verdicts.ts'

/**
 * What is not decided on the record. Atoms are the single conditions of the clause's `when` or the exchange's `after`,
 * counted from 0 in the order of the text.
 */
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
export type WhyNot<Status = string> = {
  readonly as: 'shown' | 'refuted'
  readonly open: readonly OpenMatter[]
  readonly becomes: Status
}

/** Whose move it is: who can supply what is lacking, and by when it is due (`null`: at any time). */
export type CertifiedMove = {
  readonly who: PartyId | ActorId
  readonly what: 'perform' | 'verify' | 'accede' | 'determine' | 'exercise' | 'close' | 'reply'
  readonly subject: ClauseId | TermId
  readonly by: Instant | null
}

/** When something is so for certain, and when it may be; `null` is never, as far as is known. */
export type CertifiedOnset = { readonly certain: Instant | null; readonly possible: Instant | null }

/** What every certificate says, whatever it speaks of. */
type Speaking<Status> = {
  readonly agreement: AgreementId
  /** The adoption or amendment whose text this is. */
  readonly text: LogIndex
  /** The event time that is spoken about, in milliseconds. */
  readonly at: Instant
  /** How many entries were known. */
  readonly known: number
  readonly rule: CertifiedRule
  readonly status: Status
  readonly whyNot: readonly WhyNot<Status>[]
  readonly next: readonly CertifiedMove[]
  /** What changed it last: the entry, once it was known, turned the status `from` into this one (`null`: there was none). */
  readonly changed: { readonly entry: LogIndex; readonly from: Status | null }
}

/** Why one clause stands as it stands for one bearer. */
export type OfClause = Speaking<CertifiedStatus> & {
  readonly is: 'clause'
  readonly clause: ClauseId
  readonly party: PartyId
  readonly bounds: {
    readonly activated: CertifiedOnset
    readonly due: Instant | null
    readonly ends: Instant | null
  }
  /** Each list is in log order, and empty where the status does not rest on such. */
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
}

/** One leg of an exchange for one of its bearers: when it was done, and by which entries. */
export type CertifiedStep = {
  readonly clause: ClauseId
  readonly party: PartyId
  readonly done: CertifiedOnset
  readonly entries: readonly LogIndex[]
}

/** Where linked steps stand. */
export type OfExchange = Speaking<ExchangeStatus> & {
  readonly is: 'exchange'
  readonly exchange: ClauseId
  readonly why: {
    /** What is said of that which has to come first. */
    readonly begins: readonly LogIndex[]
    /** The atoms of `after` that are not shown to be met; none once all is done. */
    readonly waits: readonly number[]
    /** In the order of the text. */
    readonly steps: readonly CertifiedStep[]
    readonly order: readonly CertifiedOrder[]
    /** In a deadlock, the closed path of clauses that wait for each other. */
    readonly cycle: readonly ClauseId[]
  }
}

/** Whether a state holds. */
export type OfState = Speaking<StateStatus> & {
  readonly is: 'state'
  readonly state: TermId
  readonly bounds: {
    /** When the agreement began. */
    readonly began: CertifiedOnset
    /** From when on it stood as it stands at `at`, without a break; `null` where it has not stood otherwise. */
    readonly since: Instant | null
  }
  readonly why: {
    /** What made the agreement begin. */
    readonly begins: readonly LogIndex[]
    /** The determinations, breaches or closings by which the status is decided, or left open. */
    readonly rests: readonly LogIndex[]
    /** The breaches that count at `at`, and how many there may be; `null` where there is no test, or it is not time yet. */
    readonly counted: Range | null
    readonly allowed: Range | null
  }
}

/**
 * Why a clause, an exchange or a state stands as it stands: small, plain, and made of places in the log instead of a proof
 * tree. Whoever has the log and the text can check it without the engine: see `check.ts`, and docs/formats/certificate.md
 * for the written form.
 */
export type Certificate = OfClause | OfExchange | OfState

/** What a check comes to. `cannot` is no verdict: the text uses something that this checker does not weigh. */
export type Checked =
  | { readonly is: 'holds' }
  | { readonly is: 'refused'; readonly because: string }
  | { readonly is: 'cannot'; readonly because: string }
