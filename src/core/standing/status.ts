import { parseDuration, plus, type Instant } from '../time/instant.ts'
import { achieveStatus } from './achieve-status.ts'
import { breachedOnset, breachOfDeadline, keptThrough } from './clause-onsets.ts'
import type { Evaluation } from './evaluation.ts'
import type { Facts } from './facts.ts'
import { isBy } from './formal.ts'
import type { Bounds, Reason, Status } from './standing.ts'
import { repeatedStatus } from './repeated.ts'
import { CITED_AT_MOST, weighClaims, type Weighed } from './weigh-claims.ts'
import { waitingReasons } from './waiting.ts'

/** An active duty is shown as due soon this long before its deadline. */
export const DUE_SOON = parseDuration('24h')

/** The status of a clause instance at a moment. What it rests on is put into words only when somebody asks. */
export type Judged = {
  readonly status: Status
  readonly performed: Bounds
  readonly late: boolean
  readonly breaches: { readonly found: number; readonly alleged: number }
  readonly why: () => readonly Reason[]
  readonly whyNot: () => readonly Reason[]
}

/** What a status rests on, and what is open and would decide it, each looked up when asked. */
type Because = { readonly why: () => readonly Reason[]; readonly whyNot?: () => readonly Reason[] }

const nothing = (): readonly Reason[] => []
const only = (reason: Reason) => (): readonly Reason[] => [reason]

export const OPEN_BOUNDS: Bounds = { lo: 0, hi: 1 }
export const YES: Bounds = { lo: 1, hi: 1 }
export const NO: Bounds = { lo: 0, hi: 0 }

/**
 * The status at event time `at`, in the order of precedence of the agreement language (section 2.5): a pure function of
 * the facts as known. An allegation by itself never makes a breach.
 */
export function judge(evaluated: Evaluation, facts: Facts, at: Instant): Judged {
  const weighed = weighClaims(facts, at)
  const { clause, activated } = facts
  const breaches = { found: weighed.found, alleged: weighed.open }
  if (evaluated.text.force === 'draft') {
    return idle('pending', breaches, { why: only({ code: 'draft', values: {}, entries: [] }) })
  }
  const lift =
    facts.lifts.find(({ status, from, until }) => status === 'waived' && from <= at && at < until) ??
    facts.lifts.find(({ from, until }) => from <= at && at < until)
  if (lift !== undefined && isBy(activated.possible, at)) {
    return idle(lift.status, breaches, { why: only(lift.reason), whyNot: weighed.openReasons })
  }
  if (!isBy(activated.certain, at)) {
    return idle('pending', breaches, { why: waitingFor(evaluated, facts, at), whyNot: weighed.openReasons })
  }
  const duty =
    clause.duty === 'permit' || clause.duty === 'intend'
      ? politicalStatus(facts, at, breaches)
      : clause.duty === 'achieve'
        ? facts.occurrences === undefined
          ? achieveStatus(facts, at, weighed)
          : repeatedStatus(facts, at, weighed)
        : continuingStatus(facts, at, weighed)
  return noted(duty, facts, at)
}

/** With what is said of every duty that has begun, after what decides its status. */
function noted(
  { status, performed, late, breaches, why, whyNot }: Judged,
  facts: Facts,
  at: Instant,
): Judged {
  const all = (): readonly Reason[] => [
    ...why(),
    { code: 'active-since', values: { at: facts.activated.certain ?? 0 }, entries: facts.activatedBy },
    ...missedBefore(facts),
    ...excusedNote(facts, at),
    ...facts.end.because,
    ...facts.void,
  ]
  return { status, performed, late, breaches, why: all, whyNot }
}

function waitingFor(evaluated: Evaluation, facts: Facts, at: Instant): () => readonly Reason[] {
  const { clause, activated, activatedBy } = facts
  return () => {
    const waits = waitingReasons(evaluated, clause, at)
    if (!isBy(activated.possible, at)) return waits
    return [{ code: 'activation-open', values: {}, entries: activatedBy }, ...waits]
  }
}

/** A status in which nothing is known to have been done or kept. */
export function idle(
  status: Status,
  breaches: Judged['breaches'],
  { why, whyNot = nothing }: Because,
): Judged {
  return { status, performed: OPEN_BOUNDS, late: false, breaches, why, whyNot }
}

export function isOver({ end }: Facts, at: Instant): boolean {
  return end.ends !== undefined && at >= end.ends
}

export function windowOver({ end }: Facts): Reason {
  return { code: 'window-over', values: { at: end.ends ?? 0 }, entries: end.entries }
}

/** Deadlines that were missed under texts that were replaced since, the oldest first: a new deadline undoes none. */
function missedBefore({ clause, before }: Facts): readonly Reason[] {
  if (clause.duty !== 'achieve' || before?.facts === undefined) return []
  const older = missedBefore(before.facts)
  const { onset, entries } = breachOfDeadline(before.facts)
  if (onset.certain === undefined || onset.certain >= before.from) return older
  return [...older, { code: 'missed-under-earlier-text', values: { due: before.facts.due ?? 0 }, entries }]
}

/** Acts by `at` that would have been breaches, and of which notice was given in time. */
function excusedNote({ excused }: Facts, at: Instant): readonly Reason[] {
  const heard = excused.filter(({ earliest }) => earliest <= at)
  if (heard.length === 0) return []
  const entries = [...new Set(heard.flatMap((one) => one.entries))].toSorted((a, b) => a - b)
  return [
    { code: 'excepted-by-notice', values: { count: heard.length }, entries: entries.slice(0, CITED_AT_MOST) },
  ]
}

/** What the text permits or merely intends is shown and never breached. */
function politicalStatus(facts: Facts, at: Instant, breaches: Judged['breaches']): Judged {
  const { established } = facts.discharge
  const done = established !== undefined && isBy(established.latest, at)
  const intends = facts.clause.duty === 'intend'
  const text = (): Reason => ({ code: intends ? 'intends' : 'permits', values: {}, entries: [] })
  if (intends && done) {
    const did = (): Reason => ({
      code: 'done',
      values: { at: established.latest },
      entries: established.entries,
    })
    return { ...idle('fulfilled', breaches, { why: () => [did(), text()] }), performed: YES }
  }
  if (isOver(facts, at)) return idle('expired', breaches, { why: () => [windowOver(facts), text()] })
  return idle('active', breaches, { why: () => [text()] })
}

/** Maintain and refrain: once breached it stays breached, also after its window. */
function continuingStatus(facts: Facts, at: Instant, weighed: Weighed): Judged {
  const { clause, closed, defeated } = facts
  const { openReasons } = weighed
  const breaches = { found: weighed.found, alleged: weighed.open }
  if (weighed.found > 0) {
    const why = (): readonly Reason[] => [breachFound(weighed), ...openReasons()]
    return { ...idle('breached', breaches, { why }), performed: NO }
  }
  const over = isOver(facts, at)
  const silent = over && weighed.open === 0 ? breachedOnset(facts) : undefined
  if (silent !== undefined && isBy(silent.onset.certain, at)) {
    const { entries } = silent
    const why = (): readonly Reason[] => [{ code: 'breach-by-silence', values: {}, entries }]
    return { ...idle('breached', { found: 1, alleged: 0 }, { why }), performed: NO }
  }
  if (isBy(defeated.onset.certain, at)) {
    const { onset, entries } = defeated
    const why = (): readonly Reason[] => [{ code: 'defeated', values: { at: onset.certain ?? 0 }, entries }]
    return idle('suspended', breaches, { why, whyNot: openReasons })
  }
  if (over) {
    const kept = weighed.open === 0 ? keptThrough(facts) : undefined
    if (kept !== undefined) {
      const why = (): readonly Reason[] => [
        { code: 'kept', values: { at: facts.end.ends ?? 0 }, entries: kept },
      ]
      return { ...idle('fulfilled', breaches, { why }), performed: YES }
    }
    const open = weighed.open > 0 ? openReasons : (): readonly Reason[] => [unclosed(facts)]
    return idle('expired', breaches, { why: () => [windowOver(facts), ...open()], whyNot: open })
  }
  if (weighed.open > 0) return idle('contested', breaches, { why: openReasons, whyNot: openReasons })
  const { through, entries } = closed
  const quiet = clause.ifSilent === 'compliant' && through !== undefined && through >= at
  const why = (): readonly Reason[] => [
    quiet
      ? { code: 'nothing-reported-and-closed', values: { through }, entries }
      : { code: 'nothing-reported', values: {}, entries: [] },
  ]
  return { ...idle('active', breaches, { why }), performed: quiet ? YES : OPEN_BOUNDS }
}

/** Breaches that are established, with the first few. */
export function breachFound({ found, foundEntries }: Weighed): Reason {
  return { code: 'breach-found', values: { count: found }, entries: foundEntries() }
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
