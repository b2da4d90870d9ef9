import type { Instant } from '../time/instant.ts'
import { breachOfDeadline, lastMoment } from './clause-onsets.ts'
import { excuseOf, type Facts } from './facts.ts'
import { isBy } from './formal.ts'
import type { Reason } from './standing.ts'
import {
  DEFEATED,
  idle,
  isDueSoon,
  isOver,
  NO,
  OPEN_BOUNDS,
  unclosed,
  windowOver,
  YES,
  type Judged,
  type Rule,
} from './status.ts'
import { claimReasons, type Weighed } from './weigh-claims.ts'

const DONE: Rule = { why: (facts) => doneAs('done', facts) }
const DONE_LATE: Rule = { why: (facts) => doneAs('done-late', facts) }
const doneAtUncertainTime = (facts: Facts): readonly Reason[] => doneAs('done-time-uncertain', facts)
const DONE_AT_UNCERTAIN_TIME: Rule = { why: doneAtUncertainTime, whyNot: doneAtUncertainTime }

function doneAs(code: string, { due, discharge: { established } }: Facts): readonly Reason[] {
  if (established === undefined) return []
  const { latest, entries } = established
  return [{ code, values: { at: latest, ...(due === undefined ? {} : { due }) }, entries }]
}

/** Achieve: done in time, done late (the breach stays on record), or what silence and open evidence leave. */
export function achieveStatus(facts: Facts, at: Instant, breaches: Weighed): Judged {
  const { established } = facts.discharge
  if (established !== undefined && isBy(established.latest, at)) {
    const { certain, possible } = breachOfDeadline(facts).onset
    if (possible === undefined) {
      return { status: 'fulfilled', performed: YES, late: false, breaches, by: DONE }
    }
    if (certain === undefined) {
      return { status: 'contested', performed: YES, late: false, breaches, by: DONE_AT_UNCERTAIN_TIME }
    }
    const counted = { found: breaches.found + 1, alleged: breaches.alleged }
    return { status: 'breached', performed: YES, late: true, breaches: counted, by: DONE_LATE }
  }
  if (breaches.found > 0) {
    return { status: 'breached', performed: NO, late: false, breaches, by: CONDUCT_FOUND }
  }
  return notShown(facts, at, breaches)
}

const CONDUCT_FOUND: Rule = { why: (facts, at) => [claimReasons(facts, at).found] }
const MISSED: Rule = {
  why: (facts) => {
    const { due, discharge } = facts
    if (due === undefined) return []
    const refuted = discharge.refuted !== undefined && discharge.refuted.through >= lastMoment(facts, due)
    const late = discharge.established !== undefined
    const code = late ? 'not-done-in-time' : refuted ? 'refuted' : 'breach-by-silence'
    return [{ code, values: { due }, entries: breachOfDeadline(facts).entries }]
  },
}
const SILENCE_COMPLIES: Rule = {
  why: ({ closed: { through, entries } }) => [
    { code: 'silence-compliant', values: { through: through ?? 0 }, entries },
  ],
}
const rest = (facts: Facts, at: Instant): readonly Reason[] => [
  perhapsDone(facts, at) ?? afterEnd(facts) ?? unclosed(facts),
]
/** Nothing was owed any more when it would have been due: no silence and no refutation decides anything. */
function afterEnd({ due, end: { ends } }: Facts): Reason | undefined {
  if (due === undefined || ends === undefined || due < ends) return undefined
  return { code: 'due-after-end', values: { due }, entries: [] }
}
const OVER: Rule = { why: (facts, at) => [windowOver(facts), ...rest(facts, at)], whyNot: rest }
const open = (facts: Facts, at: Instant): readonly Reason[] => {
  const maybe = perhapsDone(facts, at)
  return [...(maybe === undefined ? [] : [maybe]), ...claimReasons(facts, at).open]
}
const OPEN: Rule = { why: open, whyNot: open }
const PAST_DEADLINE: Rule = {
  why: (facts, at) => [
    { code: 'deadline-passed', values: { due: facts.due ?? 0 }, entries: [] },
    ...rest(facts, at),
  ],
  whyNot: rest,
}
const OWED: Rule = {
  why: ({ due }) => [
    due === undefined
      ? { code: 'no-deadline', values: {}, entries: [] }
      : { code: 'due', values: { due }, entries: [] },
  ],
}

const EXCUSED: Rule = {
  why: (facts, at) => [excuseOf(facts, at)?.reason].filter((reason) => reason !== undefined),
}

/** Not shown to be done by `at` on this reading. */
function notShown(facts: Facts, at: Instant, breaches: Weighed): Judged {
  const { clause, due, end, closed, defeated } = facts
  const past = due !== undefined && at > due
  if (past && isBy(breachOfDeadline(facts).onset.certain, at)) {
    const missed = { found: 1, alleged: breaches.alleged }
    const performed = perhapsDone(facts, at) === undefined ? NO : OPEN_BOUNDS
    return { status: 'breached', performed, late: false, breaches: missed, by: MISSED }
  }
  const maybe = perhapsDone(facts, at)
  const { through } = closed
  const isClosed = past && through !== undefined && through >= lastMoment(facts, due)
  // What was set aside before its deadline was not kept by silence: nothing was owed at the deadline.
  const silentlyKept = clause.ifSilent === 'compliant' && isClosed && !isBy(defeated.onset.certain, due)
  if (maybe === undefined && silentlyKept && breaches.alleged === 0) {
    return { status: 'fulfilled', performed: YES, late: false, breaches, by: SILENCE_COMPLIES }
  }
  const excuse = excuseOf(facts, at)
  if (excuse !== undefined) return idle(excuse.status, breaches, EXCUSED)
  if (isBy(defeated.onset.certain, at)) return idle('suspended', breaches, DEFEATED)
  if (isOver(facts, at) && !(past && end.ends !== undefined && due < end.ends)) {
    return idle('expired', breaches, OVER)
  }
  if (maybe !== undefined || breaches.alleged > 0) return idle('contested', breaches, OPEN)
  if (past) return idle(clause.window.late === 'lapses' ? 'expired' : 'overdue', breaches, PAST_DEADLINE)
  return idle(isDueSoon(due, at) ? 'due-soon' : 'active', breaches, OWED)
}

/** What says that it may have been done by `at`; `undefined` if nothing does. */
function perhapsDone({ discharge: { open: said, established } }: Facts, at: Instant): Reason | undefined {
  if (said !== undefined && isBy(said.from, at)) {
    return { code: `performance-${said.because}`, values: { at: said.from }, entries: said.entries }
  }
  if (established === undefined || !isBy(established.earliest, at)) return undefined
  return { code: 'done-time-uncertain', values: { at: established.latest }, entries: established.entries }
}
