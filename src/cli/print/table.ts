import Table from 'cli-table3'
import type { Streams } from '../streams.ts'

const BLANK = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: ' ',
}

/** A column: its heading, and the share of the space that is left when those without a share have what they need. */
export type Column = { readonly title: string; readonly share?: number }

/** The longest line of a cell, in characters. Wide scripts are not counted apart: a terminal decides that itself. */
function needed(cells: readonly string[]): number {
  return Math.max(...cells.flatMap((cell) => cell.split('\n').map((line) => Array.from(line).length)), 1)
}

/** How wide each column is, so that the whole fits on a line: fixed ones first, the rest by share, none under 8. */
export function widths(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  space: number,
): readonly number[] {
  const wanted = columns.map(({ title }, i) => needed([title, ...rows.map((row) => row[i] ?? '')]) + 1)
  const free = space - columns.length
  if (wanted.reduce((sum, width) => sum + width, 0) <= free) return wanted
  const fixed = columns.reduce((sum, { share }, i) => (share === undefined ? sum + (wanted[i] ?? 0) : sum), 0)
  const shares = columns.reduce((sum, { share = 0 }) => sum + share, 0)
  const left = Math.max(0, free - fixed)
  return columns.map(({ share }, i) => {
    if (share === undefined) return wanted[i] ?? 8
    return Math.max(8, Math.min(wanted[i] ?? 8, Math.floor((left * share) / shares)))
  })
}

// Written here, not by the table's own palette: that one asks the environment again, and may answer otherwise.
const BOLD = '\u001B[1m'
const NOT_BOLD = '\u001B[22m'

/** The library compares every cell with all those above it: a table of a thousand rows is laid out in parts. */
const AT_ONCE = 50

/** Prints rows under their headings, wrapped to the terminal. */
export function printTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  { out, columns: space, colour }: Streams,
): void {
  const colWidths = widths(columns, rows, space).map((width) => width + 1)
  const heading = columns.map(({ title }) => (colour ? `${BOLD}${title}${NOT_BOLD}` : title))
  const lines = [heading, ...rows]
  for (let from = 0; from < lines.length; from += AT_ONCE) {
    const table = new Table({
      chars: BLANK,
      style: { 'padding-left': 0, 'padding-right': 1, head: [], border: [], compact: true },
      colWidths,
      wordWrap: true,
      wrapOnWordBoundary: true,
    })
    table.push(...lines.slice(from, from + AT_ONCE).map((line) => [...line]))
    for (const line of table.toString().split('\n')) out(line.trimEnd())
  }
}
