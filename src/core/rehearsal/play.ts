import type { Agreement, Anchor } from '../agreement/agreement.ts'
import { RECORD_READING } from '../evidence/readings.ts'
import { boardOf } from '../standing/board.ts'
import { instantOf } from '../standing/branded.ts'
import type { Engine } from '../standing/engine.ts'
import type { Board, Move } from '../standing/standing.ts'
import type { ClauseId, PartyId, TermId } from '../statement/fields.ts'
import { plus, type Instant } from '../time/instant.ts'
import { aheadOf, movesOn, powersAsking } from './asked.ts'
import { castOf, type Player } from './cast.ts'
import { leavesOut, slownessOf, type Departure } from './departure.ts'
import type { Horizon } from './horizon.ts'
import { actOn, type Scene } from './moves.ts'
import { behind, wakesOf, type Done } from './occasions.ts'
import { openEnds } from './open-ends.ts'
import { stageFor } from './stage.ts'
import { timesIn, toCome } from './to-come.ts'

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
  /** It is done again each time that it is owed, and told the first time only. */
  readonly eachTime?: true
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
  /** When each duty was really done, whatever the record shows. */
  readonly done: Done
  /** Clauses and powers that have a time before them which lies past the end of the play. */
  readonly toCome: ReadonlySet<string>
  /** Clauses that end on a moment which nobody has set with effect. */
  readonly openEnds: ReadonlyMap<ClauseId, TermId>
  /** Powers that were used with effect, by what they did to the clauses. */
  readonly exercised: ReadonlySet<ClauseId>
}

/** Rounds of answering each other at one instant: far more than any chain of confirmations in a real text. */
const ROUNDS = 24
/** Instants at which something may change, in one play: an end for texts whose clocks never rest. */
const INSTANTS = 400

/**
 * Plays the text from the day it was agreed, for the depth of the horizon after its start: everybody does at once all that
 * the engine's board names as its move, except for the departures. It goes from each instant at which something may change
 * to the next. Uses the engine itself; the same arguments give the same play.
 */
export function playOf(text: Agreement, departures: readonly Departure[], horizon: Horizon): Play {
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
  const clauses = [...text.clauses.values()]
  const isFollowed = clauses.some(({ repeats }) => repeats?.is === 'for-each')
  const isPeriodic = clauses.some(({ repeats }) => repeats?.is === 'every')
  const startOf = (): Instant => startIn(text, scene.moments) ?? text.agreed
  let seen: Board | undefined
  const look = (at: Instant): Board => {
    const known = stage.size()
    if (seen?.at !== at || seen.known !== known)
      seen = boardOf(stage.engine, { agreement: text.id, at, known, reading: RECORD_READING })
    return seen
  }

  let stopped: Instant | undefined
  let end = plus(startOf(), horizon.depth)
  let at: Instant | undefined = text.agreed
  for (let count = 0; at !== undefined; count += 1) {
    const now: Instant = at
    let board = look(now)
    let powers = powersAsking(scene, now)
    for (let round = 0; round < ROUNDS; round += 1) {
      const before = stage.size()
      const waits = powers.flatMap((power) => power.waits)
      const moves = movesOn(board, scene, powers, now, plus(startOf(), horizon.endings))
      // What is behind is done before anybody has a word on it, and whether or not the board asks for it still.
      for (const move of [...behind(text, board, now, stopped), ...moves]) {
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
        else actOn(scene, move, { board, waits, at: now, stopped })
      }
      if (stage.size() === before) break
      // What answers a breach is owed from when the breach is on the record, by the log's own clock.
      if (isFollowed) stage.readsClock(now)
      board = look(now)
      powers = powersAsking(scene, now)
    }
    stopped = now
    end = plus(startOf(), horizon.depth)
    for (const ahead of extending)
      for (const { ends } of board.standings) if (ends !== undefined) wakes.add(ends - ahead)
    for (const standing of board.standings) for (const wake of wakesOf(text, standing)) wakes.add(wake)
    wakes.add(plus(startOf(), horizon.endings))
    if (isPeriodic) wakes.add(end)
    if (count === INSTANTS) end = now
    at = instantOf(nextOf([...wakes, ...timesIn(board, powers)], now, end))
  }
  const board = look(end)
  return {
    departures,
    happenings,
    start: startOf(),
    end,
    board,
    engine: stage.engine,
    done: scene.done,
    toCome: toCome(board, powersAsking(scene, end)),
    openEnds: openEnds(text, stage.engine),
    exercised: scene.exercised,
  }
}

/** The first of these times after now, and no later than the end. */
function nextOf(times: Iterable<number>, now: Instant, end: Instant): number | undefined {
  let next: number | undefined
  for (const time of times) if (time > now && time <= end && (next === undefined || time < next)) next = time
  return next
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

/** What a player leaves out is told once, when it is first its move; accepting and closing once for the whole text. */
function noteOnce({ said, happenings }: Scene, at: Instant, player: Player, move: Move): void {
  const { what, subject } = move
  const whole = what === 'accede' || what === 'close'
  const key = `omits|${player}|${what}|${whole ? '' : subject}`
  if (what === 'reply' || said.has(key)) return
  said.add(key)
  happenings.push({ at, who: player, what: 'omits', subject, left: what })
}
