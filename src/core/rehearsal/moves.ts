import type { Standard } from '../agreement/agreement.ts'
import { namedIn } from '../evidence/stance.ts'
import { actorId, type ClauseId, type TermId } from '../statement/fields.ts'
import { parseDuration, plus, type Instant } from '../time/instant.ts'
import { instantOf } from '../standing/branded.ts'
import type { Board, Move, Reason } from '../standing/standing.ts'
import type { Departure } from './departure.ts'
import { dutyKey, missedTimes, timesOwed } from './occasions.ts'
import type { Happening } from './play.ts'
import type { Incident, Stage } from './stage.ts'

/** A play under way: what is true in its world, beside what the log says of it. */
export type Scene = {
  readonly stage: Stage
  readonly departures: readonly Departure[]
  readonly happenings: Happening[]
  /** When each duty was really done, by `clause|party`; of one that is owed again and again, each time. */
  readonly done: Map<string, readonly Instant[]>
  readonly incidents: Incident[]
  /** What was said already: nobody says the same thing twice. */
  readonly said: Set<string>
  /** The instant that each moment of the agreement is set to: whoever comes second says the same. */
  readonly moments: Map<TermId, Instant>
  readonly exercised: Set<ClauseId>
}

/** What a player sees when it moves: the board, what powers wait for, and when the play stopped before. */
type Sight = {
  readonly board: Board
  readonly waits: readonly Reason[]
  readonly at: Instant
  readonly stopped: Instant | undefined
}

/** Does one move, truthfully. What was said before is not said again. */
export function actOn(scene: Scene, move: Move, sight: Sight): void {
  const { board, at } = sight
  switch (move.what) {
    case 'perform':
      return perform(scene, move, sight)
    case 'verify':
      return verify(scene, move, board, at)
    case 'determine':
      return determine(scene, move, sight)
    case 'accede':
      return accede(scene, move, at)
    case 'exercise':
      return exercise(scene, move, board, at)
    case 'close':
      return close(scene, move, at)
    case 'reply':
      return breach(scene, move, at)
  }
}

/** Closing is told once, and done at every instant at which it is asked for. */
function close(scene: Scene, { who, subject }: Move, at: Instant): void {
  if (!isNew(scene, `close|${who}|${at}`)) return
  scene.stage.closes(who, at)
  const player = scene.stage.cast.playerOf(who)
  if (isNew(scene, `closes|${player}`)) scene.happenings.push({ at, who: player, what: 'closes', subject })
}

function isNew({ said }: Scene, key: string): boolean {
  if (said.has(key)) return false
  said.add(key)
  return true
}

function perform(scene: Scene, { who, subject }: Move, { board, at, stopped }: Sight): void {
  const { stage, done, happenings, departures } = scene
  const clause = [...stage.text.clauses.values()].find(({ id }) => id === subject)
  const party = clause?.bearers.find((one) => one === who)
  if (clause === undefined || party === undefined) return
  const key = dutyKey(clause.id, party)
  const before = done.get(key) ?? []
  const standing = board.standings.find((one) => one.clause === clause.id && one.party === party)
  // What has not begun is left until it has, though an early act may count: nobody does on day 0 what is owed on day 30.
  if (standing === undefined || (standing.activated.certain ?? Infinity) > at) return
  const isOnce = clause.repeats === undefined
  const times = isOnce ? [at] : timesOwed(clause, standing, before, at, stopped)
  if (times.length === 0 || (isOnce && before.length > 0)) return
  const waits = departures.find(
    (one) => one.is === 'waits' && one.who === party && !othersMoved(scene, one.exchange, clause.id),
  )
  if (waits?.is === 'waits' && legsOf(scene, waits.exchange).includes(clause.id)) {
    if (isNew(scene, `waits|${party}|${clause.id}`)) {
      happenings.push({ at, who: party, what: 'waits', subject: clause.id })
    }
    return
  }
  done.set(key, [...before, ...times])
  for (const time of times) stage.says(who, 'act-declared', clause.id, party, at, time)
  if (before.length === 0)
    happenings.push({ at, who: party, what: 'performs', subject: clause.id, ...every(isOnce) })
}

const every = (isOnce: boolean): Pick<Happening, 'eachTime'> => (isOnce ? {} : { eachTime: true })

function legsOf({ stage }: Scene, exchange: ClauseId): readonly ClauseId[] {
  return stage.text.exchanges.get(exchange)?.legs ?? []
}

function othersMoved(scene: Scene, exchange: ClauseId, own: ClauseId): boolean {
  return legsOf(scene, exchange).every((leg) => {
    const bearers = scene.stage.text.clauses.get(leg)?.bearers ?? []
    return leg === own || bearers.every((party) => scene.done.has(`${leg}|${party}`))
  })
}

/** A verifier tells what is so: it confirms what was done, refutes after the deadline what was not, and finds breaches. */
function verify(scene: Scene, { who, subject }: Move, board: Board, at: Instant): void {
  const { stage, done, incidents, happenings } = scene
  const player = stage.cast.playerOf(who)
  const told = (what: Happening['what'], clause: ClauseId, isOnce: boolean): void => {
    if (isOnce || isNew(scene, `${what}|${who}|${clause}`))
      happenings.push({ at, who: player, what, subject: clause, ...every(isOnce) })
  }
  for (const standing of board.standings) {
    const { clause, party, status, due } = standing
    if (clause !== subject) continue
    const isOnce = stage.text.clauses.get(clause)?.repeats === undefined
    const acts = done.get(dutyKey(clause, party)) ?? []
    for (const when of acts) {
      if (!isNew(scene, `confirms|${who}|${clause}|${party}|${when}`)) continue
      stage.says(who, 'act-confirmed', clause, party, at, when)
      told('confirms', clause, isOnce)
    }
    // Of a duty that is owed again and again, each time is denied for itself: up to its own deadline nothing was done.
    const missed = isOnce
      ? acts.length === 0 && status === 'overdue' && due !== undefined
        ? [{ due, on: at }]
        : []
      : missedTimes(stage.text, standing, acts, at)
          .filter((one) => one.status === 'overdue')
          .map((one) => ({ due: one.due, on: one.due ?? at }))
    for (const one of missed) {
      if (!isNew(scene, `refutes|${who}|${clause}|${party}|${one.due}`)) continue
      stage.says(who, 'act-refuted', clause, party, at, one.on)
      told('refutes', clause, isOnce)
    }
  }
  for (const incident of incidents) {
    if (incident.clause !== subject || !isNew(scene, `finds|${who}|${incident.id}`)) continue
    stage.finds(who, incident, at)
    happenings.push({ at, who: player, what: 'refutes', subject: incident.clause })
  }
}

/** A moment is set to the instant at which it is first asked for; a state is found once it may have held long enough. */
function determine(scene: Scene, { who, subject }: Move, { board, waits, at }: Sight): void {
  const { stage, moments, happenings } = scene
  const term = [...stage.text.terms.values()].find(({ id }) => id === subject)
  const player = stage.cast.playerOf(who)
  if (term?.is === 'moment') {
    if (!isNew(scene, `sets|${who}|${term.id}`)) return
    // A moment is named for when the slowest has named it too, so that nobody's deadline begins in the past.
    const instant = moments.get(term.id) ?? later(at, scene, term.setBy)
    moments.set(term.id, instant)
    stage.setsMoment(who, term.id, instant)
    happenings.push({ at, who: player, what: 'sets', subject: term.id })
  } else if (term?.is === 'state') {
    const from = heldFrom([...board.standings.flatMap(({ why }) => why), ...waits], term.id, at)
    if (from === undefined || !isNew(scene, `finds|${who}|${term.id}|${from}`)) return
    stage.findsState(who, term.id, from, at)
    happenings.push({ at, who: player, what: 'finds-state', subject: term.id })
  }
}

function later(at: Instant, { departures, stage }: Scene, setBy: Standard): Instant {
  const setters = namedIn(setBy).map((who) =>
    who.is === 'party'
      ? who.party
      : stage.cast.playerOf(who.is === 'actor' ? who.actor : actorId.parse(who.role)),
  )
  const slow = departures.flatMap((one) => (one.is === 'slow' && setters.includes(one.who) ? [one.by] : []))
  const slowest = slow.toSorted((a, b) => b - a)[0]
  return slowest === undefined ? at : plus(at, slowest)
}

/** Since when a state may have held for as long as somebody waits for; `undefined` while that run is not over. */
function heldFrom(reasons: readonly Reason[], state: TermId, at: Instant): Instant | undefined {
  for (const { code, values } of reasons) {
    if (code !== 'waits-for-state' || values['state'] !== state) continue
    const { possible, for: length } = values
    if (typeof possible === 'number' && typeof length === 'number' && possible <= at) {
      return instantOf(possible - length)
    }
  }
  return undefined
}

function accede(scene: Scene, { who }: Move, at: Instant): void {
  const { stage, happenings } = scene
  const party = [...stage.text.parties.keys()].find((one) => one === who)
  if (party === undefined || !isNew(scene, `accedes|${party}`)) return
  stage.accedes(who, party, at)
  happenings.push({ at, who: party, what: 'accedes', subject: party })
}

/** An extension is for two days more. */
const LONGER = parseDuration('48h')

function exercise(scene: Scene, { who, subject }: Move, board: Board, at: Instant): void {
  const { stage, happenings, exercised } = scene
  const power = [...stage.text.powers.values()].find(({ id }) => id === subject)
  if (power === undefined || !isNew(scene, `exercises|${who}|${power.id}`)) return
  const ends = board.standings
    .filter(
      ({ clause }) =>
        power.over.length === 0 || power.over.some((id) => id === clause || clause.startsWith(`${id}.`)),
    )
    .flatMap((one) => (one.ends === undefined ? [] : [one.ends]))
  const last = ends.toSorted((a, b) => b - a)[0]
  const until = power.may === 'extend' && last !== undefined ? plus(last, LONGER) : undefined
  const { told } = power.form ?? {}
  stage.exercises(who, power, told === undefined ? at : plus(at, told), until)
  happenings.push({ at, who: stage.cast.playerOf(who), what: 'exercises', subject: power.id })
  const moved = power.holders.filter((holder) => scene.said.has(`exercises|${holder}|${power.id}`))
  if (moved.length >= power.quorum) exercised.add(power.id)
}

/** The one untruthful thing in a play: a party does what it must not, and another sees it. */
function breach(scene: Scene, { who, subject }: Move, at: Instant): void {
  const { stage, departures, incidents, happenings } = scene
  const breaks = departures.find((one) => one.is === 'breaks' && one.who === who && one.clause === subject)
  if (breaks?.is !== 'breaks') return
  const bound = [...stage.text.parties.values()].filter(({ excluded }) => !excluded).map(({ id }) => id)
  const party = bound.find((one) => one === who)
  const other = bound.find((one) => one !== who)
  if (party === undefined || other === undefined || !isNew(scene, `breaks|${who}|${subject}`)) return
  happenings.push({ at, who: party, what: 'breaks', subject })
  for (let time = 0; time < breaks.times; time += 1) {
    incidents.push(stage.reports(other, { clause: breaks.clause, by: party }, at))
  }
}
