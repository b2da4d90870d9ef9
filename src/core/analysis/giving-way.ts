import type { Agreement, Clause, Condition } from '../agreement/agreement.ts'
import { pointOf } from './anchors.ts'
import { givesWay, isOnce, stays } from './clash.ts'
import type { FixCode, RemarkValues } from './remark.ts'

/**
 * What would part two clauses that clash. One can give way to the other (`unless`) only where the other begins on something
 * that stays true once it is, and that is not what the first begins on too: lifted by that, it would never bind.
 */
export function waysOut(
  agreement: Agreement,
  one: Clause,
  other: Clause,
): { readonly fix: readonly FixCode[]; readonly values: RemarkValues } {
  const canGiveWay = (gives: Clause, { when }: Clause): boolean => {
    if (when === undefined || !stays(when)) return false
    const unless: Condition = gives.unless === undefined ? when : { is: 'any', of: [gives.unless, when] }
    return !isAlwaysLifted(agreement, { ...gives, unless })
  }
  const values = { one: one.id, other: other.id }
  const giving = (gives: Clause, stands: Clause) => ({
    fix: BOTH,
    // What stays true lifts for good: the words say how what gives way can bind again afterwards.
    values: { ...values, gives: gives.id, stands: stands.id, over: isOnce(stands) ? 'once' : 'later' },
  })
  if (canGiveWay(one, other)) return giving(one, other)
  if (canGiveWay(other, one)) return giving(other, one)
  return { fix: ['part-times-or-places'], values }
}
const BOTH: readonly FixCode[] = ['let-one-give-way', 'part-times-or-places']

/** Whether `unless` is true from the first instant on: then the clause never binds anybody. */
export function isAlwaysLifted(agreement: Agreement, clause: Clause): boolean {
  const { when, unless } = clause
  if (givesWay(clause, clause)) return true
  const begins = when === undefined ? agreement.startsOn : when.is === 'reached' ? when.anchor : undefined
  if (begins === undefined) return false
  const [base, at] = pointOf(agreement, begins)
  const lifted = (condition: Condition): boolean => {
    if (condition.is === 'all') return condition.of.every(lifted)
    if (condition.is === 'any') return condition.of.some(lifted)
    if (condition.is !== 'reached') return false
    const [from, reached] = pointOf(agreement, condition.anchor)
    return from === base && reached <= at
  }
  return unless !== undefined && lifted(unless)
}
