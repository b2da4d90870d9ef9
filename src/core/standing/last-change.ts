import type { Certificate } from '../certificate/certificate.ts'
import type { ClauseId, PartyId } from '../statement/fields.ts'
import { textInForce, type Ask } from './board.ts'
import { entryOf } from './branded.ts'
import { evaluation } from './evaluation.ts'
import { mayHaveChanged } from './knowledge-changes.ts'
import type { Status } from './standing.ts'
import { judge } from './status.ts'

type Engine = Parameters<typeof textInForce>[0]
type Asked = Ask & { readonly clause: ClauseId; readonly party: PartyId }

/**
 * The entry that, once known, last turned the status of an instance at one event time into what it is as known. It goes
 * back over the entries after which the status may be another, and finds plain reports between two of these by halves.
 */
export function lastChange(engine: Engine, ask: Asked, status: Status): Certificate['changed'] {
  const { entries } = mayHaveChanged(engine, ask)
  const known = [0, ...entries, ask.known]
  // Without the entry `before` and all after it, it was something else; with `after` entries it is this.
  const turned = known.findLastIndex((size) => statusAt(engine, { ...ask, known: size }) !== status)
  let before = known[turned] ?? 0
  let after = known[turned + 1] ?? ask.known
  while (after - before > 1) {
    const middle = (before + after) >> 1
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
