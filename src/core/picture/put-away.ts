import type { PutAwayStatements, Revisions } from '../evidence/said-by-entry.ts'
import { SaidByEntry } from '../evidence/said-by-entry.ts'
import { forgetKept } from '../standing/forget.ts'
import type { Picture } from './picture.ts'

/**
 * A picture as it can be put away: all that follows from the entries, without the statements themselves and without what
 * is kept for speed. Plain data (maps, arrays, typed arrays) in which one object may stand in several places: what writes
 * it down must keep that, as the structured clone algorithm does.
 */
export type PutAwayPicture = { readonly picture: Picture; readonly revisions: Revisions }

/** Empties the picture's caches on the way. What comes back is the live picture: write it down before the next entry. */
export function putAway(picture: Picture): PutAwayPicture {
  forgetKept(picture.engine)
  picture.incidents.orders.clear()
  return { picture, revisions: picture.record.said.revisions }
}

/**
 * Makes an empty picture the one that was put away. Its statements are fetched when somebody asks for them.
 * @param away what {@link putAway} gave, written down and read again by the same version of this code
 */
export function takeUp(picture: Picture, away: PutAwayPicture, statements: PutAwayStatements): void {
  const said = new SaidByEntry()
  said.takeUp(statements, away.revisions)
  Object.assign(away.picture.record, { said })
  Object.assign(picture, away.picture)
}
