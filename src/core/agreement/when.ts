import type { AgreementId, ClauseId, PartyId, TermId } from '../statement/fields.ts'
import type { Duration, Instant } from '../time/instant.ts'

/** A fixed instant, or a moment of the agreement, with a distance after it. */
export type Anchor =
  | { readonly is: 'instant'; readonly instant: Instant }
  | { readonly is: 'moment'; readonly moment: TermId; readonly plus: Duration }

/** Positive AND/OR over things that, once true, stay true; exceptions stand apart in the clause's `unless`. */
export type Condition =
  | { readonly is: 'all' | 'any'; readonly of: readonly Condition[] }
  | { readonly is: 'reached'; readonly anchor: Anchor }
  | { readonly is: 'done' | 'breached'; readonly clause: ClauseId; readonly by: PartyId | undefined }
  | {
      readonly is: 'holds'
      readonly state: TermId
      readonly for: Duration | undefined
      readonly since: Anchor | undefined
    }
  | { readonly is: 'exercised'; readonly power: ClauseId }
  | { readonly is: 'acceded'; readonly party: PartyId }
  | {
      readonly is: 'counted'
      readonly clauses: readonly ClauseId[]
      readonly over: number
      readonly within: Duration
    }
  | {
      /** What the breaches of these clauses come to, other than a plain number of them in a sliding window. */
      readonly is: 'measured'
      readonly clauses: readonly ClauseId[]
      readonly what: Measured
      /** Of all in the window together, or of the greatest single one. */
      readonly how: 'sum' | 'max'
      readonly over: number
      readonly window: CountWindow
    }
  /** The ground on which this power was used has fallen since: see {@link Power.ifOverturned}. */
  | { readonly is: 'overturned'; readonly power: ClauseId }

/** What is added up over breaches: their number, or the people harmed in them, each within bounds. */
export type Measured = 'breaches' | 'killed' | 'civilians-killed' | 'injured'

/**
 * Breaches of which clauses. Without `in` they are clauses of this agreement. With it they are another's, which is not at
 * hand when this one is read: an id then stands for the clause that bears it and for all that stand under it.
 */
export type BreachesOf = { readonly of: readonly ClauseId[]; readonly in?: AgreementId }

/** Over how long is counted. A calendar day begins `startsAt` minutes after midnight by the agreement's calendar. */
export type CountWindow =
  | { readonly is: 'sliding'; readonly within: Duration }
  | { readonly is: 'calendar-day'; readonly startsAt: number }
  | { readonly is: 'whole-time' }
