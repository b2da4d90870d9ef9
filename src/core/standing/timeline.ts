import type { Verdict } from './case.ts'

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
 * The claims of one stance in order of event time. They lie in blocks, each with a summary, so that a question reads the rows
 * of the few blocks at its edges and the sums of all others.
 */
export type Strand = {
  /** Each block holds up to {@link BLOCK} rows, column by column: a question that counts reads three columns of six. */
  readonly blocks: Float64Array[]
  /** {@link SUMS} numbers for each block, side by side: one read of memory tells whether its rows need be read. */
  sums: Float64Array
  readonly verdicts: Verdict[]
}

/** So many rows are read for a block at the edge of a question; one that is full is cut in two. */
export const BLOCK = 64

/** Where each column of a block begins. Event times are instants in milliseconds. */
export const EARLIEST = 0
export const LATEST = 1 * BLOCK
/** The entry from which it stands: it does where `since < known`. */
export const SINCE = 2 * BLOCK
/** The entry that ended it, or infinity: it still stands where `known <= until`. */
export const UNTIL = 3 * BLOCK
/** How it lies to the time of the duty where another text decides that, see `amended.ts`. */
export const MARK = 4 * BLOCK
/** The report's entry or, below zero, −1 − its place in `verdicts`. */
export const SOURCE = 5 * BLOCK
const COLUMNS = [EARLIEST, LATEST, SINCE, UNTIL, MARK, SOURCE]

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
/** 1 where another text decides of any of its rows how they lie to the time of the duty. */
export const MARKED = 7
export const SUMS = 8

const EMPTY_SUMS = [0, Infinity, -Infinity, Infinity, -1, -1, 0, 0]

/** A claim to put on a timeline. */
export type NewRow = {
  readonly earliest: number
  readonly latest: number
  /** The entry from which it stands; −1 where it always did. */
  readonly since: number
  readonly code: number
  readonly mark: number
  readonly source: number
}

export function emptyTimeline(): Timeline {
  return { strands: [], verdicts: [] }
}

/** Puts a claim in its place, open. Costs a search among the blocks and a move inside one. */
export function insert({ strands, verdicts }: Timeline, row: NewRow): void {
  const strand = (strands[row.code] ??= { blocks: [], sums: new Float64Array(SUMS), verdicts })
  const { blocks } = strand
  const order = orderOf(strand, row.source)
  let number = Math.max(0, blockFor(strand, row.earliest, order))
  if (blocks.length === 0) addBlock(strand, 0)
  let at = placeIn(strand, number, row.earliest, order)
  if (countIn(strand, number) === BLOCK) {
    if (at === BLOCK && number === blocks.length - 1) {
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
  const { blocks, sums } = strand
  const order = orderOf(strand, source)
  // Rows with the same place in the order may begin at the end of the block before.
  for (
    let number = Math.max(0, blockFor(strand, earliest, order, true));
    number < blocks.length;
    number += 1
  ) {
    const rows = blocks[number]
    if (rows === undefined) return false
    const count = countIn(strand, number)
    for (let at = placeIn(strand, number, earliest, order, true); at < count; at += 1) {
      if (rows[EARLIEST + at] !== earliest || orderOf(strand, rows[SOURCE + at] ?? 0) !== order) return false
      if (rows[SOURCE + at] !== source || rows[UNTIL + at] !== Infinity) continue
      rows[UNTIL + at] = entry
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

function countIn({ sums }: Strand, number: number): number {
  return sums[number * SUMS + COUNT] ?? 0
}

/** Whether the row at `at` comes after a place in the order; with `orSame`, not before it. */
function isAfter(
  strand: Strand,
  rows: Float64Array,
  at: number,
  earliest: number,
  order: number,
  orSame: boolean,
): boolean {
  const difference = (rows[EARLIEST + at] ?? 0) - earliest || orderOf(strand, rows[SOURCE + at] ?? 0) - order
  return orSame ? difference >= 0 : difference > 0
}

/** The last block that begins before a place in the order (without `orSame`, or at it); −1 where none does. */
function blockFor(strand: Strand, earliest: number, order: number, orSame = false): number {
  const { blocks } = strand
  let low = 0
  let high = blocks.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const rows = blocks[middle]
    if (rows === undefined || isAfter(strand, rows, 0, earliest, order, orSame)) high = middle
    else low = middle + 1
  }
  return low - 1
}

/** How many rows of a block come before a place in the order (without `orSame`, or at it). */
function placeIn(strand: Strand, number: number, earliest: number, order: number, orSame = false): number {
  const rows = strand.blocks[number]
  if (rows === undefined) return 0
  let low = 0
  let high = countIn(strand, number)
  // Most rows come last: looked at first.
  if (high > 0 && !isAfter(strand, rows, high - 1, earliest, order, orSame)) return high
  while (low < high) {
    const middle = (low + high) >>> 1
    if (isAfter(strand, rows, middle, earliest, order, orSame)) high = middle
    else low = middle + 1
  }
  return low
}

function put(strand: Strand, number: number, at: number, row: NewRow): void {
  const rows = strand.blocks[number]
  if (rows === undefined) return
  const count = countIn(strand, number)
  if (at < count) {
    for (const column of COLUMNS) rows.copyWithin(column + at + 1, column + at, column + count)
  }
  rows[EARLIEST + at] = row.earliest
  rows[LATEST + at] = row.latest
  rows[SINCE + at] = row.since
  rows[UNTIL + at] = Infinity
  rows[MARK + at] = row.mark
  rows[SOURCE + at] = row.source
  sumUp(strand, number, at)
}

/** Takes one more row of a block into its summary. */
function sumUp({ blocks, sums }: Strand, number: number, at: number): void {
  const rows = blocks[number]
  if (rows === undefined) return
  const sum = number * SUMS
  const since = rows[SINCE + at] ?? 0
  const until = rows[UNTIL + at] ?? 0
  sums[sum + COUNT] = (sums[sum + COUNT] ?? 0) + 1
  sums[sum + FIRST] = Math.min(sums[sum + FIRST] ?? 0, rows[EARLIEST + at] ?? 0)
  sums[sum + LAST] = Math.max(sums[sum + LAST] ?? 0, rows[LATEST + at] ?? 0)
  sums[sum + FIRST_SINCE] = Math.min(sums[sum + FIRST_SINCE] ?? 0, since)
  sums[sum + LAST_SINCE] = Math.max(sums[sum + LAST_SINCE] ?? 0, since)
  if (rows[MARK + at] !== 0) sums[sum + MARKED] = 1
  if (until === Infinity) sums[sum + OPEN_ROWS] = (sums[sum + OPEN_ROWS] ?? 0) + 1
  else sums[sum + LAST_UNTIL] = Math.max(sums[sum + LAST_UNTIL] ?? 0, until)
}

/** Makes room for one more block at `number`, with nothing in it. */
function addBlock(strand: Strand, number: number): void {
  const { blocks } = strand
  blocks.splice(number, 0, new Float64Array(COLUMNS.length * BLOCK))
  const needed = blocks.length * SUMS
  if (needed > strand.sums.length) {
    const bigger = new Float64Array(Math.max(needed, strand.sums.length * 2))
    bigger.set(strand.sums)
    strand.sums = bigger
  }
  strand.sums.copyWithin((number + 1) * SUMS, number * SUMS, needed - SUMS)
  strand.sums.set(EMPTY_SUMS, number * SUMS)
}

/** Leaves a full block its first half, and puts the second into a new block after it. */
function cut(strand: Strand, number: number): void {
  addBlock(strand, number + 1)
  const rows = strand.blocks[number]
  const half = strand.blocks[number + 1]
  if (rows === undefined || half === undefined) return
  for (const column of COLUMNS) half.set(rows.subarray(column + BLOCK / 2, column + BLOCK), column)
  strand.sums.set(EMPTY_SUMS, number * SUMS)
  for (const one of [number, number + 1]) {
    for (let at = 0; at < BLOCK / 2; at += 1) sumUp(strand, one, at)
  }
}
