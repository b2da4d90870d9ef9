import { problems } from '../problem.ts'
import type { ClauseId, TermId } from '../statement/fields.ts'
import type { Agreement } from './agreement.ts'
import type { Circle } from './check-waiting.ts'
import { idsIn, ownIn } from './ids-in.ts'

type Defined = Pick<Agreement, 'terms' | 'clauses' | 'exchanges' | 'powers'>

/**
 * States that are defined by themselves: tested by a clause that begins only with what the same state decides. Whether
 * such a state holds would hang on whether it holds. What sets a clause aside (`unless`) comes after it and makes no
 * circle. One circle is given for each such state; only the state is its member, since the clauses of its test mean
 * something without it.
 */
export function circularDefinitions(agreement: Defined, file: string): readonly Circle[] {
  const circles: Circle[] = []
  for (const term of agreement.terms.values()) {
    if (term.is !== 'state' || term.test === undefined) continue
    const path = pathBack(agreement, term.id)
    if (path === undefined) continue
    const problem = problems.definitionCircular({
      cycle: path,
      fix: `let one of them begin on something else than ${term.id}, or let somebody decide ${term.id} in place of its test`,
      where: { file, ...term.at },
    })
    circles.push({ members: [term.id], problem })
  }
  return circles
}

/** The shortest way from a state through what it hangs on to itself; `undefined` if there is none. */
function pathBack(agreement: Defined, state: TermId): readonly string[] | undefined {
  const cameFrom = new Map<string, string>()
  const waiting: string[] = [state]
  for (const id of waiting) {
    for (const next of hangsOn(agreement, id)) {
      if (next === state) {
        const path = [state as string]
        for (let at: string | undefined = id; at !== undefined; at = cameFrom.get(at)) path.unshift(at)
        return path
      }
      if (cameFrom.has(next)) continue
      cameFrom.set(next, id)
      waiting.push(next)
    }
  }
  return undefined
}

function hangsOn({ terms, clauses, exchanges, powers }: Defined, id: string): readonly string[] {
  const term = [...terms.values()].find((one) => one.id === id)
  if (term?.is === 'state') return term.test === undefined ? [] : ownIn(term.test)
  const legOf = [...exchanges.values()].filter(({ legs }) => legs.some((leg) => leg === id))
  const clause = find(clauses, id)
  const conditions = [clause?.when, find(powers, id)?.when, ...legOf.map(({ after }) => after)]
  const occasions = clause?.repeats?.is === 'for-each' ? ownIn(clause.repeats.breaches) : []
  return [...conditions.flatMap((one) => (one === undefined ? [] : idsIn(one))), ...occasions]
}

function find<T>(map: ReadonlyMap<ClauseId, T>, id: string): T | undefined {
  for (const [key, value] of map) if (key === id) return value
  return undefined
}
