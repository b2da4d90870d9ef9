import type { Span } from '../incident/counting-day.ts'
import type { Recount } from '../incident/recount.ts'
import type { SideBySide } from '../incident/side-by-side.ts'
import type { PublishedSeries } from '../incident/tally.ts'
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

export function showSideBySide(
  table: SideBySide,
  window: Span,
  offsetMinutes: number,
  known: number,
): Frozen<SideBySideView> {
  const columns = table.columns.map(({ stated, series, recount }) => {
    return { stated, series, recount: recount && showRecount(recount) }
  })
  return { ...table, known, window, offsetMinutes, columns }
}
