import { achieveStatus, type Plain } from './oracle.test-support.ts'
import type { Status } from './standing.ts'

/**
 * A slow and simple second opinion on sums, counted states and repeated duties: every question is answered by trying
 * every hour. It shares no code with the engine. Its world: T.1 (RED must not shell, from hour 0 on) needs a monitor's
 * finding; T.w is RED's and is silent-compliant once `mission` has closed.
 */
export type Told =
  | { readonly is: 'found'; readonly hour: number; readonly least: number; readonly most: number }
  | {
      readonly is: 'alleged'
      readonly hour: number
      readonly until: number
      readonly least: number
      readonly most: number
      /** Whether it is told to have been in the north; else nobody says where. */
      readonly placed: boolean
    }
  | Word
  | { readonly is: 'closed'; readonly hour: number }
  /** T.1 is suspended from this hour on, and binds again from `until` on. */
  | { readonly is: 'suspended'; readonly hour: number; readonly until: number }
  /** The log’s clock showed this hour. */
  | { readonly is: 'clock'; readonly hour: number }
  | { readonly is: 'withdrawn'; readonly which: number }

export type Word = {
  readonly is: 'done' | 'not-done' | 'claims-done'
  readonly hour: number
  /** The place of what it answers, by its own word. */
  readonly answers: number | undefined
}

/** No question here reaches further. */
const LAST = 400

/** What still stands of the first `known` things said, each with its place. */
export function standingOf(
  log: readonly Told[],
  known: number,
): readonly (Told & { readonly place: number })[] {
  const said = log.slice(0, known).map((one, place) => ({ ...one, place }))
  return said.filter(
    ({ is, place }) =>
      is === 'clock' ||
      !said.some((one) => one.is === 'withdrawn' && one.place > place && one.which === place),
  )
}

type Breach = { readonly from: number; readonly until: number; readonly least: number; readonly most: number }

function breachesOf(log: readonly Told[], which: 'found' | 'any'): readonly Breach[] {
  return log.flatMap((one): Breach[] => {
    if (one.is === 'found' && one.hour >= 0) return [{ ...one, from: one.hour, until: one.hour }]
    if (one.is === 'alleged' && which === 'any' && one.until >= 0) return [{ ...one, from: one.hour }]
    return []
  })
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0)

function firstHour(holds: (hour: number) => boolean, from = -40): number | undefined {
  for (let hour = from; hour < LAST; hour += 1) if (holds(hour)) return hour
  return undefined
}

/** When more than `over` were killed: in the window that `window` gives for an hour, both ends included. */
export function sumOnset(
  log: readonly Told[],
  over: number,
  window: (hour: number) => { readonly from: number; readonly until: number },
): { readonly certain: number | undefined; readonly possible: number | undefined } {
  const surely = breachesOf(log, 'found')
  const perhaps = breachesOf(log, 'any')
  return {
    certain: firstHour((hour) => {
      const { from } = window(hour)
      return (
        sum(surely.filter((one) => one.from >= from && one.until <= hour).map(({ least }) => least)) > over
      )
    }),
    possible: firstHour((hour) => {
      const { from } = window(hour)
      return (
        sum(perhaps.filter((one) => one.until >= from && one.from <= hour).map(({ most }) => most)) > over
      )
    }),
  }
}

export type Calm = {
  readonly within: number
  readonly run: number
  readonly limit: number | { readonly since: number }
}

/** When a state of no more than so many breaches in `within` hours has held for `run` hours since hour 0. */
export function calmOnset(
  log: readonly Told[],
  { within, run, limit }: Calm,
): { readonly certain: number | undefined; readonly possible: number | undefined } {
  const closed = Math.max(-Infinity, ...log.flatMap((one) => (one.is === 'closed' ? [one.hour] : [])))
  const found = breachesOf(log, 'found')
  const any = breachesOf(log, 'any')
  const surelyIn = (from: number, until: number): number =>
    found.filter((one) => one.from >= from && one.until <= until).length
  const perhapsIn = (from: number, until: number): number =>
    any.filter((one) => one.until >= from && one.from <= until).length
  const since = typeof limit === 'number' ? undefined : limit.since
  const ready = Math.max(within, since === undefined ? 0 : since + within)
  const least = typeof limit === 'number' ? limit : surelyIn(limit.since, limit.since + within - 1)
  // A source that closed through the last hour before the end has not closed through its last minute.
  const most =
    typeof limit === 'number'
      ? limit
      : closed >= limit.since + within
        ? perhapsIn(limit.since, limit.since + within - 1)
        : Infinity
  const throughout = (hour: number, calm: (hour: number) => boolean): boolean => {
    for (let h = hour - run; h <= hour; h += 1) if (h < ready || !calm(h)) return false
    return true
  }
  const certain = firstHour((hour) => throughout(hour, (h) => perhapsIn(h - within + 1, h) <= least))
  return {
    certain: certain !== undefined && certain <= closed ? certain : undefined,
    possible: firstHour((hour) => throughout(hour, (h) => surelyIn(h - within + 1, h) <= most)),
  }
}

/** The log of one occurrence that began at `begins`, in hours from then: the acts that count for it, and the closings. */
function seenFrom(log: readonly Told[], begins: number, counts: (one: Word) => boolean): readonly Plain[] {
  return log.flatMap((one): Plain[] => {
    if (one.is === 'closed') return [{ is: 'closed', hour: one.hour - begins }]
    if (one.is !== 'done' && one.is !== 'not-done' && one.is !== 'claims-done') return []
    return counts(one) ? [{ is: one.is, hour: one.hour - begins }] : []
  })
}

const statusOf = (log: readonly Plain[], deadline: number, hour: number): Status =>
  achieveStatus(log, { ends: 0, deadline, run: 0, over: 0, within: 0 }, hour)

/** Each day's status of a duty that is owed every 24 hours, within `deadline` hours. */
export function daily(log: readonly Told[], deadline: number, hour: number): readonly Status[] {
  const days: Status[] = []
  for (let begins = 0; begins <= hour; begins += 24) {
    const seen = seenFrom(log, begins, (one) => one.hour >= begins && one.hour < begins + 24)
    days.push(statusOf(seen, deadline, hour - begins))
  }
  return days
}

/**
 * The status of what is owed for each breach that was found, by the place at which it was said: from the first hour of
 * the log’s clock after that, or from the breach if that came later.
 */
export function answered(
  log: readonly (Told & { readonly place: number })[],
  deadline: number,
  hour: number,
): ReadonlyMap<number, Status> {
  const clocks = log.filter(({ is }) => is === 'clock')
  const hourOf = (one: Told | undefined): number | undefined => (one?.is === 'clock' ? one.hour : undefined)
  const statuses = new Map<number, Status>()
  for (const one of log) {
    if (one.is !== 'found' || one.hour < 0) continue
    const before = hourOf(clocks.findLast(({ place }) => place < one.place)) ?? -Infinity
    if (Math.max(one.hour, before) > hour) continue
    const recorded = hourOf(clocks.find(({ place }) => place > one.place))
    if (recorded === undefined) {
      statuses.set(one.place, 'pending')
      continue
    }
    const begins = Math.max(one.hour, recorded)
    const seen = seenFrom(
      log,
      begins,
      (act) => act.hour >= one.hour && (act.answers ?? one.place) === one.place,
    )
    statuses.set(one.place, statusOf(seen, deadline, hour - begins))
  }
  return statuses
}

export type Begins = { readonly certain: number | undefined; readonly possible: number }

/** What calls for an answer: breaches that were found, or also alleged ones; and how a time lies to that of the duty. */
type Calling = {
  readonly alleged: boolean
  readonly since: number
  readonly lies: (from: number, until: number) => 'inside' | 'astride' | 'outside'
}

/**
 * When each breach calls for an answer, by its place: once it is over and the clock has been read after the first word. An
 * allegation surely calls for one if all of it, told at its widest, is a breach.
 */
export function calls(
  log: readonly (Told & { readonly place: number })[],
  { alleged, since, lies }: Calling,
): ReadonlyMap<number, Begins> {
  const clocks = log.flatMap((one) => (one.is === 'clock' ? [one] : []))
  const begun = new Map<number, Begins>()
  for (const one of log) {
    if (one.is !== 'found' && one.is !== 'alleged') continue
    const until = one.is === 'found' ? one.hour : one.until
    const lie = lies(one.hour, until)
    if (until < since || lie === 'outside') continue
    const after = clocks.find(({ place }) => place > one.place)?.hour
    const before = clocks.findLast(({ place }) => place < one.place)?.hour ?? 0
    const isBreach = lie === 'inside' && (one.is === 'found' || (alleged && one.placed))
    const sure = one.hour >= since && isBreach && after !== undefined
    begun.set(one.place, {
      certain: sure ? Math.max(0, until, after) : undefined,
      possible: Math.max(0, one.hour, before),
    })
  }
  return begun
}

/** How a time lies to the hours at which T.1 binds: from hour 0 until `ends`, save while it is suspended. */
export function liesTo(log: readonly Told[], ends: number): Calling['lies'] {
  const binds = (hour: number): boolean =>
    hour >= 0 &&
    hour < ends &&
    !log.some((one) => one.is === 'suspended' && hour >= one.hour && hour < one.until)
  return (from, until) => {
    const bound = Array.from({ length: until - from + 1 }, (_, i) => binds(from + i))
    return bound.every(Boolean) ? 'inside' : bound.some(Boolean) ? 'astride' : 'outside'
  }
}
