import type { Agreement } from '../agreement/agreement.ts'
import type { Graph, Move } from './graph.ts'
import { loses, noLoss, told, type Goal, type Loss } from './losses.ts'
import { AT_ONCE, type Omitting } from './omissions.ts'
import { byText, remark, type Remark } from './remark.ts'
import { repairsIn } from './repairs.ts'

/**
 * The smallest sets of two or three who can stop what no smaller set of them can (minimal blocking sets), by leaving out
 * together whatever each of them lawfully may. At least one of each is a party. Sets of three are looked at as long as one
 * pass over the graph answers for all; where there are more, a remark says so.
 *
 * @param goals with those who can stop each alone
 */
export function coalitionRemarks(
  agreement: Agreement,
  graph: Graph,
  goals: readonly Goal[],
  ask: Omitting,
): readonly Remark[] {
  const moves = graph.nodes.flatMap(({ move }) => (move !== undefined && isLawful(move) ? move : []))
  const parties = named(moves.filter(({ party }) => party !== undefined))
  const players = [...parties, ...named(moves.filter(({ party }) => party === undefined))]
  const [pairs, triples] = setsOf(players, parties.length)
  const isBounded = pairs.length + triples.length > AT_ONCE
  const coalitions = isBounded ? pairs : [...pairs, ...triples]
  const losses = lossesOf(agreement, coalitions, goals, ask)
  // Two bodies without a party are looked at, so that no larger set is told than is needed, and not told themselves.
  const blocking = [...losses.entries()].flatMap(([bit, loss]) => {
    const [first = '', ...others] = coalitions[bit] ?? []
    return loss.count > 0 && parties.includes(first) ? [{ names: [first, ...others], loss }] : []
  })
  const found = remarksOn(agreement, graph, goals, blocking)
  if (!isBounded) return found
  const values = { count: players.length }
  return [...found, remark('coalitions-bounded', { clauses: [], at: { line: 1, column: 1 }, values })]
}

type Coalition = readonly string[]
type Blocking = { readonly names: Coalition; readonly loss: Loss }

/** Whether a move may be left out, breaking nothing: what a party owes may not. */
const isLawful = ({ party, discretion }: Move): boolean => party === undefined || discretion !== undefined

const named = (moves: readonly Move[]): readonly string[] =>
  [...new Set(moves.map(({ by }) => by))].toSorted(byText)

/** All sets of two, and those of three with a party among them; parties come first in each. */
function setsOf(players: readonly string[], parties: number): readonly [Coalition[], Coalition[]] {
  const pairs: Coalition[] = []
  const triples: Coalition[] = []
  for (const [a, one] of players.entries())
    for (const [after, two] of players.slice(a + 1).entries()) {
      pairs.push([one, two])
      if (a < parties) for (const three of players.slice(a + after + 2)) triples.push([one, two, three])
    }
  return [pairs, triples]
}

/** One remark for all sets of a size that lose the same. */
function remarksOn(
  agreement: Agreement,
  graph: Graph,
  goals: readonly Goal[],
  coalitions: readonly Blocking[],
): readonly Remark[] {
  const together = new Map<string, Blocking[]>()
  for (const one of coalitions) {
    const key = `${one.names.length}|${one.loss.count}|${one.loss.named.join()}`
    together.set(key, [...(together.get(key) ?? []), one])
  }
  const repairsFor = repairsIn(agreement, graph)
  return [...together.values()].flatMap((same) => {
    const [one] = same
    if (one === undefined) return []
    const names = same.map((each) => each.names)
    const lost = goals.filter(({ id }) => one.loss.named.includes(id))
    const { at, fix, values } = repairsFor(names, lost)
    const sets = names.map((each) => each.join(' + ')).join('; ')
    const kind = one.names.length === 2 ? 'stall-by-two' : 'stall-by-three'
    return [
      remark(kind, {
        clauses: one.loss.named,
        at,
        fix,
        values: { sets, of: same.length, ...told(one.loss), ...values },
      }),
    ]
  })
}

/** What each coalition can stop that no smaller one can. */
function lossesOf(
  { powers }: Agreement,
  coalitions: readonly Coalition[],
  goals: readonly Goal[],
  ask: Omitting,
): readonly Loss[] {
  const losses = coalitions.map(noLoss)
  const smaller = new Map<Goal, Coalition[]>(goals.map((goal) => [goal, []]))
  for (let from = 0; from < coalitions.length; from += AT_ONCE) {
    const here = coalitions.slice(from, from + AT_ONCE)
    const bitsOf = new Map<string, number[]>()
    for (const name of new Set(here.flat()))
      bitsOf.set(
        name,
        [...here.keys()].filter((bit) => here[bit]?.includes(name)),
      )
    const lost = ask(here.length, ({ move }) =>
      move !== undefined && isLawful(move) ? (bitsOf.get(move.by) ?? []) : [],
    )
    for (const [goal, known] of smaller) {
      const holders = powers.get(goal.id)?.holders
      // In their order, so that what two can do is known before what takes three.
      for (const bit of lost.omissionsOfAny(goal.nodes)) {
        const names = here[bit]
        const loss = losses[from + bit]
        if (names === undefined || loss === undefined) continue
        const isHeldByThem = holders?.every((party) => names.includes(party)) === true
        const takesFewer = known.some((others) => others.every((name) => names.includes(name)))
        if (isHeldByThem || takesFewer || names.some((name) => goal.stoppedAlone.has(name))) continue
        known.push(names)
        loses(loss, goal.id)
      }
    }
  }
  return losses
}
