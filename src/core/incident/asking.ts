import type { Agreement } from '../agreement/agreement.ts'
import type { saidAsOf } from '../evidence/said.ts'
import type { Scope } from '../evidence/scope.ts'
import type { ActorId, PartyId, Role } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'

/** What a report says, as first said or as corrected. */
export type ReportBody = NonNullable<ReturnType<typeof saidAsOf<'incident-reported'>>>
export type FindingBody = NonNullable<ReturnType<typeof saidAsOf<'finding-made'>>>

/** The part of a report by which an agreement's scope is tested. */
export type Conduct = Pick<ReportBody, 'act' | 'when' | 'where' | 'alleged' | 'sides' | 'against' | 'touches'>

/** An agreement with the period in which it bound as known; `ends` undefined is open-ended, `starts` undefined not begun. */
export type Bound = { readonly agreement: Agreement; readonly period: Period }
export type Period = { readonly starts: Instant | undefined; readonly ends: Instant | undefined }

/** Tests an act against one agreement: `scopeOf` of the evidence folder. */
export type ScopeOf = (conduct: Conduct, agreement: Agreement, period: Period) => Scope

/** Who acts for whom, and in which roles, as known when the question is asked. */
export type Actors = {
  readonly actsFor: (actor: ActorId) => PartyId | undefined
  readonly rolesOf: (actor: ActorId) => readonly Role[]
}

/** From where a question about incidents is asked: how many entries are known, under which agreements, by whose register. */
export type Asking = {
  /** Number of entries that were known: an entry is known if its index is smaller. */
  readonly known: number
  readonly agreements: readonly Bound[]
  readonly actors: Actors
  readonly scopeOf: ScopeOf
}
