import type { Agreement, Anchor } from '../agreement/agreement.ts'
import type { ClauseId } from '../statement/fields.ts'
import { pointOf } from './anchors.ts'
import { leadsIn } from './leads.ts'
import { networkOf, type Constraint, type Network } from './time-constraints.ts'

/**
 * The last instant (milliseconds UTC) at which each clause can be done so that its own fixed deadline and those of all that
 * surely rests on it are kept: the upper bounds of the minimal network (Dechter, Meiri and Pearl 1991). A start that nobody
 * has set yet counts as set when the text was agreed; another such moment bounds nothing. `undefined` where the deadlines
 * conflict: then there is no such instant.
 */
export function latestDone(agreement: Agreement): ReadonlyMap<ClauseId, number> | undefined {
  const network = withStartSet(agreement)
  const leads = leadsIn(network)
  if (leads === undefined) return undefined
  const ahead = leads.before(0)
  const found = new Map<ClauseId, number>()
  for (const id of agreement.clauses.keys()) {
    const before = ahead[network.variables.get(`done ${id}`) ?? -1] ?? -Infinity
    if (Number.isFinite(before)) found.set(id, 0 - before)
  }
  return found
}

function withStartSet(agreement: Agreement): Network {
  const network = networkOf(agreement)
  const agreed: Anchor = { is: 'instant', instant: agreement.agreed }
  const [base] = pointOf(agreement, agreement.startsOn ?? agreed)
  const start = network.variables.get(`moment ${base}`)
  if (base === '' || start === undefined) return network
  const tied = (from: number, to: number, gap: number): Constraint => ({
    from,
    to,
    gap,
    owner: undefined,
    is: 'order',
  })
  const { agreed: at } = agreement
  return { ...network, constraints: [...network.constraints, tied(0, start, at), tied(start, 0, 0 - at)] }
}
