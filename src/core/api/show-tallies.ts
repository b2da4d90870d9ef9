import type { Recount } from '../incident/recount.ts'
import type { PublishedSeries } from '../incident/tally.ts'
import type { TallyTable } from '../picture/tallies.ts'
import type { RecountView, SideBySideView, TalliesView } from './tally.ts'
import type { Frozen } from './write.ts'

function showRecount(recount: Recount): Frozen<RecountView> {
  const leftOut = [...recount.leftOut].map(([because, incidents]) => ({ because, incidents }))
  return { ...recount, leftOut }
}

export function showTallies(
  series: readonly PublishedSeries[],
  recounts: readonly Recount[],
  known: number,
): Frozen<TalliesView> {
  return { known, series, recounts: recounts.map(showRecount) }
}

/** The table with its counts as numbers; the incidents behind a number are asked for by rule. */
export function showSideBySide(
  { table, window, offsetMinutes }: TallyTable,
  known: number,
): Frozen<SideBySideView> {
  return {
    known,
    window,
    offsetMinutes,
    columns: table.columns.map(({ stated, series, recount }) => ({
      stated,
      implied: series?.implied ?? [],
      recount: recount && { ...showRecount(recount), onNoDay: recount.onNoDay.length },
    })),
    rows: table.rows.map(({ date, cells }) => ({
      date,
      cells: cells.map((cell) => ({
        ...cell,
        recounted: cell.recounted.map(({ day, count, counted }) => {
          return { day, count, incidents: counted.length }
        }),
      })),
    })),
    spanning: table.spanning,
    differences: table.differences,
  }
}
