import type { Clause } from '../agreement/agreement.ts'
import type { IncidentId, LogIndex, PartyId } from '../statement/fields.ts'
import type { Verdict } from './case.ts'
import type { Claims } from './claims.ts'

/**
 * Every claim about one duty of one bearer: agreement × clause × bearer. Claims are kept in order of event time, each with
 * the entry from which it is known; nothing is ever deleted. The typed columns hold plain reports (never linked, answered,
 * corrected or withdrawn); everything else is a {@link Case}, which is weighed anew as of each question.
 */
export type Topic = {
  readonly clause: Clause
  /** `undefined` gathers reports that name nobody as having done it. */
  readonly bearer: PartyId | undefined
  readonly columns: Columns
  readonly cases: Map<string, Case>
  /** One past the last entry that changed anything here: what was known from there on makes no difference. */
  changed: number
  /** Claims already merged from all that is known, by reading and grants; a cache, never the truth. */
  readonly kept: Map<string, { readonly changed: number; readonly claims: Claims }>
}

/** Parallel columns, one row for each report. Event times are instants in milliseconds. */
export type Columns = {
  count: number
  /** Rows before this are in order of (earliest, entry); those after it were told late and are not yet in their place. */
  settled: number
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
  readonly key: string
  readonly about:
    | { readonly is: 'report'; readonly report: LogIndex }
    | { readonly is: 'incident'; readonly incident: IncidentId }
  /** Where it stands. */
  readonly topic: Topic
  /** The entries that changed it, in log order: between two of them its verdict stays the same. */
  readonly touched: LogIndex[]
  /** Verdicts already reached, by reading and by what was known; a cache, never the truth. */
  readonly weighed: (Weighed | undefined)[]
}

/** The few verdicts on a case under one reading: side by side, each with what it was reached from. */
export type Weighed = { readonly keys: number[]; readonly verdicts: (Verdict | typeof NOTHING)[] }

/** Kept where a case comes to nothing against its bearer. */
export const NOTHING = 'nothing'

export function emptyTopic(clause: Clause, bearer: PartyId | undefined): Topic {
  return { clause, bearer, columns: columnsFor(8), cases: new Map(), changed: 0, kept: new Map() }
}

function columnsFor(rows: number): Columns {
  return {
    count: 0,
    settled: 0,
    earliest: new Float64Array(rows),
    latest: new Float64Array(rows),
    entry: new Uint32Array(rows),
    author: new Uint32Array(rows),
    unsure: new Uint8Array(rows),
  }
}

/** So many late rows may always wait for a question. */
const LATE_AT_MOST = 256

export type Row = {
  readonly earliest: number
  readonly latest: number
  readonly entry: number
  readonly author: number
  readonly unsure: boolean
}

/** Adds a report in constant time on average, whatever its event time; {@link settle} puts late ones in their place. */
export function addRow(columns: Columns, row: Row): void {
  if (columns.count === columns.entry.length) grow(columns)
  const at = columns.count
  columns.earliest[at] = row.earliest
  columns.latest[at] = row.latest
  columns.entry[at] = row.entry
  columns.author[at] = row.author
  columns.unsure[at] = row.unsure ? 1 : 0
  const follows = columns.settled === at && (at === 0 || (columns.earliest[at - 1] ?? 0) <= row.earliest)
  columns.count = at + 1
  if (follows) columns.settled = at + 1
  // A question never has to put more than a sixteenth in order; each late row is moved a bounded number of times on average.
  else if (at - columns.settled > LATE_AT_MOST + at / 16) settle(columns)
}

function grow(columns: Columns): void {
  const bigger = columnsFor(columns.entry.length * 2)
  bigger.earliest.set(columns.earliest)
  bigger.latest.set(columns.latest)
  bigger.entry.set(columns.entry)
  bigger.author.set(columns.author)
  bigger.unsure.set(columns.unsure)
  Object.assign(columns, bigger, { count: columns.count, settled: columns.settled })
}

/**
 * Puts late rows in order of (earliest, entry). Done when asked, or when many wait: a log that is told backwards costs
 * a move of everything now and then, not one for each report.
 */
export function settle(columns: Columns): void {
  const { count, settled, earliest, entry } = columns
  if (settled === count) return
  const before = (a: number, b: number): number =>
    (earliest[a] ?? 0) - (earliest[b] ?? 0) || (entry[a] ?? 0) - (entry[b] ?? 0)
  const late = Uint32Array.from({ length: count - settled }, (_, i) => settled + i).toSorted(before)
  const order = new Uint32Array(count)
  let i = 0
  let j = 0
  for (let at = 0; at < count; at += 1) {
    const lateRow = late[j]
    const takeLate = lateRow !== undefined && (i >= settled || before(lateRow, i) < 0)
    if (takeLate) {
      order[at] = lateRow
      j += 1
    } else {
      order[at] = i
      i += 1
    }
  }
  columns.earliest = inOrder(columns.earliest, order, new Float64Array(columns.earliest.length))
  columns.latest = inOrder(columns.latest, order, new Float64Array(columns.latest.length))
  columns.entry = inOrder(columns.entry, order, new Uint32Array(columns.entry.length))
  columns.author = inOrder(columns.author, order, new Uint32Array(columns.author.length))
  columns.unsure = inOrder(columns.unsure, order, new Uint8Array(columns.unsure.length))
  columns.settled = count
}

function inOrder<A extends Float64Array | Uint32Array | Uint8Array>(from: A, order: Uint32Array, to: A): A {
  for (let at = 0; at < order.length; at += 1) to[at] = from[order[at] ?? 0] ?? 0
  return to
}
