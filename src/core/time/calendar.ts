import type { Instant } from './instant.ts'

/**
 * A named zone's distance from UTC over the life of an agreement, carried inside the agreement so that every machine
 * reads the same local times whatever its own zone tables say. Transitions are in order of time.
 */
export type Calendar = {
  readonly zone: string
  /** Minutes east of UTC before the first transition. */
  readonly offsetMinutes: number
  readonly transitions: readonly { readonly at: Instant; readonly offsetMinutes: number }[]
}

/** Minutes east of UTC at this instant. */
export function offsetAt(calendar: Calendar, instant: Instant): number {
  let offset = calendar.offsetMinutes
  for (const transition of calendar.transitions) {
    if (transition.at > instant) break
    offset = transition.offsetMinutes
  }
  return offset
}
