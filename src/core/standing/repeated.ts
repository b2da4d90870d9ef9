import type { LogIndex } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import { achieveStatus } from './achieve-status.ts'
import type { Facts } from './facts.ts'
import { isBy } from './formal.ts'
import { OCCURRENCES_SHOWN, type OccurrenceStanding, type Reason, type Status } from './standing.ts'
import { idle, isOver, NO, OPEN_BOUNDS, windowOver, YES, type Judged } from './status.ts'
import { CITED_AT_MOST, type Weighed } from './weigh-claims.ts'

/** What is reported against the bearer counts once, for the duty as a whole, and not again for each occurrence. */
const NO_CLAIMS: Weighed = { found: 0, open: 0, foundEntries: [], openReasons: [] }

type One = { readonly facts: Facts; readonly judged: Judged }

function begunBy(facts: Facts, at: Instant): readonly One[] {
  return (facts.occurrences?.(at) ?? []).map((one) => ({ facts: one, judged: judgeOne(one, at) }))
}

function judgeOne(one: Facts, at: Instant): Judged {
  if (isBy(one.activated.certain, at)) return achieveStatus(one, at, NO_CLAIMS)
  const opens: Reason = { code: 'activation-open', values: {}, entries: one.occurrence?.about ?? [] }
  return { ...idle('pending', { found: 0, alleged: 0 }), why: [opens] }
}

/** What decides first: a time that was missed stays on record, as any breach does. */
const PRECEDENCE: readonly Status[] = ['breached', 'contested', 'overdue', 'expired', 'due-soon', 'active']

/** The status of a repeated duty as a whole, from those of its occurrences so far. */
export function repeatedStatus(facts: Facts, at: Instant, weighed: Weighed): Judged {
  const begun = begunBy(facts, at)
  const count = (status: Status): number => begun.filter(({ judged }) => judged.status === status).length
  const breaches = { found: weighed.found + count('breached'), alleged: weighed.open }
  const why = PRECEDENCE.flatMap((status) => counted(begun, status)).concat(counted(begun, 'fulfilled'))
  const late = begun.some(({ judged }) => judged.late)
  if (weighed.found > 0) {
    const found: Reason = {
      code: 'breach-found',
      values: { count: weighed.found },
      entries: weighed.foundEntries,
    }
    return { ...idle('breached', breaches), performed: NO, late, why: [found, ...why] }
  }
  const open = [...counted(begun, 'contested'), ...counted(begun, 'overdue'), ...weighed.openReasons]
  const worst = PRECEDENCE.find((status) => count(status) > 0)
  if (worst === 'breached') return { ...idle('breached', breaches), performed: NO, late, why, whyNot: open }
  if (worst === 'contested' || weighed.open > 0) {
    return {
      ...idle('contested', breaches),
      performed: OPEN_BOUNDS,
      late,
      why: [...why, ...weighed.openReasons],
      whyNot: open,
    }
  }
  if (worst === 'overdue') return { ...idle('overdue', breaches), performed: OPEN_BOUNDS, why, whyNot: open }
  if (isOver(facts, at)) {
    const kept = worst === undefined && count('pending') === 0
    const ended = [windowOver(facts), ...why]
    return kept
      ? { ...idle('fulfilled', breaches), performed: YES, why: ended }
      : { ...idle('expired', breaches), performed: OPEN_BOUNDS, why: ended, whyNot: why }
  }
  const none: readonly Reason[] =
    begun.length === 0 ? [{ code: 'no-occurrence', values: {}, entries: [] }] : []
  return {
    ...idle(worst === 'due-soon' ? 'due-soon' : 'active', breaches),
    performed: OPEN_BOUNDS,
    why: [...why, ...none],
  }
}

function counted(begun: readonly One[], status: Status): readonly Reason[] {
  const those = begun.filter(({ judged }) => judged.status === status)
  if (those.length === 0) return []
  const entries = [...new Set(those.flatMap(({ judged }) => judged.why[0]?.entries ?? []))]
  return [{ code: `occurrences-${status}`, values: { count: those.length }, entries: firstFew(entries) }]
}

function firstFew(entries: readonly LogIndex[]): readonly LogIndex[] {
  return entries.slice(0, CITED_AT_MOST).toSorted((a, b) => a - b)
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
      why: judged.why,
    }))
}

/** The occurrences of which it is still somebody's turn. */
export function unsettled(facts: Facts, at: Instant): readonly One[] {
  const waiting: readonly Status[] = ['active', 'due-soon', 'overdue', 'contested', 'breached']
  return begunBy(facts, at).filter(
    ({ judged }) => waiting.includes(judged.status) && judged.performed.lo === 0,
  )
}
