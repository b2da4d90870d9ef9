import { saidAsOf } from '../evidence/said.ts'
import { problems } from '../problem.ts'
import type { IncidentId, LogIndex } from '../statement/fields.ts'
import { formatInstant, parseInstant, type Instant } from '../time/instant.ts'
import { accountsOf, hullOf, timesOf, type Accounts } from './accounts.ts'
import type { Asking } from './asking.ts'
import { fits, needsSummary, passes, type IncidentFilter } from './filter.ts'
import { incidentOfReport, reportAsOf, resolve, type Incidents } from './fold.ts'
import { isIncidentId } from './ids.ts'
import { summaryOf, type IncidentSummary } from './incident.ts'
import { inOrderOfTime } from './time-index.ts'

export type IncidentPage = {
  readonly incidents: readonly IncidentSummary[]
  /** The cursor of the next page; `undefined` on the last. */
  readonly next: string | undefined
  /** How many incidents fit the filter, on all pages. */
  readonly total: number
}

export type IncidentQuestion = Asking & {
  readonly filter?: IncidentFilter | undefined
  /** The `next` of the page before. */
  readonly after?: string | undefined
  readonly limit: number
}

/**
 * Incidents as known, by event time (the earliest moment any account gives), then by id. An incident that nobody dates
 * stands in no list; it is opened by its id.
 * @throws Problem `parameter-malformed` for a cursor that this list did not give out
 */
export function incidentsOf(incidents: Incidents, question: IncidentQuestion): IncidentPage {
  const { filter = {}, limit } = question
  const after = question.after === undefined ? undefined : readCursor(question.after)
  const page: IncidentSummary[] = []
  let total = 0
  let next: string | undefined
  let last: Spot | undefined
  for (const { at, id, accounts } of inOrder(incidents, question)) {
    if (!fits(accounts, filter)) continue
    const full = page.length >= limit || !isAfter({ at, id }, after)
    // Counting needs the costly part only where the filter asks for it; the page needs it always.
    const summary = full && !needsSummary(filter) ? undefined : summaryOf(accounts, question)
    if (summary !== undefined && !passes(summary, filter)) continue
    total += 1
    if (!isAfter({ at, id }, after)) continue
    if (page.length < limit && summary !== undefined) {
      page.push(summary)
      last = { at, id }
    } else if (last !== undefined) next ??= writeCursor(last)
  }
  return { incidents: page, next, total }
}

type Spot = { readonly at: Instant; readonly id: IncidentId }
type Found = Spot & { readonly accounts: Accounts }

/** Every incident that somebody dates, once, in order. */
function* inOrder(incidents: Incidents, asking: Asking): Generator<Found> {
  const met = new Set<IncidentId>()
  let group: Found[] = []
  for (const { at, entry } of inOrderOfTime(incidents.times)) {
    if (group[0] !== undefined && group[0].at !== at) {
      yield* sorted(group)
      group = []
    }
    const id = incidentDated(incidents, entry, at, asking.known)
    if (id === undefined || met.has(id)) continue
    met.add(id)
    group.push({ at, id, accounts: accountsOf(incidents, id, asking) })
  }
  yield* sorted(group)
}

function sorted(group: Found[]): readonly Found[] {
  return group.length < 2 ? group : group.toSorted((one, other) => (one.id < other.id ? -1 : 1))
}

/** The incident that an entry dates at `at` as known; a version that was corrected since dates nothing. */
function incidentDated(
  incidents: Incidents,
  entry: LogIndex,
  at: Instant,
  known: number,
): IncidentId | undefined {
  if (entry >= known) return undefined
  const report = reportAsOf(incidents, entry, known)
  if (report !== undefined) {
    return report.when.earliest === at ? incidentOfReport(incidents, entry, known) : undefined
  }
  const finding = saidAsOf(incidents.record, entry, 'finding-made', known)
  return finding?.when?.earliest === at ? resolve(incidents, finding.incident, known) : undefined
}

function isAfter(spot: Spot, cursor: Spot | undefined): boolean {
  if (cursor === undefined) return true
  return spot.at === cursor.at ? spot.id > cursor.id : spot.at > cursor.at
}

function writeCursor({ at, id }: Spot): string {
  return `${formatInstant(at)}~${id}`
}

function readCursor(text: string): Spot {
  const [time = '', id = '', ...rest] = text.split('~')
  try {
    if (rest.length === 0 && isIncidentId(id)) return { at: parseInstant(time), id }
  } catch {
    // Refused below, by the name of the parameter and not of its half.
  }
  throw problems.parameterMalformed({
    name: 'after',
    because: `“${text}” is no cursor of this list`,
    where: { path: 'after' },
    fix: 'give the `next` of the page before, or leave it out for the first page',
  })
}

/** Every incident that overlaps a window, with its hull: what counting and linking walk over. */
export function* incidentsDuring(
  incidents: Incidents,
  window: { readonly from: Instant; readonly until: Instant },
  asking: Asking,
): Generator<Accounts> {
  for (const { at, accounts } of inOrder(incidents, asking)) {
    if (at >= window.until) return
    const hull = hullOf(timesOf(accounts))
    if (hull !== undefined && hull.latest >= window.from) yield accounts
  }
}
