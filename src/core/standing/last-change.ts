import type { LogIndex } from '../statement/fields.ts'
import { textInForce, type Ask } from './board.ts'
import { entryOf } from './branded.ts'
import { evaluation, type Evaluation } from './evaluation.ts'
import type { MayChange } from './knowledge-changes.ts'

type Engine = Parameters<typeof textInForce>[0]

/**
 * The entry that, once known, last turned a status at one event time into what it is as known. It goes back over the
 * entries after which the status may be another, and finds plain reports between two of these by halves.
 * @param statusIn the status under a text; `null` where the text has no such thing
 */
export function lastChange<S>(
  engine: Engine,
  ask: Ask,
  { entries }: Pick<MayChange, 'entries'>,
  status: S,
  statusIn: (evaluated: Evaluation) => S | null,
): { readonly entry: LogIndex; readonly from: S | null } {
  const statusAt = (size: number): S | null => {
    const versions = engine.texts.get(ask.agreement) ?? []
    if (!versions.some(({ entry, from }) => entry < size && (from === undefined || from <= ask.at)))
      return null
    const { text } = textInForce(engine, { ...ask, known: size })
    return statusIn(evaluation(engine, text, size, ask.reading))
  }
  const known = [0, ...entries, ask.known]
  // Without the entry `before` and all after it, it was something else; with `after` entries it is this.
  const turned = known.findLastIndex((size) => statusAt(size) !== status)
  let before = known[turned] ?? 0
  let after = known[turned + 1] ?? ask.known
  while (after - before > 1) {
    const middle = (before + after) >> 1
    if (statusAt(middle) === status) after = middle
    else before = middle
  }
  return { entry: entryOf(after - 1), from: statusAt(before) }
}
