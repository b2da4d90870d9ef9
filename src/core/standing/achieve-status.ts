import type { Instant } from '../time/instant.ts'
import { breachOfDeadline } from './clause-onsets.ts'
import type { Facts } from './facts.ts'
import { isBy } from './formal.ts'
import type { Reason } from './standing.ts'
import { idle, isDueSoon, isOver, NO, OPEN_BOUNDS, unclosed, windowOver, YES, type Judged } from './status.ts'
import type { Weighed } from './weigh-claims.ts'

/** Achieve: done in time, done late (the breach stays on record), or what silence and open evidence leave. */
export function achieveStatus(facts: Facts, at: Instant, weighed: Weighed): Judged {
  const { due, discharge } = facts
  const breaches = { found: weighed.found, alleged: weighed.open }
  const { established } = discharge
  if (established !== undefined && isBy(established.latest, at)) {
    const done = { at: established.latest, ...(due === undefined ? {} : { due }) }
    const { entries } = established
    const breach = breachOfDeadline(facts).onset
    if (breach.possible === undefined) {
      return {
        ...idle('fulfilled', breaches),
        performed: YES,
        why: [{ code: 'done', values: done, entries }],
      }
    }
    if (breach.certain !== undefined) {
      const why: Reason = { code: 'done-late', values: done, entries }
      const counted = { found: weighed.found + 1, alleged: weighed.open }
      return { ...idle('breached', counted), performed: YES, late: true, why: [why] }
    }
    const why: Reason = { code: 'done-time-uncertain', values: done, entries }
    return { ...idle('contested', breaches), performed: YES, why: [why], whyNot: [why] }
  }
  if (weighed.found > 0) {
    const why: Reason = {
      code: 'breach-found',
      values: { count: weighed.found },
      entries: weighed.foundEntries,
    }
    return { ...idle('breached', breaches), performed: NO, why: [why] }
  }
  return notShown(facts, at, weighed)
}

/** Not shown to be done by `at` on this reading. */
function notShown(facts: Facts, at: Instant, weighed: Weighed): Judged {
  const { clause, due, discharge, end, closed } = facts
  const breaches = { found: 0, alleged: weighed.open }
  const breach = breachOfDeadline(facts)
  const past = due !== undefined && at > due
  if (past && isBy(breach.onset.certain, at)) {
    const refuted = discharge.refuted !== undefined && discharge.refuted.through >= due
    const late = discharge.established !== undefined
    const code = late ? 'not-done-in-time' : refuted ? 'refuted' : 'breach-by-silence'
    const why: Reason = { code, values: { due }, entries: breach.entries }
    return { ...idle('breached', { found: 1, alleged: weighed.open }), performed: NO, why: [why] }
  }
  const { open, established } = discharge
  const maybe: Reason | undefined =
    open !== undefined && isBy(open.from, at)
      ? { code: `performance-${open.because}`, values: { at: open.from }, entries: open.entries }
      : established !== undefined && isBy(established.earliest, at)
        ? { code: 'done-time-uncertain', values: { at: established.latest }, entries: established.entries }
        : undefined
  const silentlyKept =
    past && clause.ifSilent === 'compliant' && closed.through !== undefined && closed.through >= due
  if (maybe === undefined && silentlyKept && weighed.open === 0) {
    const why: Reason = {
      code: 'silence-compliant',
      values: { through: closed.through },
      entries: closed.entries,
    }
    return { ...idle('fulfilled', breaches), performed: YES, why: [why] }
  }
  if (isOver(facts, at) && !(past && end.ends !== undefined && due < end.ends)) {
    const rest = maybe === undefined ? [unclosed(facts)] : [maybe]
    return { ...idle('expired', breaches), why: [windowOver(facts), ...rest], whyNot: rest }
  }
  if (maybe !== undefined || weighed.open > 0) {
    const why = [...(maybe === undefined ? [] : [maybe]), ...weighed.openReasons]
    return { ...idle('contested', breaches), why, whyNot: why }
  }
  if (past) {
    const rest = unclosed(facts)
    const missed: Reason = { code: 'deadline-passed', values: { due }, entries: [] }
    const status = clause.window.late === 'lapses' ? 'expired' : 'overdue'
    return { ...idle(status, breaches), why: [missed, rest], whyNot: [rest] }
  }
  const why: Reason =
    due === undefined
      ? { code: 'no-deadline', values: {}, entries: [] }
      : { code: 'due', values: { due }, entries: [] }
  const status = isDueSoon(due, at) ? 'due-soon' : 'active'
  return { ...idle(status, breaches), performed: OPEN_BOUNDS, why: [why] }
}
