import type { Agreement, Condition, Power, Term } from '../agreement/agreement.ts'
import { atomsOf } from '../analysis/consequence.ts'
import { RECORD_READING } from '../evidence/readings.ts'
import { namedIn } from '../evidence/stance.ts'
import { evaluation } from '../standing/evaluation.ts'
import { powersNow, type PowerStanding } from '../standing/power-standing.ts'
import type { Board, Move, Reason } from '../standing/standing.ts'
import type { ClauseId } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import { voices } from './at-once.ts'
import type { Scene } from './moves.ts'
import { openEnds } from './open-ends.ts'
import type { Stage } from './stage.ts'

const HOUR = 3_600_000

/**
 * Every move that is asked for at `at`, each once: what the board names, and what no clause waits for and a text needs all
 * the same. That is an extension of a period that is about to end, the word on a state, a moment or an acceptance on which
 * a power rests, and, from `endingsFrom` on, a moment that does nothing but end something.
 */
export function movesOn(
  board: Board,
  scene: Scene,
  powers: readonly PowerStanding[],
  at: Instant,
  endingsFrom: Instant,
): readonly Move[] {
  const { stage, departures } = scene
  const seen = new Map<string, Move>()
  const ask = (move: Move): void => void seen.set(`${move.who}|${move.what}|${move.subject}`, move)
  for (const { next } of board.standings) for (const move of next) ask(move)
  for (const move of extensions(board, scene, at)) ask(move)
  for (const { power, waits } of powers)
    for (const reason of waits) for (const move of grounds(stage.text, power, reason, at)) ask(move)
  if (at >= endingsFrom) for (const move of endings(stage, board, at)) ask(move)
  for (const one of departures) {
    if (one.is !== 'breaks' || stage.cast.playerOf(one.who) !== one.who) continue
    const bound = board.standings.find(({ clause, party }) => clause === one.clause && party === one.who)
    const begins = bound?.activated.certain
    if (bound?.status === 'active' && begins !== undefined && begins <= at)
      seen.set(`${one.who}|breaks|${one.clause}`, {
        who: bound.party,
        what: 'reply',
        subject: one.clause,
        by: undefined,
      })
  }
  return [...seen.values()]
}

function* extensions(board: Board, { stage, exercised }: Scene, at: Instant): Generator<Move> {
  for (const power of stage.text.powers.values()) {
    if (power.may !== 'extend' || exercised.has(power.id)) continue
    const near = board.standings.some(
      ({ clause, ends }) =>
        reaches(power.over, clause) && ends !== undefined && at < ends && at >= ends - aheadOf(power),
    )
    if (!near) continue
    for (const who of power.holders) yield { who, what: 'exercise', subject: power.id, by: undefined }
  }
}

/** How long before a period ends it is time to extend it: an hour, and as long as that has to be told before. */
export function aheadOf({ form }: Power): number {
  return HOUR + (form?.told ?? 0)
}

function reaches(over: readonly ClauseId[], clause: ClauseId): boolean {
  return over.length === 0 || over.some((id) => id === clause || clause.startsWith(`${id}.`))
}

/** Where the powers of a text stand, if they wait for anything that no clause asks for. */
export function powersAsking({ stage: { engine, text } }: Scene, at: Instant): readonly PowerStanding[] {
  const asks = [...text.powers.values()].some(({ when }) => [...atomsOf(when)].some(isAskedFor))
  if (!asks) return []
  const evaluated = evaluation(engine, text, engine.size, RECORD_READING)
  return powersNow(evaluated, at)
}

function isAskedFor({ is }: Condition): boolean {
  return is === 'holds' || is === 'reached' || is === 'acceded'
}

/** Who can bring about one thing for which a power waits. */
function* grounds(text: Agreement, power: ClauseId, { code, values }: Reason, at: Instant): Generator<Move> {
  const term = [...text.terms.values()].find(({ id }) => id === values['state'] || id === values['term'])
  if (code === 'waits-for-accession') {
    const party = [...text.parties.keys()].find((id) => id === values['party'])
    if (party !== undefined) yield { who: party, what: 'accede', subject: power, by: undefined }
  } else if (code === 'waits-for-moment' && term?.is === 'moment') yield* settersOf(term)
  else if (code === 'waits-for-state' && term?.is === 'state') {
    const { possible } = values
    if (typeof possible !== 'number' || possible > at) return
    const { decidedBy, sources, id } = term
    for (const who of decidedBy === undefined ? [] : voices(namedIn(decidedBy)))
      yield { who, what: 'determine', subject: id, by: undefined }
    for (const who of voices(sources)) yield { who, what: 'close', subject: id, by: undefined }
  }
}

/** Whoever sets a moment on which something that has begun ends, while it is not set. */
function* endings({ engine, text }: Stage, { standings }: Board, at: Instant): Generator<Move> {
  const open = openEnds(text, engine)
  if (open.size === 0) return
  for (const { clause, activated } of standings) {
    const moment = open.get(clause)
    const term = moment === undefined ? undefined : text.terms.get(moment)
    if (term?.is === 'moment' && activated.certain !== undefined && activated.certain <= at)
      yield* settersOf(term)
  }
}

function settersOf({ id, setBy }: Extract<Term, { is: 'moment' }>): readonly Move[] {
  return voices(namedIn(setBy)).map((who) => ({ who, what: 'determine', subject: id, by: undefined }))
}
