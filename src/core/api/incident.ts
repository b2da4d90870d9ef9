import { z } from 'zod'
import { ACTS } from '../statement/fields.ts'
import {
  actorId,
  agreementId,
  clauseId,
  eventTime,
  incidentId,
  logIndex,
  named,
  partyId,
  range,
} from './wire.ts'

export const SCOPES = ['within', 'outside', 'uncertain'] as const

const act = z.enum(ACTS)

export const placeView = z.object({
  name: z.string(),
  names: named.optional(),
  /** 1e-7 degrees. */
  latE7: z.int().optional(),
  lonE7: z.int().optional(),
  /** Metres: how closely the source could place it. */
  radius: z.int().optional(),
  governorate: z.string().optional(),
})

export const scopeView = z.object({
  agreement: agreementId,
  within: z.enum(SCOPES),
  because: z.array(z.string()),
  touches: z.array(z.object({ clause: clauseId, bearer: partyId.optional() })),
})

/** A row of the list and a dot on the map. */
export const incidentSummary = z.object({
  id: incidentId,
  title: named.nullable(),
  when: eventTime,
  where: placeView.nullable(),
  acts: z.array(act),
  alleged: z.array(partyId),
  status: z.string(),
  grade: z.string(),
  reports: z.int(),
  findings: z.int(),
  killed: range.nullable(),
  scopes: z.array(scopeView),
})
export type IncidentSummary = z.output<typeof incidentSummary>

export const incidentsView = z.object({
  known: z.int(),
  /** How many incidents fit the filters, on all pages. */
  total: z.int(),
  incidents: z.array(incidentSummary),
  /** The cursor of the next page. */
  next: z.string().nullable(),
})
export type IncidentsView = z.output<typeof incidentsView>

const account = z.object({
  entry: logIndex,
  by: z.array(actorId),
})

export const incidentView = incidentSummary.extend({
  known: z.int(),
  reportedBy: z.array(account),
})
export type IncidentView = z.output<typeof incidentView>
