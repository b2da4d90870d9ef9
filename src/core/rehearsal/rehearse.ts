import type { Agreement } from '../agreement/agreement.ts'
import { RECORD_READING } from '../evidence/readings.ts'
import { evaluation } from '../standing/evaluation.ts'
import type { ClauseId, PartyId } from '../statement/fields.ts'
import type { Duration } from '../time/instant.ts'
import { breakingFor } from './breaking.ts'
import { candidatesOf } from './candidates.ts'
import { chanceFrom } from './chance.ts'
import { nameOf, type Departure } from './departure.ts'
import {
  begun,
  failingKey,
  failingsOf,
  failingsOfAll,
  FAILINGS,
  mayStillCome,
  tellsToo,
  type Failing,
} from './failing.ts'
import { horizonOf } from './horizon.ts'
import { playOf, type Play } from './play.ts'
import { merged, storyOf, type Story } from './story.ts'
import { restsOnUnplayed } from './unplayed.ts'

/** What to rehearse with. */
export type Rehearsing = {
  /** Who may depart from doing all that it can; everybody where it is left out. */
  readonly parties?: readonly PartyId[] | undefined
  /** Random plays, after every single departure has been tried. */
  readonly runs: number
  readonly seed: number
  /** How long after the start of the agreement a play goes on; to the last date of the text and a margin where it is left out. */
  readonly depth?: Duration | undefined
}

export type Rehearsal = {
  /** Plays that were played, the shrinking of stories among them. */
  readonly plays: number
  /** How long after the start of the agreement they went on, where nothing cut them short. */
  readonly depth: Duration
  /** What still had a time before it at the end, with everybody doing all: of that nothing is told. */
  readonly toCome: readonly ClauseId[]
  /** Shortest first; a story with no departures fails although everybody does all that it can. */
  readonly stories: readonly Story[]
}

/** Sets of departures in a random play have at most so many members. */
const AT_MOST = 4

/**
 * Plays the text against itself: once with everybody doing all that it can, once with each single departure, with all
 * legs of each exchange waiting for each other, and then with random sets of departures; every failing is shrunk to the
 * fewest departures that still show it. Deterministic in its arguments. A draft is never active and yields no story.
 * `progress` is called after each play.
 */
export function rehearse(
  text: Agreement,
  how: Rehearsing,
  progress: () => void = () => undefined,
): Rehearsal {
  const horizon = horizonOf(text, how.depth)
  const { depth } = horizon
  if (text.force === 'draft') return { plays: 0, depth, toCome: [], stories: [] }
  const played = new Map<string, Play>()
  const playing = (departures: readonly Departure[]): Play => {
    const name = nameOf(departures)
    const before = played.get(name)
    if (before !== undefined) return before
    const play = playOf(text, departures, horizon)
    played.set(name, play)
    progress()
    return play
  }
  const base = playing([])
  const stories = new Map<string, Story>()
  const keep = (play: Play, failing: Failing): void => {
    const key = `${failingKey(failing)}|${nameOf(play.departures)}`
    if (!stories.has(key)) stories.set(key, storyOf(text, play, failing))
  }
  for (const failing of failingsOfAll(text, base)) keep(base, failing)
  const known = new Set([...stories.values()].map(failingKey))
  const { singles, together, broad } = candidatesOf(text, base, how.parties)
  const explore = (departures: readonly Departure[]): void => {
    for (const failing of failingsOf(text, playing(departures), base)) {
      const key = failingKey(failing)
      if (departures.length > 1 && known.has(key)) continue
      known.add(key)
      const least = shrunk(departures, failing, (fewer) => failingsOf(text, playing(fewer), base), broad)
      const shorter = failingKey(least.failing)
      if (least.departures.length > 1 || !known.has(shorter) || departures.length === 1) {
        keep(playing(least.departures), least.failing)
      }
      known.add(shorter)
    }
  }
  for (const one of singles) explore([one])
  for (const several of together) explore(several)
  const chance = chanceFrom(how.seed)
  const pool = [...singles, ...broad.keys()]
  for (let run = 0; run < how.runs && pool.length > 1; run += 1) {
    const size = 2 + chance.below(AT_MOST - 1)
    const some = Array.from({ length: size }, () => pool[chance.below(pool.length)])
    const given = [...new Set(some)].filter((one) => one !== undefined)
    explore(given)
  }
  for (const failing of outOfReach(text, [...played.values()], playing)) keep(base, failing)
  const toCome = [...text.clauses.keys(), ...text.powers.keys()].filter((id) => base.toCome.has(id))
  return { plays: played.size, depth, toCome, stories: inOrder(merged([...stories.values()])) }
}

/** Leaves departures out, one after the other, while the same kind of failing of the same clause still shows. */
function shrunk(
  departures: readonly Departure[],
  failing: Failing,
  failingsWith: (departures: readonly Departure[]) => readonly Failing[],
  broad: ReadonlyMap<Departure, readonly Departure[]>,
): { readonly departures: readonly Departure[]; readonly failing: Failing } {
  let least = { departures, failing }
  const attempt = (fewer: readonly Departure[]): boolean => {
    const same = failingsWith(fewer).find((one) => tellsToo(one, failing))
    if (same === undefined) return false
    least = { departures: fewer, failing: same }
    return true
  }
  for (const one of departures) {
    const fewer = least.departures.filter((other) => other !== one)
    if (fewer.length > 0 && attempt(fewer)) continue
    for (const narrower of broad.get(one) ?? []) {
      if (attempt([...fewer, narrower])) break
    }
  }
  return least
}

/**
 * What began in no play at all, and powers whose condition came true in none. What rests on breaches is played once more
 * with everybody breaking what it names; what no play ever shows, or what may come after its end, is not told.
 */
function outOfReach(
  text: Agreement,
  plays: readonly Play[],
  playing: (departures: readonly Departure[]) => Play,
): readonly Failing[] {
  const withCondition = [...text.powers.values()].filter(({ when }) => when !== undefined)
  const reached = new Set<ClauseId>()
  const look = (play: Play): void => {
    for (const standing of play.board.standings) if (begun(standing, play)) reached.add(standing.clause)
    if (withCondition.every(({ id }) => reached.has(id))) return
    const evaluated = evaluation(play.engine, text, play.engine.size, RECORD_READING)
    for (const { id, when } of withCondition) {
      const from = when === undefined ? undefined : evaluated.onset(when).onset.certain
      if (from !== undefined && from <= play.end) reached.add(id)
    }
  }
  for (const play of plays) look(play)
  const ids = [...text.clauses.keys(), ...withCondition.map(({ id }) => id)]
  return ids.flatMap((id): readonly Failing[] => {
    if (reached.has(id) || restsOnUnplayed(text, id)) return []
    const breaking = breakingFor(text, id)
    const play = playing(breaking)
    if (breaking.length > 0) look(play)
    if (reached.has(id) || mayStillCome(text, play, id)) return []
    return [{ kind: text.clauses.has(id) ? 'never-begins' : 'power-out-of-reach', clauses: [id], change: id }]
  })
}

function inOrder(stories: readonly Story[]): readonly Story[] {
  return stories.toSorted(
    (a, b) =>
      a.departures.length - b.departures.length ||
      FAILINGS.indexOf(a.kind) - FAILINGS.indexOf(b.kind) ||
      a.lines.length - b.lines.length ||
      b.clauses.length - a.clauses.length,
  )
}
