import type { Verdict } from './case.ts'

/**
 * Claims, each with the entries between which it stood: claims as of any knowledge time, without another copy. A claim that
 * changed is closed and stands again as a new row; no row is ever taken out.
 */
export type Timeline = {
  /** By code: a question that wants the first few of a rare kind need not read what lies between them. */
  readonly strands: (Strand | undefined)[]
  /** What rows with a source below zero came from. */
  readonly verdicts: Verdict[]
}

/**
 * The claims of one stance in order of event time. They lie in blocks, each with a summary, so that a question reads the rows
 * of the few blocks at its edges and the sums of all others.
 */
export type Strand = { readonly blocks: Block[]; readonly verdicts: Verdict[] }

/** A stretch of rows, side by side in one array: {@link WIDTH} numbers for each. */
export type Block = {
  rows: Float64Array
  count: number
  /** The first and the last event time of any of its rows; beside the rows, so that a question need not fetch those. */
  earliest: number
  latest: number
  /** The first and the last entry that opened a row. */
  firstSince: number
  lastSince: number
  /** The last entry that closed a row; −1 where none is closed. As known after it, only open rows stand. */
  lastUntil: number
  /** Whether another text decides of any of its rows how they lie to the time of the duty. */
  marked: boolean
  /** How many of its rows are not closed. */
  open: number
}

/** Where each number of a row stands. Event times are instants in milliseconds. */
export const EARLIEST = 0
export const LATEST = 1
/** The entry from which it stands: it does where `since < known`. */
export const SINCE = 2
/** The entry that ended it, or infinity: it still stands where `known <= until`. */
export const UNTIL = 3
export const CODE = 4
/** How it lies to the time of the duty where another text decides that, see `amended.ts`. */
export const MARK = 5
/** The report's entry or, below zero, −1 − its place in `verdicts`. */
export const SOURCE = 6
export const WIDTH = 7

/** So many rows are read for a block at the edge of a question; one that is full is cut in two. */
export const BLOCK = 64

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

function emptyBlock(rows: number): Block {
  return {
    rows: new Float64Array(rows * WIDTH),
    count: 0,
    earliest: Infinity,
    latest: -Infinity,
    firstSince: Infinity,
    lastSince: -1,
    lastUntil: -1,
    marked: false,
    open: 0,
  }
}

/** Puts a claim in its place, open. Costs a search among the blocks and a move inside one. */
export function insert({ strands, verdicts }: Timeline, row: NewRow): void {
  const strand = (strands[row.code] ??= { blocks: [], verdicts })
  const { blocks } = strand
  const order = orderOf(strand, row.source)
  let number = Math.max(0, blockFor(strand, row.earliest, order))
  let block = blocks[number]
  if (block === undefined) blocks.push((block = emptyBlock(8)))
  let at = placeIn(strand, block, row.earliest, order)
  if (block.count === BLOCK) {
    number += 1
    if (at === BLOCK && number === blocks.length) {
      // What comes in order of event time leaves full blocks behind.
      blocks.push((block = emptyBlock(BLOCK)))
      at = 0
    } else {
      const half = cut(block)
      blocks.splice(number, 0, half)
      if (at > block.count) {
        at -= block.count
        block = half
      }
    }
  }
  put(block, at, row)
}

/** Notes that a claim stood no longer once `entry` was known. Changes nothing where there is no such open row. */
export function close({ strands }: Timeline, earliest: number, source: number, entry: number): void {
  for (const strand of strands) if (strand !== undefined && closeIn(strand, earliest, source, entry)) return
}

function closeIn(strand: Strand, earliest: number, source: number, entry: number): boolean {
  const { blocks } = strand
  const order = orderOf(strand, source)
  // Rows with the same place in the order may begin at the end of the block before.
  for (
    let number = Math.max(0, blockFor(strand, earliest, order, true));
    number < blocks.length;
    number += 1
  ) {
    const block = blocks[number]
    if (block === undefined) return false
    const { rows, count } = block
    for (let at = placeIn(strand, block, earliest, order, true); at < count; at += 1) {
      const row = at * WIDTH
      if (rows[row + EARLIEST] !== earliest || orderOf(strand, rows[row + SOURCE] ?? 0) !== order)
        return false
      if (rows[row + SOURCE] !== source || rows[row + UNTIL] !== Infinity) continue
      rows[row + UNTIL] = entry
      block.open -= 1
      if (entry > block.lastUntil) block.lastUntil = entry
      return true
    }
  }
  return false
}

/** Among claims of one event time, the one that rests on the earlier entry comes first. */
function orderOf({ verdicts }: Strand, source: number): number {
  return source >= 0 ? source : (verdicts[-1 - source]?.entries[0] ?? -1)
}

/** Whether the row at `at` comes after a place in the order; with `orSame`, not before it. */
function isAfter(
  strand: Strand,
  { rows }: Block,
  at: number,
  earliest: number,
  order: number,
  orSame: boolean,
): boolean {
  const row = at * WIDTH
  const difference =
    (rows[row + EARLIEST] ?? 0) - earliest || orderOf(strand, rows[row + SOURCE] ?? 0) - order
  return orSame ? difference >= 0 : difference > 0
}

/** The last block that begins before a place in the order (without `orSame`, or at it); −1 where none does. */
function blockFor(strand: Strand, earliest: number, order: number, orSame = false): number {
  const { blocks } = strand
  let low = 0
  let high = blocks.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const block = blocks[middle]
    if (block === undefined || isAfter(strand, block, 0, earliest, order, orSame)) high = middle
    else low = middle + 1
  }
  return low - 1
}

/** How many rows of a block come before a place in the order (without `orSame`, or at it). */
function placeIn(strand: Strand, block: Block, earliest: number, order: number, orSame = false): number {
  let low = 0
  let high = block.count
  // Most rows come last: looked at first.
  if (high > 0 && !isAfter(strand, block, high - 1, earliest, order, orSame)) return high
  while (low < high) {
    const middle = (low + high) >>> 1
    if (isAfter(strand, block, middle, earliest, order, orSame)) high = middle
    else low = middle + 1
  }
  return low
}

function put(block: Block, at: number, { earliest, latest, since, code, mark, source }: NewRow): void {
  if (block.count * WIDTH === block.rows.length) {
    const bigger = new Float64Array(block.rows.length * 2)
    bigger.set(block.rows)
    block.rows = bigger
  }
  const { rows } = block
  const row = at * WIDTH
  rows.copyWithin(row + WIDTH, row, block.count * WIDTH)
  rows[row + EARLIEST] = earliest
  rows[row + LATEST] = latest
  rows[row + SINCE] = since
  rows[row + UNTIL] = Infinity
  rows[row + CODE] = code
  rows[row + MARK] = mark
  rows[row + SOURCE] = source
  block.count += 1
  sumUp(block, row)
}

/** Takes the row at `row` into the block's summary. */
function sumUp(block: Block, row: number): void {
  const { rows } = block
  const since = rows[row + SINCE] ?? 0
  const until = rows[row + UNTIL] ?? 0
  block.earliest = Math.min(block.earliest, rows[row + EARLIEST] ?? 0)
  block.latest = Math.max(block.latest, rows[row + LATEST] ?? 0)
  block.firstSince = Math.min(block.firstSince, since)
  block.lastSince = Math.max(block.lastSince, since)
  if (rows[row + MARK] !== 0) block.marked = true
  if (until === Infinity) block.open += 1
  else block.lastUntil = Math.max(block.lastUntil, until)
}

/** Leaves a full block its first half and gives a new one with the second. */
function cut(block: Block): Block {
  const half = emptyBlock(BLOCK)
  const left = emptyBlock(BLOCK)
  const middle = (BLOCK / 2) * WIDTH
  left.rows.set(block.rows.subarray(0, middle))
  half.rows.set(block.rows.subarray(middle))
  for (const one of [left, half]) {
    one.count = BLOCK / 2
    for (let row = 0; row < middle; row += WIDTH) sumUp(one, row)
  }
  Object.assign(block, left)
  return half
}
