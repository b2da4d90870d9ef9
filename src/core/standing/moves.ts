import type { Clause, Condition, Who } from '../agreement/agreement.ts'
import { namedIn } from '../evidence/stance.ts'
import type { ActorId, ClauseId, PartyId, TermId } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import { actorsBehind } from './closing.ts'
import { doneOnset } from './clause-onsets.ts'
import type { Evaluation } from './evaluation.ts'
import { sourcesOf } from './duty.ts'
import type { Facts } from './facts.ts'
import { anchorOf, isBy, momentOf, stateTerm } from './formal.ts'
import { holdersSoFar } from './powers.ts'
import { unsettled } from './repeated.ts'
import type { Move } from './standing.ts'
import { saidBy, type Judged } from './status.ts'
import { unsatisfied } from './waiting.ts'

/** A clause that waits for another that waits for another: followed no further than this. */
const DEPTH = 16

/**
 * Whose move it is: from what the clause lacks, down to those who can supply it, earliest deadline first.
 */
export function movesOf(at: Evaluation, facts: Facts, judged: Judged, when: Instant): readonly Move[] {
  const { clause, party, due } = facts
  const moves: Move[] = []
  if (facts.occurrences !== undefined && judged.status !== 'pending') return repeatedMoves(at, facts, when)
  const verify = (): void => {
    moves.push(...asked(at, namedIn(clause.evidence), 'verify', clause.id, due))
  }
  switch (judged.status) {
    case 'pending':
      if (at.text.force === 'draft') break
      moves.push(...startMoves(at, when))
      if (clause.when !== undefined) moves.push(...conditionMoves(at, clause.when, when, clause.id))
      break
    case 'active':
    case 'due-soon':
      if (clause.duty === 'achieve') moves.push({ who: party, what: 'perform', subject: clause.id, by: due })
      break
    case 'overdue':
      moves.push({ who: party, what: 'perform', subject: clause.id, by: due })
      if (clause.ifSilent !== 'unknown') {
        moves.push(...asked(at, sourcesOf(clause), 'close', clause.id, undefined))
      } else verify()
      break
    case 'contested':
      verify()
      if (
        clause.notice !== undefined &&
        saidBy(judged.by, facts, when).whyNot.some(({ code }) => code === 'notice-open')
      ) {
        moves.push(
          ...(clause.notice?.to ?? []).map((who): Move => ({
            who,
            what: 'verify',
            subject: clause.id,
            by: undefined,
          })),
        )
      }
      if (judged.breaches.alleged > 0) {
        moves.push({ who: party, what: 'reply', subject: clause.id, by: undefined })
      }
      break
    case 'expired':
      if (judged.breaches.alleged > 0) verify()
      else if (clause.ifSilent !== 'unknown' && clause.duty !== 'permit' && clause.duty !== 'intend') {
        moves.push(...asked(at, sourcesOf(clause), 'close', clause.id, undefined))
      }
      break
    case 'breached':
      if (clause.duty === 'achieve' && judged.performed.lo === 0 && clause.window.late === 'still-due') {
        moves.push({ who: party, what: 'perform', subject: clause.id, by: due })
      }
      break
    case 'fulfilled':
    case 'waived':
    case 'suspended':
      break
  }
  return tidy(moves)
}

/** Of a repeated duty, each occurrence that is not settled is somebody's move, the earliest deadline first. */
function repeatedMoves(at: Evaluation, facts: Facts, when: Instant): readonly Move[] {
  const { clause, party } = facts
  const moves = unsettled(facts, when).flatMap(({ facts: { due }, judged }): readonly Move[] => {
    const perform: Move = { who: party, what: 'perform', subject: clause.id, by: due }
    const verify = asked(at, namedIn(clause.evidence), 'verify', clause.id, due)
    if (judged.status === 'contested') return verify
    if (judged.status === 'breached') return clause.window.late === 'still-due' ? [perform] : []
    return judged.status === 'overdue' ? [perform, ...verify] : [perform]
  })
  return tidy(moves)
}

function startMoves(at: Evaluation, when: Instant): readonly Move[] {
  const anchor = at.text.startsOn
  if (anchor?.is !== 'moment' || isBy(anchorOf(at, anchor).onset.certain, when)) return []
  return momentMoves(at, anchor.moment)
}

function momentMoves(at: Evaluation, id: TermId): readonly Move[] {
  const term = at.text.terms.get(id)
  if (term?.is !== 'moment' || term.fixed !== undefined) return []
  if (momentOf(at, id).onset.certain !== undefined) return []
  return asked(at, namedIn(term.setBy), 'determine', term.id, undefined)
}

function conditionMoves(
  at: Evaluation,
  condition: Condition,
  when: Instant,
  waiting: ClauseId,
  depth = DEPTH,
): readonly Move[] {
  return unsatisfied(at, condition, when).flatMap((atom) => atomMoves(at, atom, when, waiting, depth))
}

function atomMoves(
  at: Evaluation,
  atom: Condition,
  when: Instant,
  waiting: ClauseId,
  depth: number,
): readonly Move[] {
  switch (atom.is) {
    case 'reached':
      return atom.anchor.is === 'moment' ? momentMoves(at, atom.anchor.moment) : []
    case 'done': {
      const clause = at.text.clauses.get(atom.clause)
      if (clause === undefined) return []
      return clause.bearers
        .filter((bearer) => atom.by === undefined || bearer === atom.by)
        .flatMap((bearer) => clauseMoves(at, clause, bearer, when, depth))
    }
    case 'holds': {
      const term = stateTerm(at, atom.state)
      if (term === undefined) return []
      const deciders = term.decidedBy === undefined ? [] : namedIn(term.decidedBy)
      const closers = term.ifSilent === 'compliant' ? term.sources : []
      return [
        ...asked(at, deciders, 'determine', term.id, undefined),
        ...asked(at, closers, 'close', term.id, undefined),
      ]
    }
    case 'exercised':
      return exerciseMoves(at, atom.power)
    case 'acceded':
      return [{ who: atom.party, what: 'accede', subject: waiting, by: undefined }]
    default:
      return []
  }
}

/** Of a use that has been begun and lacks its quorum, it is the move of the holders who have not joined it. */
function exerciseMoves(at: Evaluation, id: ClauseId): readonly Move[] {
  const power = at.text.powers.get(id)
  if (power === undefined) return []
  const joined = holdersSoFar(at, power)
  return power.holders
    .filter((holder) => !joined.includes(holder))
    .map((who) => ({ who, what: 'exercise', subject: id, by: undefined }))
}

/** What another clause lacks: its own antecedents first, then its performance or the proof of it. */
function clauseMoves(
  at: Evaluation,
  clause: Clause,
  bearer: PartyId,
  when: Instant,
  depth: number,
): readonly Move[] {
  const facts = at.facts(clause, bearer)
  if (isBy(doneOnset(facts).onset.certain, when)) return []
  if (clause.when !== undefined && depth > 0 && !isBy(facts.activated.certain, when)) {
    const deeper = conditionMoves(at, clause.when, when, clause.id, depth - 1)
    if (deeper.length > 0) return deeper
  }
  if (isBy(facts.discharge.open?.from, when)) {
    return asked(at, namedIn(clause.evidence), 'verify', clause.id, facts.due)
  }
  return [{ who: bearer, what: 'perform', subject: clause.id, by: facts.due }]
}

/** A party as itself; a role as the actors that have it. */
function asked(
  at: Evaluation,
  who: readonly Who[],
  what: Move['what'],
  subject: Move['subject'],
  by: Instant | undefined,
): readonly Move[] {
  return who
    .flatMap((one): readonly (PartyId | ActorId)[] =>
      one.is === 'party' ? [one.party] : actorsBehind(at, one),
    )
    .map((one) => ({ who: one, what, subject, by }))
}

function tidy(moves: readonly Move[]): readonly Move[] {
  if (moves.length < 2) return moves
  const seen = new Map<string, Move>()
  for (const move of moves) {
    const key = `${move.who}|${move.what}|${move.subject}`
    const before = seen.get(key)
    if (before === undefined || (move.by ?? Infinity) < (before.by ?? Infinity)) seen.set(key, move)
  }
  const once = [...seen.values()]
  if (once.every(({ by }) => by === undefined)) return once
  return once.toSorted((a, b) => (a.by ?? Infinity) - (b.by ?? Infinity) || 0)
}
