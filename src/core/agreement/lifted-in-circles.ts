import type { Agreement, Clause, Condition } from './agreement.ts'
import { idsIn, ownIn } from './ids-in.ts'

/** A clause that says when it is set aside. */
export type Lifted = Clause & { readonly unless: Condition }

/**
 * Clauses that are set aside by something that hangs on themselves: each unless the other was breached, for one. What
 * begins a clause makes no circle, since the reader refuses that; what a power does is asked without powers.
 */
export function liftedInCircles(
  agreement: Pick<Agreement, 'terms' | 'clauses' | 'exchanges'>,
): readonly Lifted[] {
  const lifted = [...agreement.clauses.values()].filter((clause) => isLifted(clause))
  if (lifted.length === 0) return []
  const hangsOn = dependences(agreement)
  return lifted.filter(({ id }) => leadsTo(hangsOn, id, id))
}

function isLifted(clause: Clause): clause is Lifted {
  return clause.unless !== undefined
}

/** What the standing of each clause and state hangs on, by id; a paragraph stands for the clauses under it. */
function dependences({
  terms,
  clauses,
  exchanges,
}: Pick<Agreement, 'terms' | 'clauses' | 'exchanges'>): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  const add = (of: string, on: readonly string[]): void =>
    void found.set(of, [...(found.get(of) ?? []), ...on])
  for (const term of terms.values())
    if (term.is === 'state' && term.test !== undefined) add(term.id, ownIn(term.test))
  for (const { id, when, unless, repeats } of clauses.values()) {
    for (const condition of [when, unless]) if (condition !== undefined) add(id, idsIn(condition))
    if (repeats?.is === 'for-each') add(id, ownIn(repeats.breaches))
    for (let dot = id.lastIndexOf('.'); dot > 0; dot = id.lastIndexOf('.', dot - 1))
      add(id.slice(0, dot), [id])
  }
  for (const { legs, after } of exchanges.values())
    if (after !== undefined) for (const leg of legs) add(leg, idsIn(after))
  return found
}

function leadsTo(hangsOn: ReadonlyMap<string, readonly string[]>, from: string, goal: string): boolean {
  const seen = new Set<string>()
  const waiting = [...(hangsOn.get(from) ?? [])]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (id === goal) return true
    if (seen.has(id)) continue
    seen.add(id)
    waiting.push(...(hangsOn.get(id) ?? []))
  }
  return false
}
