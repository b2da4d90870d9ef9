import type { Term } from '../agreement/agreement.ts'
import type { Instant } from '../time/instant.ts'
import type { Evaluation } from './evaluation.ts'
import { countedNow } from './count-state.ts'
import { anchorOf } from './formal.ts'
import { stateEvidence, type StateEvidence } from './state-evidence.ts'
import type { Reason, StateStanding } from './standing.ts'
import { CITED_AT_MOST } from './weigh-claims.ts'

/** Whether a state holds at `at`: over the agreement's time so far, with determinations by those who decide it above the test. */
export function stateStanding(
  evaluated: Evaluation,
  term: Extract<Term, { is: 'state' }>,
  at: Instant,
): StateStanding {
  const start = evaluated.text.startsOn
  const began = start === undefined ? undefined : anchorOf(evaluated, start).onset.certain
  const evidence = stateEvidence(evaluated, term.id, began)
  if (evidence === undefined || began === undefined || began > at) {
    return { state: term.id, holds: { lo: 0, hi: 0 }, why: [{ code: 'not-begun', values: {}, entries: [] }] }
  }
  const { test } = term
  const standing =
    test?.is === 'at-most'
      ? countedStanding(evaluated, { term, test, evidence }, began, at)
      : quietStanding(term, evidence, at)
  return { ...standing, why: [...standing.why, ...evidence.open] }
}

/** A state without a number: once broken it stays so. */
function quietStanding(
  term: Extract<Term, { is: 'state' }>,
  evidence: StateEvidence,
  at: Instant,
): StateStanding {
  const { broken, determined, closed } = evidence
  const told = determinedAgainst(evidence, at)
  if (broken.some(({ until, from }) => until <= at || (from <= at && at < until && until > 1e15))) {
    return {
      state: term.id,
      holds: { lo: 0, hi: 0 },
      why: [reason('state-broken', evidence.brokenEntries), ...byTest(term, evidence, at)],
    }
  }
  if (determined.some(({ from, until }) => from <= at && at < until)) {
    return {
      state: term.id,
      holds: { lo: 1, hi: 1 },
      why: [reason('state-determined', evidence.determinedEntries), ...told],
    }
  }
  if (evidence.doubtedBy(at)) {
    return {
      state: term.id,
      holds: { lo: 0, hi: 1 },
      why: [reason('state-doubted', evidence.doubtedEntries())],
    }
  }
  if (
    term.test !== undefined &&
    term.ifSilent === 'compliant' &&
    closed.through !== undefined &&
    closed.through >= at
  ) {
    return { state: term.id, holds: { lo: 1, hi: 1 }, why: [reason('state-quiet', closed.entries)] }
  }
  return { state: term.id, holds: { lo: 0, hi: 1 }, why: [reason('state-unknown', [])] }
}

/** A counted state goes up and down: those who decide are heard for the period that they name, and for the rest the count. */
function countedStanding(
  evaluated: Evaluation,
  of: Parameters<typeof countedNow>[1],
  began: Instant,
  at: Instant,
): StateStanding {
  const { broken, determined, brokenEntries, determinedEntries } = of.evidence
  const state = of.term.id
  const told = countedNow(evaluated, of, began, at)
  if (broken.some(({ whole, from, until }) => whole === true && from <= at && at <= until)) {
    const holds = told.holds.lo === 1 ? [reason('state-test-holds', told.why.entries)] : []
    return { state, holds: { lo: 0, hi: 0 }, why: [reason('state-broken', brokenEntries), ...holds] }
  }
  if (determined.some(({ from, until }) => from <= at && at < until)) {
    // Beside a determination that it holds, “it does not hold” would be a contradiction: by its test it would not.
    const against =
      told.why.code === 'state-count-over'
        ? [{ ...told.why, code: 'state-test-fails' }]
        : determinedAgainst(of.evidence, at)
    return {
      state,
      holds: { lo: 1, hi: 1 },
      why: [reason('state-determined', determinedEntries), ...against],
    }
  }
  return { state, holds: told.holds, why: [told.why] }
}

/** A determination overrides the test and is shown beside what the test gives. */
function determinedAgainst({ overridden }: StateEvidence, at: Instant): readonly Reason[] {
  const against = overridden.filter(({ until }) => until <= at)
  if (against.length === 0) return []
  const entries = [...new Set(against.flatMap((span) => span.entries))].toSorted((a, b) => a - b)
  return [
    {
      code: 'state-test-fails',
      values: { count: against.length },
      entries: entries.slice(0, CITED_AT_MOST),
    },
  ]
}

/** Those who decide say that it fails, and by the test nothing speaks against it. */
function byTest(
  { test, ifSilent }: Extract<Term, { is: 'state' }>,
  { closed, breachedBy }: StateEvidence,
  at: Instant,
): readonly Reason[] {
  if (test === undefined || ifSilent !== 'compliant' || closed.through === undefined || closed.through < at)
    return []
  const breached = breachedBy(at)
  return breached ? [] : [reason('state-test-holds', closed.entries)]
}

function reason(code: string, entries: Reason['entries']): Reason {
  return { code, values: {}, entries }
}
