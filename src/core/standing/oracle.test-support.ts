import type { Status } from './standing.ts'

/**
 * A slow and simple second opinion for small logs: no index, no intervals, no caches; every question is answered by
 * going through everything said, and a streak by trying every hour. It shares no code with the engine.
 *
 * Its world: times are whole hours. T.1 (RED must not shell, from hour 0 until hour `ends`) needs a monitor's finding;
 * T.2 (RED must act within `deadline` hours) needs a monitor's confirmation; both are silent-compliant once `mission` closed.
 */
export type Plain =
  | { readonly is: 'alleged'; readonly hour: number; readonly until: number }
  | { readonly is: 'found'; readonly hour: number }
  | { readonly is: 'done' | 'not-done' | 'claims-done'; readonly hour: number }
  | { readonly is: 'closed'; readonly hour: number }
  | { readonly is: 'withdrawn'; readonly which: number }
  /** Both guarantors extend T.1 to `until`, from `hour` on. */
  | { readonly is: 'extended'; readonly hour: number; readonly until: number }

export type World = {
  readonly ends: number
  readonly deadline: number
  readonly run: number
  readonly over: number
  readonly within: number
}

/**
 * What still stands of the first `known` things said. The clock of these logs is never read, and until it is read an extension
 * that was taken back stands.
 */
export function standingOf(log: readonly Plain[], known: number): readonly Plain[] {
  const said = log.slice(0, known)
  const isTakenBack = (i: number) => said.some((one, j) => one.is === 'withdrawn' && j > i && one.which === i)
  return said.filter((one, i) => one.is === 'extended' || !isTakenBack(i))
}

/** The world once extensions are heard, each in the order in which it takes effect: none that comes late or shortens. */
export function extendedWorld(log: readonly Plain[], world: World): World {
  const moves = log.flatMap((one, i) => (one.is === 'extended' ? [{ ...one, i }] : []))
  let { ends } = world
  // Several statements that say the same are one exercise, as old as the last of them.
  const inOrder = moves.toSorted((a, b) => a.hour - b.hour || a.i - b.i)
  for (const { hour, until } of inOrder) if (hour <= ends && until >= ends) ends = until
  return { ...world, ends }
}

/** The first hour by which more than `over` violations surely fell within `within` hours. */
export function countReached(log: readonly Plain[], world: World): number | undefined {
  const found = log.flatMap((one) =>
    one.is === 'found' && one.hour >= 0 && one.hour < world.ends ? [one.hour] : [],
  )
  for (let t = 0; t < 200; t += 1) {
    if (found.filter((hour) => hour <= t && hour > t - world.within).length > world.over) return t
  }
  return undefined
}

export function refrainStatus(log: readonly Plain[], world: World, hour: number): Status {
  if (hour < 0) return 'pending'
  const inTime = (h: number): boolean => h >= 0 && h < world.ends && h <= hour
  if (log.some((one) => one.is === 'found' && inTime(one.hour))) return 'breached'
  const alleged = log.some((one) => {
    if (one.is !== 'alleged') return false
    for (let h = one.hour; h <= one.until; h += 1) if (inTime(h)) return true
    return false
  })
  if (hour < world.ends) return alleged ? 'contested' : 'active'
  const closed = log.some((one) => one.is === 'closed' && one.hour >= world.ends)
  return !alleged && closed ? 'fulfilled' : 'expired'
}

export function achieveStatus(log: readonly Plain[], world: World, hour: number): Status {
  if (hour < 0) return 'pending'
  const due = world.deadline
  const hoursOf = (is: Plain['is']): number[] =>
    log.flatMap((one) => (one.is === is && 'hour' in one ? [one.hour] : []))
  const done = hoursOf('done')
  const refused = hoursOf('not-done')
  const claims = hoursOf('claims-done')
  const first = done.length === 0 ? Infinity : Math.min(...done)
  // What the monitor refuted is not claimed any more, until it is claimed anew.
  const spoke = Math.max(-Infinity, ...refused.filter((h) => h < first))
  const claimed = Math.min(Infinity, ...claims.filter((h) => h > spoke && h < first))
  const refutedAtEnd = first === Infinity && spoke > -Infinity && claimed === Infinity
  if (hour >= first) {
    if (first <= due) return 'fulfilled'
    return claimed <= due ? 'contested' : 'breached'
  }
  if (hour > due) {
    if (first < Infinity && claimed > due) return 'breached'
    if (refutedAtEnd && spoke >= due) return 'breached'
  }
  if (claimed <= hour) return 'contested'
  const closed = log.some((one) => one.is === 'closed' && one.hour >= due)
  if (hour > due) return closed ? 'fulfilled' : 'overdue'
  return due - hour <= 24 ? 'due-soon' : 'active'
}

/** The first hour that ends `run` hours without a finding (for `possible`) or anything alleged (for `certain`). */
export function streakEnds(
  log: readonly Plain[],
  world: World,
): { readonly certain: number | undefined; readonly possible: number } {
  const owed = (h: number): boolean => h >= 0 && h < world.ends
  const found = log.flatMap((one) => (one.is === 'found' && owed(one.hour) ? [one.hour] : []))
  const doubted = [...found]
  for (const one of log) {
    if (one.is === 'alleged') for (let h = one.hour; h <= one.until; h += 1) doubted.push(h)
  }
  const quiet = (breaches: readonly number[]): number => {
    for (let t = world.run; ; t += 1) if (!breaches.some((h) => h > t - world.run && h <= t)) return t
  }
  const closed = Math.max(-Infinity, ...log.flatMap((one) => (one.is === 'closed' ? [one.hour] : [])))
  // An allegation counts for all its hours if any of them lies in the time of the duty.
  const relevant = log.flatMap((one) => {
    if (one.is !== 'alleged') return []
    const hours = Array.from({ length: one.until - one.hour + 1 }, (_, i) => one.hour + i)
    return hours.some(owed) ? hours : []
  })
  const certain = quiet([...found, ...relevant])
  return { certain: certain <= closed ? certain : undefined, possible: quiet(found) }
}
