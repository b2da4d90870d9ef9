import { z } from 'zod'
import { agreementId, clauseId, instant, named, partyId, reason, sha256, termId, logIndex } from './wire.ts'
import { STATUSES } from '../standing/standing.ts'

const choice = z.object({
  question: z.string(),
  chosen: z.string(),
  alternatives: z.array(z.string()),
  disputed: z.boolean(),
})
const wording = z.object({ text: named, cites: z.string(), source: z.string().optional() })

export const readingView = z.object({ id: z.string(), name: named })

const clauseView = z.object({
  id: clauseId,
  wording,
  bearers: z.array(partyId),
  duty: z.enum(['achieve', 'maintain', 'refrain', 'permit', 'intend']),
  says: z.string(),
  exceptions: z.array(z.string()),
  ifSilent: z.enum(['unknown', 'compliant', 'breach']),
  choices: z.array(choice),
  /** The block as it stands in the document, for those who want to see what the machine runs. */
  block: z.string(),
})

/** One agreement as a document, in reading order, with what the machine runs beside it. */
export const agreementView = z.object({
  id: agreementId,
  title: named,
  force: z.enum(['in-force', 'draft']),
  agreed: instant,
  /** When the text binds by its own clock, as known: without a start until its moment is set, without an end if open. */
  period: z.object({ starts: instant.optional(), ends: instant.optional() }),
  adoptedBy: logIndex,
  digest: sha256,
  zone: z.string(),
  offsets: z.array(z.object({ from: instant.nullable(), minutes: z.int() })),
  parties: z.array(
    z.object({
      id: partyId,
      name: named,
      excluded: z.boolean(),
      side: z.enum(['A', 'B', 'C']).nullable(),
      answersTo: z.array(partyId),
    }),
  ),
  terms: z.array(
    z.object({ id: termId, is: z.string(), name: named, means: z.string(), choices: z.array(choice) }),
  ),
  clauses: z.array(clauseView),
  exchanges: z.array(z.object({ id: clauseId, wording, legs: z.array(clauseId), choices: z.array(choice) })),
  powers: z.array(
    z.object({
      id: clauseId,
      wording,
      holders: z.array(partyId),
      jointly: z.boolean(),
      may: z.string(),
      choices: z.array(choice),
    }),
  ),
  document: z.array(
    z.discriminatedUnion('is', [
      z.object({ is: z.literal('heading'), depth: z.int(), text: named }),
      z.object({ is: z.literal('paragraph'), text: z.string() }),
      z.object({ is: z.literal('clause'), id: clauseId }),
      z.object({ is: z.literal('exchange'), id: clauseId }),
      z.object({ is: z.literal('power'), id: clauseId }),
      z.object({ is: z.literal('term'), id: termId }),
      /** A block with a fault, or one that rests on such a block: people see its words, and no machine runs it. */
      z.object({
        is: z.literal('left-out'),
        kind: z.string(),
        id: z.string(),
        text: named.optional(),
        line: z.int(),
      }),
    ]),
  ),
  /** What is wrong with the text, where a log took one with faults; empty for a text that jig's own log took. */
  problems: z.array(
    z.object({
      code: z.string(),
      detail: z.string(),
      fix: z.string().optional(),
      line: z.int().optional(),
      column: z.int().optional(),
    }),
  ),
  readings: z.array(readingView),
})
export type AgreementView = z.output<typeof agreementView>

export const agreementsView = z.object({
  known: z.int(),
  agreements: z.array(
    z.object({
      id: agreementId,
      title: named,
      force: z.enum(['in-force', 'draft']),
      agreed: instant,
      adoptedBy: logIndex,
      clauses: z.int(),
      choices: z.int(),
    }),
  ),
})
export type AgreementsView = z.output<typeof agreementsView>

const bound = z.union([z.literal(0), z.literal(1)])
const bounds = z.object({ lo: bound, hi: bound })
const status = z.enum(STATUSES)
const maybe = <T extends z.ZodType>(of: T) => of.optional()

const onset = z.object({ certain: maybe(instant), possible: maybe(instant) })

export const standingView = z.object({
  clause: clauseId,
  party: partyId,
  duty: clauseView.shape.duty,
  status,
  performed: bounds,
  activated: onset,
  due: maybe(instant),
  ends: maybe(instant),
  late: z.boolean(),
  breaches: z.object({ found: z.int(), alleged: z.int() }),
  why: z.array(reason),
  whyNot: z.array(reason),
  next: z.array(z.object({ who: z.string(), what: z.string(), subject: z.string(), by: maybe(instant) })),
  /** Of a duty that is owed again and again: its last occurrences by then. */
  occurrences: maybe(
    z.array(
      z.object({
        /** Counted from 1. */
        number: z.int(),
        begins: onset,
        due: maybe(instant),
        status,
        /** What called for it; empty where only time did. */
        about: z.array(logIndex),
        why: z.array(reason),
      }),
    ),
  ),
})
export type StandingView = z.output<typeof standingView>

const clock = z.object({
  owner: z.string(),
  starts: instant,
  ends: maybe(instant),
  entries: z.array(logIndex),
})

/** The board: every standing of one agreement at (event time, knowledge time) under one reading. */
export const boardView = z.object({
  agreement: agreementId,
  at: instant,
  known: z.int(),
  reading: z.string(),
  /** Where amendments overlap: which text took whose place, and which clauses went back to an earlier wording. */
  overlaps: z.array(reason),
  standings: z.array(standingView),
  exchanges: z.array(
    z.object({
      exchange: clauseId,
      status: z.enum(['waiting', 'open', 'deadlocked', 'partly-done', 'done']),
      legs: z.array(z.object({ clause: clauseId, party: partyId, status })),
      cycle: z.array(clauseId),
      missing: z.array(reason),
    }),
  ),
  states: z.array(z.object({ state: termId, holds: bounds, why: z.array(reason) })),
  clocks: z.array(clock),
  ends: z.array(
    z.object({
      entry: logIndex,
      party: partyId,
      clock,
      amountsTo: z.enum(['expiry', 'withdrawal', 'breach']),
      why: z.array(reason),
    }),
  ),
})
export type BoardView = z.output<typeof boardView>
