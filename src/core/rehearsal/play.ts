import type { Agreement, Anchor, Power } from '../agreement/agreement.ts'
import { RECORD_READING } from '../evidence/readings.ts'
import { boardOf } from '../standing/board.ts'
import { instantOf } from '../standing/branded.ts'
import type { Engine } from '../standing/engine.ts'
import type { Board, Move } from '../standing/standing.ts'
import type { ClauseId, PartyId, TermId } from '../statement/fields.ts'
import { plus, type Duration, type Instant } from '../time/instant.ts'
import { castOf, type Player } from './cast.ts'
import { leavesOut, slownessOf, type Departure } from './departure.ts'
import { actOn, type Scene } from './moves.ts'
import { stageFor } from './stage.ts'

/** Something that a player did, or left out, in the order of the play. */
export type Happening = {
  readonly at: Instant
  readonly who: Player
  readonly what:
    | 'performs'
    | 'confirms'
    | 'refutes'
    | 'accedes'
    | 'sets'
    | 'finds-state'
    | 'exercises'
    | 'closes'
    | 'breaks'
    | 'omits'
    | 'waits'
  readonly subject: ClauseId | TermId | PartyId
  /** Of what is left out: which move it was. */
  readonly left?: Move['what']
}

/** A whole play: what happened, and the board at its end. */
export type Play = {
  readonly departures: readonly Departure[]
  readonly happenings: readonly Happening[]
  /** From when offsets are counted: the start of the agreement or, if it never started, the day it was agreed. */
  readonly start: Instant
  readonly end: Instant
  readonly board: Board
  /** The engine with everything that was said. */
  readonly engine: Engine
  /** Duties that were really done, whatever the record shows: `clause|party`. */
  readonly done: ReadonlySet<string>
  /** Powers that were used with effect, by what they did to the clauses. */
  readonly exercised: ReadonlySet<ClauseId>
}

const HOUR = 3_600_000
/** Rounds of answering each other at one instant: far more than any chain of confirmations in a real text. */
const ROUNDS = 24
/** Instants at which something may change, in one play: an end for texts whose clocks never rest. */
const INSTANTS = 400

/**
 * Plays the text from the day it was agreed, for `depth` after its start: everybody does at once all that the engine's
 * board names as its move, except for the departures. Uses the engine itself; the same arguments give the same play.
 */
export function playOf(text: Agreement, departures: readonly Departure[], depth: Duration): Play {
  const cast = castOf(text)
  const stage = stageFor(text, cast)
  const happenings: Happening[] = []
  const scene: Scene = {
    stage,
    departures,
    happenings,
    done: new Map(),
    incidents: [],
    said: new Set(),
    moments: new Map(),
    exercised: new Set(),
  }
  const askedAt = new Map<string, Instant>()
  const wakes = new Set<number>()
  const extending = [...text.powers.values()].filter(({ may }) => may === 'extend').map(aheadOf)
  const startOf = (): Instant => startIn(text, scene.moments) ?? text.agreed
  const look = (at: Instant): Board =>
    boardOf(stage.engine, { agreement: text.id, at, known: stage.size(), reading: RECORD_READING })

  let at: Instant | undefined = text.agreed
  let board = look(text.agreed)
  for (let count = 0; count < INSTANTS && at !== undefined; count += 1) {
    const now: Instant = at
    for (let round = 0; round < ROUNDS; round += 1) {
      board = look(now)
      const before = stage.size()
      for (const move of movesOn(board, scene, now)) {
        const player = cast.playerOf(move.who)
        const key = `${move.who}|${move.what}|${move.subject}`
        if (leavesOut(departures, player, move.what, move.subject)) {
          noteOnce(scene, now, player, move)
          continue
        }
        const asked = askedAt.get(key) ?? now
        askedAt.set(key, asked)
        const wake = asked + slownessOf(departures, player)
        if (wake > now) wakes.add(wake)
        else actOn(scene, move, board, now)
      }
      if (stage.size() === before) break
    }
    at = nextInstant(board, wakes, now, plus(startOf(), depth), extending)
  }
  const end = plus(startOf(), depth)
  const last = look(end)
  const done = new Set([...scene.done].filter(([, when]) => when <= end).map(([key]) => key))
  return {
    departures,
    happenings,
    start: startOf(),
    end,
    board: last,
    engine: stage.engine,
    done,
    exercised: scene.exercised,
  }
}

/** The instant of the agreement's start, as the play has set it. */
function startIn(text: Agreement, moments: ReadonlyMap<TermId, Instant>): Instant | undefined {
  return text.startsOn === undefined ? undefined : instantIn(text, text.startsOn, moments)
}

function instantIn(
  text: Agreement,
  anchor: Anchor,
  moments: ReadonlyMap<TermId, Instant>,
): Instant | undefined {
  if (anchor.is === 'instant') return anchor.instant
  const term = text.terms.get(anchor.moment)
  const set = moments.get(anchor.moment) ?? (term?.is === 'moment' ? term.fixed : undefined)
  return set === undefined ? undefined : plus(set, anchor.plus)
}

/** Every move on the board, each once, with those of powers that extend a period which is about to end. */
function movesOn(board: Board, { stage, exercised, departures }: Scene, at: Instant): readonly Move[] {
  const seen = new Map<string, Move>()
  for (const { next } of board.standings) {
    for (const move of next) seen.set(`${move.who}|${move.what}|${move.subject}`, move)
  }
  for (const power of stage.text.powers.values()) {
    if (power.may !== 'extend' || exercised.has(power.id)) continue
    const near = board.standings.some(
      ({ clause, ends }) =>
        reaches(power.over, clause) && ends !== undefined && at < ends && at >= ends - aheadOf(power),
    )
    if (!near) continue
    for (const who of power.holders) {
      seen.set(`${who}|exercise|${power.id}`, { who, what: 'exercise', subject: power.id, by: undefined })
    }
  }
  for (const one of departures) {
    if (one.is !== 'breaks' || stage.cast.playerOf(one.who) !== one.who) continue
    const bound = board.standings.find(({ clause, party }) => clause === one.clause && party === one.who)
    if (
      bound?.activated.certain !== undefined &&
      bound.activated.certain <= at &&
      bound.status === 'active'
    ) {
      seen.set(`${one.who}|breaks`, { who: bound.party, what: 'reply', subject: one.clause, by: undefined })
    }
  }
  return [...seen.values()]
}

/** How long before a period ends it is time to extend it: an hour, and as long as that has to be told before. */
function aheadOf({ form }: Power): number {
  return HOUR + (form?.told ?? 0)
}

function reaches(over: readonly ClauseId[], clause: ClauseId): boolean {
  return over.length === 0 || over.some((id) => id === clause || clause.startsWith(`${id}.`))
}

/** What a player leaves out is told once, when it is first its move; accepting and closing once for the whole text. */
function noteOnce({ said, happenings }: Scene, at: Instant, player: Player, move: Move): void {
  const { what, subject } = move
  const whole = what === 'accede' || what === 'close'
  const key = `omits|${player}|${what}|${whole ? '' : subject}`
  if (what === 'reply' || said.has(key)) return
  said.add(key)
  happenings.push({ at, who: player, what: 'omits', subject, left: what })
}

/** The next instant at which a clock of the board runs out, a slow player moves or, at last, the play ends. */
function nextInstant(
  { standings }: Board,
  wakes: ReadonlySet<number>,
  now: Instant,
  end: Instant,
  extending: readonly number[],
): Instant | undefined {
  let next: number | undefined
  const consider = (time: number | undefined): void => {
    if (time !== undefined && time > now && time <= end && (next === undefined || time < next)) next = time
  }
  for (const wake of wakes) consider(wake)
  for (const { activated, due, ends, why, whyNot } of standings) {
    consider(activated.certain)
    consider(activated.possible)
    consider(due)
    if (due !== undefined) consider(due + 1)
    for (const ahead of extending) if (ends !== undefined) consider(ends - ahead)
    consider(ends)
    for (const { values } of [...why, ...whyNot]) {
      for (const name of ['at', 'possible'] as const) {
        const value = values[name]
        if (typeof value === 'number') consider(value)
      }
    }
  }
  return instantOf(next)
}
