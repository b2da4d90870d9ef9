import { gather } from './case-voices.ts'
import { aboutOf } from './claims.ts'
import type { Evaluation } from './evaluation.ts'
import type { Facts } from './facts.ts'
import type { OwedClaim } from './owed.ts'
import type { BreachSpan } from './spans.ts'

/**
 * Whether what is claimed, taken at its word, is a breach of the duty (decision 15): it lies wholly in the time in which the
 * duty was owed, and some account of it in the duty's area. That it is disputed, or may be excused, takes nothing from that.
 * Of a time of a repeated duty that may have been missed nobody claims anything: silence alleges nothing.
 */
export function isSurelyAlleged(at: Evaluation, facts: Facts, { claim }: BreachSpan): boolean {
  return claim?.owed === 'inside' && isPlaced(at, facts, claim)
}

/**
 * Whether somebody says so of a place in the area, which is that of the text in force when it happened. A finding that could
 * not tell is no word for it: where it stands alone, nobody has said so.
 */
function isPlaced(at: Evaluation, { clause: { id }, party }: Facts, { until, of }: OwedClaim): boolean {
  let then = at
  while (then.earlier !== undefined && until < then.earlier.from) then = then.earlier.evaluated
  const clause = then.text.clauses.get(id)
  if (clause?.conduct.area === undefined && typeof of === 'number') return true
  const topic = clause === undefined ? undefined : then.ofDuty.get(clause)?.get(party)
  const about = aboutOf(of)
  return topic === undefined || about.is === 'refutation' || !gather(then, topic, party, about).unsure
}
