import type { ClauseId } from '../statement/fields.ts'
import type { Duration } from '../time/instant.ts'
import type { Choice, SourcePlace, Wording } from './source.ts'
import type { Who } from './standard.ts'
import type { Condition } from './when.ts'

/** Steps that depend on each other on purpose: the only place where a cycle of waiting is allowed, because it says who moves first. */
export type Exchange = {
  readonly id: ClauseId
  readonly wording: Wording
  readonly legs: readonly ClauseId[]
  readonly mode: ExchangeMode
  /** What must be done before any leg can begin. */
  readonly after: Condition | undefined
  /** What the text says if nobody moves first; `undefined` means it says nothing, and each can wait for ever. */
  readonly ifNobodyMoves: string | undefined
  readonly choices: readonly Choice[]
  readonly at: SourcePlace
}

/**
 * How the legs depend on each other. `simultaneous`: their times differ by at most `within`. `in-turn`: each begins when
 * the one before it is done, so the first leg moves first; `sameMoment` is the tie rule for two at one instant. `held`:
 * each is handed to a third party, which keeps it until all are there, for at most `for`, and then gives it back.
 */
export type ExchangeMode =
  | { readonly is: 'simultaneous'; readonly within: Duration }
  | { readonly is: 'in-turn'; readonly sameMoment: 'in-turn' | 'out-of-turn' }
  | { readonly is: 'held'; readonly by: Who; readonly for: Duration }

/** Whether an exchange says how it begins: a turn, somebody who holds what is handed over, or words for when nobody moves. */
export function namesFirstMover({ mode, ifNobodyMoves }: Pick<Exchange, 'mode' | 'ifNobodyMoves'>): boolean {
  return mode.is !== 'simultaneous' || ifNobodyMoves !== undefined
}
