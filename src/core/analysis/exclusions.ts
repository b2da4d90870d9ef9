import type { Agreement, Clause } from '../agreement/agreement.ts'
import { clashOf, type Room } from './clash.ts'
import { waysOut } from './giving-way.ts'
import { byText, listed, remark, type Remark } from './remark.ts'

/** Duties that the text says cannot go together, and that one party may owe at one time in one place all the same. */
export function exclusionRemarks(agreement: Agreement, room: Room): readonly Remark[] {
  return pairsIn(agreement).flatMap(([one, other]) => {
    const parties = one.bearers.filter((party) => other.bearers.includes(party))
    if (parties.length === 0 || !isOwed(one) || !isOwed(other)) return []
    const clash = clashOf(agreement, room, one, other)
    if (clash === undefined) return []
    const { fix, values: ways } = waysOut(agreement, one, other)
    const values = {
      ...ways,
      parties: listed(parties),
      of: parties.length,
      one: one.id,
      other: other.id,
      clash,
    }
    const severity = clash === 'surely' ? 'error' : 'warning'
    return [remark('duties-exclude', { clauses: [one.id, other.id], at: other.at, values, severity, fix })]
  })
}

const isOwed = ({ duty }: Clause): boolean => duty !== 'permit' && duty !== 'intend'

/** Each pair once, whichever of the two names the other. */
function pairsIn({ clauses }: Agreement): readonly (readonly [Clause, Clause])[] {
  const pairs = new Map<string, readonly [Clause, Clause]>()
  for (const clause of clauses.values())
    for (const id of clause.excludes ?? []) {
      const named = clauses.get(id)
      if (named === undefined) continue
      const [one, other] = byText(clause.id, id) < 0 ? [clause, named] : [named, clause]
      pairs.set(`${one.id}|${other.id}`, [one, other])
    }
  return [...pairs.values()]
}
