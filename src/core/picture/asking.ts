import { actorsAsOf } from '../evidence/actors.ts'
import type { Asking } from '../incident/asking.ts'
import { textPeriod } from '../standing/period.ts'
import { textsKnown, type Picture } from './picture.ts'

/** From where incidents are asked about: under every agreement, by the register, and as far as was known. */
export function askingOf(picture: Picture, known: number): Asking {
  const agreements = [...picture.agreements.keys()].flatMap((id) => {
    const text = textsKnown(picture, id, known).at(-1)?.agreement
    if (text === undefined) return []
    return [{ agreement: text, period: textPeriod(picture.engine, text, known) }]
  })
  return { known, agreements, actors: actorsAsOf(picture.engine.actors, known) }
}
