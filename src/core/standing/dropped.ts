import type { Instant } from '../time/instant.ts'
import { breachOfDeadline } from './clause-onsets.ts'
import type { Evaluation } from './evaluation.ts'
import type { Facts } from './facts.ts'
import { isBy } from './formal.ts'
import { missedSpans } from './occurrences.ts'
import type { Found } from './onset.ts'
import type { Reason } from './standing.ts'
import { CITED_AT_MOST, claimReasons, weighClaims } from './weigh-claims.ts'

/**
 * Breaches by `at`, found and alleged, of duties that the text no longer has: an amendment that drops a clause takes it off
 * the board, and undoes nothing that was done against it.
 */
export function breachedBeforeDropped(evaluated: Evaluation, at: Instant): readonly Reason[] {
  return evaluated.dropped().flatMap((facts) => {
    const { clause, party, before } = facts
    const claimed = weighClaims(facts, at)
    const missed = missedBy(facts, at)
    const found = claimed.found + missed.length
    if (found + claimed.alleged === 0) return []
    const reasons = claimReasons(facts, at)
    const entries = [reasons.found, ...missed, ...reasons.open].flatMap((one) => one.entries)
    const values = { clause: clause.id, party, found, alleged: claimed.alleged, from: before?.from ?? 0 }
    const cited = [...new Set(entries)].slice(0, CITED_AT_MOST).toSorted((a, b) => a - b)
    return [{ code: 'breached-before-dropped', values, entries: cited }]
  })
}

/** Deadlines that had surely passed unmet when the duty was dropped. */
function missedBy(facts: Facts, at: Instant): readonly Pick<Found, 'entries'>[] {
  const { clause, before, occurrences } = facts
  if (clause.duty !== 'achieve') return []
  if (occurrences !== undefined)
    return missedSpans(facts).filter(({ established, until }) => established && until <= at)
  const deadline = before?.facts === undefined ? undefined : breachOfDeadline(before.facts)
  const time = deadline?.onset.certain
  return deadline !== undefined &&
    before !== undefined &&
    time !== undefined &&
    time < before.from &&
    isBy(time, at)
    ? [deadline]
    : []
}
