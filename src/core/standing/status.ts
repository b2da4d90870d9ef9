import { inLogOrder } from '../evidence/log-order.ts'
import { parseDuration, plus, type Instant } from '../time/instant.ts'
import { achieveStatus } from './achieve-status.ts'
import { breachedOnset, breachOfDeadline, keptThrough } from './clause-onsets.ts'
import { dutyOf } from './duty.ts'
import type { Evaluation } from './evaluation.ts'
import type { Facts } from './facts.ts'
import { isBy } from './formal.ts'
import type { Bounds, Reason, Status } from './standing.ts'
import { repeatedStatus } from './repeated.ts'
import { liftAt } from './lifts.ts'
import { CITED_AT_MOST, claimReasons, UNCLAIMED, weighClaims, type Weighed } from './weigh-claims.ts'
import { waitingReasons } from './waiting.ts'

/** An active duty is shown as due soon this long before its deadline. */
export const DUE_SOON = parseDuration('24h')

/** The status of a clause instance at a moment, and the rule by which it came about. */
export type Judged = {
  readonly status: Status
  readonly performed: Bounds
  readonly late: boolean
  readonly breaches: Weighed
  readonly by: Rule
}

/** A rule by which a status comes about. It says what the status rests on only when somebody asks. */
export type Rule = {
  /** What the status rests on, first that which decides it. */
  readonly why: Saying
  /** What is open and would decide it; left out where nothing is. */
  readonly whyNot?: Saying
  /** The duty is over, and was never surely in force. */
  readonly isUnseen?: true
}
type Saying = (facts: Facts, at: Instant) => readonly Reason[]

/** What a status rests on, and what is open and would decide it. */
export type Explained = { readonly why: readonly Reason[]; readonly whyNot: readonly Reason[] }

const openClaims: Saying = (facts, at) => claimReasons(facts, at).open

const DRAFT: Rule = { why: () => [{ code: 'draft', values: {}, entries: [] }] }
const SET_ASIDE: Rule = {
  why: (facts, at) => [liftAt(facts.lifts, at)?.reason].filter((reason) => reason !== undefined),
  whyNot: openClaims,
}
/** What it waits for is said by {@link explained}, which knows the conditions. */
const NOT_BEGUN: Rule = { why: () => [], whyNot: openClaims }

const beginningOpen = ({ activatedBy, occurrence }: Facts): Reason => {
  return { code: 'activation-open', values: {}, entries: occurrence?.about ?? activatedBy }
}
const NEVER_BEGUN: Rule = {
  why: (facts) => [windowOver(facts), { code: 'never-in-force', values: {}, entries: [] }],
  // Of a time in which an earlier text was in force.
  whyNot: openClaims,
  isUnseen: true,
}
const OVER_PERHAPS_UNBEGUN: Rule = {
  why: (facts) => [windowOver(facts), beginningOpen(facts)],
  whyNot: (facts, at) => [beginningOpen(facts), ...openClaims(facts, at)],
  isUnseen: true,
}
const BEGINNING_OPEN: Rule = { why: (facts) => [beginningOpen(facts)] }

export const OPEN_BOUNDS: Bounds = { lo: 0, hi: 1 }
export const YES: Bounds = { lo: 1, hi: 1 }
export const NO: Bounds = { lo: 0, hi: 0 }

/**
 * The status at event time `at`, in the order of precedence of the agreement language (section 2.5): a pure function of
 * the facts as known. An allegation by itself never makes a breach.
 */
export function judge(evaluated: Evaluation, facts: Facts, at: Instant): Judged {
  const breaches = weighClaims(facts, at)
  const { clause, activated } = facts
  if (evaluated.text.force === 'draft') return idle('pending', breaches, DRAFT)
  const lift = liftAt(facts.lifts, at)
  if (lift !== undefined && isBy(activated.possible, at)) return idle(lift.status, breaches, SET_ASIDE)
  if (!isBy(activated.certain, at)) {
    if (!isOver(facts, at)) return idle('pending', breaches, NOT_BEGUN)
    // What was found to have breached an earlier text stays on record.
    if (breaches.found === 0) return neverSeen(facts, breaches)
  }
  switch (clause.duty) {
    case 'permit':
    case 'intend':
      return politicalStatus(facts, at, breaches)
    case 'achieve':
      return facts.occurrences === undefined
        ? achieveStatus(facts, at, breaches)
        : repeatedStatus(facts, at, breaches)
    case 'maintain':
    case 'refrain':
      return continuingStatus(facts, at, breaches)
  }
}

/** It is over, and was never in force, or nobody knows whether it was. */
function neverSeen(facts: Facts, breaches: Weighed): Judged {
  return idle(
    'expired',
    breaches,
    facts.activated.possible === undefined ? NEVER_BEGUN : OVER_PERHAPS_UNBEGUN,
  )
}

/** The status of an occurrence of which it is not sure that it has begun. */
export function unbegunOccurrence(facts: Facts, at: Instant): Judged {
  return isOver(facts, at) ? neverSeen(facts, UNCLAIMED) : idle('pending', UNCLAIMED, BEGINNING_OPEN)
}

/** What a status rests on and what is open, with what is said of every duty that has begun. */
export function explained(evaluated: Evaluation, facts: Facts, { by }: Judged, at: Instant): Explained {
  const said = saidBy(by, facts, at)
  if (by === NOT_BEGUN) return { why: waitingFor(evaluated, facts, at), whyNot: said.whyNot }
  if (by === DRAFT || by === SET_ASIDE) return said
  const notes: readonly Reason[] = [
    ...begunNotes(facts, at),
    ...putOffNote(facts),
    ...amendedNote(evaluated, facts),
    ...missedBefore(facts),
    ...excusedNote(facts, at),
    ...facts.end.because,
    ...facts.void,
  ]
  return { why: [...said.why, ...notes], whyNot: said.whyNot }
}

/** What the rule itself says. */
export function saidBy({ why, whyNot }: Rule, facts: Facts, at: Instant): Explained {
  const rests = why(facts, at)
  return { why: rests, whyNot: whyNot === why ? rests : (whyNot?.(facts, at) ?? []) }
}

function waitingFor(evaluated: Evaluation, facts: Facts, at: Instant): readonly Reason[] {
  const { clause, activated } = facts
  const waits = waitingReasons(evaluated, clause, at)
  if (!isBy(activated.possible, at)) return waits
  return [beginningOpen(facts), ...waits]
}

/** A status in which nothing is known to have been done or kept. */
export function idle(status: Status, breaches: Judged['breaches'], by: Rule): Judged {
  return { status, performed: OPEN_BOUNDS, late: false, breaches, by }
}

export function isOver({ end }: Facts, at: Instant): boolean {
  return end.ends !== undefined && at >= end.ends
}

export function windowOver({ end }: Facts): Reason {
  return { code: 'window-over', values: { at: end.ends ?? 0 }, entries: end.entries }
}

/** Since when it has been in force, and whether its deadline had passed by then. */
function begunNotes(facts: Facts, at: Instant): readonly Reason[] {
  const { clause, due, activated, activatedBy } = facts
  const since = activated.certain
  if (since === undefined || !isBy(since, at)) return []
  const begun: Reason = { code: 'active-since', values: { at: since }, entries: activatedBy }
  const isLate = clause.duty === 'achieve' && due !== undefined && due < since
  if (!isLate || breachOfDeadline(facts).onset.possible === undefined) return [begun]
  return [begun, { code: 'begun-past-deadline', values: { due, at: since }, entries: [] }]
}

/** By what the deadline was put off. */
function putOffNote({ due, putOffBy }: Facts): readonly Reason[] {
  if (due === undefined || putOffBy === undefined) return []
  return [{ code: 'deadline-put-off', values: { due }, entries: putOffBy.reason.entries }]
}

/** An amendment moved the deadline into the past. */
function amendedNote(evaluated: Evaluation, { clause, occurrence, due }: Facts): readonly Reason[] {
  if (due === undefined || occurrence !== undefined || dutyOf(evaluated, clause).due === due) return []
  return [{ code: 'deadline-amended', values: { due }, entries: [] }]
}

/** Deadlines that were missed under texts that were replaced since, the oldest first: a new deadline undoes none. */
function missedBefore({ clause, before, occurrences }: Facts): readonly Reason[] {
  if (clause.duty !== 'achieve' || before?.facts === undefined) return []
  const older = missedBefore(before.facts)
  const { from } = before
  const now = occurrences?.(from) ?? []
  const isSame = (a: Facts) => (b: Facts) => a.activated.certain === b.activated.certain && a.due === b.due
  const missed = (before.facts.occurrences?.(from) ?? [before.facts]).flatMap((one): readonly Reason[] => {
    const { onset, entries } = breachOfDeadline(one)
    // What this text has too, it counts itself.
    if (onset.certain === undefined || onset.certain >= from || now.some(isSame(one))) return []
    return [{ code: 'missed-under-earlier-text', values: { due: one.due ?? 0 }, entries }]
  })
  return [...older, ...missed.slice(0, CITED_AT_MOST)]
}

/** Acts by `at` that would have been breaches, and of which notice was given in time. */
function excusedNote({ excused }: Facts, at: Instant): readonly Reason[] {
  const heard = excused.filter(({ earliest }) => earliest <= at)
  if (heard.length === 0) return []
  const entries = inLogOrder(heard.flatMap((one) => one.entries))
  return [
    { code: 'excepted-by-notice', values: { count: heard.length }, entries: entries.slice(0, CITED_AT_MOST) },
  ]
}

const INTENTION_DONE: Rule = { why: (facts) => [...doneEntries(facts), textual(facts)] }
const PERMISSION_OVER: Rule = { why: (facts) => [windowOver(facts), textual(facts)] }
const PERMISSION: Rule = { why: (facts) => [textual(facts)] }

function textual({ clause }: Facts): Reason {
  return { code: clause.duty === 'intend' ? 'intends' : 'permits', values: {}, entries: [] }
}

function doneEntries({ discharge: { established } }: Facts): readonly Reason[] {
  if (established === undefined) return []
  return [{ code: 'done', values: { at: established.latest }, entries: established.entries }]
}

/** What the text permits or merely intends is shown and never breached. */
function politicalStatus(facts: Facts, at: Instant, breaches: Judged['breaches']): Judged {
  const { established } = facts.discharge
  if (facts.clause.duty === 'intend' && established !== undefined && isBy(established.latest, at)) {
    return { status: 'fulfilled', performed: YES, late: false, breaches, by: INTENTION_DONE }
  }
  if (isBy(facts.defeated.onset.certain, at)) return idle('suspended', breaches, DEFEATED)
  return isOver(facts, at) ? idle('expired', breaches, PERMISSION_OVER) : idle('active', breaches, PERMISSION)
}

const CONDUCT_FOUND: Rule = {
  why: (facts, at) => {
    const { found, open } = claimReasons(facts, at)
    return [found, ...open]
  },
}
const BROKEN_BY_SILENCE: Rule = {
  why: (facts) => [{ code: 'breach-by-silence', values: {}, entries: breachedOnset(facts).entries }],
}
export const DEFEATED: Rule = {
  why: ({ defeated: { onset, entries } }) => [
    { code: 'defeated', values: { at: onset.certain ?? 0 }, entries },
  ],
  whyNot: openClaims,
}
const KEPT: Rule = {
  why: (facts) => [{ code: 'kept', values: { at: facts.end.ends ?? 0 }, entries: keptThrough(facts) ?? [] }],
}
const OVER_WITH_CLAIMS: Rule = {
  why: (facts, at) => [windowOver(facts), ...openClaims(facts, at)],
  whyNot: openClaims,
}
const OVER_UNCLOSED: Rule = {
  why: (facts) => [windowOver(facts), unclosed(facts)],
  whyNot: (facts) => [unclosed(facts)],
}
const CLAIMED: Rule = { why: openClaims, whyNot: openClaims }
const QUIET: Rule = {
  why: ({ closed: { through, entries } }) => [
    { code: 'nothing-reported-and-closed', values: { through: through ?? 0 }, entries },
  ],
}
const UNREPORTED: Rule = { why: () => [{ code: 'nothing-reported', values: {}, entries: [] }] }

/** Maintain and refrain: once breached it stays breached, also after its window. */
function continuingStatus(facts: Facts, at: Instant, breaches: Weighed): Judged {
  const { clause, closed, defeated } = facts
  const { found, alleged } = breaches
  if (found > 0) return { status: 'breached', performed: NO, late: false, breaches, by: CONDUCT_FOUND }
  const over = isOver(facts, at)
  if (over && alleged === 0 && isBy(breachedOnset(facts).onset.certain, at)) {
    const once = { found: 1, alleged: 0 }
    return { status: 'breached', performed: NO, late: false, breaches: once, by: BROKEN_BY_SILENCE }
  }
  if (isBy(defeated.onset.certain, at)) return idle('suspended', breaches, DEFEATED)
  if (over) {
    if (alleged > 0) return idle('expired', breaches, OVER_WITH_CLAIMS)
    return keptThrough(facts) === undefined
      ? idle('expired', breaches, OVER_UNCLOSED)
      : { status: 'fulfilled', performed: YES, late: false, breaches, by: KEPT }
  }
  if (alleged > 0) return idle('contested', breaches, CLAIMED)
  const quiet = clause.ifSilent === 'compliant' && closed.through !== undefined && closed.through >= at
  if (!quiet) return idle('active', breaches, UNREPORTED)
  return { status: 'active', performed: YES, late: false, breaches, by: QUIET }
}

/** Nobody has said anything, and the silence rule does not decide yet, or never does. */
export function unclosed({ clause, closed }: Facts): Reason {
  if (clause.ifSilent === 'unknown') return { code: 'silence-unknown', values: {}, entries: [] }
  return closed.through === undefined
    ? { code: 'sources-not-closed', values: {}, entries: [] }
    : { code: 'sources-closed-through', values: { through: closed.through }, entries: closed.entries }
}

export function isDueSoon(due: Instant | undefined, at: Instant): boolean {
  return due !== undefined && at <= due && plus(at, DUE_SOON) >= due
}
