import { z } from 'zod'
import {
  agreementId,
  bounds,
  clauseId,
  instant,
  logIndex,
  named,
  onset,
  partyId,
  reason,
  sha256,
  termId,
} from './wire.ts'
import { workingsView } from './workings.ts'
import { STATUSES } from '../standing/standing.ts'
import { CONDITION_WORDS } from '../words/condition.ts'

const choice = z.object({
  question: z.string(),
  chosen: z.string(),
  alternatives: z.array(z.string()),
  disputed: z.boolean(),
})
const wording = z.object({ text: named, cites: z.string(), source: z.string().optional() })
/** The block as it stands in the document, for those who want to see what the machine runs. */
const block = z.string()

/** In which form a power has to be used: told so long before it takes effect (milliseconds), and with reasons. */
const powerForm = z.object({ told: z.int().optional(), reasons: z.literal(true).optional() })

export const readingView = z.object({ id: z.string(), name: named })

/** Clauses whose breaches are meant; with `in`, those of another agreement, each with all that stand under it. */
const breachesOf = z.object({ of: z.array(clauseId), in: agreementId.optional() })

/** A condition of the text in words: each piece a code of `core/words/condition.ts`, put one after the other. */
const phrases = z.array(
  z.object({
    code: z.enum(CONDITION_WORDS),
    values: z.record(z.string(), z.union([z.string(), z.number()])),
  }),
)

const clauseView = z.object({
  id: clauseId,
  wording,
  bearers: z.array(partyId),
  duty: z.enum(['achieve', 'maintain', 'refrain', 'permit', 'intend']),
  says: z.string(),
  exceptions: z.array(z.string()),
  ifSilent: z.enum(['unknown', 'compliant', 'breach']),
  /** What makes it owed again and again; `period` in milliseconds. Left out where it is owed once. */
  repeats: z
    .discriminatedUnion('is', [
      z.object({ is: z.literal('every'), period: z.int() }),
      z.object({ is: z.literal('for-each'), breaches: breachesOf, alleged: z.boolean() }),
    ])
    .optional(),
  /** What it begins on, gives way to and ends with; each left out where the block says nothing of it. */
  conditions: z.object({ when: phrases.optional(), unless: phrases.optional(), until: phrases.optional() }),
  choices: z.array(choice),
  block,
})

const exchangeView = z.object({
  id: clauseId,
  wording,
  legs: z.array(clauseId),
  /** How the legs depend on each other; lengths of time in milliseconds. */
  mode: z.discriminatedUnion('is', [
    z.object({ is: z.literal('simultaneous'), within: z.int() }),
    z.object({ is: z.literal('in-turn'), sameMoment: z.enum(['in-turn', 'out-of-turn']) }),
    z.object({ is: z.literal('held'), by: z.string(), for: z.int() }),
  ]),
  /** What the text says then, in its own words. */
  ifNobodyMoves: z.string().optional(),
  choices: z.array(choice),
  block,
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
  /** The statement by which the agreement came into the record, and the time that it bears: its first text, where this is a later one. */
  firstAdopted: z.object({ entry: logIndex, saidAt: instant }),
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
    z.object({
      id: termId,
      is: z.string(),
      name: named,
      means: z.string(),
      /** Of a state that is counted: the clauses whose breaches count against it. */
      counts: z.array(clauseId),
      /** The agreement to which those clauses belong, where it is not this one. */
      countsIn: agreementId.optional(),
      choices: z.array(choice),
      block,
    }),
  ),
  clauses: z.array(clauseView),
  exchanges: z.array(exchangeView),
  powers: z.array(
    z.object({
      id: clauseId,
      wording,
      holders: z.array(partyId),
      /** How many of the holders it takes: 1 is any of them alone. */
      quorum: z.int(),
      may: z.enum(['waive', 'extend', 'suspend', 'resume', 'withdraw']),
      /** What it acts on; empty means the whole agreement. */
      over: z.array(clauseId),
      effect: z.enum(['ex-nunc', 'ex-tunc']),
      /** What becomes of a use whose ground falls; the clause that is owed then, where the text names one. */
      ifOverturned: z.union([z.enum(['stands', 'falls']), z.object({ owed: clauseId })]).optional(),
      /** How often it may be used, and how long one use may last, in milliseconds. */
      times: z.int().optional(),
      length: z.int().optional(),
      form: powerForm.optional(),
      choices: z.array(choice),
      block,
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
        /** The line of its opening fence, or of its beginning. */
        line: z.int(),
        block,
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

const status = z.enum(STATUSES)
const maybe = <T extends z.ZodType>(of: T) => of.optional()

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
  next: z.array(
    z.object({
      who: z.string(),
      what: z.string(),
      subject: z.string(),
      by: maybe(instant),
      /** So many of those who are asked for the same are enough. */
      enough: maybe(z.int()),
      form: maybe(powerForm),
    }),
  ),
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
        /** The breach that it answers, found or alleged; `agreement` where the clause is one of another agreement. */
        answers: maybe(z.object({ clause: clauseId, party: partyId, agreement: maybe(agreementId) })),
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
  /** Breaches, found and alleged, of duties that an earlier text had and the text in force no longer has. */
  dropped: z.array(reason),
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
  /** Only where they are asked for: they take longer than all the rest. */
  workings: maybe(workingsView),
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

/** The answer to whoever asked for the workings as well. */
export const workedBoardView = boardView.required({ workings: true })
export type WorkedBoardView = z.output<typeof workedBoardView>
