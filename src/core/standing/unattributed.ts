import { saidAsOf } from '../evidence/said.ts'
import type { LogIndex } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import { isSurely, type Facts } from './facts.ts'
import type { Question } from './question.ts'
import type { Reason } from './standing.ts'
import { settle } from './topic.ts'
import { touchesKept } from './touched.ts'

/**
 * Reports of such acts by `at`, in the time of the duty, that name nobody, or this bearer as one of the two sides of a
 * clash: they count against nobody, and are shown.
 */
export function unattributedReasons(asked: Question, facts: Facts, at: Instant): readonly Reason[] {
  const { activated, end, lifts, defeated } = facts
  // Where nothing was set aside, two comparisons tell whether a report lies in the time of the duty.
  const plainly = lifts.length === 0 && defeated.onset.certain === undefined
  const begins = activated.possible ?? Infinity
  const ends = end.ends ?? Infinity
  const { known } = asked
  const { notPlain } = asked.engine
  let heard = 0
  const revised = new Set<LogIndex>()
  for (const { columns, cases } of facts.nobody) {
    settle(columns)
    const { entry, earliest, latest, count } = columns
    for (let i = 0; i < count; i += 1) {
      const from = earliest[i] ?? 0
      if (from > at) break
      const index = entry[i] ?? 0
      if (index >= known || notPlain[index] === 1) continue
      const until = latest[i] ?? 0
      if (plainly ? until >= begins && from < ends : isSurely(facts, from, until) !== 'outside') heard += 1
    }
    for (const { about } of cases.values()) if (about.is === 'report') revised.add(about.report)
  }
  for (const report of revised) if (namesNobody(asked, report, facts, at)) heard += 1
  return heard === 0 ? [] : [{ code: 'unattributed', values: { count: heard }, entries: [] }]
}

function bears(facts: Facts, at: Instant, from: number, until: number): boolean {
  return from <= at && isSurely(facts, from, until) !== 'outside'
}

/** Whether a report that was since corrected, withdrawn or linked still says so. */
function namesNobody(
  { engine, known, text }: Question,
  report: LogIndex,
  facts: Facts,
  at: Instant,
): boolean {
  const { clause, party } = facts
  const body = saidAsOf(engine.record, report, 'incident-reported', known)
  if (body === undefined || body.kind !== 'incident-reported') return false
  if (body.sides !== undefined && !body.sides.includes(party)) return false
  if (!bears(facts, at, body.when.earliest, body.when.latest)) return false
  return touchesKept(engine.touches, body, text).some(
    (touch) => touch.clause === clause.id && touch.bearer === undefined,
  )
}
