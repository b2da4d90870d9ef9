import type { Agreement, Clause } from '../agreement/agreement.ts'
import { instantOf } from '../standing/branded.ts'
import type { Board, Move, OccurrenceStanding, Standing } from '../standing/standing.ts'
import type { ClauseId } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'

/** What a play knows of each duty by `clause|party`: when it was really done, in the order of time. */
export type Done = ReadonlyMap<string, readonly Instant[]>

export const dutyKey = (clause: ClauseId, party: string): string => `${clause}|${party}`

/** So many of the first periods are stopped at; what falls due later is done when the play next stops for anything. */
const PERIODS_STOPPED_AT = 12
/** More periods are not caught up with at one stop. */
const PERIODS_AT_ONCE = 2_000

/**
 * When a duty that is owed again and again is to be done now: at `now` for an occurrence that was not answered yet, and at
 * the beginning of each period that has begun since the play last stopped, where nobody could be asked in between.
 */
export function timesOwed(
  clause: Clause,
  standing: Standing,
  before: readonly Instant[],
  now: Instant,
  stopped: Instant | undefined,
): readonly Instant[] {
  const { repeats } = clause
  const last = before.at(-1)
  const from = standing.activated.certain
  if (repeats === undefined || from === undefined || from > now) return []
  if (repeats.is === 'for-each') {
    const isOpen = occurrencesOf(standing).some(
      ({ begins: { certain } }) => certain !== undefined && certain <= now && (last ?? -1) < certain,
    )
    return isOpen ? [now] : []
  }
  const until = Math.min(now, (standing.ends ?? Infinity) - 1)
  const latest = Math.floor((until - from) / repeats.period)
  const first = Math.max(
    0,
    Math.ceil(((stopped ?? now) + 1 - from) / repeats.period),
    latest - PERIODS_AT_ONCE,
  )
  const times: Instant[] = []
  for (let period = Math.min(first, latest); period <= latest; period += 1) {
    const begins = instantOf(from + period * repeats.period) ?? now
    if (last !== undefined && last >= begins) continue
    const isCurrent = now < begins + repeats.period
    if (isCurrent) times.push(now)
    else if (stopped !== undefined && begins > stopped) times.push(begins)
  }
  return times
}

/**
 * Of what is owed every so often, the periods that have begun and passed since the play last stopped: each bearer has yet to
 * tell of them.
 */
export function behind(
  { clauses }: Agreement,
  { standings }: Board,
  now: Instant,
  stopped: Instant | undefined,
): readonly Move[] {
  return standings.flatMap(({ clause, party, activated: { certain: from }, ends }): readonly Move[] => {
    const repeats = clauses.get(clause)?.repeats
    if (repeats?.is !== 'every' || from === undefined || stopped === undefined) return []
    const next = from + Math.max(0, Math.floor((stopped - from) / repeats.period) + 1) * repeats.period
    const hasPassed = next + repeats.period <= now && next < (ends ?? Infinity)
    return hasPassed ? [{ who: party, what: 'perform', subject: clause, by: undefined }] : []
  })
}

/** The occurrences on the board whose deadline is over and in whose time nothing was done. */
export function missedTimes(
  { clauses }: Agreement,
  standing: Standing,
  acts: readonly Instant[],
  now: Instant,
): readonly OccurrenceStanding[] {
  const repeats = clauses.get(standing.clause)?.repeats
  return occurrencesOf(standing).filter(({ begins: { certain }, due }) => {
    if (certain === undefined || due === undefined || due >= now) return false
    const until = repeats?.is === 'every' ? certain + repeats.period : Infinity
    return !acts.some((time) => time >= certain && time < until && time <= due)
  })
}

/** The instants at which the next occurrence begins or one of these runs out. */
export function* wakesOf({ clauses }: Agreement, standing: Standing): Generator<number> {
  const repeats = clauses.get(standing.clause)?.repeats
  const shown = occurrencesOf(standing)
  for (const { number, begins, due } of shown) {
    if (number > PERIODS_STOPPED_AT && repeats?.is === 'every') continue
    if (begins.possible !== undefined) yield begins.possible
    if (begins.certain !== undefined) yield begins.certain
    if (due !== undefined) {
      yield due
      yield due + 1
    }
  }
  const last = shown.at(-1)
  if (repeats?.is !== 'every' || last?.begins.certain === undefined) return
  if (last.number < PERIODS_STOPPED_AT) yield last.begins.certain + repeats.period
}

function occurrencesOf({ occurrences }: Standing): readonly OccurrenceStanding[] {
  return occurrences ?? []
}
