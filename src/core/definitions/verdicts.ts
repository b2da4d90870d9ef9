import type { ClauseId, IncidentId, LogIndex, PartyId, Role } from '../statement/fields.ts'

/** The statuses that a clause can have: those of the screens. */
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

/** Those of an exchange. Deadlocked: nobody has moved, each may wait for the others, and the text names no first mover. */
export const EXCHANGE_STATUSES = ['waiting', 'open', 'deadlocked', 'partly-done', 'done'] as const
export type ExchangeStatus = (typeof EXCHANGE_STATUSES)[number]

/** Those of a state. `not-yet`: the agreement has not begun, or the time over which is counted has not gone by once. */
export const STATE_STATUSES = ['not-yet', 'holds', 'fails', 'open'] as const
export type StateStatus = (typeof STATE_STATUSES)[number]

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

/** What the times of the legs come to under the way in which they depend on each other. */
export const ORDER_FINDINGS = [
  'legs-apart',
  'leg-left-behind',
  'legs-perhaps-apart',
  'legs-returned',
  'legs-perhaps-returned',
  'legs-released',
  'legs-held',
  'leg-out-of-turn',
  'leg-perhaps-out-of-turn',
] as const

/** `leg` is the one that came out of turn; `null` where it is the legs together. */
export type CertifiedOrder = {
  readonly is: (typeof ORDER_FINDINGS)[number]
  readonly leg: ClauseId | null
  readonly entries: readonly LogIndex[]
}
