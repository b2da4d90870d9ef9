import type { Instant } from '../time/instant.ts'
import { claimsOf } from './claims.ts'
import { sideKey, topicKey } from './engine-state.ts'
import type { Evaluation } from './evaluation.ts'
import { isOwed, type Facts } from './facts.ts'
import type { Reason } from './standing.ts'
import { countClaims } from './weigh-claims.ts'

/**
 * Reports of such acts by `at`, in the time of the duty, that name nobody, or this bearer as one of the two sides of a
 * clash: they count against nobody, and are shown.
 */
export function unattributedReasons(asked: Evaluation, facts: Facts, at: Instant): readonly Reason[] {
  const { clause, party } = facts
  if (!isOwed(clause)) return []
  let count = 0
  for (const key of [topicKey(clause.id, undefined), sideKey(clause.id, party)]) {
    const topic = asked.topics.get(key)
    if (topic !== undefined) count += countClaims(facts, claimsOf(asked, topic, []), at)
  }
  return count === 0 ? [] : [{ code: 'unattributed', values: { count }, entries: [] }]
}
