import { problems } from '../problem.ts'
import { formatInstant, parseInstant } from '../time/instant.ts'
import { accountsOf } from './accounts.ts'
import type { Asking } from './asking.ts'
import { asksMore, fits, passes, type IncidentFilter } from './filter.ts'
import type { Incidents } from './fold.ts'
import { isIncidentId } from './ids.ts'
import { summaryOf, type IncidentSummary } from './incident.ts'
import { orderDuring, type Spot } from './order.ts'

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
  for (const spot of orderDuring(incidents, { from: filter.from, until: filter.to }, question.known)) {
    const wanted = isAfter(spot, after) && page.length < limit
    // Counting needs the costly part only where the filter asks for it; the page needs it always.
    const summary = wanted || asksMore(filter) ? fitting(incidents, spot, filter, wanted, question) : true
    if (summary === undefined) continue
    total += 1
    if (!isAfter(spot, after)) continue
    if (summary !== true && page.length < limit) {
      page.push(summary)
      last = spot
    } else if (last !== undefined) next ??= writeCursor(last)
  }
  return { incidents: page, next, total }
}

/** The summary if the incident fits; `true` if it fits and nobody wants the summary. */
function fitting(
  incidents: Incidents,
  { id }: Spot,
  filter: IncidentFilter,
  wanted: boolean,
  asking: Asking,
): IncidentSummary | true | undefined {
  const accounts = accountsOf(incidents, id, asking)
  if (!fits(accounts, filter) || !passes(accounts, filter, asking)) return undefined
  return wanted ? summaryOf(accounts, asking) : true
}

type At = Pick<Spot, 'earliest' | 'id'>

function isAfter(spot: At, cursor: At | undefined): boolean {
  if (cursor === undefined) return true
  return spot.earliest === cursor.earliest ? spot.id > cursor.id : spot.earliest > cursor.earliest
}

function writeCursor({ earliest, id }: At): string {
  return `${formatInstant(earliest)}~${id}`
}

function readCursor(text: string): At {
  const [time = '', id = '', ...rest] = text.split('~')
  try {
    if (rest.length === 0 && isIncidentId(id)) return { earliest: parseInstant(time), id }
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
