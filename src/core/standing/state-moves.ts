import type { Condition, Term } from '../agreement/agreement.ts'
import { lackingOn } from '../evidence/lacking.ts'
import type { Instant } from '../time/instant.ts'
import { notClosed } from './closers.ts'
import type { Evaluation } from './evaluation.ts'
import type { Facts } from './facts.ts'
import { anchorOf, isBy } from './formal.ts'
import { eachOwed } from './owed.ts'
import { readAt, saidOfState, type Stretch } from './said-of-state.ts'
import { ESTABLISHED } from './stances.ts'
import type { Move } from './standing.ts'
import { factsUnder } from './under.ts'
import { verifiers } from './verifiers.ts'

type StateTerm = Extract<Term, { is: 'state' }>

/**
 * Of a state of which it is not known whether it holds: those who decide it and have not, whoever has not closed by then, and
 * whoever may verify what is claimed against it. Of one that is decided to fail, only those who decide can say otherwise.
 */
export function stateMoves(
  at: Evaluation,
  term: StateTerm,
  contested: readonly Facts[],
  when: Instant,
): readonly Move[] {
  const said = readAt(saidOfState(at, term))(when)
  const decide = deciding(at, term, said)
  if (said?.fails.established === true) return decide
  return [...decide, ...closing(at, term, when), ...contested.flatMap((facts) => verifiers(at, facts, when))]
}

/** Of a state that a clause waits for, to hold so long: the same. Where it is decided to hold, time alone is lacking. */
export function runMoves(
  at: Evaluation,
  term: StateTerm,
  condition: Extract<Condition, { is: 'holds' }>,
  when: Instant,
): readonly Move[] {
  const { holds, fails } = readAt(saidOfState(at, term))(when) ?? {}
  if (holds?.established === true && fails?.established !== true) return []
  return stateMoves(at, term, contestedIn(at, term, condition, when), when)
}

function deciding(at: Evaluation, { id, decidedBy }: StateTerm, said: Stretch | undefined): readonly Move[] {
  if (decidedBy === undefined) return []
  const against = said?.fails.voices.map((voice) => ({ ...voice, stance: 'oppose' as const })) ?? []
  const { who, ...few } = lackingOn(decidedBy, [...(said?.holds.voices ?? []), ...against], at.actors)
  return who.map((one) => ({ who: one, what: 'determine', subject: id, by: undefined, ...few }))
}

function closing(at: Evaluation, { id, ifSilent, sources }: StateTerm, when: Instant): readonly Move[] {
  if (ifSilent !== 'compliant') return []
  return notClosed(at, sources, undefined, when).map((who) => {
    return { who, what: 'close', subject: id, by: undefined }
  })
}

/** The duties of its test against which something is claimed that keeps the time from being complete by then. */
function contestedIn(
  at: Evaluation,
  { test }: StateTerm,
  condition: Extract<Condition, { is: 'holds' }>,
  when: Instant,
): readonly Facts[] {
  // Whoever judges what is claimed under another agreement is asked there.
  if (test === undefined || test.in !== undefined) return []
  const { since = at.text.startsOn, for: length = 0 } = condition
  const begin = since === undefined ? undefined : anchorOf(at, since).onset.possible
  if (!isBy(begin, when)) return []
  const from = Math.max(begin ?? 0, when + 1 - length - (test.is === 'at-most' ? test.within : 0))
  return factsUnder(at, test).filter((facts) => hasOpenClaim(facts, from, when))
}

/** Whether a claim that may lie between two times is not surely found by the second. Reads no further than the first of them. */
function hasOpenClaim(facts: Facts, after: number, by: Instant): boolean {
  for (const { from, until, owed, code } of eachOwed(facts)) {
    if (from > by) return false
    const isFound = code === ESTABLISHED && owed === 'inside' && until <= by
    if (!isFound && until >= after) return true
  }
  return false
}
