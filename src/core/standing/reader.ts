/** Gives one thing after another, in order, and `undefined` when there is no more: nothing is made of what nobody asks for. */
export type Reader<T> = () => T | undefined

/**
 * What several readers give, each of them in order, as one in order, read no further than somebody asks. Of two that
 * neither is before the other, the one of the earlier reader comes first.
 */
export function merged<T>(readers: readonly Reader<T>[], isBefore: (a: T, b: T) => boolean): Reader<T> {
  const [only] = readers
  if (only !== undefined && readers.length === 1) return only
  const heads: { first: T; readonly read: Reader<T> }[] = []
  let begun = false
  const begin = (): void => {
    begun = true
    for (const read of readers) {
      const first = read()
      if (first !== undefined) heads.push({ first, read })
    }
  }
  return () => {
    if (!begun) begin()
    let head = heads[0]
    if (head === undefined) return undefined
    for (const other of heads) if (isBefore(other.first, head.first)) head = other
    const { first } = head
    const next = head.read()
    if (next === undefined) heads.splice(heads.indexOf(head), 1)
    else head.first = next
    return first
  }
}

/** What a list holds. */
export function readerOf<T>(list: readonly T[]): Reader<T> {
  let read = 0
  return () => list[read++]
}

/** Everything that a reader gives, for a loop. */
export function* each<T>(read: Reader<T>): Generator<T> {
  for (let one = read(); one !== undefined; one = read()) yield one
}
