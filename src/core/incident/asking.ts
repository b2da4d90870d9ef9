import type { Agreement } from '../agreement/agreement.ts'
import type { Actors } from '../evidence/actors.ts'
import type { saidAsOf } from '../evidence/said.ts'
import type { Period } from '../evidence/scope.ts'

/** What a report says, as first said or as corrected. */
export type ReportBody = NonNullable<ReturnType<typeof saidAsOf<'incident-reported'>>>
export type FindingBody = NonNullable<ReturnType<typeof saidAsOf<'finding-made'>>>

/** An agreement as known, with the period in which it bound as known. */
export type Bound = { readonly agreement: Agreement; readonly period: Period }

/** From where a question about incidents is asked: how many entries are known, under which agreements, by whose register. */
export type Asking = {
  /** Number of entries that were known: an entry is known if its index is smaller. */
  readonly known: number
  readonly agreements: readonly Bound[]
  /** Who acts for whom, as known. */
  readonly actors: Pick<Actors, 'actsFor' | 'rolesOf'>
}
