import type { Condition } from '../agreement/agreement.ts'
import { inLogOrder } from '../evidence/log-order.ts'
import type { LogIndex } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import { dayOf } from '../time/local.ts'
import { closedThrough } from './closing.ts'
import type { Evaluation } from './evaluation.ts'
import type { Facts } from './facts.ts'
import { anchorOf, isBy, stateTerm } from './formal.ts'
import { saidOfState } from './said-of-state.ts'
import { spansUnder } from './under.ts'

/** Every entry that made a duty begin, in log order: for a count, the breaches in its window and no others. */
export function begunBy(evaluated: Evaluation, { clause, activatedBy }: Facts): readonly LogIndex[] {
  const { startsOn, force } = evaluated.text
  if (clause.when === undefined || startsOn === undefined || force === 'draft') return activatedBy
  const start = anchorOf(evaluated, startsOn)
  const by = clause.window.by === undefined ? undefined : anchorOf(evaluated, clause.window.by).onset.certain
  // A duty whose fixed day lies before the start does not wait for it.
  const early = start.onset.certain !== undefined && isBy(by, start.onset.certain)
  return inOrder([...(early ? [] : start.entries), ...metBy(evaluated, clause.when)])
}

/** Every entry that made a condition come true, or may have. */
export function metBy(evaluated: Evaluation, condition: Condition): readonly LogIndex[] {
  return inOrder(entriesFor(evaluated, condition))
}

function entriesFor(evaluated: Evaluation, condition: Condition): readonly LogIndex[] {
  switch (condition.is) {
    case 'all':
      return condition.of.flatMap((part) => entriesFor(evaluated, part))
    case 'any': {
      const { certain } = evaluated.onset(condition).onset
      return condition.of
        .filter((part) => certain === undefined || evaluated.onset(part).onset.certain === certain)
        .flatMap((part) => entriesFor(evaluated, part))
    }
    case 'holds': {
      const term = stateTerm(evaluated, condition.state)
      const anchor = condition.since ?? evaluated.text.startsOn
      if (term === undefined || anchor === undefined) return []
      const said = saidOfState(evaluated, term)
      const closed = closedThrough(evaluated, term.sources, undefined)
      return [
        ...anchorOf(evaluated, anchor).entries,
        ...closed.entries,
        ...said.flatMap(({ holds }) => (holds.established ? holds.entries : [])),
      ]
    }
    case 'counted':
    case 'measured': {
      const { certain } = evaluated.onset(condition).onset
      if (certain === undefined) return []
      const after = windowAt(evaluated, condition, certain)
      return spansUnder(evaluated, { of: condition.clauses }, { which: 'established', citing: 'all' })
        .filter(({ from, until }) => until <= certain && from > after)
        .flatMap(({ entries }) => entries)
    }
    default:
      return evaluated.onset(condition).entries
  }
}

/** After which time a breach counts at `at`: where the window of the count begins. */
function windowAt(
  { text }: Evaluation,
  condition: Extract<Condition, { is: 'counted' | 'measured' }>,
  at: Instant,
): number {
  if (condition.is === 'counted') return at - condition.within
  const { window } = condition
  if (window.is === 'sliding') return at - window.within
  return window.is === 'whole-time' ? -Infinity : dayOf(text.calendar, window.startsAt, at).from - 1
}

function inOrder(entries: readonly LogIndex[]): readonly LogIndex[] {
  return inLogOrder(entries)
}
