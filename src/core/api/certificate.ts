import { z } from 'zod'
import {
  CERTIFIED_STATUSES,
  EXCHANGE_STATUSES,
  ORDER_FINDINGS,
  STATE_STATUSES,
} from '../certificate/certificate.ts'
import { ROLES } from '../statement/fields.ts'
import { actorId, agreementId, clauseId, incidentId, instant, logIndex, partyId, termId } from './wire.ts'

const maybeInstant = instant.nullable()
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

const onset = z.strictObject({ certain: maybeInstant, possible: maybeInstant })

/** What every certificate says, whatever it speaks of, with what this one says besides. */
function speaking<Status extends string, Own extends z.ZodRawShape>(statuses: readonly Status[], own: Own) {
  const status = z.enum(statuses)
  return z.strictObject({
    format: z.literal('jig-certificate/2'),
    agreement: agreementId,
    text: logIndex,
    at: instant,
    known: z.int(),
    rule,
    status,
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
    ...own,
  })
}

const ofClause = speaking(CERTIFIED_STATUSES, {
  is: z.literal('clause'),
  clause: clauseId,
  party: partyId,
  bounds: z.strictObject({ activated: onset, due: maybeInstant, ends: maybeInstant }),
  why: z.strictObject({
    begins: entries,
    rests: entries,
    claim: z.strictObject({ about: matter, entries }).nullable(),
    waits: z.array(atom),
  }),
})

const ofExchange = speaking(EXCHANGE_STATUSES, {
  is: z.literal('exchange'),
  exchange: clauseId,
  why: z.strictObject({
    begins: entries,
    waits: z.array(atom),
    steps: z.array(z.strictObject({ clause: clauseId, party: partyId, done: onset, entries })),
    order: z.array(z.strictObject({ is: z.enum(ORDER_FINDINGS), leg: clauseId.nullable(), entries })),
    cycle: z.array(clauseId),
  }),
})

const count = z.strictObject({ least: z.int().nonnegative(), most: z.int().nonnegative().nullable() })

const ofState = speaking(STATE_STATUSES, {
  is: z.literal('state'),
  state: termId,
  bounds: z.strictObject({ began: onset, since: maybeInstant }),
  why: z.strictObject({
    begins: entries,
    rests: entries,
    counted: count.nullable(),
    allowed: count.nullable(),
  }),
})

/** A certificate as it travels and is kept in a file: docs/formats/certificate.md. Strict, for it is given by others too. */
export const certificateView = z.discriminatedUnion('is', [ofClause, ofExchange, ofState])
export type CertificateView = z.output<typeof certificateView>
