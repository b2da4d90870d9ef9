import { inLogOrder } from '../evidence/log-order.ts'
import { aboutOf, claimsFrom, eachClaim, entriesOf, type Claim, type Claims } from './claims.ts'
import type { Excuse, Announced } from './notices.ts'
import { NOTICE_OPEN } from './stances.ts'
import type { LogIndex } from '../statement/fields.ts'

/** An act that notice excused, and the entries that show it. */
export type Excused = { readonly earliest: number; readonly entries: readonly LogIndex[] }

/** Claims once notices are heard: what was announced in time is no breach, and what may have been is open. */
export function afterNotices(
  claims: Claims,
  excuse: (act: Announced) => Excuse,
): { readonly claims: Claims; readonly excused: readonly Excused[] } {
  const excused: Excused[] = []
  const kept: Claim[] = []
  for (const claim of eachClaim(claims)) {
    const { from, until, of } = claim
    const about = aboutOf(of)
    const incident = about.is === 'incident' ? about.incident : undefined
    const { lo, hi, entries } = excuse({ earliest: from, latest: until, incident })
    if (lo === 1) excused.push({ earliest: from, entries })
    else if (hi === 0) kept.push(claim)
    else {
      const all = inLogOrder([...entriesOf(of), ...entries])
      const open = {
        lo: 0,
        hi: 1,
        because: 'disputed',
        earliest: from,
        latest: until,
        entries: all,
        about,
      } as const
      kept.push({ ...claim, code: NOTICE_OPEN, of: open })
    }
  }
  return { excused, claims: claimsFrom(kept) }
}
