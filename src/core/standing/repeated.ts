import type { LogIndex } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import { achieveStatus } from './achieve-status.ts'
import type { Facts } from './facts.ts'
import { isBy } from './formal.ts'
import { OCCURRENCES_SHOWN, type OccurrenceStanding, type Reason, type Status } from './standing.ts'
import { breachFound, idle, isOver, NO, windowOver, YES, type Judged } from './status.ts'
import { CITED_AT_MOST, UNCLAIMED, type Weighed } from './weigh-claims.ts'

type One = { readonly facts: Facts; readonly judged: Judged }

function begunBy(facts: Facts, at: Instant): readonly One[] {
  return (facts.occurrences?.(at) ?? []).map((one) => ({ facts: one, judged: judgeOne(one, at) }))
}

function judgeOne(one: Facts, at: Instant): Judged {
  // What is reported against the bearer counts once, for the duty as a whole, and not again for each occurrence.
  if (isBy(one.activated.certain, at)) return achieveStatus(one, at, UNCLAIMED)
  const opens: Reason = { code: 'activation-open', values: {}, entries: one.occurrence?.about ?? [] }
  return idle('pending', { found: 0, alleged: 0 }, { why: () => [opens] })
}

/** What decides first: a time that was missed stays on record, as any breach does. */
const PRECEDENCE: readonly Status[] = ['breached', 'contested', 'overdue', 'expired', 'due-soon', 'active']

/** The status of a repeated duty as a whole, from those of its occurrences so far. */
export function repeatedStatus(facts: Facts, at: Instant, weighed: Weighed): Judged {
  const begun = begunBy(facts, at)
  const count = (status: Status): number => begun.filter(({ judged }) => judged.status === status).length
  const breaches = { found: weighed.found + count('breached'), alleged: weighed.open }
  const each = (): readonly Reason[] =>
    [...PRECEDENCE, 'fulfilled' as const].flatMap((status) => counted(begun, status))
  const late = begun.some(({ judged }) => judged.late)
  if (weighed.found > 0) {
    const why = (): readonly Reason[] => [breachFound(weighed), ...each()]
    return { ...idle('breached', breaches, { why }), performed: NO, late }
  }
  const whyNot = (): readonly Reason[] => [
    ...counted(begun, 'contested'),
    ...counted(begun, 'overdue'),
    ...weighed.openReasons(),
  ]
  const worst = PRECEDENCE.find((status) => count(status) > 0)
  if (worst === 'breached') {
    return { ...idle('breached', breaches, { why: each, whyNot }), performed: NO, late }
  }
  if (worst === 'contested' || weighed.open > 0) {
    const why = (): readonly Reason[] => [...each(), ...weighed.openReasons()]
    return { ...idle('contested', breaches, { why, whyNot }), late }
  }
  if (worst === 'overdue') return idle('overdue', breaches, { why: each, whyNot })
  if (isOver(facts, at)) {
    const kept = worst === undefined && count('pending') === 0
    const why = (): readonly Reason[] => [windowOver(facts), ...each()]
    return kept
      ? { ...idle('fulfilled', breaches, { why }), performed: YES }
      : idle('expired', breaches, { why, whyNot: each })
  }
  const why = (): readonly Reason[] =>
    begun.length === 0 ? [{ code: 'no-occurrence', values: {}, entries: [] }] : each()
  return idle(worst === 'due-soon' ? 'due-soon' : 'active', breaches, { why })
}

function counted(begun: readonly One[], status: Status): readonly Reason[] {
  const those = begun.filter(({ judged }) => judged.status === status)
  if (those.length === 0) return []
  const entries = [...new Set(those.flatMap(({ judged }) => judged.why()[0]?.entries ?? []))]
  return [{ code: `occurrences-${status}`, values: { count: those.length }, entries: firstFew(entries) }]
}

function firstFew(entries: readonly LogIndex[]): readonly LogIndex[] {
  return entries.slice(0, CITED_AT_MOST).toSorted((a, b) => a - b)
}

/** Every entry on which it rests that occurrences stand so. */
export function restsOf(facts: Facts, status: Status, at: Instant): readonly LogIndex[] {
  const those = begunBy(facts, at).filter(({ judged }) => judged.status === status)
  const entries = those.flatMap(({ judged }) => judged.why()[0]?.entries ?? [])
  return [...new Set(entries)].toSorted((a, b) => a - b)
}

/** The last occurrences by `at`, for people. */
export function occurrencesShown(facts: Facts, at: Instant): readonly OccurrenceStanding[] {
  return begunBy(facts, at)
    .slice(-OCCURRENCES_SHOWN)
    .map(({ facts: { activated, due, occurrence }, judged }) => ({
      number: occurrence?.number ?? 0,
      begins: activated,
      due,
      status: judged.status,
      about: occurrence?.about ?? [],
      why: judged.why(),
    }))
}

/** The occurrences of which it is still somebody's turn. */
export function unsettled(facts: Facts, at: Instant): readonly One[] {
  const waiting: readonly Status[] = ['active', 'due-soon', 'overdue', 'contested', 'breached']
  return begunBy(facts, at).filter(
    ({ judged }) => waiting.includes(judged.status) && judged.performed.lo === 0,
  )
}
