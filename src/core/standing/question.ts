import type { Agreement } from '../agreement/agreement.ts'
import { actorsAsOf, grantsKnown, type Actors } from '../evidence/actors.ts'
import type { Reading } from '../evidence/reading.ts'
import type { TermId } from '../statement/fields.ts'
import { numberOf, type Engine } from './engine-state.ts'
import type { Moment } from './formal.ts'

/** What is asked: whose text, how much of the log, and who is heard. */
export type Question = Hearing & {
  /** A number for the reading's rule: what claims are kept under. */
  readonly readingNumber: number
  /** How many grants of a role were known: with the same number, the same actors. */
  readonly grants: number
  /** When moments of the agreement are, as far as it was asked: see `formal.ts`. */
  readonly moments: Map<TermId, Moment>
}

/** What evidence is weighed by: everything of a question that can change what a case comes to. */
export type Hearing = {
  readonly engine: Engine
  readonly text: Agreement
  readonly known: number
  readonly reading: Reading
  readonly actors: Actors
}

export function question(engine: Engine, text: Agreement, known: number, reading: Reading): Question {
  return {
    engine,
    text,
    known,
    reading,
    readingNumber: numberOf(engine.readings, JSON.stringify(reading.rule)),
    grants: grantsKnown(engine.actors, known),
    actors: actorsAsOf(engine.actors, known),
    moments: new Map(),
  }
}
