import type { Agreement } from '../agreement/agreement.ts'
import { actorsAsOf, grantsKnown, type Actors } from '../evidence/actors.ts'
import type { Reading } from '../evidence/reading.ts'
import type { ClauseId } from '../statement/fields.ts'
import { closesAsOf, type Closes } from './closes.ts'
import { numberOf, type Engine } from './engine-state.ts'

/** What is asked: whose text, how much of the log, and who is heard. */
export type Question = {
  readonly engine: Engine
  readonly text: Agreement
  readonly known: number
  readonly reading: Reading
  /** A number for the reading's rule and one for who was known to speak for whom: what verdicts are kept under. */
  readonly readingNumber: number
  readonly grants: number
  readonly actors: Actors
  /** When each source closed, for one clause; worked out once for a question. */
  readonly closes: (clause: ClauseId | undefined) => Closes
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
    closes: closesAsOf(engine, text.id, known),
  }
}
