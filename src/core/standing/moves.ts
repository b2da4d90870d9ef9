import type { Clause, Condition, Exchange, Who } from '../agreement/agreement.ts'
import { lackingOn, namesOf } from '../evidence/lacking.ts'
import type { ClauseId, PartyId, TermId } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import { doneOnset } from './clause-onsets.ts'
import type { Evaluation } from './evaluation.ts'
import { sourcesOf } from './duty.ts'
import type { Facts } from './facts.ts'
import { anchorOf, isBy, momentOf, stateTerm } from './formal.ts'
import { holdersSoFar } from './powers.ts'
import { unsettled } from './repeated.ts'
import type { ExchangeStanding, Move } from './standing.ts'
import { isOver, saidBy, type Judged } from './status.ts'
import { runMoves } from './state-moves.ts'
import { verifiers } from './verifiers.ts'
import { unsatisfied } from './waiting.ts'

/**
 * Whose move it is: from what the clause lacks, down to those who can supply it, earliest deadline first.
 */
export function movesOf(at: Evaluation, facts: Facts, judged: Judged, when: Instant): readonly Move[] {
  const { clause, party, due } = facts
  const moves: Move[] = []
  if (judged.status === 'pending') return tidy(beginningMoves(at, facts, when))
  if (judged.by.isUnseen === true) return tidy(beganMoves(at, facts, judged, when))
  if (facts.occurrences !== undefined) return repeatedMoves(at, facts, when)
  const verify = (): void => {
    moves.push(...verifiers(at, facts, when))
  }
  switch (judged.status) {
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

/** What a duty lacks to begin. */
function beginningMoves(at: Evaluation, { clause }: Facts, when: Instant): readonly Move[] {
  if (at.text.force === 'draft') return []
  const meet = clause.when === undefined ? [] : conditionMoves(at, clause.when, when, [clause.id])
  return [...startMoves(at, when), ...meet]
}

/** Of a duty that is over and may have been in force, what would show it. What is done from now on comes after its end. */
function beganMoves(at: Evaluation, facts: Facts, { breaches }: Judged, when: Instant): readonly Move[] {
  const begin = facts.activated.possible === undefined ? [] : beginningMoves(at, facts, when)
  const show = begin.filter(({ what }) => what !== 'perform' && what !== 'exercise')
  return breaches.alleged > 0 ? [...show, ...verifiers(at, facts, when)] : show
}

/** Of an exchange, while it waits for what has to come first, that; then also each step that is not done. */
export function exchangeMoves(
  at: Evaluation,
  exchange: Exchange,
  status: ExchangeStanding['status'],
  when: Instant,
): readonly Move[] {
  const { id, after, legs } = exchange
  if (status === 'done' || at.text.force === 'draft') return []
  const first = after === undefined ? [] : conditionMoves(at, after, when, [id])
  const isBefore = status === 'waiting' && after !== undefined && unsatisfied(at, after, when).length > 0
  const steps = legs
    .flatMap((leg) => at.text.clauses.get(leg) ?? [])
    .flatMap((clause) => clause.bearers.map((bearer) => ({ clause, bearer })))
    // A step that is over is nobody's move, and what comes before such steps leads nowhere.
    .filter(({ clause, bearer }) => !isOver(at.facts(clause, bearer), when))
  if (steps.length === 0) return []
  const due = isBefore ? [] : steps.flatMap(({ clause, bearer }) => clauseMoves(at, clause, bearer, when))
  return tidy([...startMoves(at, when), ...first, ...due])
}

/** Of a repeated duty, each occurrence that is not settled is somebody's move, the earliest deadline first. */
function repeatedMoves(at: Evaluation, facts: Facts, when: Instant): readonly Move[] {
  const { clause, party } = facts
  const moves = unsettled(facts, when).flatMap(({ facts: one, judged }): readonly Move[] => {
    const perform: Move = { who: party, what: 'perform', subject: clause.id, by: one.due }
    if (judged.status === 'contested') return verifiers(at, one, when)
    if (judged.status === 'breached') return clause.window.late === 'still-due' ? [perform] : []
    return judged.status === 'overdue' ? [perform, ...verifiers(at, one, when)] : [perform]
  })
  return tidy(moves)
}

/** Whoever has to set the agreement's own beginning, where that is still to be set. */
export function startMoves(at: Evaluation, when: Instant): readonly Move[] {
  const anchor = at.text.startsOn
  if (anchor?.is !== 'moment' || isBy(anchorOf(at, anchor).onset.certain, when)) return []
  return momentMoves(at, anchor.moment)
}

function momentMoves(at: Evaluation, id: TermId): readonly Move[] {
  const term = at.text.terms.get(id)
  if (term?.is !== 'moment' || term.fixed !== undefined) return []
  const { onset, voices } = momentOf(at, id)
  if (onset.certain !== undefined) return []
  // Whoever named another time than the one that was named last has not joined it.
  const { who, ...few } = lackingOn(term.setBy, voices, at.actors)
  return who.map((one) => ({ who: one, what: 'determine', subject: term.id, by: undefined, ...few }))
}

/** Who waits, and who waits for that one. What is met again has been followed: legs of one exchange may wait for each other. */
type Path = readonly [waiting: ClauseId, ...ClauseId[]]

function conditionMoves(at: Evaluation, condition: Condition, when: Instant, path: Path): readonly Move[] {
  return unsatisfied(at, condition, when).flatMap((atom) => atomMoves(at, atom, when, path))
}

function atomMoves(at: Evaluation, atom: Condition, when: Instant, path: Path): readonly Move[] {
  switch (atom.is) {
    case 'reached':
      return atom.anchor.is === 'moment' ? momentMoves(at, atom.anchor.moment) : []
    case 'done': {
      const clause = at.text.clauses.get(atom.clause)
      if (clause === undefined) return []
      return clause.bearers
        .filter((bearer) => atom.by === undefined || bearer === atom.by)
        .flatMap((bearer) => clauseMoves(at, clause, bearer, when, path))
    }
    case 'holds': {
      const term = stateTerm(at, atom.state)
      return term === undefined ? [] : runMoves(at, term, atom, when)
    }
    case 'exercised':
      return exerciseMoves(at, atom.power)
    case 'acceded':
      return [{ who: atom.party, what: 'accede', subject: path[0], by: undefined }]
    default:
      return []
  }
}

/** Of a use that has been begun and lacks its quorum, it is the move of the holders who have not joined it. */
function exerciseMoves(at: Evaluation, id: ClauseId): readonly Move[] {
  const power = at.text.powers.get(id)
  if (power === undefined) return []
  const joined = holdersSoFar(at, power)
  const missing = power.holders.filter((holder) => !joined.includes(holder))
  const few = missing.length > 1 ? { enough: power.quorum - joined.length } : {}
  const form = power.form === undefined ? {} : { form: power.form }
  return missing.map((who) => ({ who, what: 'exercise', subject: id, by: undefined, ...few, ...form }))
}

/** What another clause lacks: its own antecedents first, then its performance or the proof of it. */
function clauseMoves(
  at: Evaluation,
  clause: Clause,
  bearer: PartyId,
  when: Instant,
  path: readonly ClauseId[] = [],
): readonly Move[] {
  const facts = at.facts(clause, bearer)
  if (isBy(doneOnset(facts).onset.certain, when)) return []
  if (clause.when !== undefined && !path.includes(clause.id) && !isBy(facts.activated.certain, when)) {
    const deeper = conditionMoves(at, clause.when, when, [clause.id, ...path])
    if (deeper.length > 0) return deeper
  }
  if (isBy(facts.discharge.open?.from, when)) {
    return verifiers(at, facts, when)
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
  return who.flatMap((one) => namesOf(one, at.actors)).map((one) => ({ who: one, what, subject, by }))
}

/** Each move once, the earliest deadline first. */
export function tidy(moves: readonly Move[]): readonly Move[] {
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
