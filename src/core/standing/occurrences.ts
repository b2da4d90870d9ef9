import type { Repetition } from '../agreement/agreement.ts'
import { push } from '../evidence/multimap.ts'
import type { LogIndex } from '../statement/fields.ts'
import { plus, type Instant } from '../time/instant.ts'
import { amendedDue } from './amended-due.ts'
import { isSurelyAlleged } from './alleged.ts'
import { instantOf } from './branded.ts'
import { answering } from './answering.ts'
import { breachedOnset } from './clause-onsets.ts'
import type { Act } from './acts.ts'
import { actsRead, dischargeFrom } from './discharge.ts'
import type { Evaluation } from './evaluation.ts'
import type { Facts } from './facts.ts'
import { anchorOf } from './formal.ts'
import { laidSince } from './laid-since.ts'
import { putOff } from './lifts.ts'
import { recordedAt } from './recorded.ts'
import type { BreachSpan } from './spans.ts'
import type { BreachOf, Onset } from './standing.ts'
import { eachSpan, factsUnder } from './under.ts'

/** Up to which event time occurrences are asked for; or as far as anything is known that bears on one. */
export type Until = number | 'as-far-as-known'

/** Which time of a repeated duty this is, the entries that gave rise to it, and the breach that it answers. */
export type OccurrenceOf = {
  readonly number: number
  readonly about: readonly LogIndex[]
  readonly answers?: BreachOf
}

const FOREVER = Number.MAX_SAFE_INTEGER
const NONE: readonly never[] = []
/** More are not looked at: two years of every hour. A source that closes through the year 9999 would make millions. */
const PERIODS_AT_MOST = 20_000

/** The occurrences that may begin by a time, in order. What was once worked out is kept as long as the facts are. */
export type Occurrences = (until: Until) => readonly Facts[]

/**
 * The occurrences of a repeated duty: each the facts of a duty that is owed once, with its own beginning, deadline and
 * acts.
 */
export function occurrencesOf(at: Evaluation, facts: Facts): Occurrences {
  const { clause, party } = facts
  const { repeats } = clause
  if (repeats === undefined) return () => []
  const acts = actsRead(at, clause, party)
  if (repeats.is === 'every') return periods(at, facts, repeats, acts)
  let all: readonly Facts[] | undefined
  return (until) => {
    all ??= occasions(at, facts, repeats, acts)
    const last = until === 'as-far-as-known' ? FOREVER : until
    return all.filter(({ activated }) => (activated.possible ?? Infinity) <= last)
  }
}

/** Past everything that is known of it there is one more period, of which nothing is. */
function toldUntil({ closed, activated }: Facts, { period }: Every, acts: readonly Act[]): number {
  const told = acts.reduce((last, { latest: by }) => Math.max(last, by), closed.through ?? 0)
  return Math.max(told, activated.certain ?? 0) + period
}

/** One for each period from activation on. What is done in a period is done for it, and for no other. */
function periods(at: Evaluation, facts: Facts, every: Every, acts: readonly Act[]): Occurrences {
  const { clause, activated } = facts
  const { within } = clause.window
  const first = activated.certain
  if (first === undefined) return () => []
  const told = toldUntil(facts, every, acts)
  const inPeriod = byPeriod(acts, first, every.period)
  const earlier = dueBefore(facts)
  const found: Facts[] = []
  let number = 0
  let begins: Instant = first
  return (until) => {
    const over = Math.min(until === 'as-far-as-known' ? told : until, begunBefore(facts) - 1)
    for (; begins <= over && number < PERIODS_AT_MOST; number += 1) {
      const next = plus(begins, every.period)
      const counting = { surelyFrom: begins, perhapsFrom: begins, until: next }
      const activation = { certain: begins, possible: begins }
      const due = within === undefined ? (instantOf(next - 1) ?? next) : plus(begins, within)
      begins = next
      const before = earlier(activation, NONE)
      // A period that the earlier text did not have, and that was over when this one took effect, was never owed.
      if (facts.before !== undefined && due < facts.before.from && before === undefined) continue
      found.push(
        occurrence(facts, {
          activated: activation,
          due: amendedDue(due, facts.before, before),
          putOffBy: undefined,
          discharge: dischargeFrom(at, clause, inPeriod(number), counting),
          occurrence: { number: number + 1, about: [] },
        }),
      )
    }
    return found.filter(({ activated: { certain = 0 } }) => certain <= over)
  }
}

/** When the same time of the duty was due under the text that was replaced; `undefined` where it had none such. */
function dueBefore({ before }: Facts): (begins: Onset, about: readonly LogIndex[]) => Instant | undefined {
  let dues: Map<string, Instant | undefined> | undefined
  const key = ({ certain, possible }: Onset, about: readonly LogIndex[]): string =>
    `${certain} ${possible} ${about.join()}`
  return (begins, about) => {
    const those = before?.facts?.occurrences
    if (before === undefined || those === undefined || (begins.possible ?? FOREVER) >= before.from)
      return undefined
    dues ??= new Map(
      those(before.from).map(({ activated, occurrence: of, due }) => [
        key(activated, of?.about ?? NONE),
        due,
      ]),
    )
    return dues.get(key(begins, about))
  }
}

/** None begins once the duty is over, or set aside by its own words. */
function begunBefore({ end, defeated }: Facts): number {
  return Math.min(end.ends ?? FOREVER, defeated.onset.certain ?? FOREVER)
}

/** The acts that may lie in each period, by its number from 0 on. */
function byPeriod(acts: readonly Act[], first: Instant, period: number): (number: number) => readonly Act[] {
  const found = new Map<number, Act[]>()
  for (const act of acts) {
    const last = Math.min(Math.floor((act.latest - first) / period), PERIODS_AT_MOST)
    for (let number = Math.max(0, Math.floor((act.earliest - first) / period)); number <= last; number += 1) {
      push(found, number, act)
    }
  }
  return (number) => found.get(number) ?? NONE
}

/**
 * One for each breach, from when it was both over and on the record. An act answers the breach that it names or, naming
 * none, every breach that it follows.
 */
function occasions(at: Evaluation, facts: Facts, forEach: ForEach, acts: readonly Act[]): readonly Facts[] {
  const { clause, activated, lifts } = facts
  const { alleged, since } = forEach
  const answersTo = answering(at, acts)
  const earlier = dueBefore(facts)
  const reachesBack = since === undefined ? FROM_THE_FIRST : anchorOf(at, since).onset
  return breachesAnswered(at, forEach)
    .filter(({ span }) => span.until >= (reachesBack.possible ?? FOREVER))
    .map(({ span, answers, surely }) => {
      const isSince = span.from >= (reachesBack.certain ?? FOREVER)
      const called = { alleged, surely: isSince && surely }
      return { span, answers, begins: calledFor(at, { span, answers }, called, activated) }
    })
    .filter(({ begins }) => (begins.possible ?? FOREVER) < begunBefore(facts))
    .toSorted((a, b) => (a.begins.possible ?? 0) - (b.begins.possible ?? 0) || a.span.from - b.span.from)
    .map(({ span, answers, begins }, i) => {
      const from = begins.certain ?? begins.possible
      const { within } = clause.window
      const after = within === undefined || from === undefined ? undefined : plus(from, within)
      const { due, putOffBy } = putOff(after, lifts)
      return occurrence(facts, {
        activated: begins,
        due: amendedDue(due, facts.before, earlier(begins, span.entries)),
        putOffBy,
        discharge: dischargeFrom(at, clause, answersTo(span), {
          surelyFrom: span.until,
          perhapsFrom: span.from,
          until: FOREVER,
        }),
        occurrence: { number: i + 1, about: span.entries, answers },
      })
    })
}

/** A breach, with the clause and the bearer whose breach it is, and whether it surely is one that has to be answered. */
type Answered = { readonly span: BreachSpan; readonly answers: BreachOf; readonly surely: boolean }

/** Every breach of these clauses, found or still open. */
function breachesAnswered(at: Evaluation, { breaches, alleged }: ForEach): readonly Answered[] {
  const agreement = breaches.in === undefined ? {} : { agreement: breaches.in }
  const there = breaches.in === undefined ? at : at.other(breaches.in)
  return factsUnder(at, breaches).flatMap((facts) => {
    const answers = { clause: facts.clause.id, party: facts.party, ...agreement }
    return [...eachSpan([facts], { citing: 'all' })].map((span) => ({
      span,
      answers,
      surely: span.established || (alleged && there !== undefined && isSurelyAlleged(there, facts, span)),
    }))
  })
}

/**
 * When a breach calls for the duty: once it is both over and on the record. A found one is from the first finding on it,
 * an alleged one from the first word.
 */
function calledFor(
  at: Evaluation,
  { span, answers }: Pick<Answered, 'span' | 'answers'>,
  { alleged, surely }: { readonly alleged: boolean; readonly surely: boolean },
  activated: Onset,
): Onset {
  const { said } = at.engine.record
  const findings = span.entries.filter((entry) => said.get(entry)?.statement.kind === 'finding-made')
  const [told] = (alleged || findings.length === 0 ? span.entries : findings)
    .map((entry) => laidSince(at, entry, answers.party))
    .toSorted((a, b) => a - b)
  const recorded = told === undefined ? FROM_THE_FIRST : recordedAt(at, told)
  return {
    certain: surely ? latest(instantOf(span.until), recorded.certain, activated.certain) : undefined,
    possible: latest(instantOf(span.from), recorded.possible, activated.possible),
  }
}

/** A missed occurrence of another duty is known by the clock alone: nobody told it. */
const FROM_THE_FIRST: Onset = { certain: instantOf(0), possible: instantOf(0) }

function latest(...times: readonly (Instant | undefined)[]): Instant | undefined {
  return times.reduce((a, b) => (a === undefined || b === undefined ? undefined : a > b ? a : b))
}

type Every = Extract<Repetition, { is: 'every' }>
type ForEach = Extract<Repetition, { is: 'for-each' }>

type Own = Pick<Facts, 'activated' | 'due' | 'putOffBy' | 'discharge' | 'occurrence'>

function occurrence(facts: Facts, own: Own): Facts {
  return { ...facts, ...own, occurrences: undefined }
}

/** The occurrences that were missed, or that an open word may show to have been: each a breach at its deadline. */
export function missedSpans({ occurrences }: Facts): readonly BreachSpan[] {
  if (occurrences === undefined) return NONE
  return occurrences('as-far-as-known').flatMap((one) => {
    const { onset, entries } = breachedOnset(one)
    const time = onset.certain ?? onset.possible
    if (time === undefined) return []
    return [{ from: time, until: time, established: onset.certain !== undefined, entries, claim: undefined }]
  })
}
