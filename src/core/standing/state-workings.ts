import type { Term } from '../agreement/agreement.ts'
import type { LogIndex, Range, TermId } from '../statement/fields.ts'
import { plus, type Duration, type Instant } from '../time/instant.ts'
import { limitOf } from './count-state.ts'
import type { Evaluation } from './evaluation.ts'
import { anchorOf } from './formal.ts'
import { countOver } from './measured.ts'
import type { Bounds } from './standing.ts'
import { stateEvidence, type StateEvidence } from './state-evidence.ts'

type StateTerm = Extract<Term, { is: 'state' }>

/** What decides a state, its two halves apart: what its test comes to, and what those say who may decide it. */
export type StateWorking = {
  readonly state: TermId
  /** Left out where the text has no test. */
  readonly test?: TestNow
  /** Left out where nobody who may decide it has said anything of the moment asked about. */
  readonly decided?: { readonly holds: boolean; readonly entries: readonly LogIndex[] }
}

/** What a state's test comes to, whatever those who decide say of it. */
export type TestNow = {
  readonly holds: Bounds
  /** The breaches that are counted: found at least, possible at most. */
  readonly counted: Range
  readonly entries: readonly LogIndex[]
  /** So many there may be at most. */
  readonly limit: Range
  /** Over how long is counted; left out where it is all the time since the agreement began. */
  readonly within?: Duration
  /** Where the limit is what a time in the past came to: that time, half-open. Left out while its beginning is not known. */
  readonly baseline?: { readonly from: Instant; readonly until: Instant }
}

/** The workings of every state of a text once it has begun, in the order of the text. */
export function stateWorkings(evaluated: Evaluation, at: Instant): readonly StateWorking[] {
  const { startsOn, terms } = evaluated.text
  const began = startsOn === undefined ? undefined : anchorOf(evaluated, startsOn).onset.certain
  if (began === undefined || began > at) return []
  return [...terms.values()].flatMap((term) => {
    if (term.is !== 'state') return []
    const evidence = stateEvidence(evaluated, term)
    const test = testNow(evaluated, term, evidence, began, at)
    const decided = decidedNow(evidence, at)
    return [
      {
        state: term.id,
        ...(test === undefined ? {} : { test }),
        ...(decided === undefined ? {} : { decided }),
      },
    ]
  })
}

function testNow(
  evaluated: Evaluation,
  term: StateTerm,
  evidence: StateEvidence,
  began: Instant,
  at: Instant,
): TestNow | undefined {
  const { test, ifSilent } = term
  if (test === undefined) return undefined
  const within = test.is === 'at-most' ? test.within : undefined
  // Of another agreement there may be breaches from before this one began: those surely so are passed over.
  const spans = evidence
    .counted()
    .filter(({ until }) => until >= began)
    .map((span) => (span.from < began ? { ...span, established: false } : span))
  const { range: counted, entries } = countOver(spans, within ?? Infinity, at)
  const limit = test.is === 'at-most' ? limitOf(evaluated, test, term, evidence) : NONE
  const { through } = evidence.closed
  const told = ifSilent === 'compliant' && through !== undefined && through >= at
  const full = within === undefined || at >= began + within
  const known = limit.from.certain !== undefined && limit.from.certain <= at
  const perhapsKnown = limit.from.possible !== undefined && limit.from.possible <= at
  const holds: Bounds = {
    lo: full && known && told && counted.most !== null && counted.most <= limit.lo ? 1 : 0,
    hi: full && perhapsKnown && counted.least <= limit.hi ? 1 : 0,
  }
  const past = test.is === 'at-most' && test.limit.is === 'baseline' ? test.limit.from : undefined
  const from = past === undefined ? undefined : anchorOf(evaluated, past).onset.certain
  return {
    holds,
    counted,
    entries,
    limit: { least: limit.lo, most: limit.hi === Infinity ? null : limit.hi },
    ...(within === undefined ? {} : { within }),
    ...(from === undefined || within === undefined ? {} : { baseline: { from, until: plus(from, within) } }),
  }
}

const ALWAYS = { certain: 0, possible: 0 }
const NONE = { lo: 0, hi: 0, from: ALWAYS }

/** Who says that it fails comes first, as in the standing itself. */
function decidedNow({ saidAt }: StateEvidence, at: Instant): StateWorking['decided'] {
  const { holds, fails } = saidAt(at) ?? {}
  if (fails?.established === true) return { holds: false, entries: fails.entries }
  return holds?.established === true ? { holds: true, entries: holds.entries } : undefined
}
