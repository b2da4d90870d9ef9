import { saidAsOf } from '../evidence/said.ts'
import { touchesOf } from '../evidence/scope.ts'
import type { LogIndex } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import { entryOf } from './branded.ts'
import { isSurely, type Facts } from './facts.ts'
import type { Question } from './question.ts'
import type { Reason } from './standing.ts'

/**
 * Reports of such acts by `at`, in the time of the duty, that name nobody, or this bearer as one of the two sides of a
 * clash: they count against nobody, and are shown.
 */
export function unattributedReasons(asked: Question, facts: Facts, at: Instant): readonly Reason[] {
  let heard = 0
  for (const { columns } of facts.nobody) {
    const { entry, earliest, latest, count } = columns
    for (let i = 0; i < count; i += 1) {
      const index = entry[i] ?? 0
      const from = earliest[i] ?? 0
      if (index >= asked.known || from > at || isSurely(facts, from, latest[i] ?? 0) === 'outside') continue
      const plain = asked.engine.notPlain[index] !== 1
      if (plain || namesNobody(asked, entryOf(index), facts)) heard += 1
    }
  }
  return heard === 0 ? [] : [{ code: 'unattributed', values: { count: heard }, entries: [] }]
}

/** Whether a report that was since corrected, withdrawn or linked still says so. */
function namesNobody({ engine, known, text }: Question, report: LogIndex, { clause, party }: Facts): boolean {
  const body = saidAsOf(engine.record, report, 'incident-reported', known)
  if (body === undefined || body.kind !== 'incident-reported') return false
  if (body.sides !== undefined && !body.sides.includes(party)) return false
  return touchesOf(body, text).touches.some(
    (touch) => touch.clause === clause.id && touch.bearer === undefined,
  )
}
