import type { Node } from './graph.ts'

type Add = (node: Pick<Node, 'is' | 'says' | 'on'>) => number

/**
 * “At least `least` of these” as a node of `and` and `or`, so that no question put to the graph has to know of quorums.
 * Between one and all it counts along: whether so many are among the first, for each further one. That takes two nodes
 * for each of them and each number, where a list of all the ways would double with every holder.
 */
export function atLeast(least: number, of: readonly number[], says: string, add: Add): number {
  if (least >= of.length || least < 2) {
    const everybody = least === of.length
    return add({ is: everybody ? 'all' : 'any', says, on: least > of.length ? [] : [...of] })
  }
  // At `n - 1`, the node for n of those so far; nothing while there are not so many.
  let enough: readonly number[] = []
  for (const one of of) {
    const before = enough
    enough = Array.from({ length: Math.min(least, before.length + 1) }, (_, n) => {
      const [fewer, asMany] = [before[n - 1], before[n]]
      const withOne = fewer === undefined ? one : add({ is: 'all', says, on: [fewer, one] })
      return asMany === undefined ? withOne : add({ is: 'any', says, on: [asMany, withOne] })
    })
  }
  return enough[least - 1] ?? add({ is: 'any', says, on: [] })
}
