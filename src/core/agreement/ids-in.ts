import type { ClauseId } from '../statement/fields.ts'
import type { BreachesOf, Condition } from './agreement.ts'

/** The clauses, states, powers, moments and parties that a condition speaks of. */
export function idsIn(condition: Condition): readonly string[] {
  switch (condition.is) {
    case 'all':
    case 'any':
      return condition.of.flatMap(idsIn)
    case 'reached':
      return condition.anchor.is === 'moment' ? [condition.anchor.moment] : []
    case 'done':
    case 'breached':
      return [condition.clause]
    case 'holds':
      return [condition.state]
    case 'exercised':
    case 'overturned':
      return [condition.power]
    case 'acceded':
      return [condition.party]
    case 'counted':
    case 'measured':
      return condition.clauses
  }
}

/** The clauses of this agreement whose breaches are meant: none where those of another are. */
export function ownIn(breaches: BreachesOf): readonly ClauseId[] {
  return breaches.in === undefined ? breaches.of : []
}
