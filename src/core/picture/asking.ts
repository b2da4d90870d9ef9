import { actorsAsOf } from '../evidence/actors.ts'
import { RECORD_READING } from '../evidence/readings.ts'
import type { Period } from '../evidence/scope.ts'
import type { Agreement } from '../agreement/agreement.ts'
import type { Asking } from '../incident/asking.ts'
import { clocksOf } from '../standing/clocks.ts'
import { evaluation } from '../standing/evaluation.ts'
import { textsKnown, type Picture } from './picture.ts'

/** From where incidents are asked about: under every agreement, by the register, and as far as was known. */
export function askingOf(picture: Picture, known: number): Asking {
  const agreements = [...picture.agreements.keys()].flatMap((id) => {
    const text = textsKnown(picture, id, known).at(-1)?.agreement
    return text === undefined ? [] : [{ agreement: text, period: periodOf(picture, text, known) }]
  })
  return { known, agreements, actors: actorsAsOf(picture.engine.actors, known) }
}

/** From when to when an agreement bound by its own clock, extensions included. */
function periodOf(picture: Picture, agreement: Agreement, known: number): Period {
  const evaluated = evaluation(picture.engine, agreement, known, RECORD_READING)
  const clock = clocksOf(evaluated).find(({ owner }) => owner === 'text')
  return { starts: clock?.starts, ends: clock?.ends }
}
