import type { Term } from '../agreement/agreement.ts'
import { inLogOrder } from '../evidence/log-order.ts'
import type { Instant } from '../time/instant.ts'
import { countedOver } from './count-state.ts'
import type { Evaluation } from './evaluation.ts'
import { anchorOf, NEVER, type Known } from './formal.ts'
import { stateEvidence, type StateEvidence } from './state-evidence.ts'
import type { Reason, StateStanding } from './standing.ts'
import { CITED_AT_MOST } from './weigh-claims.ts'

type StateTerm = Extract<Term, { is: 'state' }>
type Holding = Omit<StateStanding, 'state'>

/** Whether a state holds at `at`: those who decide it are heard first, and then its test, over the agreement's time so far. */
export function stateStanding(evaluated: Evaluation, term: StateTerm, at: Instant): StateStanding {
  return stateOver(evaluated, term).standingAt(at)
}

/** What is said on a state, gathered once for all the event times that are asked about. */
export type StateOver = {
  /** When the agreement began, as known. */
  readonly began: Known
  readonly evidence: StateEvidence
  readonly standingAt: (at: Instant) => StateStanding
}

export function stateOver(evaluated: Evaluation, term: StateTerm): StateOver {
  const { startsOn } = evaluated.text
  const began = startsOn === undefined ? { onset: NEVER, entries: [] } : anchorOf(evaluated, startsOn)
  const start = began.onset.certain
  const evidence = stateEvidence(evaluated, term, start)
  const { test } = term
  const testedAt =
    test?.is === 'at-most' && start !== undefined
      ? countedOver(evaluated, { term, test, evidence }, start)
      : (at: Instant) => quietBy(term, evidence, at)
  const holdingAt = (at: Instant): Holding => {
    if (start === undefined || start > at) return { holds: NO, why: [reason('not-begun', [])] }
    const tested = testedAt(at)
    return decidedAt(term, evidence, tested, at) ?? tested
  }
  return {
    began,
    evidence,
    standingAt: (at) => {
      const { holds, why } = holdingAt(at)
      return { state: term.id, holds, why: [...why, ...(start === undefined ? [] : evidence.open)] }
    },
  }
}

const YES = { lo: 1, hi: 1 } as const
const NO = { lo: 0, hi: 0 } as const
const OPEN = { lo: 0, hi: 1 } as const

/** What those decide who may, with what the test gives where that is something else: that it fails stands before that it holds. */
function decidedAt(
  term: StateTerm,
  evidence: StateEvidence,
  tested: Holding,
  at: Instant,
): Holding | undefined {
  const said = evidence.saidAt(at)
  if (said?.fails.established === true) {
    return { holds: NO, why: [reason('state-broken', evidence.brokenEntries), ...byTest(term, evidence, at)] }
  }
  if (said?.holds.established !== true) return undefined
  const [first] = tested.why
  // Beside a determination that it holds, “it does not hold” would be a contradiction: by its test it would not.
  const against =
    first?.code === 'state-count-over'
      ? [{ ...first, code: 'state-test-fails' }]
      : determinedAgainst(evidence, at)
  return { holds: YES, why: [reason('state-determined', evidence.determinedEntries), ...against] }
}

/** A state without a number: once broken it stays so. */
function quietBy(term: StateTerm, evidence: StateEvidence, at: Instant): Holding {
  const { broken, closed } = evidence
  if (broken.some(({ until }) => until <= at)) {
    return { holds: NO, why: [reason('state-broken', evidence.brokenEntries), ...byTest(term, evidence, at)] }
  }
  if (evidence.doubtedBy(at))
    return { holds: OPEN, why: [reason('state-doubted', evidence.doubtedEntries())] }
  return term.ifSilent === 'compliant' && closed.through !== undefined && closed.through >= at
    ? { holds: YES, why: [reason('state-quiet', closed.entries)] }
    : { holds: OPEN, why: [reason('state-unknown', [])] }
}

/** What breaks its test, whatever those who decide say of it. */
function determinedAgainst({ overridden, breaking }: StateEvidence, at: Instant): readonly Reason[] {
  const against = [...overridden, ...breaking].filter(({ until }) => until <= at)
  if (against.length === 0) return []
  const entries = inLogOrder(against.flatMap((span) => span.entries))
  const cited = entries.slice(0, CITED_AT_MOST)
  return [{ code: 'state-test-fails', values: { count: against.length }, entries: cited }]
}

/** Those who decide say that it fails, and by the test nothing speaks against it. */
function byTest(
  { test, ifSilent }: StateTerm,
  { closed, breachedBy }: StateEvidence,
  at: Instant,
): readonly Reason[] {
  if (test === undefined || ifSilent !== 'compliant' || closed.through === undefined || closed.through < at)
    return []
  return breachedBy(at) ? [] : [reason('state-test-holds', closed.entries)]
}

function reason(code: string, entries: Reason['entries']): Reason {
  return { code, values: {}, entries }
}
