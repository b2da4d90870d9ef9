import type { ClauseId, TermId } from '../statement/fields.ts'
import type { Move } from '../standing/standing.ts'
import type { Duration } from '../time/instant.ts'
import type { Player } from './cast.ts'

/**
 * How a player departs from doing all that it can at once. Everything else in a play is done by everybody, so the fewest
 * departures that still make it fail are the shortest story.
 */
export type Departure =
  /** Leaves out one move, or with no `what` every move: it only keeps still. */
  | {
      readonly is: 'omits'
      readonly who: Player
      readonly what: Move['what'] | undefined
      readonly subject: ClauseId | TermId | undefined
    }
  /** Does its leg of an exchange only after it has seen every other leg done. */
  | { readonly is: 'waits'; readonly who: Player; readonly exchange: ClauseId }
  /** Makes every move so much later. */
  | { readonly is: 'slow'; readonly who: Player; readonly by: Duration }
  /** Does what a clause forbids it, so many times. */
  | { readonly is: 'breaks'; readonly who: Player; readonly clause: ClauseId; readonly times: number }

/** Whether a player with these departures leaves out this move for ever. */
export function leavesOut(
  departures: readonly Departure[],
  who: Player,
  what: Move['what'],
  subject: ClauseId | TermId,
): boolean {
  return departures.some(
    (one) =>
      one.is === 'omits' &&
      one.who === who &&
      (one.what === undefined || one.what === what) &&
      (one.subject === undefined || one.subject === subject),
  )
}

/** How much later than at once a player moves. */
export function slownessOf(departures: readonly Departure[], who: Player): number {
  return departures.reduce((sum, one) => (one.is === 'slow' && one.who === who ? sum + one.by : sum), 0)
}

/** A name for a set of departures: two plays with the same name are the same play. */
export function nameOf(departures: readonly Departure[]): string {
  return departures
    .map((one) => JSON.stringify(one))
    .toSorted()
    .join('|')
}
