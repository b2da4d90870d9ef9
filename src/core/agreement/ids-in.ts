import type { Condition } from './agreement.ts'

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
