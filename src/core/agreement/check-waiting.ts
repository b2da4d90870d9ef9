import { problems, type Problem } from '../problem.ts'
import type { ClauseId } from '../statement/fields.ts'
import type { Clause, Condition, Exchange, Power, SourcePlace } from './agreement.ts'

type Waiting = {
  readonly clauses: ReadonlyMap<ClauseId, Clause>
  readonly exchanges: ReadonlyMap<ClauseId, Exchange>
  readonly powers: ReadonlyMap<ClauseId, Power>
}

/**
 * Clauses that wait for each other through `when`, so that none can ever begin. The least fixpoint of “can begin” over
 * the positive conditions finds them (a clause that has another way in through `or` is not dead); one cycle is printed
 * for each knot. Legs of one exchange may wait for each other: the exchange says on purpose who moves first.
 */
export function waitingCycles(agreement: Waiting, file: string): readonly Problem[] {
  const conditions = new Map<ClauseId, { readonly when: readonly Condition[]; readonly at: SourcePlace }>()
  const exchanges = [...agreement.exchanges.values()]
  for (const { id, when, at } of [...agreement.clauses.values(), ...agreement.powers.values()]) {
    const after = exchanges.filter(({ legs }) => legs.includes(id)).map((exchange) => exchange.after)
    conditions.set(id, { when: [when, ...after].filter((each) => each !== undefined), at })
  }
  const tied = (a: ClauseId, b: ClauseId): boolean =>
    a !== b && exchanges.some(({ legs }) => legs.includes(a) && legs.includes(b))

  const alive = new Set<ClauseId>()
  const awaited = (id: ClauseId): readonly ClauseId[] =>
    (conditions.get(id)?.when ?? []).flatMap((when) =>
      unmet(when, (other) => alive.has(other) || tied(id, other)),
    )
  for (let grown = true; grown;) {
    grown = false
    for (const id of conditions.keys()) {
      if (alive.has(id) || awaited(id).length > 0) continue
      alive.add(id)
      grown = true
    }
  }

  const found: Problem[] = []
  const seen = new Set<ClauseId>()
  for (const start of conditions.keys()) {
    const path: ClauseId[] = []
    for (let id: ClauseId | undefined = start; id !== undefined && !alive.has(id); [id] = awaited(id)) {
      const again = path.indexOf(id)
      if (again !== -1) {
        const cycle = [...path.slice(again), id]
        found.push(
          problems.agreementCyclic({
            cycle,
            fix: 'let one of them begin on something else, or make them the legs of an exchange',
            where: { file, ...conditions.get(id)?.at },
          }),
        )
      }
      if (again !== -1 || seen.has(id)) break
      path.push(id)
    }
    for (const id of path) seen.add(id)
  }
  return found
}

/** The clauses without which this condition cannot come true; none if it can. */
function unmet(condition: Condition, canBegin: (id: ClauseId) => boolean): readonly ClauseId[] {
  switch (condition.is) {
    case 'all':
      return condition.of.flatMap((each) => unmet(each, canBegin))
    case 'any': {
      const ways = condition.of.map((each) => unmet(each, canBegin))
      return ways.some((way) => way.length === 0) ? [] : ways.flat()
    }
    case 'done':
    case 'breached':
      return canBegin(condition.clause) ? [] : [condition.clause]
    case 'exercised':
      return canBegin(condition.power) ? [] : [condition.power]
    case 'counted':
      return condition.clauses.some(canBegin) ? [] : condition.clauses
    case 'reached':
    case 'holds':
    case 'acceded':
      return []
  }
}
