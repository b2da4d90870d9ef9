import type { Verdict } from './case.ts'

/** Stances as small numbers, so that a million of them fit in a column. From `OPEN` on, a claim is open. */
export const NOT_HEARD = 0
export const ESTABLISHED = 1
export const OPEN = 2
const CODES = { established: ESTABLISHED, alleged: 2, disputed: 3, inconclusive: 4, unreported: 2 } as const
/** The code of a claim that is open because it is open whether notice was given in time. */
export const NOTICE_OPEN = 5

/** Why a claim is open, by its code less {@link OPEN}. */
export const OPEN_REASONS = ['alleged', 'disputed', 'inconclusive', 'notice-open'] as const

export function codeOf({ lo, because }: Verdict): number {
  if (lo === 1) return ESTABLISHED
  return because === 'disputed' || because === 'inconclusive' ? CODES[because] : OPEN
}
