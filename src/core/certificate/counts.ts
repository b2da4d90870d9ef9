import type { Condition } from '../agreement/agreement.ts'
import type { ClauseId, LogIndex } from '../statement/fields.ts'
import { claimsAgainst } from './claims.ts'
import { anchored, determinations } from './conditions.ts'
import { closedThrough, dutyOf } from './duty.ts'
import { isUnder } from './powers.ts'
import { inOrder } from './told.ts'
import { CannotCheck, earliest, FOREVER, NEVER, type When, type World } from './world.ts'

/**
 * A stretch of event time against a count or a streak: something that happened once, from `from` to `until` at some
 * moment, or (`whole`) all that time. `sure`: it is established, and surely counts.
 */
type Span = {
  readonly from: number
  readonly until: number
  readonly sure: boolean
  readonly whole: boolean
  readonly entries: readonly LogIndex[]
}

/** Every breach of these clauses by anybody whom they bind, established or open. */
function breachesOf(world: World, ids: readonly ClauseId[]): readonly Span[] {
  return ids.flatMap((id) =>
    [...world.text.clauses.values()]
      .filter((clause) => isUnder(clause.id, [id]))
      .flatMap((clause) => clause.bearers.map((bearer) => dutyOf(world, clause, bearer)))
      .flatMap((duty) => claimsAgainst(world, duty))
      .map(({ earliest: from, latest: until, established, owed, entries }): Span => {
        return { from, until, sure: established && owed === 'surely', whole: false, entries }
      }),
  )
}

/**
 * More than `over` breaches within a sliding window, kernel K3. Surely: at the end of some established breach, counting
 * those that lie in the window whenever in their time they fell. Possibly: at the start of any, counting all that may.
 * The entries are those of the last to end and of the `over` others that end latest in its window.
 */
export function countPassed(
  world: World,
  { clauses, over, within }: Extract<Condition, { is: 'counted' }>,
): When {
  const spans = breachesOf(world, clauses)
  const sure = spans.filter((span) => span.sure).toSorted((a, b) => a.until - b.until)
  const inWindow = (end: number) => (span: Span) => span.until <= end && span.from > end - within
  const end = sure.find(({ until }) => sure.filter(inWindow(until)).length > over)?.until
  const start = spans
    .toSorted((a, b) => a.from - b.from)
    .find(({ from }) => spans.filter((one) => one.from <= from && one.until > from - within).length > over)
  const counted = end === undefined ? [] : sure.filter(inWindow(end)).toSorted(latestFirst)
  const entries = inOrder(counted.slice(0, over + 1).flatMap((span) => span.entries))
  return { certain: earliest([end]), possible: earliest([start?.from]), entries }
}

function latestFirst(a: Span, b: Span): number {
  return b.until - a.until || b.from - a.from || (a.entries[0] ?? 0) - (b.entries[0] ?? 0)
}

/** `holds S for 7d since X`: the earliest end of an unbroken run with nothing against the state, kernel K3 with none allowed. */
export function stateHeld(world: World, condition: Extract<Condition, { is: 'holds' }>): When {
  const term = world.text.terms.get(condition.state)
  const anchor = condition.since ?? world.text.startsOn
  if (term?.is !== 'state' || anchor === undefined) return NEVER
  if (term.test !== undefined && term.test.is !== 'no-breach')
    throw new CannotCheck(`the state ${term.id} is measured in another way than by no breach`)
  const told = determinations(world, term.id, term.decidedBy).flatMap(({ value, established, entries }) => {
    if (value.is === 'moment') return []
    const until = value.until ?? FOREVER
    return [{ holds: value.is === 'holds', from: value.from, until, sure: established, whole: true, entries }]
  })
  const yes = told.filter(({ holds, sure }) => holds && sure)
  // Who decides stands above the test: what fell within a time over which the state was determined to hold is not heard.
  const breaches = breachesOf(world, term.test?.of ?? []).filter(
    ({ from, until }) => !yes.some((period) => period.from <= from && until < period.until),
  )
  const no = told.filter(({ holds }) => !holds)
  // A period ends before `until`: at that instant the state no longer fails.
  const against = [...breaches, ...no.map((one) => ({ ...one, until: one.until - 1 }))]
  const closed = closedThrough(world, term.sources, undefined)
  const start = anchored(world, anchor)
  const length = condition.for ?? 0
  const times: number[] = []
  if (start.certain !== undefined) {
    for (const { from, until } of yes) {
      const end = Math.max(from, start.certain) + length
      if (end <= until && isQuiet(against, end, length, false)) times.push(end)
    }
    const run = firstQuiet(against, start.certain, length, false)
    if (term.ifSilent === 'compliant' && closed !== undefined && run <= closed.through) times.push(run)
  }
  const sure = against.filter((span) => span.sure)
  const { possible } = start
  return {
    certain: earliest(times),
    possible: possible === undefined ? undefined : earliest([firstQuiet(sure, possible, length, true)]),
    entries: inOrder([
      ...start.entries,
      ...(closed?.entries ?? []),
      ...yes.flatMap(({ entries }) => entries),
    ]),
  }
}

/** Whether nothing blocks the run of this length that ends at `t`: a breach at exactly t − length no longer does. */
function isQuiet(against: readonly Span[], t: number, length: number, atBest: boolean): boolean {
  return !against.some(({ from, until, whole }) =>
    // At best, what happened once fell where it blocks least: it surely blocks only if it lies in the run as a whole.
    atBest && !whole ? from > t - length && until <= t : until > t - length && from <= t,
  )
}

/** The first end of a quiet run that began no sooner than `since`: there, or where something stops blocking it. */
function firstQuiet(against: readonly Span[], since: number, length: number, atBest: boolean): number {
  const ends = against.map(({ from, until, whole }) => (atBest && !whole ? from : until) + length)
  const possible = [since + length, ...ends.filter((end) => end > since + length)].toSorted((a, b) => a - b)
  return possible.find((end) => isQuiet(against, end, length, atBest)) ?? FOREVER
}
