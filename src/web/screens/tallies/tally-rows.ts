import type { SideBySideView } from '../../../core/api/tally.ts'

export type Column = SideBySideView['columns'][number]
export type Figure = SideBySideView['spanning'][number]['tally']
export type Cell = SideBySideView['rows'][number]['cells'][number]

function daysWithFigures({ rows }: Pick<SideBySideView, 'rows'>): SideBySideView['rows'] {
  return rows.filter(({ cells }) => cells.some(hasFigure))
}

/** The columns that count what the reader asks for, by their place; all where the reader asks for nothing. */
function chosenColumns(view: Pick<SideBySideView, 'columns'>, counts: string | null): readonly number[] {
  return view.columns.flatMap(({ stated }, i) =>
    counts === null || stated.rule.counts === counts ? [i] : [],
  )
}

/** What of the table is shown: columns by their place in the view, and rows with the cells of those columns alone. */
export type ShownTable = { readonly columns: readonly number[]; readonly rows: SideBySideView['rows'] }

/** Days of one month (`2016-09`; all where `null`) on which a wanted column has a figure, and the columns that have one. */
export function shownTable(view: SideBySideView, counts: string | null, month: string | null): ShownTable {
  const wanted = chosenColumns(view, counts)
  const days = daysWithFigures(view).filter(({ date }) => month === null || date.startsWith(month))
  const columns = wanted.filter((i) => days.some(({ cells }) => hasFigure(cells[i])))
  const rows = days
    .map((row) => ({ ...row, cells: row.cells.filter((_, i) => columns.includes(i)) }))
    .filter(({ cells }) => cells.some(hasFigure))
  return { columns, rows }
}

/** Months in which anybody published a figure, in order. */
export function monthsOf(view: Pick<SideBySideView, 'rows'>): readonly string[] {
  return [...new Set(daysWithFigures(view).map(({ date }) => date.slice(0, 7)))].toSorted()
}

function hasFigure(cell: Cell | undefined): boolean {
  return cell !== undefined && cell.daily.length + cell.cumulative.length > 0
}
