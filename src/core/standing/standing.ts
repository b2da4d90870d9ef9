import type { Instant } from '../time/instant.ts'
import type { ActorId, AgreementId, ClauseId, LogIndex, PartyId, TermId } from '../statement/fields.ts'
import type { DutyKind, PowerForm } from '../agreement/agreement.ts'

/** Where a clause instance stands, in order of the words on the screens. An allegation alone never makes `breached`. */
export const STATUSES = [
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
export type Status = (typeof STATUSES)[number]

/** What holds on undisputed evidence (`lo`), and what could hold if open evidence goes the other way (`hi`). */
export type Bounds = { readonly lo: 0 | 1; readonly hi: 0 | 1 }

/** The earliest instant from which something certainly, and possibly, holds; `undefined` is never, as far as is known. */
export type Onset = { readonly certain: Instant | undefined; readonly possible: Instant | undefined }

/** One reason, as a code with its values (words stand in `words/standing.ts`) and the entries that bear it out. */
export type Reason = {
  readonly code: string
  readonly values: Readonly<Record<string, string | number>>
  readonly entries: readonly LogIndex[]
}

/** What would bring the clause forward, and who can do it. */
export type Move = {
  readonly who: PartyId | ActorId
  readonly what: 'perform' | 'verify' | 'accede' | 'determine' | 'exercise' | 'close' | 'reply'
  readonly subject: ClauseId | TermId
  readonly by: Instant | undefined
  /** So many of those who are asked for the same are enough; left out where that is not a matter of numbers. */
  readonly enough?: number
  /** Of a power: in which form it has to be used. */
  readonly form?: PowerForm
}

/** Where one clause stands for one bearer at (event time, knowledge time) under one reading. */
export type InstanceStatus = {
  readonly clause: ClauseId
  readonly party: PartyId
  readonly duty: DutyKind
  readonly status: Status
  /** Whether the duty has been done (achieve) or kept so far (maintain, refrain). */
  readonly performed: Bounds
  readonly activated: Onset
  readonly due: Instant | undefined
  readonly ends: Instant | undefined
  /** Done, but after the deadline: the breach stays on record. */
  readonly late: boolean
  /** Breaches of the duty so far on this reading: found, and alleged only. */
  readonly breaches: { readonly found: number; readonly alleged: number }
}

/** The same, with what it rests on and whose move it is. */
export type Standing = InstanceStatus & {
  readonly why: readonly Reason[]
  /** The smallest open evidence that would decide it. */
  readonly whyNot: readonly Reason[]
  readonly next: readonly Move[]
  /** Of a duty that is owed again and again: its last occurrences by then, at most {@link OCCURRENCES_SHOWN}. */
  readonly occurrences?: readonly OccurrenceStanding[]
}

/** So many of the last occurrences of a repeated duty are shown, beside the counts of all of them. */
export const OCCURRENCES_SHOWN = 20

/** One occurrence of a repeated duty. */
export type OccurrenceStanding = {
  /** Counted from 1. */
  readonly number: number
  readonly begins: Onset
  readonly due: Instant | undefined
  readonly status: Status
  /** The entries of what called for it; none where only time did. */
  readonly about: readonly LogIndex[]
  /** The breach that it answers, found or alleged: one incident may be a breach of several clauses. */
  readonly answers?: BreachOf
  readonly why: readonly Reason[]
}

/** Which clause a breach is of and by whom; `agreement` where it is a clause of another one. */
export type BreachOf = {
  readonly clause: ClauseId
  readonly party: PartyId
  readonly agreement?: AgreementId
}

export type ExchangeStanding = {
  readonly exchange: ClauseId
  readonly status: 'waiting' | 'open' | 'deadlocked' | 'partly-done' | 'done'
  readonly legs: readonly { readonly clause: ClauseId; readonly party: PartyId; readonly status: Status }[]
  /** Who waits for what, as a closed path of clauses where nobody can move first. */
  readonly cycle: readonly ClauseId[]
  /** What has not happened yet and would open it; and whether the legs lie further apart than the text allows. */
  readonly missing: readonly Reason[]
}

export type StateStanding = {
  readonly state: TermId
  readonly holds: Bounds
  readonly why: readonly Reason[]
}

/** A period that somebody holds the parties to: the text's own (with its extensions), or one that a party declared. */
export type Clock = {
  readonly owner: PartyId | 'text'
  readonly starts: Instant
  readonly ends: Instant | undefined
  readonly entries: readonly LogIndex[]
}

/** What a party's statement that the period is over amounts to, by one clock. */
export type EndReading = {
  readonly entry: LogIndex
  readonly party: PartyId
  readonly clock: Clock
  readonly amountsTo: 'expiry' | 'withdrawal' | 'breach'
  readonly why: readonly Reason[]
}

/** The whole board of one agreement. */
export type Board = {
  readonly agreement: AgreementId
  readonly at: Instant
  /** Number of entries that were known. */
  readonly known: number
  readonly reading: string
  /** Where amendments overlap: which text took whose place, and which clauses went back to an earlier wording. */
  readonly overlaps: readonly Reason[]
  /** Breaches of duties that an earlier text had and this one no longer has. */
  readonly dropped: readonly Reason[]
  readonly standings: readonly Standing[]
  readonly exchanges: readonly ExchangeStanding[]
  readonly states: readonly StateStanding[]
  readonly clocks: readonly Clock[]
  readonly ends: readonly EndReading[]
}
