import type { Clause, Condition, Exchange } from '../agreement/agreement.ts'
import { lackingOn } from '../evidence/lacking.ts'
import type { ClauseId, PartyId, TermId } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import { doneOnset, isDoneOnce } from './clause-onsets.ts'
import { closers } from './closers.ts'
import type { Evaluation } from './evaluation.ts'
import { isOwed, type Facts } from './facts.ts'
import { anchorOf, isBy, momentOf, stateTerm } from './formal.ts'
import { holdersAsked, joiningMoves } from './joining.ts'
import { holdersSoFar } from './power-uses.ts'
import { unsettled } from './repeated.ts'
import type { ExchangeStanding, Move } from './standing.ts'
import { isOver, saidBy, type Judged } from './status.ts'
import { runMoves } from './state-moves.ts'
import { verifiers } from './verifiers.ts'
import { unsatisfied } from './waiting.ts'

/**
 * Whose move it is: from what the clause lacks, down to those who can supply it, earliest deadline first; and of a use of a
 * power over it that is begun, who has not joined.
 */
export function movesOf(at: Evaluation, facts: Facts, judged: Judged, when: Instant): readonly Move[] {
  if (judged.status === 'pending') return tidy(beginningMoves(at, facts, when))
  if (judged.by.isUnseen === true) return tidy(beganMoves(at, facts, judged, when))
  if (judged.status === 'fulfilled') return []
  return tidy([...lacking(at, facts, judged, when), ...joiningMoves(at, facts, when)])
}

/** What a duty lacks that has begun. */
function lacking(at: Evaluation, facts: Facts, judged: Judged, when: Instant): readonly Move[] {
  const { clause } = facts
  const perform = toPerform(facts, when)
  // What is set aside asks nothing of anybody, also not of one of its times.
  if (judged.status === 'waived' || judged.status === 'suspended') return []
  if (facts.occurrences !== undefined) return repeatedMoves(at, facts, when)
  switch (judged.status) {
    case 'active':
    case 'due-soon':
      return clause.duty === 'achieve' ? perform : []
    case 'overdue':
      return [...perform, ...decidingMoves(at, facts, when)]
    case 'contested':
      return [...verifiers(at, facts, when), ...contestedMoves(facts, judged, when)]
    case 'expired':
      if (judged.breaches.alleged > 0) return verifiers(at, facts, when)
      return isOwed(clause) ? decidingMoves(at, facts, when) : []
    case 'breached': {
      const isStillDue = clause.window.late === 'still-due' && judged.performed.lo === 0
      return clause.duty === 'achieve' && isStillDue ? perform : []
    }
    case 'pending':
    case 'fulfilled':
      return []
  }
}

/** What is over binds nobody: that it was done in its time can still be shown, and doing it is no longer asked for. */
function toPerform(facts: Facts, when: Instant): readonly Move[] {
  const { clause, party, due } = facts
  return isOver(facts, when) ? [] : [{ who: party, what: 'perform', subject: clause.id, by: due }]
}

/** Of what is alleged, beside those who verify it: who received the notice that it hangs on, and the bearer's reply. */
function contestedMoves(facts: Facts, { by, breaches }: Judged, when: Instant): readonly Move[] {
  const { id, notice } = facts.clause
  const isUnsure =
    notice !== undefined && saidBy(by, facts, when).whyNot.some(({ code }) => code === 'notice-open')
  const received = isUnsure ? notice.to : []
  return [
    ...received.map((who): Move => ({ who, what: 'verify', subject: id, by: undefined })),
    ...(breaches.alleged > 0
      ? [{ who: facts.party, what: 'reply', subject: id, by: undefined } as const]
      : []),
  ]
}

/** Who can decide whether a duty that is past was done or kept: those who verify and, where silence speaks, its sources. */
function decidingMoves(at: Evaluation, facts: Facts, when: Instant): readonly Move[] {
  return [...verifiers(at, facts, when), ...closers(at, facts, when)]
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
  const { clause } = facts
  return unsettled(facts, when).flatMap(({ facts: one, judged }): readonly Move[] => {
    const perform = canStillBeDone(one, when) ? toPerform(one, when) : []
    switch (judged.status) {
      case 'contested':
        return verifiers(at, one, when)
      case 'breached':
        return clause.window.late === 'still-due' ? perform : []
      case 'overdue':
        return [...perform, ...decidingMoves(at, one, when)]
      case 'expired':
        return decidingMoves(at, one, when)
      default:
        return perform
    }
  })
}

/** Whether what is done now counts for this time of a duty: what is owed in a period has to be done in it. */
function canStillBeDone({ clause: { repeats }, activated }: Facts, when: Instant): boolean {
  return repeats?.is !== 'every' || when < (activated.certain ?? when) + repeats.period
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
    case 'exercised': {
      const power = at.text.powers.get(atom.power)
      return power === undefined ? [] : holdersAsked(power, holdersSoFar(at, power))
    }
    case 'acceded':
      return [{ who: atom.party, what: 'accede', subject: path[0], by: undefined }]
    default:
      return []
  }
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
  const { certain, possible } = doneOnset(facts).onset
  if (isBy(certain, when)) return []
  const isToBegin = !isBy(facts.activated.certain, when) && !isOver(facts, when)
  if (clause.when !== undefined && !path.includes(clause.id) && isToBegin) {
    const deeper = conditionMoves(at, clause.when, when, [clause.id, ...path])
    if (deeper.length > 0) return deeper
  }
  if (facts.occurrences !== undefined) return repeatedMoves(at, facts, when)
  if (!isDoneOnce(clause)) {
    // Only time is lacking, or it was broken and cannot be kept any more.
    if (certain !== undefined) return []
    if (isOver(facts, when)) return possible === undefined ? [] : decidingMoves(at, facts, when)
  }
  if (isBy(facts.discharge.open?.from, when)) {
    return verifiers(at, facts, when)
  }
  return toPerform(facts, when)
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
