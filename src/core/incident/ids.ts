import type { IncidentId, LogIndex } from '../statement/fields.ts'
import { isLogIndex } from '../log/log-index.ts'

export function isIncidentId(text: string): text is IncidentId {
  return /^INC-[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text)
}

/** The id of the incident that one report is by itself: derived from its entry, so the same on every machine. */
export function ownIncident(report: LogIndex): IncidentId {
  const id = `INC-r${report}`
  if (isIncidentId(id)) return id
  throw new Error(`a log index made no incident id: ${report}`)
}

/** The entry after which a derived id is named, if it is one; whether a report stands there is for the record to say. */
export function entryNamedBy(id: IncidentId): LogIndex | undefined {
  const digits = /^INC-r(0|[1-9]\d{0,15})$/.exec(id)?.[1]
  const index = digits === undefined ? undefined : Number(digits)
  return isLogIndex(index) ? index : undefined
}
