import type { Clause, Who } from '../agreement/agreement.ts'
import { namedIn } from '../evidence/stance.ts'
import { inLogOrder } from '../evidence/log-order.ts'
import type { LogIndex } from '../statement/fields.ts'
import { NO_TIME, plus, type Duration, type Instant } from '../time/instant.ts'
import { closedThrough, type Closed } from './closing.ts'
import type { Evaluation } from './evaluation.ts'
import { anchorOf, NEVER } from './formal.ts'
import { endOf, liftsOf, putOff, voidOver, type End, type Lift } from './lifts.ts'
import type { Found } from './onset.ts'
import type { Onset, Reason } from './standing.ts'

/** What is known about one clause, whoever bears it and whatever the moment that is asked about. */
export type Duty = {
  readonly clause: Clause
  /** From when it is in force: what would begin at its end, or after it, never is. */
  readonly activated: Onset
  readonly activatedBy: readonly LogIndex[]
  /** The deadline of an achieve duty (an act at exactly this instant is in time). */
  readonly due: Instant | undefined
  /** What put the deadline off, where something did. */
  readonly putOffBy: Lift | undefined
  readonly end: End
  readonly lifts: readonly Lift[]
  /** When the clause's `unless` comes true. */
  readonly defeated: Found
  readonly closed: Closed
  /** Attempts to use a power that had no effect. */
  readonly void: readonly Reason[]
}

export function dutyOf(at: Evaluation, clause: Clause): Duty {
  const before = at.duties.get(clause)
  if (before !== undefined) return before
  const start = startOf(at, clause)
  const end = endOf(at, clause)
  const activated = beforeEnd(start.onset, end)
  const lifts = liftsOf(at, clause)
  const { due, putOffBy } = putOff(dueOf(at, clause, activated), lifts)
  const duty: Duty = {
    clause,
    activated,
    activatedBy: start.entries,
    due,
    putOffBy,
    end,
    lifts,
    defeated: clause.unless === undefined ? { onset: NEVER, entries: [] } : at.onset(clause.unless),
    closed: closedThrough(at, sourcesOf(clause), clause.id),
    void: voidOver(at, clause),
  }
  at.duties.set(clause, duty)
  return duty
}

/** Those whose closing makes silence speak: the ones the clause names or, if it names none, those its standard names. */
export function sourcesOf({ sources, evidence }: Clause): readonly Who[] {
  return sources.length > 0 ? sources : namedIn(evidence)
}

/**
 * Nothing binds before the agreement starts, except a duty whose own deadline comes before that (such as accepting the
 * terms by a cut-off): it binds from the day the text was agreed.
 */
function startOf(at: Evaluation, clause: Clause): Found {
  const { text } = at
  if (text.force === 'draft') return { onset: NEVER, entries: [] }
  if (text.startsOn === undefined) return { onset: NEVER, entries: [] }
  const start = anchorOf(at, text.startsOn)
  const by = clause.window.by === undefined ? undefined : anchorOf(at, clause.window.by).onset.certain
  const early = by !== undefined && start.onset.certain !== undefined && by <= start.onset.certain
  const base: Found = early ? { onset: { certain: text.agreed, possible: text.agreed }, entries: [] } : start
  if (clause.when === undefined) return base
  const when = at.onset(clause.when)
  const { delay = NO_TIME } = clause.window
  return {
    onset: {
      certain: latest(base.onset.certain, later(when.onset.certain, delay)),
      possible: latest(base.onset.possible, later(when.onset.possible, delay)),
    },
    entries: together(base.entries, when.entries),
  }
}

/** The entries of both, each once, in log order. */
function together(these: readonly LogIndex[], those: readonly LogIndex[]): readonly LogIndex[] {
  if (these.length === 0 || those.length === 0) return these.length === 0 ? those : these
  return inLogOrder([...these, ...those])
}

function beforeEnd(onset: Onset, { ends }: End): Onset {
  if (ends === undefined) return onset
  const { certain, possible } = onset
  return {
    certain: certain !== undefined && certain < ends ? certain : undefined,
    possible: possible !== undefined && possible < ends ? possible : undefined,
  }
}

function later(time: Instant | undefined, delay: Duration): Instant | undefined {
  return time === undefined ? undefined : plus(time, delay)
}

function latest(a: Instant | undefined, b: Instant | undefined): Instant | undefined {
  if (a === undefined || b === undefined) return undefined
  return a > b ? a : b
}

function dueOf(at: Evaluation, { duty, window, repeats }: Clause, activated: Onset): Instant | undefined {
  if (repeats !== undefined) return undefined
  if (duty !== 'achieve' && duty !== 'intend') return undefined
  const from = activated.certain ?? activated.possible
  const within = window.within === undefined || from === undefined ? undefined : plus(from, window.within)
  const by = window.by === undefined ? undefined : anchorOf(at, window.by).onset.certain
  if (within === undefined || by === undefined) return within ?? by
  return within < by ? within : by
}
