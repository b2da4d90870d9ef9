import type { ClauseId } from '../statement/fields.ts'
import type { Agreement, Clause, Condition } from './agreement.ts'

/**
 * The clauses with what exchanges and powers say about their beginning: in turn, each leg waits until the one before it
 * is done; a clause that is owed once a power's ground is overturned waits for that. Written once, beside the exchange or
 * the power, it holds for everything that reads `when`.
 */
export function withImplied({
  clauses,
  exchanges,
  powers,
}: Pick<Agreement, 'clauses' | 'exchanges' | 'powers'>): Map<ClauseId, Clause> {
  const found = new Map(clauses)
  const add = (id: ClauseId | undefined, condition: Condition): void => {
    const clause = id === undefined ? undefined : found.get(id)
    if (clause !== undefined) found.set(clause.id, { ...clause, when: both(clause.when, condition) })
  }
  for (const { legs, mode } of exchanges.values()) {
    if (mode.is !== 'in-turn') continue
    for (const [i, clause] of legs.entries()) add(legs[i + 1], { is: 'done', clause, by: undefined })
  }
  for (const { id, ifOverturned } of powers.values()) {
    if (ifOverturned?.is === 'compensate') add(ifOverturned.clause, { is: 'overturned', power: id })
  }
  return found
}

function both(own: Condition | undefined, also: Condition): Condition {
  return own === undefined ? also : { is: 'all', of: [own, also] }
}
