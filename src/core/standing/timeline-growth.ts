import {
  BLOCK,
  EARLIEST,
  LATEST,
  SOURCE,
  SINCE,
  UNTIL,
  MARK,
  COLUMNS,
  SIZE,
  STILL,
  COUNT,
  FIRST,
  LAST,
  FIRST_SINCE,
  LAST_SINCE,
  LAST_UNTIL,
  OPEN_ROWS,
  PLACE,
  SUMS,
  rowsIn,
  firstRow,
  type Strand,
  type Timeline,
} from './timeline.ts'

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

const roomFor = (blocks: number): Float64Array => new Float64Array(blocks * (SUMS + SIZE))

/** Puts a claim in its place, open. Costs a search among the blocks and a move inside one. */
export function insert({ strands, verdicts }: Timeline, row: NewRow): void {
  const strand = (strands[row.code] ??= {
    blocks: 0,
    cells: roomFor(1),
    summedAlong: 0,
    marked: false,
    verdicts,
  })
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
  const { cells, blocks } = strand
  const order = orderOf(strand, source)
  // Rows with the same place in the order may begin at the end of the block before.
  for (let number = Math.max(0, blockFor(strand, earliest, order, true)); number < blocks; number += 1) {
    const first = firstRow(strand, number)
    const end = first + rowsIn(strand, number)
    for (let row = first + rowFor(strand, number, earliest, order, true); row < end; row += 1) {
      if (cells[row + EARLIEST] !== earliest || orderAt(strand, row) !== order) return false
      if (cells[row + SOURCE] !== source || cells[row + UNTIL] !== STILL) continue
      cells[row + UNTIL] = entry
      const sum = number * SUMS
      cells[sum + OPEN_ROWS] = (cells[sum + OPEN_ROWS] ?? 0) - 1
      cells[sum + LAST_UNTIL] = Math.max(cells[sum + LAST_UNTIL] ?? 0, entry)
      changed(strand, number)
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
  return orderOf(strand, strand.cells[row + SOURCE] ?? 0)
}

/** Whether a row comes after a place in the order; with `orSame`, not before it. */
function isAfter(strand: Strand, row: number, earliest: number, order: number, orSame: boolean): boolean {
  const difference = (strand.cells[row + EARLIEST] ?? 0) - earliest || orderAt(strand, row) - order
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

/** What was summed up along holds no longer from this block on. */
function changed(strand: Strand, number: number): void {
  strand.summedAlong = Math.min(strand.summedAlong, number)
}

function put(strand: Strand, number: number, at: number, row: NewRow): void {
  const { cells } = strand
  const first = firstRow(strand, number)
  const count = rowsIn(strand, number)
  const place = first + at
  if (at < count) {
    for (const column of COLUMNS) {
      cells.copyWithin(place + column + 1, place + column, first + column + count)
    }
  }
  cells[place + EARLIEST] = row.earliest
  cells[place + LATEST] = row.latest
  cells[place + SOURCE] = row.source
  cells[place + SINCE] = row.since
  cells[place + UNTIL] = STILL
  cells[place + MARK] = row.mark
  if (row.mark !== 0) strand.marked = true
  sumUp(strand, number, place)
}

/** Takes one more row of a block into its summary. */
function sumUp(strand: Strand, number: number, row: number): void {
  changed(strand, number)
  const { cells } = strand
  const sum = number * SUMS
  const since = cells[row + SINCE] ?? 0
  const until = cells[row + UNTIL] ?? 0
  cells[sum + COUNT] = (cells[sum + COUNT] ?? 0) + 1
  cells[sum + FIRST] = Math.min(cells[sum + FIRST] ?? 0, cells[row + EARLIEST] ?? 0)
  cells[sum + LAST] = Math.max(cells[sum + LAST] ?? 0, cells[row + LATEST] ?? 0)
  cells[sum + FIRST_SINCE] = Math.min(cells[sum + FIRST_SINCE] ?? 0, since)
  cells[sum + LAST_SINCE] = Math.max(cells[sum + LAST_SINCE] ?? 0, since)
  if (until === STILL) cells[sum + OPEN_ROWS] = (cells[sum + OPEN_ROWS] ?? 0) + 1
  else cells[sum + LAST_UNTIL] = Math.max(cells[sum + LAST_UNTIL] ?? 0, until)
}

/** Makes room for one more block, as the one of this number, with nothing in it. */
function addBlock(strand: Strand, number: number): void {
  const { blocks } = strand
  changed(strand, number)
  if (strand.cells.length === blocks * (SUMS + SIZE)) grow(strand)
  strand.blocks = blocks + 1
  const { cells } = strand
  const room = cells.length / (SUMS + SIZE)
  const sum = number * SUMS
  cells.copyWithin(sum + SUMS, sum, blocks * SUMS)
  cells.set(EMPTY_SUMS, sum)
  cells[sum + PLACE] = room * SUMS + blocks * SIZE
}

/** Takes half as much room again. The sums get longer, so all rows move up by as much. */
function grow(strand: Strand): void {
  const { cells, blocks } = strand
  const more = Math.ceil(blocks / 2)
  const bigger = roomFor(blocks + more)
  bigger.set(cells.subarray(0, blocks * SUMS))
  bigger.set(cells.subarray(blocks * SUMS), (blocks + more) * SUMS)
  for (let place = PLACE; place < blocks * SUMS; place += SUMS) {
    bigger[place] = (bigger[place] ?? 0) + more * SUMS
  }
  strand.cells = bigger
}

/** Leaves a full block its first half, and puts the second into a new block after it. */
function cut(strand: Strand, number: number): void {
  addBlock(strand, number + 1)
  const { cells } = strand
  const [first, half] = [firstRow(strand, number), firstRow(strand, number + 1)]
  for (const column of COLUMNS) {
    cells.copyWithin(half + column, first + column + BLOCK / 2, first + column + BLOCK)
  }
  cells.set(EMPTY_SUMS, number * SUMS)
  for (let at = 0; at < BLOCK / 2; at += 1) {
    sumUp(strand, number, first + at)
    sumUp(strand, number + 1, half + at)
  }
}
