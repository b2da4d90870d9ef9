import type { Clause } from '../agreement/agreement.ts'
import type { PartyId } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import { amendedDue } from './amended-due.ts'
import { acrossTexts, factsBefore, MARKS } from './amended.ts'
import { claimsOf, NO_CLAIMS, refutations, type Claims } from './claims.ts'
import { actsOn } from './acts.ts'
import { dischargeAtEnd, dischargeOf, type Counting, type Discharge } from './discharge.ts'
import { dutyOf, type Duty } from './duty.ts'
import type { Evaluation } from './evaluation.ts'
import { afterNotices, type Excused } from './excused.ts'
import { liftAt, type Lift } from './lifts.ts'
import { excusesOf } from './notices.ts'
import { occurrencesOf, type OccurrenceOf, type Occurrences, type Until } from './occurrences.ts'
import type { Topic } from './topic.ts'

/** All that is known about one clause for one bearer, whatever the moment that is asked about. */
export type Facts = Duty & {
  readonly party: PartyId
  /** The same duty under the text that this one replaced, and from when on it did. */
  readonly before: { readonly facts: Facts | undefined; readonly from: Instant } | undefined
  readonly claims: Claims
  /** Acts that notice excused: they are no claims. */
  readonly excused: readonly Excused[]
  readonly discharge: Discharge
  /** The occurrences of a repeated duty that may begin by then; `undefined` where the duty is owed once. */
  readonly occurrences: Occurrences | undefined
  /** Where these are the facts of one occurrence: which. */
  readonly occurrence: OccurrenceOf | undefined
}

const NONE: readonly never[] = []

export function factsOf(
  at: Evaluation,
  clause: Clause,
  party: PartyId,
  topic: Topic | undefined = at.ofDuty.get(clause)?.get(party),
): Facts {
  const duty = dutyOf(at, clause)
  const continuing = clause.duty === 'refrain' || clause.duty === 'maintain'
  const acts = continuing ? actsOn(at, topic?.acts) : NONE
  const refuted = acts.length === 0 ? NONE : refutations(at, { clause, bearer: party }, acts)
  // What is reported against a permission or an intention is no breach of anything.
  const claims = isOwed(clause) ? claimsOf(at, topic, refuted) : NO_CLAIMS
  const excuse = excusesOf(at, clause, party)
  const heard = excuse === undefined ? undefined : afterNotices(claims, excuse)
  const own = heard?.claims ?? claims
  const { earlier } = at
  const before =
    earlier === undefined ? undefined : { facts: factsBefore(earlier, clause.id, party), from: earlier.from }
  const facts: Facts = {
    // Each by its name: spreading an object into a literal of this size costs more than all the rest of a question.
    clause,
    activated: duty.activated,
    activatedBy: duty.activatedBy,
    due: amendedDue(duty.due, before, before?.facts?.due),
    putOffBy: duty.putOffBy,
    end: duty.end,
    lifts: duty.lifts,
    defeated: duty.defeated,
    closed: duty.closed,
    void: duty.void,
    party,
    before,
    excused: heard?.excused ?? NONE,
    claims: before === undefined ? own : acrossTexts(own, before.facts, before.from),
    discharge:
      continuing && duty.end.ends !== undefined
        ? dischargeAtEnd(at, { clause, party, log: topic?.acts }, duty.end.ends)
        : dischargeOf(at, { clause, party, log: topic?.acts }, countingOf(duty)),
    occurrences: undefined,
    occurrence: undefined,
  }
  return clause.repeats === undefined ? facts : eachTime(at, facts)
}

/**
 * The lift that takes away a time of a duty that is owed again and again by the clock: one whose deadline falls into it is
 * not owed, since nothing that is done later would be done for that time. Other deadlines are put off instead.
 */
export function excuseOf({ clause, occurrence, due, lifts }: Facts, at: Instant): Lift | undefined {
  if (occurrence === undefined || due === undefined || clause.repeats?.is !== 'every') return undefined
  const lift = liftAt(lifts, due)
  return lift !== undefined && lift.from <= at ? lift : undefined
}

/** Whether anything is owed: what the text permits, or merely intends, is shown and never breached. */
export function isOwed({ duty }: Clause): boolean {
  return duty !== 'permit' && duty !== 'intend'
}

/** The reader refuses duties that arise from each other's breaches; should one get through, it arises from none. */
function eachTime(at: Evaluation, facts: Facts): Facts {
  let open = false
  let upTo: Occurrences | undefined
  const occurrences = (until: Until): readonly Facts[] => {
    if (open) return []
    open = true
    upTo ??= occurrencesOf(at, facts)
    const found = upTo(until)
    open = false
    return found
  }
  return { ...facts, occurrences }
}

/** Where early acts do not count: from when on they do. */
function countingOf({ clause, activated }: Duty): Counting | undefined {
  if (clause.window.early === undefined) return undefined
  const never = Number.MAX_SAFE_INTEGER
  const { certain = never, possible = never } = activated
  return { surelyFrom: certain, perhapsFrom: possible, until: never }
}

/** How something that happened lies to the time in which a duty was owed. */
export type Owed = 'inside' | 'possible' | 'outside'

/** Whether a claim lies in the time in which the duty was owed. */
export function owedOf(facts: Facts, from: number, until: number, mark: number): Owed {
  if (mark === MARKS.inside) return 'inside'
  if (mark === MARKS.possible) return 'possible'
  if (mark !== MARKS.straddles) return isSurely(facts, from, until)
  // The text in force speaks only for what happened since it took effect.
  const since = isSurely(facts, Math.max(from, facts.before?.from ?? from), until)
  return since === 'inside' ? 'possible' : since
}

/** Whether something that happened in a span of event time happened while the duty was owed. */
export function isSurely(facts: Facts, from: number, until: number): Owed {
  const { activated, end, lifts, defeated } = facts
  const ends = end.ends ?? Number.MAX_SAFE_INTEGER
  if (activated.possible === undefined) return 'outside'
  if (until < activated.possible || from >= ends) return 'outside'
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
