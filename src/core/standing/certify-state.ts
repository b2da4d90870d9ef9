import type { Term } from '../agreement/agreement.ts'
import { MOST_OPEN, type OfState, type StateStatus, type WhyNot } from '../certificate/certificate.ts'
import { inLogOrder } from '../evidence/log-order.ts'
import type { LogIndex } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import { instantOf } from './branded.ts'
import { limitOf, type Limit } from './count-state.ts'
import type { Evaluation } from './evaluation.ts'
import type { Facts } from './facts.ts'
import { startMoves, tidy } from './moves.ts'
import { decidedBy, openClaims } from './open-matters.ts'
import type { BreachSpan } from './spans.ts'
import type { StateEvidence } from './state-evidence.ts'
import { stateMoves } from './state-moves.ts'
import { stateOver, type StateOver } from './states.ts'
import { factsUnder, spansUnder } from './under.ts'

type StateTerm = Extract<Term, { is: 'state' }>

/** What a certificate says of a state, besides of what is asked and what changed it. */
export function certifiedState(evaluated: Evaluation, term: StateTerm, at: Instant) {
  const over = stateOver(evaluated, term)
  const status = statusAt(over, at)
  const { began, evidence } = over
  const { certain, possible } = began.onset
  const { test } = term
  const limit = test?.is === 'at-most' ? limitOf(evaluated, test, term, evidence) : NONE_ALLOWED
  const breaches = breachesAt(evaluated, term, over, at)
  const isCounted = test !== undefined && status !== 'not-yet'
  const own = test !== undefined && test.in === undefined ? factsUnder(evaluated, test) : []
  const contested = status === 'open' ? own.filter((facts) => openClaims(facts, at).length > 0) : []
  return {
    is: 'state',
    state: term.id,
    status,
    bounds: {
      began: { certain: certain ?? null, possible: possible ?? null },
      since: sinceWhen(over, turnsOf(term, over, limit), status, at),
    },
    why: {
      begins: began.entries,
      rests: restsOn(status, term, evidence, breaches, limit, at),
      counted: isCounted ? { least: breaches.surely.length, most: breaches.perhaps.length } : null,
      allowed: isCounted ? { least: limit.lo, most: limit.hi === Infinity ? null : limit.hi } : null,
    },
    whyNot: whyNotIn(evaluated, term, contested, status, at),
    next:
      status === 'not-yet'
        ? startMoves(evaluated, at)
        : status === 'open'
          ? tidy(stateMoves(evaluated, term, contested, at))
          : [],
  } as const satisfies Partial<Record<keyof OfState, unknown>>
}

/** A state's standing in one word, without what it rests on. */
export function stateStatus(evaluated: Evaluation, term: StateTerm, at: Instant): StateStatus {
  return statusAt(stateOver(evaluated, term), at)
}

function statusAt({ standingAt }: StateOver, at: Instant): StateStatus {
  const { holds, why } = standingAt(at)
  if (why.some(({ code }) => code === 'not-begun' || code === 'state-window-not-full')) return 'not-yet'
  return holds.lo === 1 ? 'holds' : holds.hi === 0 ? 'fails' : 'open'
}

const NEVER = Infinity
const NONE_ALLOWED: Limit = { lo: 0, hi: 0, from: { certain: instantOf(0), possible: instantOf(0) } }

/** The breaches that count at a time, each with all its entries: those that surely do, and those that may. */
type BreachesAt = { readonly surely: readonly BreachSpan[]; readonly perhaps: readonly BreachSpan[] }

function breachesAt(
  evaluated: Evaluation,
  { test }: StateTerm,
  { began, evidence }: StateOver,
  at: Instant,
): BreachesAt {
  const start = began.onset.certain ?? Infinity
  const within = test?.is === 'at-most' ? test.within : Infinity
  const all = test === undefined ? [] : spansUnder(evaluated, test, { citing: 'all' })
  const heard = all.filter((span) => span.until >= start && evidence.isHeard(span))
  const after = at - within
  return {
    surely: heard.filter((s) => s.established && s.from >= start && s.until <= at && s.from > after),
    perhaps: heard.filter(({ from, until }) => from <= at && until > after),
  }
}

/** The determinations, closings or breaches that decide a status or leave it open. */
function restsOn(
  status: StateStatus,
  { test }: StateTerm,
  { said, saidAt, closed }: StateEvidence,
  { surely, perhaps }: BreachesAt,
  { lo, hi }: Limit,
  at: Instant,
): readonly LogIndex[] {
  if (status === 'not-yet') return []
  const now = saidAt(at)
  if (now?.fails.established === true) return now.fails.entries
  if (now?.holds.established === true) return now.holds.entries
  if (status === 'holds') return closed.entries
  // Without a number, what was said to fail once stays so.
  const isSurely = status === 'fails'
  const failing = said.flatMap(({ from, until, fails }) => {
    const isHeard = from <= at && (test?.is !== 'at-most' || at < until)
    return isHeard && (fails.established || !isSurely) ? fails.entries : []
  })
  if (failing.length > 0) return inLogOrder(failing)
  const beyond = isSurely
    ? firstBeyond(surely, hi, ({ until }) => until)
    : firstBeyond(perhaps, lo, ({ from }) => from)
  return entriesOf(beyond)
}

/** In event time, the first breaches that are more than is allowed, with those at the same moment as the last of them. */
function firstBeyond(
  spans: readonly BreachSpan[],
  allowed: number,
  time: (span: BreachSpan) => number,
): readonly BreachSpan[] {
  const last = spans.map(time).toSorted((a, b) => a - b)[allowed]
  return last === undefined ? [] : spans.filter((span) => time(span) <= last)
}

function entriesOf(spans: readonly Pick<BreachSpan, 'entries'>[]): readonly LogIndex[] {
  return inLogOrder(spans.flatMap(({ entries }) => entries))
}

/** The only event times at which the standing can change. */
function turnsOf({ test }: StateTerm, { began, evidence }: StateOver, { from }: Limit): readonly Instant[] {
  const { doubted, said, closed } = evidence
  const { certain } = began.onset
  const within = test?.is === 'at-most' ? test.within : undefined
  const spans = [...doubted(), ...said]
  const times = [
    certain ?? NEVER,
    (certain ?? NEVER) + (within ?? 0),
    from.certain ?? NEVER,
    from.possible ?? NEVER,
    (closed.through ?? NEVER) + 1,
    ...spans.flatMap((span) => [span.from, span.until, span.until + 1]),
    ...(within === undefined ? [] : spans.flatMap((span) => [span.from + within, span.until + within])),
  ]
  return [...new Set(times)].flatMap((time) => instantOf(time) ?? [])
}

/** From when on it stood without a break as it stands at `at`. */
function sinceWhen(
  over: StateOver,
  turns: readonly Instant[],
  status: StateStatus,
  at: Instant,
): Instant | null {
  let since: Instant | null = null
  if (status === 'not-yet') return since
  for (const turn of turns.filter((time) => time <= at).toSorted((a, b) => b - a)) {
    if (statusAt(over, turn) !== status) break
    since = turn
  }
  return since
}

/** Of what is only claimed, what would break it if it were shown, and what would let it hold if it were not so. */
function whyNotIn(
  evaluated: Evaluation,
  term: StateTerm,
  contested: readonly Facts[],
  status: StateStatus,
  at: Instant,
): readonly WhyNot<StateStatus>[] {
  const open = contested.flatMap((facts) => openClaims(facts, at))
  const asked = {
    evaluated,
    at,
    status,
    statusIn: (then: Evaluation) => stateStatus(then, term, at),
  }
  return [
    ...decidedBy(asked, 'shown', [open.slice(0, MOST_OPEN)]),
    ...decidedBy(asked, 'refuted', open.length > MOST_OPEN ? [] : [open]),
  ]
}
