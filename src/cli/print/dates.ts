import type { Dates } from '../../core/analysis/dates.ts'
import type { Streams } from '../streams.ts'
import { lengthText, type Speech } from '../words.ts'
import { printTable } from './table.ts'

/** What a negotiator would hold against a calendar: clauses that begin later than the text, or are due by a date. */
export function printDates(dates: readonly Dates[], streams: Streams, speech: Speech): void {
  const rows = dates
    .filter(({ earliest, latest, due }) =>
      [earliest, latest, due].some((one) => one !== undefined && one !== 0),
    )
    .map(({ clause, earliest, latest, due, slack, isCritical }) => [
      isCritical ? `${clause} *` : clause,
      ...[earliest, latest, due, slack].map((one) => (one === undefined ? '–' : lengthText(one))),
    ])
  if (rows.length === 0) return
  streams.out('')
  streams.out(speech.label('dates'))
  const titles = ['clause', 'beginsEarliest', 'beginsLatest', 'doneBy', 'slack'] as const
  printTable(
    titles.map((word) => ({ title: speech.label(word) })),
    rows,
    streams,
  )
}
