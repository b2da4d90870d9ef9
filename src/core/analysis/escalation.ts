import type { Agreement, Clause, Condition } from '../agreement/agreement.ts'
import type { ClauseId } from '../statement/fields.ts'
import { atomsOf, breachesIn } from './consequence.ts'
import { knotsOf } from './knots.ts'
import { byText, listed, remark, type Remark } from './remark.ts'
import { placeOf } from './waiting.ts'

/**
 * Escalation spirals: rings of clauses in which a breach of each lifts the next (through `unless`, through a power to
 * suspend, waive or withdraw, or by beginning a permission to do what it forbids or a duty that cannot go with it). One
 * incident, or one that is only alleged, can then undo them all, since each side will answer by the clause that it holds
 * to be lifted.
 */
export function escalationRemarks(agreement: Agreement): readonly Remark[] {
  const ids = [...agreement.clauses.keys()].toSorted(byText)
  const index = new Map(ids.map((id, at) => [id, at]))
  // One more node than clauses: what ends the whole agreement lifts every clause.
  const everything = ids.length
  const lifts: { readonly on: number[] }[] = Array.from({ length: ids.length + 1 }, () => ({ on: [] }))
  lifts[everything]?.on.push(...ids.keys())
  // Of those, what lifts by an answer that may be given an end; “unless” lifts for good.
  const answers: { readonly on: number[] }[] = lifts.map(() => ({ on: [] }))
  const link = (
    condition: Condition | undefined,
    lifted: readonly number[],
    links = [lifts, answers],
  ): void => {
    for (const from of behind(agreement, condition))
      for (const to of links) to[index.get(from) ?? -1]?.on.push(...lifted)
  }
  for (const clause of agreement.clauses.values()) {
    link(clause.unless, [index.get(clause.id) ?? -1], [lifts])
    if (behind(agreement, clause.when).length === 0) continue
    const against = clause.duty === 'permit' ? forbidding(agreement, clause) : excluded(agreement, clause)
    link(
      clause.when,
      against.map((id) => index.get(id) ?? -1),
    )
  }
  for (const { may, over, when, limits } of agreement.powers.values()) {
    if (may !== 'suspend' && may !== 'waive' && may !== 'withdraw') continue
    // An answer that ends by itself lets the clauses stand again.
    if (limits?.length !== undefined) continue
    link(when, over.length === 0 ? [everything] : over.map((id) => index.get(id) ?? -1))
  }
  const { groups } = knotsOf(lifts, () => true)
  return groups.flatMap((members) => {
    const [only = -1] = members
    if (members.length < 2 && !(lifts[only]?.on.includes(only) ?? false)) return []
    const clauses = members.flatMap((at) => ids[at] ?? []).toSorted(byText)
    const [first] = clauses
    if (first === undefined) return []
    const forGood = clauses.filter((id) =>
      behind(agreement, agreement.clauses.get(id)?.unless).some((from) => clauses.includes(from)),
    )
    const isAnswered = members.some((from) => answers[from]?.on.some((to) => members.includes(to)))
    return [
      remark('escalation-spiral', {
        clauses,
        at: placeOf(agreement, first),
        values: { clauses: listed(clauses), count: clauses.length, lifted: listed(forGood) },
        fix: [
          'finding-first',
          ...(forGood.length > 0 ? (['suspend-instead'] as const) : []),
          ...(isAnswered ? (['bound-response'] as const) : []),
        ],
      }),
    ]
  })
}

/** The clauses on whose breach a condition rests, by itself or through the power of which it speaks. */
function behind(agreement: Agreement, condition: Condition | undefined): readonly ClauseId[] {
  const grounds = [...atomsOf(condition)].flatMap((atom) =>
    atom.is === 'exercised' ? breachesIn(agreement.powers.get(atom.power)?.when) : [],
  )
  return [...breachesIn(condition), ...grounds]
}

/** Duties of the same bearers that cannot be kept once this one is owed. */
function excluded({ clauses }: Agreement, { id, bearers, excludes = [] }: Clause): readonly ClauseId[] {
  return [...clauses.values()].flatMap((other) => {
    const clash = excludes.includes(other.id) || other.excludes?.includes(id) === true
    return clash && other.bearers.some((party) => bearers.includes(party)) ? [other.id] : []
  })
}

/** Clauses of the same bearers that forbid what a permission allows. */
function forbidding(agreement: Agreement, permission: Clause): readonly ClauseId[] {
  return [...agreement.clauses.values()].flatMap(({ id, duty, bearers, conduct }) => {
    const forbids = duty === 'refrain' || duty === 'maintain'
    const same = bearers.some((party) => permission.bearers.includes(party))
    return forbids && same && conduct.acts.some((act) => permission.conduct.acts.includes(act)) ? [id] : []
  })
}
