import {
  LAST,
  LAST_SINCE,
  LAST_UNTIL,
  OPEN_ROWS,
  LAST_SO_FAR,
  LAST_SINCE_SO_FAR,
  LAST_UNTIL_SO_FAR,
  OPEN_ROWS_SO_FAR,
  SUMS,
  type Strand,
} from './timeline.ts'

/** Sums up each block with all before it: a question takes many blocks at once. Costs as many steps as blocks changed. */
export function sumAlong(strand: Strand): void {
  const { cells, blocks } = strand
  for (let number = strand.summedAlong; number < blocks; number += 1) {
    const sum = number * SUMS
    const before = sum - SUMS
    const most = (soFar: number, own: number): number =>
      number === 0 ? (cells[sum + own] ?? 0) : Math.max(cells[before + soFar] ?? 0, cells[sum + own] ?? 0)
    cells[sum + LAST_SO_FAR] = most(LAST_SO_FAR, LAST)
    cells[sum + LAST_SINCE_SO_FAR] = most(LAST_SINCE_SO_FAR, LAST_SINCE)
    cells[sum + LAST_UNTIL_SO_FAR] = most(LAST_UNTIL_SO_FAR, LAST_UNTIL)
    const open = number === 0 ? 0 : (cells[before + OPEN_ROWS_SO_FAR] ?? 0)
    cells[sum + OPEN_ROWS_SO_FAR] = open + (cells[sum + OPEN_ROWS] ?? 0)
  }
  strand.summedAlong = blocks
}

/** How many rows are not closed in the blocks from one on, before another, as summed up along. */
export function openRows({ cells }: Strand, from: number, before: number): number {
  const upTo = (number: number): number =>
    number === 0 ? 0 : (cells[(number - 1) * SUMS + OPEN_ROWS_SO_FAR] ?? 0)
  return upTo(before) - upTo(from)
}
