/**
 * Groups of nodes that all wait for each other (strongly connected components, Tarjan 1972), without recursion. Groups
 * come in an order in which what a group waits for comes before it. A node outside the wanted part has group -1.
 */
export function knotsOf(
  nodes: readonly { readonly on: readonly number[] }[],
  wanted: (id: number) => boolean,
): { readonly groupOf: Int32Array; readonly groups: readonly (readonly number[])[] } {
  const size = nodes.length
  const found = new Int32Array(size).fill(-1)
  const low = new Int32Array(size)
  const next = new Int32Array(size)
  const groupOf = new Int32Array(size).fill(-1)
  const groups: number[][] = []
  const stack: number[] = []
  const path: number[] = []
  let clock = 0

  const enter = (id: number): void => {
    found[id] = clock
    low[id] = clock
    clock += 1
    stack.push(id)
    path.push(id)
  }
  const leave = (id: number): void => {
    path.pop()
    const above = path.at(-1)
    if (above !== undefined) low[above] = Math.min(low[above] ?? 0, low[id] ?? 0)
    if (low[id] !== found[id]) return
    const group: number[] = []
    let member: number | undefined
    do {
      member = stack.pop()
      if (member === undefined) break
      groupOf[member] = groups.length
      group.push(member)
    } while (member !== id)
    groups.push(group)
  }

  for (let start = 0; start < size; start++) {
    if (found[start] !== -1 || !wanted(start)) continue
    enter(start)
    for (let id = path.at(-1); id !== undefined; id = path.at(-1)) {
      const on = nodes[id]?.on ?? []
      const at = next[id] ?? 0
      if (at >= on.length) {
        leave(id)
        continue
      }
      next[id] = at + 1
      const child = on[at] ?? -1
      if (child < 0 || !wanted(child)) continue
      if (found[child] === -1) enter(child)
      else if (groupOf[child] === -1) low[id] = Math.min(low[id] ?? 0, found[child] ?? 0)
    }
  }
  return { groupOf, groups }
}
