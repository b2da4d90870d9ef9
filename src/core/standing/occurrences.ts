import type { BreachesOf, Repetition } from '../agreement/agreement.ts'
import type { LogIndex } from '../statement/fields.ts'
import { plus, type Instant } from '../time/instant.ts'
import { instantOf } from './branded.ts'
import { answering } from './answering.ts'
import { breachedOnset } from './clause-onsets.ts'
import type { Act } from './acts.ts'
import { actsRead, dischargeFrom } from './discharge.ts'
import type { Evaluation } from './evaluation.ts'
import type { Facts } from './facts.ts'
import { anchorOf } from './formal.ts'
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

/**
 * The occurrences of a repeated duty that may begin by `until`, in order: each the facts of a duty that is owed once, with
 * its own beginning, deadline and acts.
 */
export function occurrencesOf(at: Evaluation, facts: Facts, until: Until): readonly Facts[] {
  const { clause, party } = facts
  const { repeats } = clause
  if (repeats === undefined) return []
  const acts = actsRead(at, clause, party)
  if (repeats.is === 'for-each') {
    const last = until === 'as-far-as-known' ? FOREVER : until
    return occasions(at, facts, repeats, acts).filter(
      ({ activated }) => (activated.possible ?? Infinity) <= last,
    )
  }
  return periods(
    at,
    facts,
    repeats,
    acts,
    until === 'as-far-as-known' ? toldUntil(facts, repeats, acts) : until,
  )
}

/** Past everything that is known of it there is one more period, of which nothing is. */
function toldUntil(
  { closed, activated }: Facts,
  { period }: Extract<Repetition, { is: 'every' }>,
  acts: readonly Act[],
): number {
  const told = acts.reduce((last, { latest: by }) => Math.max(last, by), closed.through ?? 0)
  return Math.max(told, activated.certain ?? 0) + period
}

/** One for each period from activation on. What is done in a period is done for it, and for no other. */
function periods(
  at: Evaluation,
  facts: Facts,
  { period }: Extract<Repetition, { is: 'every' }>,
  acts: readonly Act[],
  until: number,
): readonly Facts[] {
  const { clause, activated, end } = facts
  const { within } = clause.window
  const found: Facts[] = []
  const over = Math.min(until, (end.ends ?? FOREVER) - 1)
  const first = activated.certain
  if (first === undefined) return []
  for (
    let begins: Instant = first;
    begins <= over && found.length < PERIODS_AT_MOST;
    begins = plus(begins, period)
  ) {
    const next = plus(begins, period)
    found.push(
      occurrence(facts, {
        activated: { certain: begins, possible: begins },
        due: within === undefined ? instantOf(next - 1) : plus(begins, within),
        discharge: dischargeFrom(at, clause, acts, { surelyFrom: begins, perhapsFrom: begins, until: next }),
        occurrence: { number: found.length + 1, about: [] },
      }),
    )
  }
  return found
}

/**
 * One for each breach, from when it was both over and on the record. An act answers the breach that it names or, naming
 * none, every breach that it follows.
 */
function occasions(
  at: Evaluation,
  facts: Facts,
  { breaches, alleged, since }: ForEach,
  acts: readonly Act[],
): readonly Facts[] {
  const { clause, activated, end } = facts
  const reachesBack = since === undefined ? FROM_THE_FIRST : anchorOf(at, since).onset
  return breachesAnswered(at, breaches)
    .filter(({ span }) => span.until >= (reachesBack.possible ?? FOREVER))
    .map(({ span, answers }) => {
      const isSince = span.from >= (reachesBack.certain ?? FOREVER)
      const surely = isSince && (alleged || span.established)
      return { span, answers, begins: calledFor(at, span, { alleged, surely }, activated) }
    })
    .filter(({ begins }) => (begins.possible ?? FOREVER) < (end.ends ?? FOREVER))
    .toSorted((a, b) => (a.begins.possible ?? 0) - (b.begins.possible ?? 0) || a.span.from - b.span.from)
    .map(({ span, answers, begins }, i) => {
      const from = begins.certain ?? begins.possible
      const { within } = clause.window
      return occurrence(facts, {
        activated: begins,
        due: within === undefined || from === undefined ? undefined : plus(from, within),
        discharge: dischargeFrom(at, clause, answering(at, span, acts), {
          surelyFrom: span.until,
          perhapsFrom: span.from,
          until: FOREVER,
        }),
        occurrence: { number: i + 1, about: span.entries, answers },
      })
    })
}

/** Every breach of these clauses, with the clause and the bearer whose breach it is. */
function breachesAnswered(
  at: Evaluation,
  breaches: BreachesOf,
): readonly { readonly span: BreachSpan; readonly answers: BreachOf }[] {
  const agreement = breaches.in === undefined ? {} : { agreement: breaches.in }
  return factsUnder(at, breaches).flatMap((facts) => {
    const answers = { clause: facts.clause.id, party: facts.party, ...agreement }
    return [...eachSpan([facts], { citing: 'all' })].map((span) => ({ span, answers }))
  })
}

/**
 * When a breach calls for the duty: once it is both over and on the record. A found one is from the first finding on it,
 * an alleged one from the first word.
 */
function calledFor(
  at: Evaluation,
  span: BreachSpan,
  { alleged, surely }: { readonly alleged: boolean; readonly surely: boolean },
  activated: Onset,
): Onset {
  const { said } = at.engine.record
  const findings = span.entries.filter((entry) => said.get(entry)?.statement.kind === 'finding-made')
  const told = [...(alleged || findings.length === 0 ? span.entries : findings)].toSorted((a, b) => a - b)[0]
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

type ForEach = Extract<Repetition, { is: 'for-each' }>

type Own = Pick<Facts, 'activated' | 'due' | 'discharge' | 'occurrence'>

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
    return [{ from: time, until: time, established: onset.certain !== undefined, entries }]
  })
}
