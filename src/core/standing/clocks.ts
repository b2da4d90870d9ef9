import { saidAsOf } from '../evidence/said.ts'
import { inLogOrder } from '../evidence/log-order.ts'
import type { Instant } from '../time/instant.ts'
import type { Evaluation } from './evaluation.ts'
import { anchorOf } from './formal.ts'
import { endOf } from './lifts.ts'
import { covers } from './powers.ts'
import type { Clock } from './standing.ts'

/** The text's own clock first, then each clock that a party declared, in log order. Nobody's clock overrides another's. */
export function clocksOf(at: Evaluation): readonly Clock[] {
  const own = textClock(at)
  const declared = (at.engine.about.get(`clock|${at.text.id}`) ?? []).flatMap((entry): Clock[] => {
    const body = saidAsOf(at.engine.record, entry, 'clock-declared', at.known)
    if (body === undefined || body.kind !== 'clock-declared') return []
    return [{ owner: body.owner, starts: body.starts, ends: body.ends, entries: [entry] }]
  })
  return own === undefined ? declared : [own, ...declared]
}

/**
 * The period of the text: from its start to the end of the clauses that its extension powers move. Where there are none, to
 * the end of the last duty that is kept over a time (`must not`, `must keep`), and without end where one of them has none: that
 * a permission or a deadline is over ends no agreement. Only where nothing is kept over a time, to the last `until` there is.
 */
export function textClock(at: Evaluation): Clock | undefined {
  const { text } = at
  if (text.force === 'draft' || text.startsOn === undefined) return undefined
  const start = anchorOf(at, text.startsOn)
  if (start.onset.certain === undefined) return undefined
  const clauses = [...text.clauses.values()]
  const timed = clauses.filter(({ window }) => window.until !== undefined)
  const kept = clauses.filter(({ duty }) => duty === 'refrain' || duty === 'maintain')
  const extensions = [...text.powers.values()].filter(({ may }) => may === 'extend')
  const moved = timed.filter(({ id }) => extensions.some(({ over }) => covers(over, id)))
  const bound = moved.length > 0 ? moved : kept.length > 0 ? kept : timed
  const last = bound
    .map((clause) => endOf(at, clause))
    .toSorted((a, b) => byEnd(a.ends, b.ends))
    .at(-1)
  const entries = inLogOrder([...start.entries, ...(last?.entries ?? [])])
  return { owner: 'text', starts: start.onset.certain, ends: last?.ends, entries }
}

function byEnd(a: Instant | undefined, b: Instant | undefined): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? 1 : -1
  return a - b
}
