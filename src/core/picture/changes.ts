import type { Reading } from '../evidence/reading.ts'
import { readingsOf } from '../evidence/readings.ts'
import { saidAsOf } from '../evidence/said.ts'
import { incidentOfReport, resolve } from '../incident/fold.ts'
import { incident, type Incident } from '../incident/incident.ts'
import type { Grade, IncidentStatus } from '../incident/status.ts'
import { statusesOf } from '../standing/board.ts'
import type { InstanceStatus, Status } from '../standing/standing.ts'
import type { AgreementId, ClauseId, IncidentId, LogIndex, Named, PartyId } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import { askingOf } from './asking.ts'
import { lastClock, textsKnown, type Picture } from './picture.ts'

/** How a clause stood for one bearer: its status and the breaches counted against it. */
export type Stood = { readonly status: Status; readonly found: number; readonly alleged: number }

type ReadingNamed = Pick<Reading, 'id' | 'name'>

/** A clause that one entry moved, for one bearer; the readings under which it moved in the same way stand together. */
export type StandingMoved = {
  readonly agreement: AgreementId
  readonly clause: ClauseId
  readonly party: PartyId
  readonly readings: readonly ReadingNamed[]
  readonly before: Stood
  readonly after: Stood
}

/** How an incident stood. */
export type IncidentStood = {
  readonly status: IncidentStatus
  readonly grade: Grade
  readonly reports: number
  readonly findings: number
}

export type IncidentMoved = {
  readonly incident: IncidentId
  readonly title: Named | undefined
  /** `undefined` on a side where it was no incident of its own: nobody had told of it, or it was part of another. */
  readonly before: IncidentStood | undefined
  readonly after: IncidentStood | undefined
}

/** What one entry changed in the picture: the same question asked just before it was known and just after. */
export type EntryChanges = {
  readonly entry: LogIndex
  /** The event time at which boards were compared; `undefined` where nobody had said any time yet. */
  readonly at: Instant | undefined
  /** Agreements of which it brought a text. */
  readonly texts: readonly AgreementId[]
  readonly standings: readonly StandingMoved[]
  readonly incidents: readonly IncidentMoved[]
}

/**
 * What the entry at `entry` changed. Boards are compared at the later of the log's clock by then and the moment that the
 * entry speaks of, so that a word about tomorrow shows too. A text that it brought is named, not compared clause by clause.
 */
export function changesBy(picture: Picture, entry: LogIndex): EntryChanges {
  const at = momentOf(picture, entry)
  const brought = [...picture.agreements].flatMap(([id, texts]) =>
    texts.some(({ adoptedBy }) => adoptedBy === entry) ? [id] : [],
  )
  return {
    entry,
    at,
    texts: brought,
    standings: at === undefined ? [] : standingsMoved(picture, entry, at),
    incidents: incidentsMoved(picture, entry),
  }
}

function momentOf(picture: Picture, entry: LogIndex): Instant | undefined {
  const clock = lastClock(picture, entry + 1)?.readAt
  const statement = picture.record.said.get(entry)?.statement
  const about = statement !== undefined && 'when' in statement ? statement.when?.latest : undefined
  if (clock === undefined || about === undefined) return clock ?? about
  return clock > about ? clock : about
}

function standingsMoved(picture: Picture, entry: LogIndex, at: Instant): readonly StandingMoved[] {
  const moved = new Map<string, StandingMoved & { readings: ReadingNamed[] }>()
  for (const agreement of picture.agreements.keys()) {
    const text = textsKnown(picture, agreement, entry).at(-1)?.agreement
    if (text === undefined || !inForce(picture, agreement, entry, at)) continue
    for (const reading of readingsOf(text)) {
      const named = { id: reading.id, name: reading.name }
      const ask = { agreement, at, reading }
      const before = statusesOf(picture.engine, { ...ask, known: entry })
      const after = statusesOf(picture.engine, { ...ask, known: entry + 1 })
      const old = new Map(before.map((standing) => [instanceOf(standing), stood(standing)]))
      for (const standing of after) {
        const was = old.get(instanceOf(standing))
        const is = stood(standing)
        if (was === undefined || same(was, is)) continue
        const { clause, party } = standing
        const key = [agreement, clause, party, ...Object.values(was), ...Object.values(is)].join('|')
        const together = moved.get(key)
        if (together === undefined) {
          moved.set(key, { agreement, clause, party, readings: [named], before: was, after: is })
        } else together.readings.push(named)
      }
    }
  }
  return [...moved.values()]
}

/** Whether some text was known before the entry and bound by then: with none there is no board to compare with. */
function inForce({ engine }: Picture, agreement: AgreementId, known: number, at: Instant): boolean {
  const texts = engine.texts.get(agreement) ?? []
  return texts.some(({ entry, from }) => entry < known && (from === undefined || from <= at))
}

const instanceOf = ({ clause, party }: InstanceStatus): string => `${clause}|${party}`
const stood = ({ status, breaches }: InstanceStatus): Stood => ({ status, ...breaches })
const same = (one: Stood, other: Stood): boolean =>
  one.status === other.status && one.found === other.found && one.alleged === other.alleged

function incidentsMoved(picture: Picture, entry: LogIndex): readonly IncidentMoved[] {
  const touched = new Set<IncidentId>()
  for (const known of [entry, entry + 1]) {
    for (const id of incidentsSpokenOf(picture, entry, known))
      touched.add(resolve(picture.incidents, id, known))
  }
  return [...touched].toSorted().flatMap((id): readonly IncidentMoved[] => {
    const was = incidentAsOf(picture, id, entry)
    const is = incidentAsOf(picture, id, entry + 1)
    const before = was === undefined ? undefined : incidentStood(was)
    const after = is === undefined ? undefined : incidentStood(is)
    if (JSON.stringify(before) === JSON.stringify(after)) return []
    return [{ incident: id, title: is?.title ?? was?.title, before, after }]
  })
}

/** An incident as known; `undefined` where its reports have gone over to another. */
function incidentAsOf(picture: Picture, id: IncidentId, known: number): Incident | undefined {
  if (resolve(picture.incidents, id, known) !== id) return undefined
  return incident(picture.incidents, id, askingOf(picture, known))
}

function incidentStood(of: Incident): IncidentStood {
  const { status, grade, reports, findings } = of
  return { status, grade, reports: reports.length, findings: findings.length }
}

/** The incidents that an entry speaks of, itself or through the statement that it answers, corrects or withdraws. */
function incidentsSpokenOf(picture: Picture, entry: LogIndex, known: number): readonly IncidentId[] {
  const { record, incidents } = picture
  const statement = record.said.get(entry)?.statement
  switch (statement?.kind) {
    case 'incident-reported':
      return [incidentOfReport(incidents, entry, known)]
    case 'finding-made': {
      const body = saidAsOf(record, entry, 'finding-made', known)
      return [statement.incident, ...(body === undefined ? [] : [body.incident])]
    }
    case 'reports-linked':
    case 'reports-parted':
      return [
        statement.incident,
        ...statement.reports.map((report) => incidentOfReport(incidents, report, known)),
      ]
    case 'reply-made':
      return incidentsSpokenOf(picture, statement.to, known)
    case 'statement-corrected':
    case 'statement-withdrawn':
      return incidentsSpokenOf(picture, statement.entry, known)
    default:
      return []
  }
}
