import type { Clause } from '../agreement/agreement.ts'
import type { CertifiedClaim, OfClause } from '../certificate/certificate.ts'
import type { PartyId } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import { begunBy } from './begun-by.ts'
import type { Evaluation } from './evaluation.ts'
import type { Facts } from './facts.ts'
import { movesOf } from './moves.ts'
import { atomsOf, claimsBy, whyNotOf } from './open-matters.ts'
import { restsOf } from './repeated.ts'
import { judge, type Judged } from './status.ts'
import { unsatisfied } from './waiting.ts'

/** What a certificate says of one clause's standing for one bearer, besides of what is asked and what changed it. */
export function certifiedClause(evaluated: Evaluation, clause: Clause, party: PartyId, at: Instant) {
  const facts = evaluated.facts(clause, party)
  const judged = judge(evaluated, facts, at)
  const { activated, due, end } = facts
  const { when } = clause
  const waits = judged.status === 'pending' && when !== undefined ? unsatisfied(evaluated, when, at) : []
  const isDraft = evaluated.text.force === 'draft'
  return {
    is: 'clause',
    clause: clause.id,
    party,
    status: judged.status,
    bounds: {
      activated: { certain: activated.certain ?? null, possible: activated.possible ?? null },
      due: due ?? null,
      ends: end.ends ?? null,
    },
    why: {
      begins: begunBy(evaluated, facts),
      ...restsOn(facts, judged, at),
      waits: isDraft ? [] : waits.map((atom) => atomsOf(when).indexOf(atom)),
    },
    whyNot: whyNotOf(evaluated, facts, judged.status, at),
    next: movesOf(evaluated, facts, judged, at),
  } as const satisfies Partial<Record<keyof OfClause, unknown>>
}

/** What the first reason rests on: it is the one that decides the status. */
function restsOn(facts: Facts, judged: Judged, at: Instant): Pick<OfClause['why'], 'rests' | 'claim'> {
  const { status } = judged
  const [first] = judged.by.why(facts, at)
  const entries = first?.entries ?? []
  switch (first?.code) {
    case 'occurrences-breached':
    case 'occurrences-contested':
      return { rests: restsOf(facts, status, at), claim: null }
    case 'breach-found':
      return { rests: [], claim: firstClaim(facts, at, 'found') }
    case 'done':
    case 'done-late':
    case 'done-time-uncertain':
    case 'not-done-in-time':
    case 'refuted':
    case 'performance-alleged':
    case 'performance-confirmed-by-some':
    case 'performance-disputed':
    case 'performance-inconclusive':
    case 'performance-unreported':
    case 'performance-time-uncertain':
    case 'kept':
    case 'breach-by-silence':
    case 'silence-compliant':
    case 'waived':
    case 'suspended':
    case 'defeated':
      return { rests: entries, claim: null }
    default:
      return { rests: [], claim: status === 'contested' ? firstClaim(facts, at, 'open') : null }
  }
}

/** The first claim by `at` that is found, or the first that is open: of several at one time, what was said first. */
function firstClaim(facts: Facts, at: Instant, is: 'found' | 'open'): CertifiedClaim | null {
  const claims = claimsBy(facts, at).filter(({ found }) => found === (is === 'found'))
  const [claim] = claims.toSorted(
    (a, b) => a.earliest - b.earliest || (a.entries[0] ?? 0) - (b.entries[0] ?? 0),
  )
  return claim === undefined ? null : { about: claim.about, entries: claim.entries }
}
