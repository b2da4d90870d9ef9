import type { Agreement, Condition } from '../agreement/agreement.ts'
import { atomsOf } from '../analysis/consequence.ts'
import { coneOf } from './cone.ts'

/**
 * Whether something rests on what no play and no run ever shows: breaches of another agreement, people harmed, the ground
 * of a power that falls, or the use of a power that nothing waits for. That it does not come about there says nothing of the text.
 */
export function restsOnUnplayed(text: Agreement, id: string): boolean {
  const cone = coneOf(text, [id])
  const { clauses, powers, exchanges, terms } = text
  for (const clause of clauses.values()) {
    if (!cone.has(clause.id)) continue
    if (clause.repeats?.is === 'for-each' && clause.repeats.breaches.in !== undefined) return true
    if (isUnplayed(clause.when)) return true
  }
  for (const power of powers.values()) if (cone.has(power.id) && isUnplayed(power.when)) return true
  for (const exchange of exchanges.values())
    if (cone.has(exchange.id) && isUnplayed(exchange.after)) return true
  for (const term of terms.values())
    if (term.is === 'state' && cone.has(term.id) && term.test?.in !== undefined) return true
  return false
}

function isUnplayed(condition: Condition | undefined): boolean {
  return [...atomsOf(condition)].some(
    (atom) =>
      atom.is === 'overturned' ||
      (atom.is === 'measured' && (atom.what !== 'breaches' || atom.how === 'max')),
  )
}
