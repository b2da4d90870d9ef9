import { z } from 'zod'
import { GRADES, INCIDENT_STATUSES } from '../incident/status.ts'
import { STATUSES } from '../standing/standing.ts'
import {
  actorId,
  agreementId,
  clauseId,
  incidentId,
  instant,
  logIndex,
  named,
  partyId,
  sha256,
} from './wire.ts'
import { statementSchema } from '../statement/kinds.ts'
import { ROLES } from '../statement/fields.ts'

/** The log as a whole: what it is called, how far it goes, and by which key its tree head can be checked. */
export const logView = z.object({
  log: z.string(),
  origin: z.string(),
  title: named,
  /** Shown on every screen: this log was made for demonstration, from public sources. */
  demonstration: z.boolean(),
  size: z.int(),
  /** Verifier key of the log, in the form of a signed note's key. */
  logKey: z.string(),
  /** The log's own clock at its last reading, and the entry that says so. */
  clock: z.object({ readAt: instant, entry: logIndex }).nullable(),
})
export type LogView = z.output<typeof logView>

export const actorView = z.object({
  id: actorId,
  name: named,
  roles: z.array(z.enum(ROLES)),
  actsFor: partyId.nullable(),
  keys: z.array(
    z.object({
      key: z.string(),
      knownFrom: logIndex,
      revokedAt: logIndex.nullable(),
      /** From when, as its revocation says, somebody else may have had it. */
      doubtfulSince: instant.nullable(),
    }),
  ),
})
export const actorsView = z.object({ known: z.int(), actors: z.array(actorView) })
export type ActorsView = z.output<typeof actorsView>

/** One entry: its exact text, what it says, who signed it, and what later entries did to it. */
export const entryView = z.object({
  index: logIndex,
  leafHash: sha256,
  /** The signed note, byte for byte (it is UTF-8). */
  note: z.string(),
  /** The same statement as JSON, in wire form. */
  statement: z.custom<z.input<typeof statementSchema>>(),
  by: z.array(z.object({ actor: actorId, name: named })),
  /** When the log's clock was last read before this entry. */
  receivedAfter: instant.nullable(),
  correctedBy: z.array(logIndex),
  withdrawnBy: z.array(logIndex),
  /**
   * Keys on it that were revoked later. The entry stands; `doubtful` says that it may have come when, as the revocation
   * has it, somebody else could have signed.
   */
  keyMarks: z.array(z.object({ actor: actorId, revokedAt: logIndex, doubtful: z.boolean() })),
})
export type EntryView = z.output<typeof entryView>

const stoodView = z.object({ status: z.enum(STATUSES), found: z.int(), alleged: z.int() })
const incidentStoodView = z.object({
  status: z.enum(INCIDENT_STATUSES),
  grade: z.enum(GRADES),
  reports: z.int(),
  findings: z.int(),
})

/** What one entry changed: the same questions asked just before it was known and just after. */
export const changesView = z.object({
  entry: logIndex,
  /** The event time at which boards were compared; null where nobody had said any time yet. */
  at: instant.nullable(),
  /** Agreements of which it brought a text: these are not compared clause by clause. */
  texts: z.array(agreementId),
  standings: z.array(
    z.object({
      agreement: agreementId,
      clause: clauseId,
      party: partyId,
      /** The readings under which it moved so. */
      readings: z.array(z.object({ id: z.string(), name: named })),
      before: stoodView,
      after: stoodView,
    }),
  ),
  incidents: z.array(
    z.object({
      incident: incidentId,
      title: named.optional(),
      /** Null on a side where it was no incident of its own. */
      before: incidentStoodView.nullable(),
      after: incidentStoodView.nullable(),
    }),
  ),
})
export type ChangesView = z.output<typeof changesView>

export const entriesView = z.object({ size: z.int(), entries: z.array(entryView), next: z.int().nullable() })

/** A refusal on the wire (RFC 9457). */
export const problemView = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  where: z
    .object({ file: z.string(), line: z.int(), column: z.int(), path: z.string() })
    .partial()
    .optional(),
  fix: z.string().optional(),
})
export type ProblemView = z.output<typeof problemView>
