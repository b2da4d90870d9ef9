import type { StateTest, Term } from '../agreement/agreement.ts'
import { plus, type Instant } from '../time/instant.ts'
import { instantOf } from './branded.ts'
import type { Evaluation } from './evaluation.ts'
import { anchorOf, isBy } from './formal.ts'
import type { StateEvidence } from './state-evidence.ts'
import type { Bounds, Onset, Reason } from './standing.ts'
import { countAt, firstAtMost, NO_LIMIT, perhapsIn, surelyIn } from './streak.ts'

export type StateTerm = Extract<Term, { is: 'state' }>
type AtMost = Extract<StateTest, { is: 'at-most' }>

/** The most that the text allows: a number, or what a window in the past came to, within bounds. */
export type Limit = {
  readonly lo: number
  readonly hi: number
  /** Before this the limit is not known yet: the window that it is taken from has not ended. */
  readonly from: Onset
}

const AT_ONCE: Onset = { certain: instantOf(0), possible: instantOf(0) }

/**
 * A state that is a count: no more breaches in the window that ends now than a number, or than in a window of the same
 * length in the past. What is not reported could still come, so the past window sets an upper bound only once its sources
 * have closed and silence counts as compliance.
 */
export function limitOf(
  at: Evaluation,
  { limit, within }: AtMost,
  term: StateTerm,
  evidence: StateEvidence,
): Limit {
  if (limit.is === 'number') return { lo: limit.count, hi: limit.count, from: AT_ONCE }
  const { certain, possible } = anchorOf(at, limit.from).onset
  const from: Onset = {
    certain: certain === undefined ? undefined : plus(certain, within),
    possible: possible === undefined ? undefined : plus(possible, within),
  }
  if (certain === undefined) return { lo: 0, hi: Infinity, from }
  const end = certain + within
  const established = evidence.counted().filter((span) => span.established)
  const surely = established.filter((span) => span.from >= certain && span.until < end).length
  const perhaps = evidence.counted().filter((span) => span.from < end && span.until >= certain).length
  const { through } = evidence.closed
  const told = term.ifSilent === 'compliant' && through !== undefined && through >= end - 1
  return { lo: surely, hi: told ? perhaps : Infinity, from }
}

/** The most that could be allowed. Where nobody knows, any number of breaches is; that those who decide say that it fails is no number. */
function knownLimit({ hi }: Limit): number {
  return Math.min(hi, NO_LIMIT - 1)
}

/** `holds S for L since X` of a counted state: the earliest end of a stretch of `length` over which the limit was kept. */
export function countedRun(
  at: Evaluation,
  { term, test, evidence }: { term: StateTerm; test: AtMost; evidence: StateEvidence },
  since: Onset,
  length: number,
): Onset {
  const limit = limitOf(at, test, term, evidence)
  // The window has to lie after the anchor as a whole, or the first moment would always be calm.
  const begin = (anchor: Instant | undefined, known: Instant | undefined): Instant | undefined => {
    if (anchor === undefined || known === undefined) return undefined
    const full = plus(anchor, test.within)
    return full > known ? full : known
  }
  const surely = begin(since.certain, limit.from.certain)
  const perhaps = begin(since.possible, limit.from.possible)
  const { through } = evidence.closed
  const counted =
    surely === undefined
      ? undefined
      : firstAtMost(perhapsIn(evidence.doubted(), test.within), limit.lo, surely, length)
  const told = term.ifSilent === 'compliant' && counted !== undefined && through !== undefined
  const decided = since.certain === undefined ? undefined : decidedRun(evidence, since.certain, length)
  const times = [told && counted <= through ? counted : undefined, decided].filter(
    (time) => time !== undefined,
  )
  const certain = times.length === 0 ? undefined : Math.min(...times)
  const possible =
    perhaps === undefined
      ? undefined
      : firstAtMost(surelyIn(evidence.broken, test.within), knownLimit(limit), perhaps, length)
  const earliest = [possible, certain].filter((time) => time !== undefined)
  return {
    certain: instantOf(certain),
    possible: earliest.length === 0 ? undefined : instantOf(Math.min(...earliest)),
  }
}

/** While those who decide say that it holds, it does, whatever the count; unless others of them say that it fails. */
function decidedRun(
  { determined, doubted }: StateEvidence,
  since: Instant,
  length: number,
): number | undefined {
  const failing = doubted().filter(({ whole }) => whole === true)
  for (const run of determined) {
    let begins = Math.max(run.from, since)
    for (const { from, until } of failing) {
      if (from <= begins + length && until > begins) begins = until
    }
    if (begins + length < run.until) return begins + length
  }
  return undefined
}

/** Whether a counted state holds at a time, by its test alone, with the reason. */
export function countedOver(
  at: Evaluation,
  { term, test, evidence }: { term: StateTerm; test: AtMost; evidence: StateEvidence },
  start: Instant,
): (when: Instant) => { readonly holds: Bounds; readonly why: readonly [Reason] } {
  const limit = limitOf(at, test, term, evidence)
  const surelyBroken = surelyIn(evidence.broken, test.within)
  const perhapsBroken = perhapsIn(evidence.doubted(), test.within)
  const full = plus(start, test.within)
  const says = (lo: 0 | 1, hi: 0 | 1, why: Reason) => ({ holds: { lo, hi }, why: [why] }) as const
  return (when) => {
    if (when < full || !isBy(limit.from.possible, when)) {
      const opens = limit.from.possible ?? full
      const possible = opens > full ? opens : full
      return says(0, 0, { code: 'state-window-not-full', values: { possible }, entries: [] })
    }
    const surely = countAt(surelyBroken, when)
    const perhaps = countAt(perhapsBroken, when)
    const values = { within: test.within }
    if (surely > knownLimit(limit)) {
      const counted = { ...values, count: surely }
      return says(0, 0, { code: 'state-count-over', values: counted, entries: evidence.brokenEntries })
    }
    const { through, entries } = evidence.closed
    const told = term.ifSilent === 'compliant' && through !== undefined && through >= when
    if (told && isBy(limit.from.certain, when) && perhaps <= limit.lo) {
      return says(1, 1, { code: 'state-count-within', values: { ...values, count: perhaps }, entries })
    }
    return perhaps > limit.lo
      ? says(0, 1, { code: 'state-doubted', values: {}, entries: evidence.doubtedEntries() })
      : says(0, 1, { code: 'state-unknown', values: {}, entries: [] })
  }
}
