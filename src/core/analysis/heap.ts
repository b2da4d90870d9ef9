/** What waits in a heap: a number to order by, and what it belongs to. */
export type Item = readonly [number, number]

/** Puts an item into a binary heap, the smallest first. */
export function push(heap: Item[], item: Item): void {
  let at = heap.push(item) - 1
  while (at > 0) {
    const above = (at - 1) >> 1
    const parent = heap[above]
    if (parent === undefined || parent[0] <= item[0]) break
    heap[at] = parent
    at = above
  }
  heap[at] = item
}

/** Takes the smallest item out. */
export function pop(heap: Item[]): Item | undefined {
  const top = heap[0]
  const last = heap.pop()
  if (top === undefined || last === undefined || heap.length === 0) return top
  let at = 0
  for (;;) {
    const left = 2 * at + 1
    const [one, other] = [heap[left], heap[left + 1]]
    const [least, child] =
      other !== undefined && one !== undefined && other[0] < one[0] ? [other, left + 1] : [one, left]
    if (least === undefined || least[0] >= last[0]) break
    heap[at] = least
    at = child
  }
  heap[at] = last
  return top
}
