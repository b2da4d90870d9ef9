import type { Verdict } from './case.ts'
import type { Reader } from './reader.ts'

/**
 * Claims, each with the entries between which it stood: claims as of any knowledge time, without another copy. A claim that
 * changed is closed and stands again as a new row; no row is ever taken out.
 */
export type Timeline = {
  /** By code, with gaps: a question that wants the first few of a rare kind need not read what lies between them. */
  readonly strands: (Strand | undefined)[]
  /** What rows with a source below zero came from. */
  readonly verdicts: Verdict[]
}

/**
 * The claims of one stance in order of event time. They lie in blocks of up to {@link BLOCK} rows, each with a summary, so
 * that a question reads the rows of the few blocks at its edges and the sums of all others. All of it is one piece of
 * memory: a question about a thousand duties takes as long as it takes to fetch theirs.
 */
export type Strand = {
  /** How many blocks there are. */
  blocks: number
  /**
   * First {@link SUMS} numbers for each block there is room for, in the order of the blocks; then the rows of each block,
   * column by column, in the order in which blocks were made.
   */
  cells: Float64Array
  /** How many blocks are summed up along with all before them, and have not changed since. */
  summedAlong: number
  /** Whether another text decides of any of its rows how they lie to the time of the duty. */
  marked: boolean
  readonly verdicts: Verdict[]
}

/** So many rows are read for a block at the edge of a question; one that is full is cut in two. */
export const BLOCK = 32

/** Where the numbers of a row stand, from its place on: when it happened, as instants in milliseconds, and what it comes from. */
export const EARLIEST = 0
export const LATEST = 1 * BLOCK
/** The report's entry or, below zero, −1 − its place in `verdicts`. */
export const SOURCE = 2 * BLOCK
/** The entry from which the row stands: it does where `since < known`. */
export const SINCE = 3 * BLOCK
/** The entry that ended it, or {@link STILL}: it still stands where `known <= until`. */
export const UNTIL = 4 * BLOCK
/** How it lies to the time of the duty where another text decides that, see `amended.ts`. */
export const MARK = 5 * BLOCK
export const COLUMNS = [EARLIEST, LATEST, SOURCE, SINCE, UNTIL, MARK]
export const SIZE = COLUMNS.length * BLOCK

/** More entries than any log has: what stands still, and as known after everything. */
export const STILL = 2 ** 32 - 1

/** Where each number of a block's summary stands. */
export const COUNT = 0
/** The first and the last event time of any of its rows. */
export const FIRST = 1
export const LAST = 2
/** The first and the last entry that opened a row. */
export const FIRST_SINCE = 3
export const LAST_SINCE = 4
/** The last entry that closed a row; −1 where none is closed. As known after it, only open rows stand. */
export const LAST_UNTIL = 5
/** How many of its rows are not closed. */
export const OPEN_ROWS = 6
/** Where its first row lies. */
export const PLACE = 7
/** The same of the block and all before it, as far as `sumAlong` has come. */
export const LAST_SO_FAR = 8
export const LAST_SINCE_SO_FAR = 9
export const LAST_UNTIL_SO_FAR = 10
export const OPEN_ROWS_SO_FAR = 11
export const SUMS = 12

export function emptyTimeline(): Timeline {
  return { strands: [], verdicts: [] }
}

/** How many rows a block has. */
export function rowsIn({ cells }: Strand, number: number): number {
  return cells[number * SUMS + COUNT] ?? 0
}

/** The place of a block's first row; the others follow it. */
export function firstRow({ cells }: Strand, number: number): number {
  return cells[number * SUMS + PLACE] ?? 0
}

/** How many rows of a block began by `time`. */
export function rowsBy(strand: Strand, number: number, time: number): number {
  const { cells } = strand
  const first = firstRow(strand, number)
  let low = 0
  let high = rowsIn(strand, number)
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((cells[first + middle + EARLIEST] ?? 0) > time) high = middle
    else low = middle + 1
  }
  return low
}

/** Whether a row stood when so many entries were known. */
export function stands({ cells }: Strand, row: number, known: number): boolean {
  return (cells[row + SINCE] ?? 0) < known && known <= (cells[row + UNTIL] ?? 0)
}

/**
 * Goes through the rows of a strand, in order of event time.
 * @param rowsToRead how many rows of a block are to be looked at
 * @param read what to make of a row; `undefined` passes it over
 */
export function readRows<T>(
  strand: Strand,
  rowsToRead: (number: number) => number,
  read: (row: number) => T | undefined,
): Reader<T> {
  let [number, row, end] = [-1, 0, 0]
  return () => {
    for (;;) {
      while (row < end) {
        const made = read(row)
        row += 1
        if (made !== undefined) return made
      }
      number += 1
      if (number >= strand.blocks) return undefined
      row = firstRow(strand, number)
      end = row + rowsToRead(number)
    }
  }
}
