import type { Term } from '../agreement/agreement.ts'
import type { Instant } from '../time/instant.ts'
import type { Evaluation } from './evaluation.ts'
import { anchorOf, isBy } from './formal.ts'
import { clausesUnder, stateEvidence, type StateEvidence } from './onset.ts'
import { spansAgainst } from './spans.ts'
import type { Reason, StateStanding } from './standing.ts'
import { CITED_AT_MOST } from './weigh-claims.ts'

/** Whether a state holds at `at`: over the agreement's time so far, with determinations by those who decide it above the test. */
export function stateStanding(
  evaluated: Evaluation,
  term: Extract<Term, { is: 'state' }>,
  at: Instant,
): StateStanding {
  const evidence = stateEvidence(evaluated, term.id)
  const start = evaluated.text.startsOn
  const began = start !== undefined && isBy(anchorOf(evaluated, start).onset.certain, at)
  if (evidence === undefined || !began) {
    return { state: term.id, holds: { lo: 0, hi: 0 }, why: [{ code: 'not-begun', values: {}, entries: [] }] }
  }
  const { broken, doubted, determined, closed } = evidence
  const told = determinedAgainst(evidence, at)
  if (broken.some(({ until, from }) => until <= at || (from <= at && at < until && until > 1e15))) {
    return {
      state: term.id,
      holds: { lo: 0, hi: 0 },
      why: [reason('state-broken', evidence.brokenEntries), ...byTest(evaluated, term, evidence, at)],
    }
  }
  if (determined.some(({ from, until }) => from <= at && at < until)) {
    return {
      state: term.id,
      holds: { lo: 1, hi: 1 },
      why: [reason('state-determined', evidence.determinedEntries), ...told],
    }
  }
  if (doubted.some(({ from }) => from <= at)) {
    return {
      state: term.id,
      holds: { lo: 0, hi: 1 },
      why: [reason('state-doubted', evidence.doubtedEntries)],
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
  evaluated: Evaluation,
  { test, ifSilent }: Extract<Term, { is: 'state' }>,
  { closed }: StateEvidence,
  at: Instant,
): readonly Reason[] {
  if (test === undefined || ifSilent !== 'compliant' || closed.through === undefined || closed.through < at)
    return []
  const tested = test.of.flatMap((id) => clausesUnder(evaluated, id))
  const breached = tested.some((clause) => spansAgainst(evaluated, clause).some(({ from }) => from <= at))
  return breached ? [] : [reason('state-test-holds', closed.entries)]
}

function reason(code: string, entries: Reason['entries']): Reason {
  return { code, values: {}, entries }
}
