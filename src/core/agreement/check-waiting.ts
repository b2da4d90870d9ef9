import { problems, type Problem } from '../problem.ts'
import type { ClauseId } from '../statement/fields.ts'
import type { BreachesOf, Clause, Condition, Exchange, Power, SourcePlace } from './agreement.ts'

type Waiting = {
  readonly clauses: ReadonlyMap<ClauseId, Clause>
  readonly exchanges: ReadonlyMap<ClauseId, Exchange>
  readonly powers: ReadonlyMap<ClauseId, Power>
}

/** What goes round in a circle, and the problem that says so: none of its members can be part of the agreement as it runs. */
export type Circle = { readonly members: readonly string[]; readonly problem: Problem }

/**
 * Clauses that wait for each other through `when`, so that none can ever begin. The least fixpoint of “can begin” over
 * the positive conditions finds them (a clause that has another way in through `or` is not dead); one cycle is printed
 * for each knot. Legs of one exchange may wait for each other: the exchange says on purpose who moves first.
 */
export function waitingCycles(agreement: Waiting, file: string): readonly Circle[] {
  const conditions = new Map<ClauseId, { readonly when: readonly Condition[]; readonly at: SourcePlace }>()
  const exchanges = [...agreement.exchanges.values()]
  for (const { id, when, at } of [...agreement.clauses.values(), ...agreement.powers.values()]) {
    const after = exchanges.filter(({ legs }) => legs.includes(id)).map((exchange) => exchange.after)
    const each = agreement.clauses.get(id)?.repeats
    const occasions = each?.is === 'for-each' ? breachOfAny(each.breaches) : undefined
    conditions.set(id, { when: [when, occasions, ...after].filter((one) => one !== undefined), at })
  }
  // In turn, each leg truly waits for the one before it.
  const tied = (a: ClauseId, b: ClauseId): boolean =>
    a !== b &&
    exchanges.some(({ legs, mode }) => mode.is !== 'in-turn' && legs.includes(a) && legs.includes(b))

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

  const found: Circle[] = []
  const seen = new Set<ClauseId>()
  for (const start of conditions.keys()) {
    const path: ClauseId[] = []
    for (let id: ClauseId | undefined = start; id !== undefined && !alive.has(id); [id] = awaited(id)) {
      const again = path.indexOf(id)
      if (again !== -1) {
        const cycle = [...path.slice(again), id]
        const problem = problems.agreementCyclic({
          cycle,
          fix: exchanges.some(({ legs }) => cycle.every((each) => legs.includes(each)))
            ? 'let one of them begin on something else: in turn, each leg already waits for the one before it'
            : 'let one of them begin on something else, or make them the legs of an exchange',
          where: { file, ...conditions.get(id)?.at },
        })
        found.push({ members: cycle, problem })
      }
      if (again !== -1 || seen.has(id)) break
      path.push(id)
    }
    for (const id of path) seen.add(id)
  }
  return found
}

/** What is breached in another agreement begins without this one: `undefined`. */
function breachOfAny(breaches: BreachesOf): Condition | undefined {
  if (breaches.in !== undefined) return undefined
  return { is: 'any', of: breaches.of.map((clause) => ({ is: 'breached', clause, by: undefined })) }
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
    case 'overturned':
      return canBegin(condition.power) ? [] : [condition.power]
    case 'counted':
    case 'measured':
      return condition.clauses.some(canBegin) ? [] : condition.clauses
    case 'reached':
    case 'holds':
    case 'acceded':
      return []
  }
}
