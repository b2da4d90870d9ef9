import type { Agreement, Clause, Condition } from '../agreement/agreement.ts'
import { ownIn } from '../agreement/ids-in.ts'
import type { ClauseId } from '../statement/fields.ts'

/** A condition without `and` and `or`. */
export type Atom = Exclude<Condition, { readonly is: 'all' | 'any' }>

/** Every atom of a condition, in the order in which it is written. */
export function* atomsOf(condition: Condition | undefined): Generator<Atom> {
  if (condition === undefined) return
  if ('of' in condition) for (const one of condition.of) yield* atomsOf(one)
  else yield condition
}

/** The clauses whose breach a condition speaks of. */
export function breachesIn(condition: Condition | undefined): readonly ClauseId[] {
  return [...atomsOf(condition)].flatMap((atom) =>
    atom.is === 'breached'
      ? [atom.clause]
      : atom.is === 'counted' || atom.is === 'measured'
        ? atom.clauses
        : [],
  )
}

/** Whether what is to be done is due by any date. Of what is owed every so often, each time ends with the next. */
export function hasDeadline({ window, repeats }: Clause): boolean {
  return window.within !== undefined || window.by !== undefined || repeats?.is === 'every'
}

/** Clauses whose breach has a consequence in the text: something begins, is lifted, may be done or stops holding. */
export function breachesThatMatter(agreement: Agreement): ReadonlySet<ClauseId> {
  const found = new Set<ClauseId>()
  for (const { when, unless, repeats } of agreement.clauses.values()) {
    const occasions = repeats?.is === 'for-each' ? ownIn(repeats.breaches) : []
    for (const id of [...breachesIn(when), ...breachesIn(unless), ...occasions]) found.add(id)
  }
  for (const { when } of agreement.powers.values()) for (const id of breachesIn(when)) found.add(id)
  for (const { after } of agreement.exchanges.values()) for (const id of breachesIn(after)) found.add(id)
  for (const term of agreement.terms.values())
    if (term.is === 'state') for (const id of term.test === undefined ? [] : ownIn(term.test)) found.add(id)
  return found
}

/**
 * Of these clauses and those under them, the ones of which breaches are counted: a deadline that is owed once is
 * `breached`, and never one of so many.
 */
export function countedUnder({ clauses }: Agreement, of: readonly ClauseId[]): readonly ClauseId[] {
  return [...clauses.values()].flatMap(({ id, duty, repeats }) => {
    const isCounted = duty === 'refrain' || duty === 'maintain' || repeats !== undefined
    return isUnder(of, id) && isCounted ? [id] : []
  })
}

/** Whether a clause is among those named, or stands under the paragraph of one. */
export function isUnder(named: readonly ClauseId[], id: ClauseId): boolean {
  return named.some((one) => id === one || id.startsWith(`${one}.`))
}
