import { saidAsOf } from '../evidence/said.ts'
import { isLogIndex } from '../log/log-index.ts'
import type { IncidentId, LogIndex } from '../statement/fields.ts'
import type { EventTime } from '../time/event-time.ts'
import type { Instant } from '../time/instant.ts'
import { hullOf, namesOf } from './accounts.ts'
import { incidentOfReport, membersOf, reportAsOf, resolve, type Incidents } from './fold.ts'
import { entryNamedBy, ownIncident } from './ids.ts'
import { inOrderOfTime } from './time-index.ts'

/** An incident in the order of the list: the hull of its times, without its accounts. */
export type Spot = { readonly earliest: Instant; readonly latest: Instant; readonly id: IncidentId }

/** Orders kept for the knowledge times asked about last: the head, and a reader or two who look back. */
const KEPT = 3

/**
 * Every incident that somebody dates as known at `known`, by the earliest moment any account gives, then by id. Worked
 * out once for a knowledge time and kept: what was known then does not change any more.
 */
export function orderAsOf(incidents: Incidents, known: number): readonly Spot[] {
  const asOf = Math.min(known, incidents.size.entries)
  const kept = incidents.orders.get(asOf)
  if (kept !== undefined) return kept
  const before = [...incidents.orders].findLast(([at]) => at < asOf && asOf - at <= NEAR)
  const order =
    before === undefined ? workOut(incidents, asOf) : carriedOn(incidents, before[1], before[0], asOf)
  for (const oldest of incidents.orders.keys()) {
    if (incidents.orders.size < KEPT) break
    incidents.orders.delete(oldest)
  }
  incidents.orders.set(asOf, order)
  return order
}

/** Up to this many new entries, the order before is carried on; beyond, working it out afresh is as quick. */
const NEAR = 2000

/** The order before with what the entries since then may have moved taken out and put in again. */
function carriedOn(
  incidents: Incidents,
  before: readonly Spot[],
  from: number,
  known: number,
): readonly Spot[] {
  const moved = movedBetween(incidents, from, known)
  if (moved.size === 0) return before
  const fresh = [...moved].flatMap((id) => spotOf(incidents, id, known) ?? []).toSorted(inOrder)
  const rest = before.filter(({ id }) => !moved.has(id))
  const merged: Spot[] = []
  let i = 0
  for (const spot of fresh) {
    for (let next = rest[i]; next !== undefined && inOrder(next, spot) < 0; next = rest[i]) {
      merged.push(next)
      i += 1
    }
    merged.push(spot)
  }
  return merged.concat(rest.slice(i))
}

/** Every incident whose time, or whose being one at all, entries from `from` up to `known` may have changed. */
function movedBetween(incidents: Incidents, from: number, known: number): ReadonlySet<IncidentId> {
  const moved = new Set<IncidentId>()
  const moveReport = (report: LogIndex): void => {
    moved.add(ownIncident(report))
    for (const { incident } of incidents.memberships.get(report) ?? []) {
      if (incident !== undefined) moved.add(incident)
    }
  }
  const moveNamed = (id: IncidentId): void => {
    moved.add(id)
    const report = entryNamedBy(id)
    if (report !== undefined) moveReport(report)
  }
  for (let i = from; i < known; i += 1) {
    const said = isLogIndex(i) ? incidents.record.said.get(i) : undefined
    if (said === undefined) continue
    const { statement } = said
    if (statement.kind === 'reports-linked' || statement.kind === 'reports-parted') {
      moveNamed(statement.incident)
      for (const report of statement.reports) moveReport(report)
    }
    const revised = statement.kind === 'statement-corrected' || statement.kind === 'statement-withdrawn'
    const of = revised ? incidents.record.said.get(statement.entry) : said
    if (of?.statement.kind === 'incident-reported') moveReport(of.index)
    if (of?.statement.kind === 'finding-made') {
      moveNamed(of.statement.incident)
      for (const { body } of of.versions) if (body?.kind === 'finding-made') moveNamed(body.incident)
    }
  }
  return moved
}

/** One incident's place in the order as known; `undefined` if nobody dates it, or its id leads elsewhere. */
function spotOf(incidents: Incidents, id: IncidentId, known: number): Spot | undefined {
  if (resolve(incidents, id, known) !== id) return undefined
  const members = membersOf(incidents, id, known)
  const times = members.flatMap((entry) => reportAsOf(incidents, entry, known)?.when ?? [])
  for (const name of namesOf(incidents, id, members, known)) {
    for (const entry of incidents.findings.get(name) ?? []) {
      const finding = saidAsOf(incidents.record, entry, 'finding-made', known)
      if (finding?.incident === name && finding.when !== undefined) times.push(finding.when)
    }
  }
  const hull = hullOf(times)
  return hull && { earliest: hull.earliest, latest: hull.latest, id }
}

function inOrder(one: Spot, other: Spot): number {
  return one.earliest - other.earliest || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0)
}

type Growing = { earliest: Instant; latest: Instant; id: IncidentId }

function workOut(incidents: Incidents, known: number): readonly Spot[] {
  const spots: Growing[] = []
  const met = new Map<IncidentId, Growing>()
  for (const { at, entry } of inOrderOfTime(incidents.times)) {
    const dated = datedBy(incidents, entry, known)
    // A version that was corrected since dates nothing: its own mark stands elsewhere.
    if (dated === undefined || dated.when.earliest !== at) continue
    const spot = dated.alone ? undefined : met.get(dated.id)
    if (spot === undefined) {
      const fresh = { earliest: at, latest: dated.when.latest, id: dated.id }
      spots.push(fresh)
      if (!dated.alone) met.set(dated.id, fresh)
    } else if (dated.when.latest > spot.latest) spot.latest = dated.when.latest
  }
  // Marks come by time, so only incidents that begin at one moment are still to be put in order.
  return spots.toSorted(inOrder)
}

/** The incident that an entry dates as known; `alone` if no other entry can date the same one. */
function datedBy(
  incidents: Incidents,
  entry: LogIndex,
  known: number,
): { readonly id: IncidentId; readonly when: EventTime; readonly alone: boolean } | undefined {
  if (entry >= known) return undefined
  const report = reportAsOf(incidents, entry, known)
  if (report !== undefined) {
    const id = incidentOfReport(incidents, entry, known)
    const alone =
      !incidents.memberships.has(entry) &&
      !incidents.links.has(id) &&
      !incidents.findings.has(id) &&
      (incidents.record.said.get(entry)?.versions.length ?? 0) === 0
    return { id, when: report.when, alone }
  }
  const finding = saidAsOf(incidents.record, entry, 'finding-made', known)
  if (finding?.when === undefined) return undefined
  return { id: resolve(incidents, finding.incident, known), when: finding.when, alone: false }
}

/** The incidents that overlap a window, in order: what counting walks over. */
export function orderDuring(
  incidents: Incidents,
  { from, until }: { readonly from: Instant | undefined; readonly until: Instant | undefined },
  known: number,
): readonly Spot[] {
  return orderAsOf(incidents, known).filter(
    ({ earliest, latest }) =>
      (from === undefined || latest >= from) && (until === undefined || earliest < until),
  )
}
