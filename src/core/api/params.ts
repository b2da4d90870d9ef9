import { z } from 'zod'
import { ACTS, agreementId, clauseId, incidentId, partyId, ruleId, termId } from '../statement/fields.ts'
import { formatInstant, parseInstant, type Instant } from '../time/instant.ts'
import { SCOPE_VERDICTS } from '../incident/scopes.ts'
import { INCIDENT_STATUSES } from '../incident/status.ts'

/** How far the reader's knowledge reaches: a number of entries, or everything the log knew at a wall time. */
export type Known =
  | { readonly is: 'size'; readonly size: number }
  | { readonly is: 'at'; readonly at: Instant }

const INSTANT = 'write an instant in UTC, like 2016-09-12T16:00:00Z'

function instantOf(text: string): Instant | undefined {
  try {
    return parseInstant(text)
  } catch {
    return undefined
  }
}

/** A number without sign, leading zeros, exponent or fraction: what a query may count with. */
const WHOLE = /^(?:0|[1-9]\d{0,14})$/

export const instantParam = z
  .string()
  .transform((text, context): Instant => {
    const value = instantOf(text)
    if (value !== undefined) return value
    context.addIssue({ code: 'custom', message: INSTANT })
    return z.NEVER
  })
  .meta({ format: 'date-time', description: INSTANT })

/** `120` (entries) or `2016-09-17T00:00:00Z` (by the log's own clock). */
export const knownParam = z
  .string()
  .transform((text, context): Known => {
    if (WHOLE.test(text)) return { is: 'size', size: Number(text) }
    const at = instantOf(text)
    if (at !== undefined) return { is: 'at', at }
    context.addIssue({ code: 'custom', message: `write a number of entries, or ${INSTANT.slice(6)}` })
    return z.NEVER
  })
  .meta({
    description:
      'As known when: a number of entries of the log, or an instant by the log’s own clock. Left out: all that is known.',
  })

/** The written form that {@link knownParam} reads back. */
export function formatKnown(known: Known): string {
  return known.is === 'size' ? String(known.size) : formatInstant(known.at)
}

export const wholeParam = (most: number) =>
  z
    .string()
    .regex(WHOLE, 'write a whole number from 0, without leading zeros')
    .transform(Number)
    .refine((value) => value <= most, { message: `at most ${most}` })

const phrase = (description: string) => z.string().min(1).max(200).meta({ description })

export const indexPath = z.strictObject({ index: phrase('An entry’s place in the log, from 0') })
export const agreementPath = z.strictObject({ id: agreementId.meta({ description: 'An agreement' }) })
export const incidentPath = z.strictObject({ id: incidentId.meta({ description: 'An incident' }) })
export const clausePath = z.strictObject({
  id: agreementId.meta({ description: 'An agreement' }),
  clause: clauseId.meta({ description: 'A clause of it' }),
})
export const exchangePath = z.strictObject({
  id: agreementId.meta({ description: 'An agreement' }),
  exchange: clauseId.meta({ description: 'An exchange of it' }),
})
export const statePath = z.strictObject({
  id: agreementId.meta({ description: 'An agreement' }),
  state: termId.meta({ description: 'A state that it defines' }),
})
export const sha256Path = z.strictObject({ sha256: phrase('64 lower-case hexadecimal digits') })
export const tilePathParam = z.strictObject({ path: phrase('A path of C2SP tlog-tiles below /tile/') })

export const asKnown = z.strictObject({ known: knownParam.optional() })
export const textQuery = z.strictObject({
  at: instantParam
    .optional()
    .meta({ description: 'Which text: the one in force then; left out: the newest' }),
  known: knownParam.optional(),
})
export const boardQuery = z.strictObject({
  at: instantParam.optional(),
  known: knownParam.optional(),
  reading: phrase('A reading of the agreement; left out: each clause by its own standard').optional(),
  workings: z.literal('yes').optional().meta({
    description: 'With what stands behind the board: counts, uses of powers, tests; left out: without',
  }),
})
export const historyQuery = z.strictObject({
  party: partyId.meta({ description: 'A bearer; left out: the clause’s first' }).optional(),
  from: instantParam.optional(),
  to: instantParam.optional(),
  known: knownParam.optional(),
  reading: boardQuery.shape.reading,
})
export const certificateQuery = historyQuery.pick({ party: true, known: true, reading: true }).extend({
  at: instantParam.optional(),
})
export const certificateOfTextQuery = certificateQuery.omit({ party: true })
export const entriesQuery = z.strictObject({
  from: wholeParam(Number.MAX_SAFE_INTEGER).optional(),
  limit: wholeParam(256).optional(),
})

const DEGREE_E7 = 10_000_000

/** Degrees with up to seven places, as a whole number of 1e-7 degrees: no float is multiplied. */
function degreesE7(text: string, most: number): number {
  const [, sign, whole = '', part = ''] = /^(-?)(\d{1,3})(?:\.(\d{1,7}))?$/.exec(text) ?? []
  if (whole === '') return NaN
  const value = Number(whole) * DEGREE_E7 + Number(part.padEnd(7, '0'))
  return value <= most * DEGREE_E7 ? (sign === '-' ? 0 - value : value) : NaN
}

/** Which part of the map, in 1e-7 degrees. `west` larger than `east` crosses 180°. */
const bbox = z
  .string()
  .transform((given, context) => {
    const parts = given.split(',').map((part, i) => degreesE7(part, i % 2 === 0 ? 180 : 90))
    const [west = NaN, south = NaN, east = NaN, north = NaN] = parts
    if (parts.length === 4 && !parts.includes(NaN) && south <= north) return { west, south, east, north }
    const message = 'write west,south,east,north in degrees, such as 35.5,32,42.5,37.5'
    context.addIssue({ code: 'custom', message })
    return z.NEVER
  })
  .meta({ description: 'west,south,east,north in degrees' })

export const incidentsQuery = z.strictObject({
  known: knownParam.optional(),
  from: instantParam.optional(),
  to: instantParam.optional(),
  act: z.enum(ACTS).optional(),
  party: partyId.meta({ description: 'A party that an account names' }).optional(),
  status: z.enum(INCIDENT_STATUSES).optional(),
  scope: z.enum(SCOPE_VERDICTS).optional(),
  governorate: phrase('A first-level division').optional(),
  text: phrase('Words to look for').optional(),
  bbox: bbox.optional(),
  after: phrase('The cursor `next` of the page before').optional(),
  limit: wholeParam(500).optional(),
})
export const talliesQuery = z.strictObject({
  rule: ruleId.meta({ description: 'A counting rule' }).optional(),
  from: instantParam.optional(),
  to: instantParam.optional(),
  known: knownParam.optional(),
})
export const sideBySideQuery = z.strictObject({
  from: instantParam.optional(),
  to: instantParam.optional(),
  known: knownParam.optional(),
})
