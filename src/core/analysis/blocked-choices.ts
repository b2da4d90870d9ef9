import type { Discretion, Graph, Move, Reached } from './graph.ts'
import { reach } from './graph.ts'
import type { Goal } from './losses.ts'
import { byText } from './remark.ts'

/** A block on which it hangs that a set of players can stop something, and why they may leave out what it asks of them. */
export type Blocked = { readonly at: Move['at']; readonly by: Discretion }

/** Where the sets of players of one graph can be kept from stopping what they can stop only together. */
export function blockedChoicesIn(graph: Graph): BlockedChoices {
  const whole = reach(graph).alive
  return (names, goals) => blockedChoices(graph, whole, names, goals)
}

export type BlockedChoices = (names: readonly string[], goals: readonly Goal[]) => readonly Blocked[]

/**
 * Where a set can be kept from stopping what it can stop only together: where the text leaves a choice and each way takes
 * something that one of them may leave out. If all of it lies in one block, that block; else the first block without
 * whose omissions they would stop nothing.
 */
function blockedChoices(
  graph: Graph,
  whole: Reached['alive'],
  names: readonly string[],
  goals: readonly Goal[],
): readonly Blocked[] {
  const { nodes } = graph
  const wanted = goals.flatMap((goal) => goal.nodes)
  const { alive } = reach(graph, (move) => isTheirs(move, names))
  const failing = (on: readonly number[]) => on.filter((id) => whole[id] === 1 && alive[id] !== 1)
  const leftOutUnder = (from: readonly number[]): readonly Blocked[] => {
    const under = new Set(from)
    for (const id of under) for (const child of failing(nodes[id]?.on ?? [])) under.add(child)
    const moves = [...under].flatMap((id) => nodes[id]?.move ?? [])
    const blocked = new Map(
      moves.flatMap(({ at, discretion: by }) => (by === undefined ? [] : [[at, { at, by }]])),
    )
    return [...blocked.values()].toSorted((a, b) => byText(a.at, b.at))
  }
  const isEnough = ({ at }: Blocked): boolean => {
    const spared = reach(graph, (move) => move.at !== at && isTheirs(move, names)).alive
    return wanted.every((id) => whole[id] !== 1 || spared[id] === 1)
  }
  const found = new Map<Move['at'], Blocked>()
  const toLookAt = new Set(failing(wanted))
  for (const id of toLookAt) {
    const below = failing(nodes[id]?.on ?? [])
    // What waits for one thing fails with it: the choice, if there is one, lies further down.
    if (nodes[id]?.is === 'all' || below.length === 1) for (const child of below) toLookAt.add(child)
    else {
      const blocks = leftOutUnder(below)
      const one = blocks.length === 1 ? blocks[0] : blocks.slice(0, LOOKED_AT).find(isEnough)
      if (one !== undefined) found.set(one.at, one)
    }
  }
  return [...found.values()]
}

/** Each costs a pass over the graph. */
const LOOKED_AT = 8

function isTheirs({ by, party, discretion }: Move, names: readonly string[]): boolean {
  return names.includes(by) && (party === undefined || discretion !== undefined)
}
