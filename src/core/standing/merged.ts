/**
 * What several sources give, each of them in order, as one list in order, read no further than somebody asks. Of two that
 * neither is before the other, the one of the earlier source comes first.
 */
export function merged<T>(
  sources: readonly IterableIterator<T>[],
  isBefore: (a: T, b: T) => boolean,
): Iterable<T> {
  return sources.length === 1 && sources[0] !== undefined ? sources[0] : inTurn(sources, isBefore)
}

function* inTurn<T>(sources: readonly Iterator<T>[], isBefore: (a: T, b: T) => boolean): Generator<T> {
  const heads: { first: T; readonly source: Iterator<T> }[] = []
  for (const source of sources) {
    const next = source.next()
    if (next.done !== true) heads.push({ first: next.value, source })
  }
  for (;;) {
    let head = heads[0]
    if (head === undefined) return
    for (const other of heads) if (isBefore(other.first, head.first)) head = other
    yield head.first
    const next = head.source.next()
    if (next.done === true) heads.splice(heads.indexOf(head), 1)
    else head.first = next.value
  }
}
