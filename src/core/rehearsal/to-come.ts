import type { PowerStanding } from '../standing/power-standing.ts'
import type { Board, Reason, Standing, Status } from '../standing/standing.ts'

/** Every time that a board names: at the next of them something may change. */
export function* timesIn({ standings }: Board, powers: readonly PowerStanding[]): Generator<number> {
  for (const standing of standings) yield* timesOf(standing)
  for (const { waits } of powers) yield* timesSaid(waits)
}

const SETTLED: ReadonlySet<Status> = new Set(['fulfilled', 'waived', 'expired'])

/** The clauses and powers that have a time before them at the moment of the board, and are not settled yet. */
export function toCome({ at, standings }: Board, powers: readonly PowerStanding[]): ReadonlySet<string> {
  const isLater = (times: Iterable<number>): boolean => [...times].some((time) => time > at)
  return new Set([
    ...standings.flatMap((one) => (!SETTLED.has(one.status) && isLater(timesOf(one)) ? [one.clause] : [])),
    ...powers.flatMap(({ power, waits }) => (isLater(timesSaid(waits)) ? [power] : [])),
  ])
}

function* timesOf({ activated, due, ends, why, whyNot }: Standing): Generator<number> {
  if (activated.certain !== undefined) yield activated.certain
  if (activated.possible !== undefined) yield activated.possible
  if (due !== undefined) {
    yield due
    yield due + 1
  }
  if (ends !== undefined) yield ends
  yield* timesSaid([...why, ...whyNot])
}

function* timesSaid(reasons: readonly Reason[]): Generator<number> {
  for (const { values } of reasons)
    for (const name of ['at', 'possible'] as const) {
      const value = values[name]
      if (typeof value === 'number') yield value
    }
}
