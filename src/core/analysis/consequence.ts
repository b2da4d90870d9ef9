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

/** Whether it is done no sooner than its end, and never without one: what is to be kept, and what is owed again and again. */
export function isDoneAtItsEnd({ duty, repeats }: Clause): boolean {
  return duty === 'maintain' || duty === 'refrain' || repeats !== undefined
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
 * Of these clauses and those under them, the ones of which breaches are counted, in the order of the agreement: a deadline
 * that is owed once is `breached`, and never one of so many. Texts count often, so what stands under which paragraph is
 * looked up in one list.
 */
export function countedIn({ clauses }: Agreement): (of: readonly ClauseId[]) => readonly ClauseId[] {
  const counted = [...clauses.values()].flatMap(({ id, duty, repeats }) =>
    duty === 'refrain' || duty === 'maintain' || repeats !== undefined ? [id] : [],
  )
  const under = new Map<string, number[]>()
  for (const [place, id] of counted.entries())
    for (const paragraph of paragraphsOver(id)) {
      const before = under.get(paragraph)
      if (before === undefined) under.set(paragraph, [place])
      else before.push(place)
    }
  return (of) => {
    const places = new Set(of.flatMap((id) => under.get(id) ?? []))
    return [...places].toSorted((a, b) => a - b).flatMap((place) => counted[place] ?? [])
  }
}

/** `SEP.1.a` stands under `SEP.1.a`, `SEP.1` and `SEP`. */
function paragraphsOver(id: ClauseId): readonly string[] {
  const parts = id.split('.')
  return parts.map((_, last) => parts.slice(0, last + 1).join('.'))
}

/** Whether a clause is among those named, or stands under the paragraph of one. */
export function isUnder(named: readonly ClauseId[], id: ClauseId): boolean {
  return named.some((one) => id === one || id.startsWith(`${one}.`))
}
