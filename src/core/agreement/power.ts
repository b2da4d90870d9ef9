import type { ClauseId, PartyId } from '../statement/fields.ts'
import type { Duration } from '../time/instant.ts'
import type { Choice, SourcePlace, Wording } from './source.ts'
import type { Anchor, Condition } from './when.ts'

export type Power = {
  readonly id: ClauseId
  readonly wording: Wording
  /** Who may exercise it, each named once. */
  readonly holders: readonly PartyId[]
  /** How many of them it takes, by one statement or by several that say the same: 1 is any of them alone. */
  readonly quorum: number
  readonly may: 'waive' | 'extend' | 'suspend' | 'resume' | 'withdraw'
  /** What it acts on; empty means the whole agreement. */
  readonly over: readonly ClauseId[]
  readonly when: Condition | undefined
  /** From then on, or back to the start. */
  readonly effect: 'ex-nunc' | 'ex-tunc'
  /**
   * What becomes of a use whose ground (`when`) was met as known when it was used and is so no longer. Left out: it stands
   * if its effect is `ex-nunc`, and falls if it is `ex-tunc`. With `compensate` it stands, and that clause begins.
   */
  readonly ifOverturned?:
    | { readonly is: 'stands' | 'falls' }
    | { readonly is: 'compensate'; readonly clause: ClauseId }
  /** How often, how long at a time and until when it may be used. Left out where the text sets no limit. */
  readonly limits?: PowerLimits
  /** In which form it has to be used to have effect. Left out where the text asks for none. */
  readonly form?: PowerForm
  readonly choices: readonly Choice[]
  readonly at: SourcePlace
}

/** `length` of an extension counts from the end that it moves, of anything else from its own beginning; both closed. */
export type PowerLimits = {
  readonly times?: number
  readonly length?: Duration
  readonly by?: Anchor
}

/** With `told`, a use is on the record at least so long before it takes effect; with `reasons`, each of its quorum gives its own. */
export type PowerForm = {
  readonly told?: Duration
  readonly reasons?: true
}
