import { inLogOrder } from '../evidence/log-order.ts'
import type { LogIndex } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import { achieveStatus } from './achieve-status.ts'
import type { Facts } from './facts.ts'
import { isBy } from './formal.ts'
import { OCCURRENCES_SHOWN, type OccurrenceStanding, type Reason, type Status } from './standing.ts'
import {
  DEFEATED,
  idle,
  isOver,
  NO,
  unbegunOccurrence,
  windowOver,
  YES,
  type Judged,
  type Rule,
} from './status.ts'
import { CITED_AT_MOST, claimReasons, UNCLAIMED, type Weighed } from './weigh-claims.ts'

type One = { readonly facts: Facts; readonly judged: Judged }

function begunBy(facts: Facts, at: Instant): readonly One[] {
  return (facts.occurrences?.(at) ?? []).map((one) => ({ facts: one, judged: judgeOne(one, at) }))
}

function judgeOne(one: Facts, at: Instant): Judged {
  // What is reported against the bearer counts once, for the duty as a whole, and not again for each occurrence.
  return isBy(one.activated.certain, at) ? achieveStatus(one, at, UNCLAIMED) : unbegunOccurrence(one, at)
}

/** What decides first: a time that was missed stays on record, as any breach does. */
const PRECEDENCE: readonly Status[] = ['breached', 'contested', 'overdue', 'due-soon', 'active', 'expired']

/** How many occurrences stand how. */
function each(facts: Facts, at: Instant): readonly Reason[] {
  const begun = begunBy(facts, at)
  return [...PRECEDENCE, 'fulfilled' as const, 'waived' as const, 'suspended' as const].flatMap((status) =>
    counted(begun, status, at),
  )
}
function open(facts: Facts, at: Instant): readonly Reason[] {
  const begun = begunBy(facts, at)
  return [
    ...counted(begun, 'contested', at),
    ...counted(begun, 'overdue', at),
    ...claimReasons(facts, at).open,
  ]
}
const CONDUCT_FOUND: Rule = { why: (facts, at) => [claimReasons(facts, at).found, ...each(facts, at)] }
const ONE_DECIDES: Rule = { why: each, whyNot: open }
const CONTESTED: Rule = {
  why: (facts, at) => [...each(facts, at), ...claimReasons(facts, at).open],
  whyNot: open,
}
const ALL_DONE: Rule = { why: (facts, at) => [windowOver(facts), ...each(facts, at)] }
const OVER: Rule = { why: ALL_DONE.why, whyNot: each }
const GOING_ON: Rule = {
  why: (facts, at) => {
    const said = each(facts, at)
    return said.length === 0 && begunBy(facts, at).length === 0
      ? [{ code: 'no-occurrence', values: {}, entries: [] }]
      : said
  },
}

/** The status of a repeated duty as a whole, from those of its occurrences so far. */
export function repeatedStatus(facts: Facts, at: Instant, weighed: Weighed): Judged {
  const begun = begunBy(facts, at)
  const count = (status: Status): number => begun.filter(({ judged }) => judged.status === status).length
  const breaches = { found: weighed.found + count('breached'), alleged: weighed.alleged }
  const late = begun.some(({ judged }) => judged.late)
  const worst = PRECEDENCE.find((status) => count(status) > 0)
  if (weighed.found > 0) return { ...idle('breached', breaches, CONDUCT_FOUND), performed: NO, late }
  if (worst === 'breached') return { ...idle('breached', breaches, ONE_DECIDES), performed: NO, late }
  if (isBy(facts.defeated.onset.certain, at)) return { ...idle('suspended', breaches, DEFEATED), late }
  if (worst === 'contested' || weighed.alleged > 0) return { ...idle('contested', breaches, CONTESTED), late }
  if (worst === 'overdue') return idle('overdue', breaches, ONE_DECIDES)
  if (isOver(facts, at)) {
    const kept = worst === undefined && count('pending') === 0
    return kept
      ? { ...idle('fulfilled', breaches, ALL_DONE), performed: YES }
      : idle('expired', breaches, OVER)
  }
  return idle(worst === 'due-soon' ? 'due-soon' : 'active', breaches, GOING_ON)
}

function counted(begun: readonly One[], status: Status, at: Instant): readonly Reason[] {
  const those = begun.filter(({ judged }) => judged.status === status)
  if (those.length === 0) return []
  const entries = [...new Set(those.flatMap((one) => decidedBy(one, at)))]
  return [{ code: `occurrences-${status}`, values: { count: those.length }, entries: firstFew(entries) }]
}

/** The entries that decide where an occurrence stands. */
function decidedBy({ facts, judged }: One, at: Instant): readonly LogIndex[] {
  return judged.by.why(facts, at)[0]?.entries ?? []
}

function firstFew(entries: readonly LogIndex[]): readonly LogIndex[] {
  return entries.slice(0, CITED_AT_MOST).toSorted((a, b) => a - b)
}

/** Every entry on which it rests that occurrences stand so. */
export function restsOf(facts: Facts, status: Status, at: Instant): readonly LogIndex[] {
  const those = begunBy(facts, at).filter(({ judged }) => judged.status === status)
  const entries = those.flatMap((one) => decidedBy(one, at))
  return inLogOrder(entries)
}

/** The last occurrences by `at`, for people. */
export function occurrencesShown(facts: Facts, at: Instant): readonly OccurrenceStanding[] {
  return begunBy(facts, at)
    .slice(-OCCURRENCES_SHOWN)
    .map(({ facts: one, judged }) => ({
      number: one.occurrence?.number ?? 0,
      begins: one.activated,
      due: one.due,
      status: judged.status,
      about: one.occurrence?.about ?? [],
      ...(one.occurrence?.answers !== undefined && { answers: one.occurrence.answers }),
      why: judged.by.why(one, at),
    }))
}

/** The occurrences of which it is still somebody's turn; of one that is over and was never in force, nobody's. */
export function unsettled(facts: Facts, at: Instant): readonly One[] {
  const waiting: readonly Status[] = ['active', 'due-soon', 'overdue', 'contested', 'breached', 'expired']
  return begunBy(facts, at).filter(
    ({ judged: { status, performed, by } }) =>
      waiting.includes(status) && performed.lo === 0 && by.isUnseen !== true,
  )
}
