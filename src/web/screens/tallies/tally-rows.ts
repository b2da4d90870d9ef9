import type { SideBySideView } from '../../../core/api/tally.ts'

export type Column = SideBySideView['columns'][number]
export type Rule = NonNullable<Column['stated']>['rule']
export type Figure = SideBySideView['spanning'][number]['tally']
export type Cell = SideBySideView['rows'][number]['cells'][number]

/** Whether anything stands in a cell. An empty one says that nothing was published, not that nothing happened. */
export function isEmptyCell({ daily, cumulative, recounted }: Cell): boolean {
  return daily.length === 0 && cumulative.length === 0 && recounted.every(({ count }) => count.most === 0)
}

/** Days on which some rule has a figure; the rest would be a screen of nothing. */
export function daysWithFigures({ rows }: Pick<SideBySideView, 'rows'>): SideBySideView['rows'] {
  return rows.filter(({ cells }) => cells.some(({ daily, cumulative }) => daily.length + cumulative.length > 0))
}

/** The columns that the reader has chosen by rule; all where none is chosen. */
export function chosenColumns(view: SideBySideView, rules: readonly string[]): readonly number[] {
  const all = view.columns.map((_, i) => i)
  const chosen = all.filter((i) => rules.includes(view.columns[i]?.stated.rule.id ?? ''))
  return chosen.length > 0 ? chosen : all
}
