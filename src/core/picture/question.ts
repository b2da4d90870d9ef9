import { z } from 'zod'
import { agreementId, clauseId, incidentId, instant, named } from '../statement/fields.ts'

/** `2016-03-24 18:00`, on the agreement's own clock. */
const wallClock = z.string().regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/)

/**
 * What a question asks of the picture. Each kind is a query over any log; which agreement, clause or incident it is
 * about comes from the question, so nothing here knows one ceasefire from another.
 */
export const askSchema = z.discriminatedUnion('is', [
  /** What each declared end amounts to, by each clock. */
  z.strictObject({ is: z.literal('ends'), agreement: agreementId }),
  /** Whether an incident falls under the agreements, and how it is disputed. */
  z.strictObject({ is: z.literal('incident'), incident: incidentId }),
  /** Whether a clause ever became active, up to `at`. */
  z.strictObject({
    is: z.literal('clause-ever'),
    agreement: agreementId,
    clause: clauseId,
    at: instant.optional(),
  }),
  /** Whether an exchange could begin, and who waits for whom. */
  z.strictObject({
    is: z.literal('exchange'),
    agreement: agreementId,
    exchange: clauseId,
    at: instant.optional(),
  }),
  /** What each counting rule gives for a stretch of time. */
  z.strictObject({ is: z.literal('tallies'), from: instant, until: instant }),
  /** Who was told of something, and when each acknowledged it. */
  z.strictObject({ is: z.literal('notices'), incident: incidentId }),
  /** From when something may happen that has to be announced `leadHours` ahead, on an agreement's own clock. */
  z.strictObject({
    is: z.literal('notice-lead'),
    agreement: agreementId,
    leadHours: z
      .number()
      .int()
      .min(1)
      .max(24 * 60),
    /** Wall-clock times at which notice is given, and at which what it announces begins. */
    cases: z.array(z.strictObject({ givenLocal: wallClock, activityLocal: wallClock })).min(1),
  }),
])
export type Ask = z.output<typeof askSchema>

export const questionSchema = z.strictObject({ id: z.string().min(1), question: named, ask: askSchema })
export type Question = z.output<typeof questionSchema>
