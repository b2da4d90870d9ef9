import { z } from 'zod'
import { boardView, standingView } from './agreement.ts'
import { agreementId, clauseId, incidentId, instant, logIndex, named, partyId, reason } from './wire.ts'
import { incidentView, noticeView } from './incident.ts'
import { sideBySideView } from './tally.ts'

/** A change of status over event time, and what brought it about. */
export const changeView = z.object({
  at: instant,
  from: standingView.shape.status.nullable(),
  to: standingView.shape.status,
  /** Whether something that happened changed it, or only the passing of time. */
  cause: z.enum(['event', 'timer']),
  why: z.array(reason),
})

/** How the standing of one clause for one party changed over event time, as known at one point under one reading. */
export const historyView = z.object({
  agreement: agreementId,
  clause: clauseId,
  party: partyId,
  known: z.int(),
  reading: z.string(),
  from: instant,
  to: instant,
  changes: z.array(changeView),
})
export type HistoryView = z.output<typeof historyView>

const parts = z.discriminatedUnion('is', [
  z.object({
    is: z.literal('ends'),
    agreement: agreementId,
    clocks: boardView.shape.clocks,
    ends: boardView.shape.ends,
  }),
  z.object({ is: z.literal('incident'), incident: incidentView }),
  z.object({
    is: z.literal('clause-ever'),
    agreement: agreementId,
    clause: clauseId,
    at: instant,
    /** The clause under each reading of its agreement. */
    readings: z.array(z.object({ reading: z.string(), standings: z.array(standingView) })),
  }),
  z.object({
    is: z.literal('exchange'),
    agreement: agreementId,
    exchange: boardView.shape.exchanges.element,
  }),
  z.object({ is: z.literal('tallies'), from: instant, until: instant, table: sideBySideView }),
  z.object({
    is: z.literal('notices'),
    incident: incidentId,
    notices: z.array(noticeView),
  }),
  z.object({
    is: z.literal('notice-lead'),
    agreement: agreementId,
    zone: z.string(),
    leadHours: z.int(),
    rows: z.array(
      z.object({
        /** What the wall clock showed, with its distance from UTC, and the instants themselves. */
        givenLocal: z.string(),
        given: instant,
        activityLocal: z.string(),
        activity: instant,
        /** Minutes that really lie between the two, and that the wall clock would make of them. */
        minutes: z.int(),
        wallMinutes: z.int(),
        /** The first moment allowed, and what the wall clock shows then. */
        earliest: instant,
        earliestLocal: z.string(),
        inTime: z.boolean(),
      }),
    ),
  }),
])
export type AnswerParts = z.output<typeof parts>

export const answerView = z.object({
  id: z.string(),
  question: named,
  ask: z.string(),
  answer: z.object({
    /** The answer in short: codes with values, whose words are in `words/question.ts`. */
    summary: z.array(reason),
    /** Every entry that the answer rests on, in log order. */
    evidence: z.array(logIndex),
    parts,
  }),
})
export type AnswerView = z.output<typeof answerView>

/** The questions that a demonstration is asked, with the answers that its record gives. */
export const questionsView = z.object({
  known: z.int(),
  at: instant.nullable(),
  questions: z.array(answerView),
})
export type QuestionsView = z.output<typeof questionsView>
