import type { Certificate } from '../certificate/certificate.ts'
import type { ClauseId, PartyId } from '../statement/fields.ts'
import { textInForce, type Ask } from './board.ts'
import { entryOf } from './branded.ts'
import { evaluation } from './evaluation.ts'
import { flipsOf } from './history.ts'
import type { Status } from './standing.ts'
import { judge } from './status.ts'

type Engine = Parameters<typeof textInForce>[0]
type Asked = Ask & { readonly clause: ClauseId; readonly party: PartyId }

/** The entry that, once known, last turned the status of an instance at one event time into what it is as known. */
export function lastChange(engine: Engine, ask: Asked, status: Status): Certificate['changed'] {
  const flips = flipsOf(engine, ask)
  const last = flips.findLastIndex(({ to }) => to !== status)
  // With `before` entries it was something else, with `after` entries it was this: the change lies between.
  let before = last < 0 ? 0 : (flips[last]?.entry ?? 0) + 1
  let after = (flips[last + 1]?.entry ?? ask.known - 1) + 1
  // The history names plain reports to other clauses late; halving finds the entry itself.
  if (statusAt(engine, { ...ask, known: after - 1 }) !== status) before = after - 1
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (statusAt(engine, { ...ask, known: middle }) === status) after = middle
    else before = middle
  }
  return { entry: entryOf(after - 1), from: statusAt(engine, { ...ask, known: before }) }
}

/** The status as known with so many entries; `null` where no text was known that has the clause for this bearer. */
function statusAt(engine: Engine, ask: Asked): Status | null {
  const versions = engine.texts.get(ask.agreement) ?? []
  if (!versions.some(({ entry, from }) => entry < ask.known && (from === undefined || from <= ask.at)))
    return null
  const { text } = textInForce(engine, ask)
  const clause = text.clauses.get(ask.clause)
  if (clause?.bearers.includes(ask.party) !== true) return null
  const evaluated = evaluation(engine, text, ask.known, ask.reading)
  return judge(evaluated, evaluated.facts(clause, ask.party), ask.at).status
}
