import type { IncidentSummaryView } from '../../../core/api/incident.ts'

const DAY = 86_400_000

/** One bar of the time bar: incidents that began in it. Open on the right. */
export type Bin = { readonly from: number; readonly until: number; readonly n: number }

/**
 * Incidents over time in equal bins of whole days, at most `most` of them, the first beginning at local midnight.
 * Incidents known no closer than a month stand in no bin: a bar would claim a day that nobody named.
 */
export function histogram(
  incidents: readonly Pick<IncidentSummaryView, 'when'>[],
  offsetMinutes: number,
  most = 160,
): { readonly bins: readonly Bin[]; readonly vague: number } {
  const dated = incidents.filter(({ when }) => when.latest - when.earliest < 28 * DAY)
  const vague = incidents.length - dated.length
  if (dated.length === 0) return { bins: [], vague }
  const shift = offsetMinutes * 60_000
  const dayOf = (instant: number): number => Math.floor((instant + shift) / DAY)
  const days = dated.map(({ when }) => dayOf(when.earliest))
  // Not Math.min(...days): a hundred thousand arguments overflow the stack.
  const first = days.reduce((a, b) => (b < a ? b : a))
  const last = days.reduce((a, b) => (b > a ? b : a))
  const width = Math.ceil((last - first + 1) / most)
  const counts = Array.from({ length: Math.ceil((last - first + 1) / width) }, () => 0)
  for (const day of days) {
    const bin = Math.floor((day - first) / width)
    counts[bin] = (counts[bin] ?? 0) + 1
  }
  const bins = counts.map((n, i) => {
    const from = (first + i * width) * DAY - shift
    return { from, until: from + width * DAY, n }
  })
  return { bins, vague }
}

/** The window from one bin to another, whichever the reader touched first. */
export function windowOf(
  bins: readonly Bin[],
  one: number,
  other: number,
): { from: number; until: number } | undefined {
  const first = bins[Math.max(0, Math.min(one, other))]
  const last = bins[Math.min(bins.length - 1, Math.max(one, other))]
  return first === undefined || last === undefined ? undefined : { from: first.from, until: last.until }
}
