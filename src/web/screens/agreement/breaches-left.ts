import type { StandingView } from '../../../core/api/agreement.ts'

const SAYS_FOUND = new Set(['breach-found', 'occurrences-breached'])
const SAYS_ALLEGED = new Set(['alleged', 'disputed', 'inconclusive', 'time-uncertain', 'notice-open'])

/** How many breaches are found and alleged beside those of which the first reason tells already. */
export function breachesLeft({
  breaches: { found, alleged },
  why: [said],
}: Pick<StandingView, 'breaches' | 'why'>): StandingView['breaches'] {
  const told = (codes: ReadonlySet<string>, count: number): boolean =>
    said !== undefined && codes.has(said.code) && said.values['count'] === count
  return {
    found: told(SAYS_FOUND, found) ? 0 : found,
    alleged: told(SAYS_ALLEGED, alleged) ? 0 : alleged,
  }
}
