import type { Certificate, CertifiedClaim } from '../certificate/certificate.ts'
import { problems } from '../problem.ts'
import type { ClauseId, LogIndex, PartyId } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import { textInForce, type Ask } from './board.ts'
import { entryOf } from './branded.ts'
import { entriesOf, ESTABLISHED, type Claims } from './claims.ts'
import { evaluation, type Evaluation } from './evaluation.ts'
import { owedOf, type Facts } from './facts.ts'
import { judge, type Judged } from './status.ts'
import { unsatisfied } from './waiting.ts'

/**
 * The certificate of one clause's standing for one bearer: what `checkCertificate` can hold against the log and the text
 * without the engine.
 * @throws Problem `agreement-unknown`, `clause-unknown`
 */
export function certificateOf(
  engine: Parameters<typeof textInForce>[0],
  ask: Ask & { readonly clause: ClauseId; readonly party: PartyId },
): Certificate {
  const version = textInForce(engine, ask)
  const clause = version.text.clauses.get(ask.clause)
  if (clause === undefined || !clause.bearers.includes(ask.party))
    throw problems.clauseUnknown({ clause: ask.clause, agreement: ask.agreement })
  const evaluated = evaluation(engine, version.text, ask.known, ask.reading)
  const facts = evaluated.facts(clause, ask.party)
  const judged = judge(evaluated, facts, ask.at)
  return certify(evaluated, facts, judged, { at: ask.at, text: version.entry })
}

function certify(
  evaluated: Evaluation,
  facts: Facts,
  judged: Judged,
  { at, text }: { readonly at: Instant; readonly text: LogIndex },
): Certificate {
  const { clause, party, activated, due, end } = facts
  const { status } = judged
  const rests = restsOn(evaluated, facts, judged, at)
  return {
    kernel: kernelOf(clause.duty, status),
    agreement: evaluated.text.id,
    text,
    clause: clause.id,
    party,
    at,
    known: evaluated.known,
    rule: evaluated.reading.rule,
    status,
    bounds: {
      activated: { certain: activated.certain ?? null, possible: activated.possible ?? null },
      due: due ?? null,
      ends: end.ends ?? null,
    },
    cites: {
      begins: facts.activatedBy,
      claim: null,
      acts: [],
      closes: [],
      power: [],
      waits: [],
      ...rests,
    },
  }
}

function kernelOf(duty: Facts['clause']['duty'], status: Judged['status']): Certificate['kernel'] {
  if (status === 'waived' || status === 'suspended') return 'power'
  if (status === 'pending') return 'waiting'
  return duty === 'achieve' || duty === 'intend' ? 'response' : 'conduct'
}

/** What the first reason rests on: it is the one that decides the status. */
function restsOn(
  evaluated: Evaluation,
  facts: Facts,
  { status, why }: Judged,
  at: Instant,
): Partial<Certificate['cites']> {
  const first = why[0]
  const entries = first?.entries ?? []
  switch (first?.code) {
    case 'draft':
      return {}
    case 'breach-found':
      return { claim: claimBy(facts, at, true) }
    case 'done':
    case 'done-late':
    case 'done-time-uncertain':
    case 'not-done-in-time':
    case 'refuted':
    case 'performance-alleged':
    case 'performance-disputed':
    case 'performance-inconclusive':
    case 'performance-unreported':
      return { acts: entries }
    case 'kept':
      return facts.discharge.established?.entries === entries ? { acts: entries } : { closes: entries }
    case 'breach-by-silence':
    case 'silence-compliant':
      return { closes: entries }
    case 'waived':
    case 'suspended':
    case 'defeated':
      return { power: entries }
    default:
      if (status === 'contested') return { claim: claimBy(facts, at, false) }
      if (status === 'pending' && facts.clause.when !== undefined)
        return { waits: unsatisfied(evaluated, facts.clause.when, at) }
      return {}
  }
}

/** The first claim by `at` that is established, or the first that is open. */
function claimBy(facts: Facts, at: Instant, established: boolean): CertifiedClaim | null {
  const { claims } = facts
  for (let i = 0; i < claims.count; i += 1) {
    const from = claims.earliest[i] ?? 0
    const until = claims.latest[i] ?? 0
    if (from > at) break
    const owed = owedOf(facts, i)
    if (owed === 'outside') continue
    const sure = claims.code[i] === ESTABLISHED && owed === 'inside' && until <= at
    if (sure === established) return { about: aboutOf(claims, i), entries: entriesOf(claims, i) }
  }
  return null
}

function aboutOf({ source, verdicts }: Claims, i: number): CertifiedClaim['about'] {
  const of = source[i] ?? 0
  if (of >= 0) return { is: 'report', report: entryOf(of) }
  const about = verdicts[-1 - of]?.about
  if (about === undefined) throw new Error('a claim without a matter')
  return about
}
