import type { Clause } from '../agreement/agreement.ts'
import type { IncidentId, LogIndex, PartyId } from '../statement/fields.ts'
import type { ActLog } from './act-log.ts'
import { countBelow } from '../evidence/search.ts'

/**
 * Everything said about one duty of one bearer: agreement × clause × bearer. Grows at its end only, in log order; what it
 * comes to under a reading is kept as a timeline, see `timeline-of.ts`.
 */
export type Topic = {
  /** Its number among the topics of its text. */
  readonly number: number
  readonly clause: Clause
  /** `undefined` gathers reports that name nobody as having done it. */
  readonly bearer: PartyId | undefined
  /** Gathers reports of a clash that name this party as one of its sides, and nobody as having begun. */
  readonly side: PartyId | undefined
  /** What was said about whether the duty was done; the same under every version of the text. */
  readonly acts: ActLog | undefined
  readonly reports: Reports
  readonly cases: Map<string, Case>
  /** Every entry that changed a case here, in log order. */
  readonly touches: Touched[]
}

/** An entry after which a case may come to something else. */
export type Touched = { readonly one: Case; readonly entry: LogIndex }

/** Parallel columns, one row for each report, in log order. Event times are instants in milliseconds. */
export type Reports = {
  count: number
  earliest: Float64Array
  latest: Float64Array
  entry: Uint32Array
  /** Which authors, as a number given by the engine. */
  author: Uint32Array
  /** 1 where the report's place is not surely inside the clause's area. */
  unsure: Uint8Array
}

/** Reports that speak of one incident, or one report by itself that was answered, corrected or withdrawn. */
export type Case = {
  readonly about:
    | { readonly is: 'report'; readonly report: LogIndex }
    | { readonly is: 'incident'; readonly incident: IncidentId }
  /** Where it stands. */
  readonly topic: Topic
  /** The entries that changed it, in log order: between two of them its verdict stays the same. */
  readonly touched: LogIndex[]
}

/** The place of a case among those of its topic. */
export function caseKey(about: Case['about']): string {
  return about.is === 'report' ? `r${about.report}` : `i${about.incident}`
}

/** A topic about which nothing was said. */
export function emptyTopic({
  number,
  clause,
  bearer,
  side,
  acts,
}: Pick<Topic, 'number' | 'clause' | 'bearer' | 'side' | 'acts'>): Topic {
  return { number, clause, bearer, side, acts, reports: columnsFor(8), cases: new Map(), touches: [] }
}

function columnsFor(rows: number): Reports {
  return {
    count: 0,
    earliest: new Float64Array(rows),
    latest: new Float64Array(rows),
    entry: new Uint32Array(rows),
    author: new Uint32Array(rows),
    unsure: new Uint8Array(rows),
  }
}

/** What {@link addReport} keeps of a report. */
export type ReportRow = {
  readonly earliest: number
  readonly latest: number
  readonly entry: number
  readonly author: number
  readonly unsure: boolean
}

/** Adds a report in constant time on average, whatever its event time. */
export function addReport(reports: Reports, row: ReportRow): void {
  if (reports.count === reports.entry.length) grow(reports)
  const at = reports.count
  reports.earliest[at] = row.earliest
  reports.latest[at] = row.latest
  reports.entry[at] = row.entry
  reports.author[at] = row.author
  reports.unsure[at] = row.unsure ? 1 : 0
  reports.count = at + 1
}

function grow(reports: Reports): void {
  const bigger = columnsFor(reports.entry.length * 2)
  bigger.earliest.set(reports.earliest)
  bigger.latest.set(reports.latest)
  bigger.entry.set(reports.entry)
  bigger.author.set(reports.author)
  bigger.unsure.set(reports.unsure)
  Object.assign(reports, bigger, { count: reports.count })
}

/** How many reports were made before an entry: the place in the columns of the first that was not. */
export function reportsBefore({ entry, count }: Reports, known: number): number {
  return countBelow(entry, known, count)
}
