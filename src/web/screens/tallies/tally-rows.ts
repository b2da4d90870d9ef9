import type { SideBySideView } from '../../../core/api/tally.ts'

export type Column = SideBySideView['columns'][number]
export type Rule = NonNullable<Column['stated']>['rule']
export type Figure = SideBySideView['spanning'][number]['tally']
export type Cell = SideBySideView['rows'][number]['cells'][number]

/** Days on which some rule has a figure; the rest would be a screen of nothing. */
function daysWithFigures({ rows }: Pick<SideBySideView, 'rows'>): SideBySideView['rows'] {
  return rows.filter(({ cells }) => cells.some(({ daily, cumulative }) => daily.length + cumulative.length > 0))
}

/** The columns that count what the reader asks for, by their place; all where the reader asks for nothing. */
export function chosenColumns(view: Pick<SideBySideView, 'columns'>, counts: string | null): readonly number[] {
  return view.columns.flatMap(({ stated }, i) => (counts === null || stated.rule.counts === counts ? [i] : []))
}

/** Days on which one of these columns has a figure. */
export function rowsOf(view: Pick<SideBySideView, 'rows'>, columns: readonly number[]): SideBySideView['rows'] {
  return daysWithFigures({
    rows: view.rows.map((row) => ({ ...row, cells: row.cells.filter((_, i) => columns.includes(i)) })),
  })
}
