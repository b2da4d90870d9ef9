import type { Agreement } from '../agreement/agreement.ts'
import { readAgreement } from '../agreement/read-agreement.ts'
import { fromUtf8 } from '../bytes/utf8.ts'
import { addSaid, emptyRecord, type Record } from '../evidence/said.ts'
import { addToIncidents, createIncidents, type Incidents } from '../incident/fold.ts'
import { isProblem, type Problem } from '../problem.ts'
import { addToEngine, createEngine, type Engine } from '../standing/engine.ts'
import type { Entry } from '../statement/entry.ts'
import type { AgreementId, LogIndex, Sha256 } from '../statement/fields.ts'
import { emptyRegistry, withRegistration, type Registry } from '../statement/registry.ts'
import type { Instant } from '../time/instant.ts'

/**
 * Everything that follows from the entries: the one fold. It grows in place and append only, so that a question as of
 * an earlier entry reads the same picture. Same log, same picture, on every machine.
 */
export type Picture = {
  /** Entries folded so far. */
  size: number
  /** Who may sign, as after the last entry. */
  registry: Registry
  readonly record: Record
  readonly engine: Engine
  readonly incidents: Incidents
  /** For each agreement its texts in the order in which they became known. */
  readonly agreements: Map<AgreementId, AdoptedAgreement[]>
  /** The readings of the log's own clock, in log order; `readAt` never goes back. */
  readonly clockReadings: ClockReading[]
}

/** A text of an agreement, and the entry that brought it into the record. */
export type AdoptedAgreement = {
  readonly agreement: Agreement
  readonly adoptedBy: LogIndex
  /** From which event time it is the text, where it amends an earlier one. */
  readonly from: Instant | undefined
  /** The document, as it was handed in. */
  readonly markdown: string
  /** What is wrong with it: jig's own log takes no such text, the log of another may have. */
  readonly problems: readonly Problem[]
}

/** The log's clock as its operator wrote it into the record: what comes after `entry` came no earlier than `readAt`. */
export type ClockReading = { readonly readAt: Instant; readonly entry: LogIndex }

export function createPicture(): Picture {
  const record = emptyRecord()
  return {
    size: 0,
    registry: emptyRegistry,
    record,
    engine: createEngine(record),
    incidents: createIncidents(record),
    agreements: new Map(),
    clockReadings: [],
  }
}

/**
 * Folds one entry in, in place. Entries come in log order, each once. `blob` gives the texts that entries name by their
 * digest; a text that nobody handed in leaves its agreement out of the picture, a text with faults is in it as far as it
 * can be read, and everything else stands.
 */
export function addToPicture(
  picture: Picture,
  entry: Entry,
  blob: (sha256: Sha256) => Uint8Array | undefined,
): void {
  const { index, statement } = entry
  picture.registry = withRegistration(picture.registry, index, statement)
  addSaid(picture.record, entry)
  addToIncidents(picture.incidents, entry)
  let text: Agreement | undefined
  if (statement.kind === 'agreement-adopted' || statement.kind === 'agreement-amended') {
    const adopted = adoptedText(blob(statement.package))
    if (adopted !== undefined && adopted.agreement.id === statement.agreement) {
      const from = statement.kind === 'agreement-amended' ? statement.from : undefined
      const versions = picture.agreements.get(statement.agreement) ?? []
      picture.agreements.set(statement.agreement, [...versions, { ...adopted, adoptedBy: index, from }])
      text = adopted.agreement
    }
  }
  addToEngine(picture.engine, entry, { textOf: () => text })
  if (statement.kind === 'clock-read') {
    const before = picture.clockReadings.at(-1)?.readAt
    const readAt = before === undefined || statement.readAt > before ? statement.readAt : before
    picture.clockReadings.push({ readAt, entry: index })
  }
  picture.size = index + 1
}

function adoptedText(
  bytes: Uint8Array | undefined,
): Pick<AdoptedAgreement, 'agreement' | 'markdown' | 'problems'> | undefined {
  if (bytes === undefined) return undefined
  try {
    const markdown = fromUtf8(bytes)
    const { agreement, problems } = readAgreement(markdown, 'agreement.md')
    return agreement === undefined ? undefined : { agreement, markdown, problems }
  } catch (error) {
    if (isProblem(error)) return undefined
    throw error
  }
}

/** The newest reading of the log's clock as known when the log had `known` entries. */
export function lastClock(picture: Picture, known: number = picture.size): ClockReading | undefined {
  return picture.clockReadings[firstReadingWhere(picture, (reading) => reading.entry >= known) - 1]
}

/**
 * How many entries were known at a moment by the calendar: the longest beginning of the log in which no clock reading
 * is later than `instant`.
 */
export function sizeKnownAt(picture: Picture, instant: Instant): number {
  const later = picture.clockReadings[firstReadingWhere(picture, (reading) => reading.readAt > instant)]
  return later === undefined ? picture.size : later.entry
}

/** The texts of an agreement as known: the newest by then last. */
export function textsKnown(
  picture: Picture,
  agreement: AgreementId,
  known: number,
): readonly AdoptedAgreement[] {
  return (picture.agreements.get(agreement) ?? []).filter((text) => text.adoptedBy < known)
}

/** Where in the readings, which are in order both of entry and of time, `holds` first becomes true. */
function firstReadingWhere({ clockReadings }: Picture, holds: (reading: ClockReading) => boolean): number {
  let low = 0
  let high = clockReadings.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const reading = clockReadings[middle]
    if (reading !== undefined && holds(reading)) high = middle
    else low = middle + 1
  }
  return low
}
