/** How many of the first `count` numbers, which are in order, lie below a limit. */
export function countBelow(numbers: ArrayLike<number>, limit: number, count = numbers.length): number {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((numbers[middle] ?? 0) < limit) low = middle + 1
    else high = middle
  }
  return low
}
