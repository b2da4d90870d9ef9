import type { Record } from '../evidence/said.ts'
import type { Incident } from '../incident/incident.ts'
import type { IncidentPage } from '../incident/list.ts'
import type { LinkedNotice } from '../incident/trail.ts'
import type { LogIndex } from '../statement/fields.ts'
import type { IncidentsView, IncidentView, NoticeView } from './incident.ts'
import type { Frozen } from './write.ts'

/** What stands around a statement's body: an entry of an incident was said, so the record has it. */
function envelope(record: Record, entry: LogIndex) {
  const statement = record.said.get(entry)?.statement
  if (statement === undefined) throw new RangeError(`entry ${entry} was never said`)
  const { saidAt, words, translations, cites } = statement
  return { saidAt, words, translations, cites }
}

/** A page of the list. */
export function showIncidents(page: IncidentPage, known: number): Frozen<IncidentsView> {
  return { known, total: page.total, incidents: page.incidents, next: page.next ?? null }
}

export function showNotice(record: Record, notice: LinkedNotice): Frozen<NoticeView> {
  const { saidAt, words } = envelope(record, notice.entry)
  return {
    ...notice,
    saidAt,
    words,
    to: notice.to.map(({ party, acknowledged }) => ({
      party,
      acknowledged: acknowledged && {
        ...acknowledged,
        saidAt: envelope(record, acknowledged.entry).saidAt,
      },
    })),
  }
}

/** One incident whole, each account with its author's own words and sources. */
export function showIncident(record: Record, incident: Incident): Frozen<IncidentView> {
  return {
    ...incident,
    reports: incident.reports.map(({ body, entry, by, voices }) => {
      return { ...body, entry, by, voices, ...envelope(record, entry) }
    }),
    findings: incident.findings.map(({ body, entry, by, voices, separate }) => {
      return { ...body, entry, by, voices, separate, ...envelope(record, entry) }
    }),
    replies: incident.replies.map((reply) => ({ ...reply, ...envelope(record, reply.entry) })),
    notices: incident.notices.map((notice) => showNotice(record, notice)),
  }
}
