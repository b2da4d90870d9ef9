import { saidAsOf } from '../evidence/said.ts'
import type { ActorId, IncidentId, LogIndex, Named } from '../statement/fields.ts'
import type { StatementOf } from '../statement/kinds.ts'
import type { EventTime } from '../time/event-time.ts'
import type { Asking, FindingBody, ReportBody } from './asking.ts'
import { membersOf, namesake, reportAsOf, resolve, type Incidents } from './fold.ts'
import { ownIncident } from './ids.ts'
import { speaksForMoreThanOneSide, voicesOf, type Voice } from './voices.ts'

/** One telling of an incident: who speaks, and for whom. */
type Spoken = { readonly entry: LogIndex; readonly by: readonly ActorId[]; readonly voices: readonly Voice[] }
export type Report = Spoken & { readonly body: ReportBody }
/** `separate`: made by one side alone, so that the other side's word can leave it disputed. */
export type Finding = Spoken & { readonly body: FindingBody; readonly separate: boolean }
export type Reply = Spoken & {
  readonly to: LogIndex
  readonly stance: StatementOf<'reply-made'>['stance']
}

/** Everything said about one incident that stands as known. */
export type Accounts = {
  readonly id: IncidentId
  readonly title: Named | undefined
  /** In log order. */
  readonly reports: readonly Report[]
  /** Reports that belong here and were withdrawn by their authors. */
  readonly withdrawn: readonly LogIndex[]
  readonly findings: readonly Finding[]
  readonly replies: readonly Reply[]
}

function spoken(incidents: Incidents, entry: LogIndex, asking: Asking): Spoken {
  const by = incidents.record.said.get(entry)?.by ?? []
  return { entry, by, voices: voicesOf(by, asking) }
}

/** The ids under which something about this incident may have been said: its own, and those of its reports alone. */
export function namesOf(
  incidents: Incidents,
  id: IncidentId,
  members: readonly LogIndex[],
  known: number,
): readonly IncidentId[] {
  const names = new Set([id])
  for (const report of members) {
    const own = ownIncident(report)
    if (!incidents.findings.has(own) && !incidents.notices.has(own)) continue
    if (resolve(incidents, own, known) === id) names.add(own)
  }
  return [...names]
}

/** Gathers what stands about an incident as known. `id` has to be resolved already ({@link resolve}). */
export function accountsOf(incidents: Incidents, id: IncidentId, asking: Asking): Accounts {
  const alone = accountsOfOne(incidents, id, asking)
  if (alone !== undefined) return alone
  const { known } = asking
  const members = membersOf(incidents, id, known)
  const reports: Report[] = []
  const withdrawn: LogIndex[] = []
  for (const entry of members) {
    const body = reportAsOf(incidents, entry, known)
    if (body === undefined) withdrawn.push(entry)
    else reports.push({ ...spoken(incidents, entry, asking), body })
  }
  const findings = findingsOf(incidents, namesOf(incidents, id, members, known), asking)
  return {
    id,
    title: titleOf(incidents, id, known),
    reports,
    withdrawn,
    findings,
    replies: [...reports, ...findings]
      .flatMap(({ entry }) => repliesTo(incidents, entry, asking))
      .toSorted((one, other) => one.entry - other.entry),
  }
}

/** The accounts of a report that nobody ever linked or made a finding about: most of a record, so the short way. */
function accountsOfOne(incidents: Incidents, id: IncidentId, asking: Asking): Accounts | undefined {
  if (incidents.links.has(id) || incidents.findings.has(id)) return undefined
  const entry = namesake(incidents, id, asking.known)
  if (entry === undefined || incidents.memberships.has(entry)) return undefined
  const body = reportAsOf(incidents, entry, asking.known)
  if (body === undefined) return undefined
  const reports = [{ ...spoken(incidents, entry, asking), body }]
  const replies = incidents.replies.has(entry) ? repliesTo(incidents, entry, asking) : []
  return { id, title: undefined, reports, withdrawn: [], findings: [], replies }
}

function findingsOf(incidents: Incidents, names: readonly IncidentId[], asking: Asking): readonly Finding[] {
  const found: Finding[] = []
  for (const name of names) {
    for (const entry of incidents.findings.get(name) ?? []) {
      const body = saidAsOf(incidents.record, entry, 'finding-made', asking.known)
      if (body?.incident !== name) continue
      const who = spoken(incidents, entry, asking)
      found.push({ ...who, body, separate: !speaksForMoreThanOneSide(who.by, asking) })
    }
  }
  return found.toSorted((one, other) => one.entry - other.entry)
}

function repliesTo(incidents: Incidents, to: LogIndex, asking: Asking): readonly Reply[] {
  const replies: Reply[] = []
  for (const entry of incidents.replies.get(to) ?? []) {
    const body = saidAsOf(incidents.record, entry, 'reply-made', asking.known)
    if (body !== undefined) replies.push({ ...spoken(incidents, entry, asking), to, stance: body.stance })
  }
  return replies
}

function titleOf(incidents: Incidents, id: IncidentId, known: number): Named | undefined {
  for (const entry of (incidents.links.get(id) ?? []).toReversed()) {
    const body = saidAsOf(incidents.record, entry, 'reports-linked', known)
    if (body?.title !== undefined) return body.title
  }
  return undefined
}

/** The interval that holds every account's interval; `undefined` where nobody dates the incident. */
export function hullOf(times: readonly EventTime[]): EventTime | undefined {
  const [first, ...rest] = times
  if (first === undefined) return undefined
  let hull = first
  for (const time of rest) {
    hull = {
      earliest: time.earliest < hull.earliest ? time.earliest : hull.earliest,
      latest: time.latest > hull.latest ? time.latest : hull.latest,
      // The coarser word: a hull must not claim to be closer than what it was made of.
      precision: coarseness(time) > coarseness(hull) ? time.precision : hull.precision,
    }
  }
  return hull
}

const COARSENESS = {
  minute: 0,
  hour: 1,
  'part-of-day': 2,
  day: 3,
  days: 4,
  week: 5,
  month: 6,
  longer: 7,
} as const

function coarseness({ precision }: EventTime): number {
  return COARSENESS[precision]
}

/** Every dated account: reports, and findings that give a time. */
export function timesOf({ reports, findings }: Accounts): readonly EventTime[] {
  const times: EventTime[] = reports.map(({ body }) => body.when)
  for (const { body } of findings) if (body.when !== undefined) times.push(body.when)
  return times
}
