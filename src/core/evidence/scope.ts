import type { AgreementId, ClauseId, PartyId } from '../statement/fields.ts'

/**
 * Whether an act falls under an agreement at all, and under which duties of whom. Harm outside the scope is recorded as
 * harm and is no breach.
 */
export type Scope = {
  readonly agreement: AgreementId
  readonly within: boolean
  /** Why it is outside, or what is not known; empty when it is plainly inside. */
  readonly because: readonly ScopeReason[]
  /** The duties that the act would breach if it is as told. `bearer` is undefined where no one is named as having done it. */
  readonly touches: readonly { readonly clause: ClauseId; readonly bearer: PartyId | undefined }[]
}

export type ScopeReason =
  | 'draft-never-in-force'
  | 'before-it-began'
  | 'after-it-ended'
  | 'time-uncertain'
  | 'outside-the-area'
  | 'place-uncertain'
  | 'against-excluded-group'
  | 'by-excluded-group'
  | 'actor-not-a-party'
  | 'actor-unknown'
  | 'act-not-covered'
