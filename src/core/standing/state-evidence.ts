import type { BreachesOf, Term } from '../agreement/agreement.ts'
import { inLogOrder } from '../evidence/log-order.ts'
import type { LogIndex } from '../statement/fields.ts'
import { closedThrough, type Closed } from './closing.ts'
import { notFollowed } from './elsewhere.ts'
import type { Evaluation } from './evaluation.ts'
import type { Facts } from './facts.ts'
import { eachOwed, sweepsOf } from './owed.ts'
import { readAt, runsOf, saidOfState, type Stretch } from './said-of-state.ts'
import type { BreachSpan } from './spans.ts'
import type { Reason } from './standing.ts'
import { quietForSure, type LatestEnd, type Span } from './streak.ts'
import { eachSpan, factsUnder, missedBy } from './under.ts'
import { CITED_AT_MOST } from './weigh-claims.ts'

/**
 * What is said against a state: breaches of its test's clauses, and determinations that override the test. What takes every
 * alleged breach to answer is answered only when it is asked.
 */
export type StateEvidence = {
  /** Every breach of its test's clauses, whatever those who decide say of it. */
  readonly counted: () => readonly BreachSpan[]
  /** Whether a breach counts: it is not from before the agreement began, and those who decide do not say that it held then. */
  readonly isHeard: (span: Span) => boolean
  /** Breaches by its test that are established and count. */
  readonly breaking: readonly BreachSpan[]
  /** Times at which it certainly did not hold, in order. */
  readonly broken: readonly Span[]
  /** Times at which it may not have held, the certain ones among them, in order. */
  readonly doubted: () => readonly Span[]
  /** Whether anything may have broken it by then. */
  readonly doubtedBy: (time: number) => boolean
  /** Whether its test may have been broken by then, whatever those who decide say of it. */
  readonly breachedBy: (time: number) => boolean
  /** The end of the first stretch of this length, from `since` on, in which surely nothing broke it. */
  readonly quietFor: (length: number, since: number) => number
  /** What is said of it by determinations, in order, as far as it is not over before the agreement began. */
  readonly said: readonly Stretch[]
  readonly saidAt: (time: number) => Stretch | undefined
  /** The spans over which those who decide say that it holds, open on the right. */
  readonly determined: readonly Span[]
  readonly closed: Closed
  /** Why not everything is known that its test counts. */
  readonly open: readonly Reason[]
  readonly brokenEntries: readonly LogIndex[]
  readonly doubtedEntries: () => readonly LogIndex[]
  readonly determinedEntries: readonly LogIndex[]
  /** Breaches by the test in a period over which those who decide say that it holds. */
  readonly overridden: readonly BreachSpan[]
}

type StateTerm = Extract<Term, { is: 'state' }>

const NO_BREACHES: BreachesOf = { of: [] }
const NOT_CLOSED: Closed = { through: undefined, entries: [] }

/**
 * @param began what surely happened before it is passed over: another agreement may have been breached before this one began
 */
export function stateEvidence(at: Evaluation, term: StateTerm, began = -Infinity): StateEvidence {
  const breaches = term.test ?? NO_BREACHES
  const isSince = ({ until }: Span): boolean => until >= began
  const all = saidOfState(at, term)
  const said = all.filter(({ until }) => until > began)
  const determined = runsOf(all, ({ holds }) => holds.established)
  const isOverridden = ({ from, until }: Span): boolean =>
    determined.some((one) => one.from <= from && until < one.until)
  const isHeard = (span: Span): boolean => isSince(span) && !isOverridden(span)
  const failing = runsOf(said, ({ fails }) => fails.established).map(wholeTime)
  const perhapsFailing = runsOf(said, ({ fails }) => fails.entries.length > 0).map(wholeTime)
  const duties = factsUnder(at, breaches)
  const established = [...eachSpan(duties, { which: 'established' })].filter(({ from }) => from >= began)
  const breaking = established.filter(isHeard)
  const open = notFollowed(at, breaches)
  const counted = once(() => [...eachSpan(duties)])
  return {
    counted,
    isHeard,
    breaking,
    broken: [...breaking, ...failing].toSorted(inOrder),
    doubted: once(() => [...counted().filter(isHeard), ...perhapsFailing].toSorted(inOrder)),
    doubtedBy: (time) => perhapsFailing.some(({ from }) => from <= time) || isAnyBy(duties, time, isHeard),
    breachedBy: (time) => isAnyBy(duties, time, isSince),
    quietFor(length, since) {
      const sources = duties.flatMap((facts) => sweepsOf(facts, isHeard))
      sources.push(latestEnd([...missedBy(duties).filter(isHeard), ...perhapsFailing]))
      return quietForSure(sources, since, length)
    },
    said,
    saidAt: readAt(said),
    determined,
    // Silence says nothing about breaches of which it is not known what they are.
    closed: open.length > 0 ? NOT_CLOSED : closedThrough(at, term.sources, undefined),
    open,
    brokenEntries: cite([...breaking, ...said.flatMap(({ fails }) => (fails.established ? [fails] : []))]),
    doubtedEntries: once(() =>
      cite(
        firstOf(
          eachSpan(duties),
          isHeard,
          said.map(({ fails }) => fails),
        ),
      ),
    ),
    determinedEntries: cite(all.flatMap(({ holds }) => (holds.established ? [holds] : []))),
    overridden: established.filter(isOverridden).toSorted(inOrder),
  }
}

/** It fails for all of the time. */
function wholeTime(run: Span): Span {
  return { ...run, whole: true }
}

/** Whether any breach that counts may have begun by then: reads no further than the first. */
function isAnyBy(duties: readonly Facts[], time: number, counts: (span: Span) => boolean): boolean {
  for (const facts of duties) {
    for (const span of eachOwed(facts)) {
      if (span.from > time) break
      if (counts(span)) return true
    }
  }
  return missedBy(duties).some((span) => span.from <= time && counts(span))
}

function latestEnd(spans: readonly Span[]): LatestEnd {
  return (time, after) => {
    const ends = spans.filter(({ from, until }) => from <= time && until > after).map(({ until }) => until)
    return ends.length === 0 ? undefined : Math.max(...ends)
  }
}

function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}

const inOrder = (a: Span, b: Span): number => a.from - b.from || a.until - b.until

type Cited = { readonly entries: readonly LogIndex[] }

/** As many as are cited, without reading the rest. */
function firstOf(
  spans: Iterable<BreachSpan>,
  isHeard: (span: Span) => boolean,
  others: readonly Cited[],
): readonly Cited[] {
  const first: Cited[] = []
  for (const span of spans) {
    if (first.length >= CITED_AT_MOST) break
    if (isHeard(span)) first.push(span)
  }
  return [...first, ...others]
}

function cite(spans: readonly Cited[]): readonly LogIndex[] {
  return inLogOrder(spans.slice(0, CITED_AT_MOST).flatMap(({ entries }) => entries))
}
