import type { Agreement, Exchange } from '../agreement/agreement.ts'
import type { ClauseId } from '../statement/fields.ts'

/** The exchanges of which a clause is a leg. */
export function exchangesByLeg(agreement: Agreement): ReadonlyMap<ClauseId, readonly Exchange[]> {
  const found = new Map<ClauseId, Exchange[]>()
  for (const exchange of agreement.exchanges.values())
    for (const leg of new Set(exchange.legs)) {
      const before = found.get(leg)
      if (before === undefined) found.set(leg, [exchange])
      else before.push(exchange)
    }
  return found
}
