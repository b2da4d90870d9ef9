import { saidAsOf, type Record } from '../evidence/said.ts'
import { push } from '../evidence/multimap.ts'
import type { Entry } from '../statement/entry.ts'
import type { IncidentId, LogIndex } from '../statement/fields.ts'
import { entryNamedBy, ownIncident } from './ids.ts'
import type { Spot } from './order.ts'
import { addDated, timeIndex, type TimeIndex } from './time-index.ts'

/** From an entry on, the incident that a report was linked to last; `undefined` once it is parted from all. */
type Membership = { readonly entry: LogIndex; readonly incident: IncidentId | undefined }

/**
 * What is needed to find incidents without reading the whole record: who answers what, which report belongs where from
 * which entry on, and everything dated by event time. Only grows, so that every earlier knowledge can be asked for.
 */
export type Incidents = {
  readonly record: Record
  readonly times: TimeIndex
  readonly memberships: Map<LogIndex, Membership[]>
  /** For each report its links that stand after the last entry, oldest first. */
  readonly standing: Map<LogIndex, IncidentId[]>
  readonly findings: Map<IncidentId, LogIndex[]>
  readonly notices: Map<IncidentId, LogIndex[]>
  readonly links: Map<IncidentId, LogIndex[]>
  readonly replies: Map<LogIndex, LogIndex[]>
  readonly acknowledgements: Map<LogIndex, LogIndex[]>
  /** How many entries are folded in. */
  readonly size: { entries: number }
  /** Orders of the list, kept by knowledge time: a cache that {@link orderAsOf} alone reads and writes. */
  readonly orders: Map<number, readonly Spot[]>
}

/** The index over a record, empty: fold every entry into the record first, then here. */
export function createIncidents(record: Record): Incidents {
  return {
    record,
    times: timeIndex(),
    memberships: new Map(),
    standing: new Map(),
    findings: new Map(),
    notices: new Map(),
    links: new Map(),
    replies: new Map(),
    acknowledgements: new Map(),
    size: { entries: 0 },
    orders: new Map(),
  }
}

function pushOnce<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  if (map.get(key)?.includes(value) !== true) push(map, key, value)
}

/** Folds one entry in, in place. The record must hold the entry already ({@link addSaid}); entries come in log order. */
export function addToIncidents(incidents: Incidents, { index, statement }: Entry): void {
  incidents.size.entries = index + 1
  switch (statement.kind) {
    case 'incident-reported':
      return addDated(incidents.times, statement.when.earliest, index)
    case 'finding-made':
      push(incidents.findings, statement.incident, index)
      if (statement.when !== undefined) addDated(incidents.times, statement.when.earliest, index)
      return
    case 'reports-linked':
    case 'reports-parted':
      push(incidents.links, statement.incident, index)
      for (const report of new Set(statement.reports)) {
        move(incidents, index, report, statement.incident, statement.kind === 'reports-linked')
      }
      return
    case 'reply-made':
      return push(incidents.replies, statement.to, index)
    case 'notice-given':
      if (statement.incident !== undefined) push(incidents.notices, statement.incident, index)
      return
    case 'notice-acknowledged':
      return push(incidents.acknowledgements, statement.notice, index)
    case 'statement-corrected':
      return addCorrected(incidents, index, statement.entry)
    default:
      return
  }
}

/** A correction by somebody else than the authors made no version, and changes nothing here either. */
function addCorrected(incidents: Incidents, index: LogIndex, of: LogIndex): void {
  const version = incidents.record.said.get(of)?.versions.at(-1)
  if (version?.entry !== index || version.body === undefined) return
  const { body } = version
  if (body.kind === 'incident-reported') addDated(incidents.times, body.when.earliest, of)
  if (body.kind === 'finding-made') {
    pushOnce(incidents.findings, body.incident, of)
    if (body.when !== undefined) addDated(incidents.times, body.when.earliest, of)
  }
  if (body.kind === 'notice-given' && body.incident !== undefined)
    pushOnce(incidents.notices, body.incident, of)
}

function move(
  { standing, memberships }: Incidents,
  entry: LogIndex,
  report: LogIndex,
  incident: IncidentId,
  linked: boolean,
): void {
  const rest = (standing.get(report) ?? []).filter((other) => other !== incident)
  const now = linked ? [...rest, incident] : rest
  standing.set(report, now)
  const list = memberships.get(report) ?? []
  if (list.at(-1)?.incident !== now.at(-1)) list.push({ entry, incident: now.at(-1) })
  memberships.set(report, list)
}

/** The incident that a report was linked to last as known at `known`; `undefined` if it stands alone. */
export function linkedTo(
  { memberships }: Incidents,
  report: LogIndex,
  known: number,
): IncidentId | undefined {
  const list = memberships.get(report)
  if (list === undefined) return undefined
  let found: IncidentId | undefined
  for (const { entry, incident } of list) {
    if (entry >= known) break
    found = incident
  }
  return found
}

/** The report after which a derived id is named, if it is one and that entry is a report as known. */
export function namesake({ record }: Incidents, id: IncidentId, known: number): LogIndex | undefined {
  const index = entryNamedBy(id)
  if (index === undefined) return undefined
  const said = record.said.get(index)
  return said?.statement.kind === 'incident-reported' && index < known ? index : undefined
}

/** The reports that belong to an incident as known at `known`, in log order, withdrawn ones among them. */
export function membersOf(incidents: Incidents, id: IncidentId, known: number): readonly LogIndex[] {
  const members = new Set<LogIndex>()
  for (const link of incidents.record.links.get(id) ?? []) {
    if (link.entry >= known) break
    if (link.report >= known || members.has(link.report)) continue
    if (incidents.record.said.get(link.report)?.statement.kind !== 'incident-reported') continue
    if (linkedTo(incidents, link.report, known) === id) members.add(link.report)
  }
  const self = namesake(incidents, id, known)
  if (self !== undefined && linkedTo(incidents, self, known) === undefined) members.add(self)
  return [...members].toSorted((one, other) => one - other)
}

/**
 * Where an id leads as known at `known`. The id derived from a report leads to the incident that the report has been
 * linked to since, so that a finding made about the report alone goes with it; every other id leads to itself.
 */
export function resolve(incidents: Incidents, id: IncidentId, known: number): IncidentId {
  const self = namesake(incidents, id, known)
  if (self === undefined) return id
  const moved = linkedTo(incidents, self, known)
  if (moved === undefined || moved === id) return id
  return membersOf(incidents, id, known).length === 0 ? moved : id
}

/** The incident that a report belongs to as known: the one it was linked to last, or else the one it is by itself. */
export function incidentOfReport(incidents: Incidents, report: LogIndex, known: number): IncidentId {
  return linkedTo(incidents, report, known) ?? ownIncident(report)
}

/** The report as known, or `undefined` if it is not yet known, withdrawn, or no report. */
export function reportAsOf(incidents: Incidents, report: LogIndex, known: number) {
  return saidAsOf(incidents.record, report, 'incident-reported', known)
}
