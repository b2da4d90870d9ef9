import type { Clause, Who } from '../agreement/agreement.ts'
import { namedIn } from '../evidence/stance.ts'
import type { LogIndex, PartyId } from '../statement/fields.ts'
import { NO_TIME, plus, type Duration, type Instant } from '../time/instant.ts'
import { acrossTexts, factsBefore, MARKS } from './amended.ts'
import { breachedOnset, doneOnset } from './clause-onsets.ts'
import { claimsOf, refutations, type Claim, type Claims } from './claims.ts'
import { closedThrough, type Closed } from './closing.ts'
import { actsOn, actsRead, dischargeFrom, type Counting, type Discharge } from './discharge.ts'
import { sideKey, topicKey } from './engine-state.ts'
import type { Evaluation } from './evaluation.ts'
import { afterNotices, type Excused } from './excused.ts'
import { anchorOf, NEVER } from './formal.ts'
import { endOf, liftsOf, voidOver, type End, type Lift } from './lifts.ts'
import { excusesOf } from './notices.ts'
import { occurrencesOf, type OccurrenceOf, type Until } from './occurrences.ts'
import type { Found } from './onset.ts'
import type { Onset, Reason } from './standing.ts'
import type { Topic } from './topic.ts'

/** All that is known about one clause for one bearer, whatever the moment that is asked about. */
export type Facts = {
  readonly clause: Clause
  readonly party: PartyId
  readonly activated: Onset
  readonly activatedBy: readonly LogIndex[]
  /** The deadline of an achieve duty (an act at exactly this instant is in time). */
  readonly due: Instant | undefined
  readonly end: End
  readonly lifts: readonly Lift[]
  /** When the clause's `unless` comes true. */
  readonly defeated: Found
  /** Where reports against the bearer are kept. */
  readonly topic: Topic | undefined
  /** The same duty under the text that this one replaced, and from when on it did. */
  readonly before: { readonly facts: Facts | undefined; readonly from: Instant } | undefined
  readonly claims: Claims
  /** Acts that notice excused: they are no claims. */
  readonly excused: readonly Excused[]
  readonly discharge: Discharge
  readonly closed: Closed
  /** Attempts to use a power that had no effect. */
  readonly void: readonly Reason[]
  /** Reports of such acts that name nobody. */
  readonly nobody: readonly Topic[]
  /** The occurrences of a repeated duty that may begin by then; `undefined` where the duty is owed once. */
  readonly occurrences: ((until: Until) => readonly Facts[]) | undefined
  /** Where these are the facts of one occurrence: which. */
  readonly occurrence: OccurrenceOf | undefined
  done(): Found
  breached(): Found
}

export function factsOf(at: Evaluation, clause: Clause, party: PartyId): Facts {
  const start = startOf(at, clause)
  const due = dueOf(at, clause, start.onset)
  const topics = at.engine.texts.get(at.text.id)?.find(({ text }) => text === at.text)?.topics
  const topic = topics?.get(topicKey(clause.id, party))
  const continuing = clause.duty === 'refrain' || clause.duty === 'maintain'
  const acts = continuing ? actsOn(at, clause, party) : []
  const bare: Pick<Topic, 'clause' | 'bearer'> = { clause, bearer: party }
  const claims = claimsOf(at, topic, refutations(at, bare, acts))
  const excuse = excusesOf(at, clause, party)
  const heard = excuse === undefined ? { claims, excused: [] } : afterNotices(claims, excuse)
  const { earlier } = at
  const before =
    earlier === undefined ? undefined : { facts: factsBefore(earlier, clause.id, party), from: earlier.from }
  let done: Found | undefined
  let breached: Found | undefined
  const facts: Facts = {
    clause,
    party,
    activated: start.onset,
    activatedBy: start.entries,
    due,
    end: endOf(at, clause),
    lifts: liftsOf(at, clause),
    defeated: clause.unless === undefined ? { onset: NEVER, entries: [] } : at.onset(clause.unless),
    topic,
    before,
    excused: heard.excused,
    claims: before === undefined ? heard.claims : acrossTexts(heard.claims, before.facts, before.from),
    discharge: dischargeFrom(at, clause, actsRead(at, clause, party), countingOf(clause, start.onset)),
    closed: closedThrough(at, sourcesOf(clause), clause.id),
    void: voidOver(at, clause),
    nobody: [topicKey(clause.id, undefined), sideKey(clause.id, party)].flatMap(
      (key) => topics?.get(key) ?? [],
    ),
    occurrences:
      clause.repeats === undefined ? undefined : onceAtATime((until) => occurrencesOf(at, facts, until)),
    occurrence: undefined,
    done: () => (done ??= doneOnset(facts)),
    breached: () => (breached ??= breachedOnset(facts)),
  }
  return facts
}

/** The reader refuses duties that arise from each other's breaches; should one get through, it arises from none. */
function onceAtATime(occurrences: (until: Until) => readonly Facts[]): (until: Until) => readonly Facts[] {
  let open = false
  return (until) => {
    if (open) return []
    open = true
    const found = occurrences(until)
    open = false
    return found
  }
}

/** Where early acts do not count: from when on they do. */
function countingOf({ window }: Clause, { certain, possible }: Onset): Counting | undefined {
  if (window.early === undefined) return undefined
  const never = Number.MAX_SAFE_INTEGER
  return { surelyFrom: certain ?? never, perhapsFrom: possible ?? never, until: never }
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
  const start = text.startsOn === undefined ? undefined : anchorOf(at, text.startsOn)
  if (start === undefined) return { onset: NEVER, entries: [] }
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
    entries: [...new Set([...base.entries, ...when.entries])].toSorted((a, b) => a - b),
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

/** How something that happened lies to the time in which a duty was owed. */
export type Owed = 'inside' | 'possible' | 'outside'

/** Whether a claim lies in the time in which the duty was owed. */
export function owedOf(facts: Facts, { from, until, mark }: Pick<Claim, 'from' | 'until' | 'mark'>): Owed {
  if (mark === MARKS.inside) return 'inside'
  if (mark === MARKS.possible) return 'possible'
  const owed = isSurely(facts, from, until)
  return mark === MARKS.straddles && owed === 'inside' ? 'possible' : owed
}

/** Whether something that happened in a span of event time happened while the duty was owed. */
export function isSurely(facts: Facts, from: number, until: number): Owed {
  const { activated, end, lifts, defeated } = facts
  const ends = end.ends ?? Number.MAX_SAFE_INTEGER
  if (activated.possible === undefined || until < activated.possible || from >= ends) return 'outside'
  const over = defeated.onset.certain
  if (over !== undefined && from >= over) return 'outside'
  let sure = activated.certain !== undefined && from >= activated.certain && until < ends
  for (const lift of lifts) {
    if (from >= lift.from && until < lift.until) return 'outside'
    if (until >= lift.from && from < lift.until) sure = false
  }
  const maybeOver = defeated.onset.possible
  if (maybeOver !== undefined && until >= maybeOver) sure = false
  return sure ? 'inside' : 'possible'
}
