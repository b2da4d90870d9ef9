import type { ClauseId, LogIndex } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import { replacedBy } from './amended.ts'
import { textInForce, type Ask } from './board.ts'
import { countsNow, type CountStanding } from './conditions-now.ts'
import type { AdoptedText, Engine } from './engine-state.ts'
import { evaluation } from './evaluation.ts'
import { displacedBy, saidIn } from './overlaps.ts'
import { powersNow, type PowerStanding } from './power-standing.ts'
import { stateWorkings, type StateWorking } from './state-workings.ts'

/**
 * What stands behind a board, for people who check it by hand: which text was in force, what every count comes to, how
 * each power was used, and how each state's test stands beside what was decided. No standing is made from it.
 */
export type Workings = {
  readonly texts: readonly TextStanding[]
  readonly counts: readonly CountStanding[]
  readonly powers: readonly PowerStanding[]
  readonly states: readonly StateWorking[]
}

/** One of the texts of an agreement that were known, in the order in which they became known. */
export type TextStanding = {
  readonly entry: LogIndex
  /** From when it is the text; left out for the text as first adopted. */
  readonly from?: Instant
  readonly is: 'in-force' | 'replaced' | 'to-come' | 'displaced'
  /** The clauses that are new or say something else than in the text that it replaced. */
  readonly changed: readonly ClauseId[]
}

/**
 * The workings of one agreement at (event time, knowledge time) under one reading: a pure function, like the board.
 * @throws Problem `agreement-unknown`
 */
export function workingsOf(engine: Engine, ask: Ask): Workings {
  const inForce = textInForce(engine, ask)
  const evaluated = evaluation(engine, inForce.text, ask.known, ask.reading)
  return {
    texts: textsNow(engine, ask, inForce),
    counts: countsNow(evaluated, ask.at),
    powers: powersNow(evaluated, ask.at),
    states: stateWorkings(evaluated, ask.at),
  }
}

function textsNow(engine: Engine, { agreement, at, known }: Ask, inForce: AdoptedText): Workings['texts'] {
  const texts = (engine.texts.get(agreement) ?? []).filter(({ entry }) => entry < known)
  return texts.map((version, i) => {
    const { entry, from } = version
    const displaced = displacedBy(version, texts.slice(i + 1)) !== undefined
    const toCome = from !== undefined && from > at
    return {
      entry,
      ...(from === undefined ? {} : { from }),
      is: version === inForce ? 'in-force' : displaced ? 'displaced' : toCome ? 'to-come' : 'replaced',
      changed: changedIn(engine, version, known),
    }
  })
}

function changedIn(engine: Engine, version: AdoptedText, known: number): readonly ClauseId[] {
  const before = replacedBy(engine, version, known)
  if (before === undefined) return []
  const both = new Set([...version.text.clauses.keys(), ...before.text.clauses.keys()])
  return [...both].filter((id) => saidIn(version.text, id) !== saidIn(before.text, id))
}
