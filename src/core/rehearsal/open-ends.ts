import type { Agreement, Anchor } from '../agreement/agreement.ts'
import { RECORD_READING } from '../evidence/readings.ts'
import type { Engine } from '../standing/engine.ts'
import { evaluation } from '../standing/evaluation.ts'
import type { ClauseId, TermId } from '../statement/fields.ts'

/** Clauses that end on a moment which those who may set it have not set yet, with that moment. */
export function openEnds(text: Agreement, engine: Engine): ReadonlyMap<ClauseId, TermId> {
  const open = new Map<ClauseId, TermId>()
  const onMoment = [...text.clauses.values()].flatMap(({ id, window: { until } }) =>
    until?.is === 'moment' && isToBeSet(text, until.moment) ? [{ id, until }] : [],
  )
  if (onMoment.length === 0) return open
  const evaluated = evaluation(engine, text, engine.size, RECORD_READING)
  const isSet = (anchor: Anchor): boolean =>
    evaluated.onset({ is: 'reached', anchor }).onset.certain !== undefined
  // The word of one of several, which is not enough, leaves an end as open as silence does.
  for (const { id, until } of onMoment) if (!isSet(until)) open.set(id, until.moment)
  return open
}

function isToBeSet({ terms }: Agreement, id: TermId): boolean {
  const term = terms.get(id)
  return term?.is === 'moment' && term.fixed === undefined
}
