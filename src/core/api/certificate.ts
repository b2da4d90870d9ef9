import { z } from 'zod'
import { CERTIFIED_STATUSES } from '../certificate/certificate.ts'
import { ROLES } from '../statement/fields.ts'
import { actorId, agreementId, clauseId, incidentId, instant, logIndex, partyId, termId } from './wire.ts'

const maybeInstant = instant.nullable()
const status = z.enum(CERTIFIED_STATUSES)
const entries = z.array(logIndex)
const atom = z.int().nonnegative()

const rule = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('clause-standard') }),
  z.strictObject({ is: z.literal('word-of'), parties: z.array(partyId) }),
  z.strictObject({ is: z.literal('found-by'), roles: z.array(z.enum(ROLES)) }),
  z.strictObject({ is: z.literal('accepted-by-all'), parties: z.array(partyId) }),
])

const matter = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('report'), report: logIndex }),
  z.strictObject({ is: z.literal('incident'), incident: incidentId }),
  z.strictObject({ is: z.literal('refutation'), entry: logIndex }),
])

const openMatter = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('claim'), clause: clauseId, party: partyId, about: matter, entries }),
  z.strictObject({ is: z.literal('performance'), clause: clauseId, party: partyId, entries }),
  z.strictObject({ is: z.literal('condition'), atom }),
])

const MOVES = ['perform', 'verify', 'accede', 'determine', 'exercise', 'close', 'reply'] as const

/** A certificate as it travels and is kept in a file: docs/formats/certificate.md. Strict, for it is given by others too. */
export const certificateView = z.strictObject({
  format: z.literal('jig-certificate/1'),
  agreement: agreementId,
  text: logIndex,
  clause: clauseId,
  party: partyId,
  at: instant,
  known: z.int(),
  rule,
  status,
  bounds: z.strictObject({
    activated: z.strictObject({ certain: maybeInstant, possible: maybeInstant }),
    due: maybeInstant,
    ends: maybeInstant,
  }),
  why: z.strictObject({
    begins: entries,
    rests: entries,
    claim: z.strictObject({ about: matter, entries }).nullable(),
    waits: z.array(atom),
  }),
  whyNot: z.array(
    z.strictObject({ as: z.enum(['shown', 'refuted']), open: z.array(openMatter), becomes: status }),
  ),
  next: z.array(
    z.strictObject({
      who: z.union([partyId, actorId]),
      what: z.enum(MOVES),
      subject: z.union([clauseId, termId]),
      by: maybeInstant,
    }),
  ),
  changed: z.strictObject({ entry: logIndex, from: status.nullable() }),
})
export type CertificateView = z.output<typeof certificateView>
