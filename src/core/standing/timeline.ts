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
 * that a question reads the rows of the few blocks at its edges and the sums of all others. A block's rows lie column by
 * column: a question that counts mostly reads two columns of six, and short ones.
 */
export type Strand = {
  /** How many blocks there are. */
  blocks: number
  /** {@link SUMS} numbers for each block, side by side and in order: one read of memory tells whether its rows need be read. */
  sums: Float64Array
  /** Three columns for each block, in the order in which blocks were made. */
  times: Float64Array
  entries: Uint32Array
  /** Whether another text decides of any of its rows how they lie to the time of the duty. */
  marked: boolean
  readonly verdicts: Verdict[]
}

/** So many rows are read for a block at the edge of a question; one that is full is cut in two. */
export const BLOCK = 64

/** Where a row stands in `times`, from its place on: when it happened, as instants in milliseconds, and what it comes from. */
export const EARLIEST = 0
export const LATEST = 1 * BLOCK
/** The report's entry or, below zero, −1 − its place in `verdicts`. */
export const SOURCE = 2 * BLOCK

/** Where it stands in `entries`. The entry from which the row stands: it does where `since < known`. */
export const SINCE = 0
/** The entry that ended it, or {@link STILL}: it still stands where `known <= until`. */
export const UNTIL = 1 * BLOCK
/** How it lies to the time of the duty where another text decides that, see `amended.ts`. */
export const MARK = 2 * BLOCK
const COLUMNS = [0, 1 * BLOCK, 2 * BLOCK]
const SIZE = COLUMNS.length * BLOCK

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
/** Where its rows lie in `times` and `entries`. */
const PLACE = 7
export const SUMS = 8

const EMPTY_SUMS = [0, Infinity, -Infinity, Infinity, -1, -1, 0]

/** A claim to put on a timeline. */
export type NewRow = {
  readonly earliest: number
  readonly latest: number
  /** The entry from which it stands. */
  readonly since: number
  readonly code: number
  readonly mark: number
  readonly source: number
}

export function emptyTimeline(): Timeline {
  return { strands: [], verdicts: [] }
}

/** Room for so many blocks, in one piece of memory: what a question reads of a short strand lies on one page of it. */
function roomFor(blocks: number): Pick<Strand, 'sums' | 'times' | 'entries'> {
  const [sums, columns] = [blocks * SUMS, blocks * SIZE]
  const words = Float64Array.BYTES_PER_ELEMENT
  const memory = new ArrayBuffer((sums + columns) * words + columns * Uint32Array.BYTES_PER_ELEMENT)
  return {
    sums: new Float64Array(memory, 0, sums),
    times: new Float64Array(memory, sums * words, columns),
    entries: new Uint32Array(memory, (sums + columns) * words, columns),
  }
}

/** Puts a claim in its place, open. Costs a search among the blocks and a move inside one. */
export function insert({ strands, verdicts }: Timeline, row: NewRow): void {
  const strand = (strands[row.code] ??= { blocks: 0, ...roomFor(1), marked: false, verdicts })
  const order = orderOf(strand, row.source)
  let number = Math.max(0, blockFor(strand, row.earliest, order))
  if (strand.blocks === 0) addBlock(strand, 0)
  let at = rowFor(strand, number, row.earliest, order)
  if (rowsIn(strand, number) === BLOCK) {
    if (at === BLOCK && number === strand.blocks - 1) {
      // What comes in order of event time leaves full blocks behind.
      number += 1
      addBlock(strand, number)
      at = 0
    } else {
      cut(strand, number)
      if (at > BLOCK / 2) {
        at -= BLOCK / 2
        number += 1
      }
    }
  }
  put(strand, number, at, row)
}

/** Notes that a claim stood no longer once `entry` was known. Changes nothing where there is no such open row. */
export function close({ strands }: Timeline, earliest: number, source: number, entry: number): void {
  for (const strand of strands) if (strand !== undefined && closeIn(strand, earliest, source, entry)) return
}

function closeIn(strand: Strand, earliest: number, source: number, entry: number): boolean {
  const { sums, times, entries, blocks } = strand
  const order = orderOf(strand, source)
  // Rows with the same place in the order may begin at the end of the block before.
  for (let number = Math.max(0, blockFor(strand, earliest, order, true)); number < blocks; number += 1) {
    const first = firstRow(strand, number)
    const end = first + rowsIn(strand, number)
    for (let row = first + rowFor(strand, number, earliest, order, true); row < end; row += 1) {
      if (times[row + EARLIEST] !== earliest || orderAt(strand, row) !== order) return false
      if (times[row + SOURCE] !== source || entries[row + UNTIL] !== STILL) continue
      entries[row + UNTIL] = entry
      const sum = number * SUMS
      sums[sum + OPEN_ROWS] = (sums[sum + OPEN_ROWS] ?? 0) - 1
      sums[sum + LAST_UNTIL] = Math.max(sums[sum + LAST_UNTIL] ?? 0, entry)
      return true
    }
  }
  return false
}

/** Among claims of one event time, the one that rests on the earlier entry comes first. */
function orderOf({ verdicts }: Strand, source: number): number {
  return source >= 0 ? source : (verdicts[-1 - source]?.entries[0] ?? -1)
}

function orderAt(strand: Strand, row: number): number {
  return orderOf(strand, strand.times[row + SOURCE] ?? 0)
}

/** How many rows a block has. */
export function rowsIn({ sums }: Strand, number: number): number {
  return sums[number * SUMS + COUNT] ?? 0
}

/** The place of a block's first row; the others follow it. */
export function firstRow({ sums }: Strand, number: number): number {
  return sums[number * SUMS + PLACE] ?? 0
}

/** Whether a row comes after a place in the order; with `orSame`, not before it. */
function isAfter(strand: Strand, row: number, earliest: number, order: number, orSame: boolean): boolean {
  const difference = (strand.times[row + EARLIEST] ?? 0) - earliest || orderAt(strand, row) - order
  return orSame ? difference >= 0 : difference > 0
}

/** The last block that begins before a place in the order (without `orSame`, or at it); −1 where none does. */
function blockFor(strand: Strand, earliest: number, order: number, orSame = false): number {
  let low = 0
  let high = strand.blocks
  while (low < high) {
    const middle = (low + high) >>> 1
    if (isAfter(strand, firstRow(strand, middle), earliest, order, orSame)) high = middle
    else low = middle + 1
  }
  return low - 1
}

/** How many rows of a block come before a place in the order (without `orSame`, or at it). */
function rowFor(strand: Strand, number: number, earliest: number, order: number, orSame = false): number {
  const first = firstRow(strand, number)
  let low = 0
  let high = rowsIn(strand, number)
  // Most rows come last: looked at first.
  if (high > 0 && !isAfter(strand, first + high - 1, earliest, order, orSame)) return high
  while (low < high) {
    const middle = (low + high) >>> 1
    if (isAfter(strand, first + middle, earliest, order, orSame)) high = middle
    else low = middle + 1
  }
  return low
}

/** How many rows of a block began by `time`. */
export function rowsBy(strand: Strand, number: number, time: number): number {
  const { times } = strand
  const first = firstRow(strand, number)
  let low = 0
  let high = rowsIn(strand, number)
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((times[first + middle + EARLIEST] ?? 0) > time) high = middle
    else low = middle + 1
  }
  return low
}

/** Whether a row stood when so many entries were known. */
export function stands({ entries }: Strand, row: number, known: number): boolean {
  return (entries[row + SINCE] ?? 0) < known && known <= (entries[row + UNTIL] ?? 0)
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

function put(strand: Strand, number: number, at: number, row: NewRow): void {
  const { times, entries } = strand
  const first = firstRow(strand, number)
  const count = rowsIn(strand, number)
  const place = first + at
  if (at < count) {
    for (const column of COLUMNS) {
      for (const rows of [times, entries]) {
        rows.copyWithin(place + column + 1, place + column, first + column + count)
      }
    }
  }
  times[place + EARLIEST] = row.earliest
  times[place + LATEST] = row.latest
  times[place + SOURCE] = row.source
  entries[place + SINCE] = row.since
  entries[place + UNTIL] = STILL
  entries[place + MARK] = row.mark
  if (row.mark !== 0) strand.marked = true
  sumUp(strand, number, place)
}

/** Takes one more row of a block into its summary. */
function sumUp({ sums, times, entries }: Strand, number: number, row: number): void {
  const sum = number * SUMS
  const since = entries[row + SINCE] ?? 0
  const until = entries[row + UNTIL] ?? 0
  sums[sum + COUNT] = (sums[sum + COUNT] ?? 0) + 1
  sums[sum + FIRST] = Math.min(sums[sum + FIRST] ?? 0, times[row + EARLIEST] ?? 0)
  sums[sum + LAST] = Math.max(sums[sum + LAST] ?? 0, times[row + LATEST] ?? 0)
  sums[sum + FIRST_SINCE] = Math.min(sums[sum + FIRST_SINCE] ?? 0, since)
  sums[sum + LAST_SINCE] = Math.max(sums[sum + LAST_SINCE] ?? 0, since)
  if (until === STILL) sums[sum + OPEN_ROWS] = (sums[sum + OPEN_ROWS] ?? 0) + 1
  else sums[sum + LAST_UNTIL] = Math.max(sums[sum + LAST_UNTIL] ?? 0, until)
}

/** Makes room for one more block, as the one of this number, with nothing in it. */
function addBlock(strand: Strand, number: number): void {
  const { blocks } = strand
  if (strand.sums.length === blocks * SUMS) grow(strand)
  strand.blocks = blocks + 1
  const { sums } = strand
  const sum = number * SUMS
  sums.copyWithin(sum + SUMS, sum, blocks * SUMS)
  sums.set(EMPTY_SUMS, sum)
  sums[sum + PLACE] = blocks * SIZE
}

function grow(strand: Strand): void {
  const bigger = roomFor(Math.ceil(strand.blocks * 1.5))
  bigger.sums.set(strand.sums)
  bigger.times.set(strand.times)
  bigger.entries.set(strand.entries)
  Object.assign(strand, bigger)
}

/** Leaves a full block its first half, and puts the second into a new block after it. */
function cut(strand: Strand, number: number): void {
  addBlock(strand, number + 1)
  const { sums, times, entries } = strand
  const [first, half] = [firstRow(strand, number), firstRow(strand, number + 1)]
  for (const column of COLUMNS) {
    const [from, until] = [first + column + BLOCK / 2, first + column + BLOCK]
    for (const rows of [times, entries]) rows.copyWithin(half + column, from, until)
  }
  sums.set(EMPTY_SUMS, number * SUMS)
  for (let at = 0; at < BLOCK / 2; at += 1) {
    sumUp(strand, number, first + at)
    sumUp(strand, number + 1, half + at)
  }
}
