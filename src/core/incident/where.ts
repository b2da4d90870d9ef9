import type { LogIndex, Place } from '../statement/fields.ts'
import type { Accounts } from './accounts.ts'

/** The places that the reports give, and the one that is known most closely. */
export type Where = {
  /** The point with the smallest radius, the earlier entry first; without any point, the first name. */
  readonly best: Place | undefined
  readonly all: readonly { readonly entry: LogIndex; readonly place: Place }[]
}

export function whereOf({ reports }: Accounts): Where {
  const all = reports.map(({ entry, body }) => ({ entry, place: body.where }))
  let best: Place | undefined
  for (const { place } of all) if (best === undefined || closeness(place) < closeness(best)) best = place
  return { best, all }
}

/** Smaller is closer. A point whose radius nobody gave is worse than any radius, and better than a bare name. */
function closeness(place: Place): number {
  if (place.latE7 === undefined) return Number.MAX_SAFE_INTEGER
  return place.radius ?? Number.MAX_SAFE_INTEGER - 1
}
