import type { Term } from '../agreement/agreement.ts'
import type { Instant } from '../time/instant.ts'
import type { Evaluation } from './evaluation.ts'
import { anchorOf, isBy } from './formal.ts'
import { stateEvidence } from './onset.ts'
import type { Reason, StateStanding } from './standing.ts'

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
  if (broken.some(({ until, from }) => until <= at || (from <= at && at < until && until > 1e15))) {
    return { state: term.id, holds: { lo: 0, hi: 0 }, why: [reason('state-broken', evidence.brokenEntries)] }
  }
  if (determined.some(({ from, until }) => from <= at && at < until)) {
    return {
      state: term.id,
      holds: { lo: 1, hi: 1 },
      why: [reason('state-determined', evidence.determinedEntries)],
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

function reason(code: string, entries: Reason['entries']): Reason {
  return { code, values: {}, entries }
}
