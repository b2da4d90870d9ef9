import type { Instant } from '../time/instant.ts'
import { breachOfDeadline } from './clause-onsets.ts'
import type { Facts } from './facts.ts'
import { isBy } from './formal.ts'
import type { Reason } from './standing.ts'
import { breachFound, idle, isDueSoon, isOver, NO, unclosed, windowOver, YES, type Judged } from './status.ts'
import type { Weighed } from './weigh-claims.ts'

/** Achieve: done in time, done late (the breach stays on record), or what silence and open evidence leave. */
export function achieveStatus(facts: Facts, at: Instant, weighed: Weighed): Judged {
  const { due, discharge } = facts
  const breaches = { found: weighed.found, alleged: weighed.open }
  const { established } = discharge
  if (established !== undefined && isBy(established.latest, at)) {
    const done = (code: string) => (): readonly Reason[] => [
      {
        code,
        values: { at: established.latest, ...(due === undefined ? {} : { due }) },
        entries: established.entries,
      },
    ]
    const breach = breachOfDeadline(facts).onset
    if (breach.possible === undefined) {
      return { ...idle('fulfilled', breaches, { why: done('done') }), performed: YES }
    }
    if (breach.certain !== undefined) {
      const counted = { found: weighed.found + 1, alleged: weighed.open }
      return { ...idle('breached', counted, { why: done('done-late') }), performed: YES, late: true }
    }
    const why = done('done-time-uncertain')
    return { ...idle('contested', breaches, { why, whyNot: why }), performed: YES }
  }
  if (weighed.found > 0) {
    return { ...idle('breached', breaches, { why: () => [breachFound(weighed)] }), performed: NO }
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
    const why = (): readonly Reason[] => [{ code, values: { due }, entries: breach.entries }]
    return { ...idle('breached', { found: 1, alleged: weighed.open }, { why }), performed: NO }
  }
  const maybe = perhapsDone(facts, at)
  const { through } = closed
  const silentlyKept = past && clause.ifSilent === 'compliant' && through !== undefined && through >= due
  if (maybe === undefined && silentlyKept && weighed.open === 0) {
    const why = (): readonly Reason[] => [
      { code: 'silence-compliant', values: { through }, entries: closed.entries },
    ]
    return { ...idle('fulfilled', breaches, { why }), performed: YES }
  }
  const rest = (): readonly Reason[] => [maybe ?? unclosed(facts)]
  if (isOver(facts, at) && !(past && end.ends !== undefined && due < end.ends)) {
    return idle('expired', breaches, { why: () => [windowOver(facts), ...rest()], whyNot: rest })
  }
  if (maybe !== undefined || weighed.open > 0) {
    const why = (): readonly Reason[] => [...(maybe === undefined ? [] : [maybe]), ...weighed.openReasons()]
    return idle('contested', breaches, { why, whyNot: why })
  }
  if (past) {
    const why = (): readonly Reason[] => [
      { code: 'deadline-passed', values: { due }, entries: [] },
      ...rest(),
    ]
    const status = clause.window.late === 'lapses' ? 'expired' : 'overdue'
    return idle(status, breaches, { why, whyNot: rest })
  }
  const why = (): readonly Reason[] => [
    due === undefined
      ? { code: 'no-deadline', values: {}, entries: [] }
      : { code: 'due', values: { due }, entries: [] },
  ]
  return idle(isDueSoon(due, at) ? 'due-soon' : 'active', breaches, { why })
}

/** What says that it may have been done by `at`; `undefined` if nothing does. */
function perhapsDone({ discharge: { open, established } }: Facts, at: Instant): Reason | undefined {
  if (open !== undefined && isBy(open.from, at)) {
    return { code: `performance-${open.because}`, values: { at: open.from }, entries: open.entries }
  }
  if (established === undefined || !isBy(established.earliest, at)) return undefined
  return { code: 'done-time-uncertain', values: { at: established.latest }, entries: established.entries }
}
