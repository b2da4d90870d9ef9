import type { Status } from './standing.ts'

/**
 * A slow and simple second opinion on powers: every question goes through everything said, and what was known when a power
 * was used is asked of the beginning of the log that there was then. It shares no code with the engine. Its world: T.1 (RED
 * must not shell, from hour 0 until `ENDS`) and T.g (the same for BLUE, without end) need a monitor's finding. The power P
 * is held by the first `holders` of GREEN, WHITE and BLUE, and takes `quorum` of them; R, by which GREEN alone resumes what was suspended, reaches as far as P does.
 */
export type Told =
  | { readonly is: 'found'; readonly of: 'T.1' | 'T.g'; readonly hour: number }
  | {
      readonly is: 'used'
      readonly act: May
      readonly by: readonly User[]
      readonly from: number
      readonly until: number | undefined
      readonly reasons: boolean
    }
  | { readonly is: 'resumed'; readonly from: number }
  | { readonly is: 'clock'; readonly hour: number }
  | { readonly is: 'withdrawn'; readonly which: number }

export type User = 'GREEN' | 'WHITE' | 'BLUE' | 'RED'
/** Those who may hold P; RED never does. */
export const HOLDERS = ['GREEN', 'WHITE', 'BLUE'] as const

type May = 'extend' | 'waive' | 'suspend' | 'withdraw'

export type World = {
  readonly may: May
  readonly holders: 2 | 3
  readonly quorum: number
  readonly effect: 'ex-nunc' | 'ex-tunc'
  /** Whether P reaches everything, or T.1 alone. */
  readonly overAll: boolean
  /** Whether it may be used only once T.g was breached. */
  readonly needsGround: boolean
  readonly ifOverturned: 'stands' | 'falls' | 'compensate' | undefined
  readonly times: number | undefined
  readonly length: number | undefined
  readonly latest: number | undefined
  /** So many hours before it takes effect a use is on the record, by the log's clock. */
  readonly told: number | undefined
  readonly reasons: boolean
}

export const ENDS = 48

type Placed = Told & { readonly place: number }

/** What still stands of the first `known` things said, each with its place. */
function standingOf(log: readonly Told[], known: number): readonly Placed[] {
  const said = log.slice(0, known).map((one, place) => ({ ...one, place }))
  return said.filter(
    ({ is, place }) =>
      is === 'clock' ||
      !said.some((one) => one.is === 'withdrawn' && one.place > place && one.which === place),
  )
}

/** Whether T.g had been breached by `hour`, as known when the log had `known` entries. */
function isMet(log: readonly Told[], known: number, hour: number): boolean {
  return standingOf(log, known).some(
    (one) => one.is === 'found' && one.of === 'T.g' && one.hour >= 0 && one.hour <= hour,
  )
}

type Use = {
  readonly act: May
  readonly from: number
  readonly until: number | undefined
  readonly last: number
  /** The holders who said it, and of them those who gave reasons, where those are asked for. */
  readonly by: readonly User[]
  readonly joined: readonly User[]
  /** The place at which enough had joined. */
  readonly completed: number
}

/** What was said of P, those who say the same taken together; in the order in which each was complete. */
function usesSaid(log: readonly Told[], known: number, world: World): readonly Use[] {
  const { holders, quorum, reasons } = world
  const said = standingOf(log, known).filter((one) => one.is === 'used')
  const same = (a: Told, b: Told): boolean =>
    a.is === 'used' && b.is === 'used' && a.act === b.act && a.from === b.from && a.until === b.until
  return said
    .filter((one, i) => said.findIndex((other) => same(one, other)) === i)
    .map((first) => {
      const { act, from, until } = first
      const those = said.filter((one) => same(one, first))
      const inForm = those.filter((one) => one.reasons || !reasons)
      const holdersOf = (some: typeof those): readonly User[] =>
        HOLDERS.slice(0, holders).filter((holder) => some.some(({ by }) => by.includes(holder)))
      const enough = inForm.find((_, i) => holdersOf(inForm.slice(0, i + 1)).length >= quorum)
      const last = those.at(-1)?.place ?? 0
      const completed = enough?.place ?? Infinity
      return { act, from, until, last, by: holdersOf(those), joined: holdersOf(inForm), completed }
    })
    .toSorted((a, b) => a.completed - b.completed)
}

/** Whether the log's clock shows that what was complete at a place was so by then. */
function isToldBy(log: readonly Told[], known: number, place: number, hour: number): boolean {
  const clock = log.slice(0, known).find((one, i) => one.is === 'clock' && i > place)
  return clock?.is === 'clock' && clock.hour <= hour
}

export type Judged = {
  readonly effective: readonly (Use & { readonly overturned: boolean })[]
  /** What is named of the others, and of those that stand without their ground. */
  readonly codes: readonly string[]
}

export function judged(log: readonly Told[], known: number, world: World): Judged {
  const effective: (Use & { readonly overturned: boolean })[] = []
  const codes: string[] = []
  for (const use of usesSaid(log, known, world)) {
    const { act, from, until, completed } = use
    const metNow = !world.needsGround || isMet(log, known, from)
    const metThen = !world.needsGround || isMet(log, completed + 1, from)
    const falls = (world.ifOverturned ?? (world.effect === 'ex-tunc' ? 'falls' : 'stands')) === 'falls'
    const long = until === undefined ? Infinity : until - from
    if (act !== world.may) codes.push('power-does-not-reach')
    else if (use.by.length === 0) codes.push('power-wrong-body')
    else if (use.by.length < world.quorum) codes.push('power-short-of-quorum')
    else if (completed === Infinity) codes.push('power-without-reasons')
    else if (world.told !== undefined && !isToldBy(log, known, completed, from - world.told))
      codes.push('power-not-told-in-time')
    else if (from > (world.latest ?? Infinity)) codes.push('power-too-late')
    else if (act !== 'extend' && long > (world.length ?? Infinity)) codes.push('power-too-long')
    else if (!metNow && !metThen) codes.push('power-condition-not-met')
    else if (!metNow && falls) codes.push('power-ground-overturned')
    else if (effective.length >= (world.times ?? Infinity)) codes.push('power-used-up')
    else {
      effective.push({ ...use, overturned: !metNow })
      if (!metNow) codes.push('power-stands-overturned')
    }
  }
  return { effective: effective.toSorted((a, b) => a.from - b.from || a.last - b.last), codes }
}

/** Whose move it is where a clause waits for P to be used: the holders who have not joined the use that is nearest to it. */
export function stillAsked(log: readonly Told[], known: number, world: World): readonly User[] {
  const begun = usesSaid(log, known, world).filter(
    ({ act, completed }) => act === world.may && completed === Infinity,
  )
  const most = Math.max(0, ...begun.map(({ joined }) => joined.length))
  const nearest = begun.find(({ joined }) => joined.length === most)
  return HOLDERS.slice(0, world.holders).filter((holder) => nearest?.joined.includes(holder) !== true)
}

/** The end of a duty that the text ends at `ends`: `Infinity` is none. */
function endOf(
  { effective }: Judged,
  { may, length }: World,
  ends: number,
): { readonly ends: number; readonly tooLong: number } {
  let now = ends
  let tooLong = 0
  for (const { from, until = Infinity } of effective) {
    if (may === 'withdraw' && from < now) now = from
    if (may !== 'extend' || now === Infinity || from > now || until < now) continue
    if (until - now > (length ?? Infinity)) tooLong += 1
    else now = until
  }
  return { ends: now, tooLong }
}

/** The hours over which P sets a duty aside. */
function setAside(
  standing: readonly Placed[],
  { effective }: Judged,
  { may, effect }: World,
): readonly { readonly from: number; readonly until: number }[] {
  if (may !== 'waive' && may !== 'suspend') return []
  return effective.map(({ from, until = Infinity }) => {
    const resumed = standing.flatMap((one) =>
      one.is === 'resumed' && one.from >= from && may === 'suspend' ? [one.from] : [],
    )
    return { from: effect === 'ex-tunc' ? -Infinity : from, until: Math.min(until, ...resumed) }
  })
}

export type Stands = { readonly status: Status; readonly codes: readonly string[] }

/** Where T.1 or T.g stands, and what is named of the power's uses there. */
export function statusOf(
  log: readonly Told[],
  known: number,
  world: World,
  of: 'T.1' | 'T.g',
  hour: number,
): Stands {
  const standing = standingOf(log, known)
  const reached = of === 'T.1' || world.overAll
  const judgement = reached ? judged(log, known, world) : { effective: [], codes: [] }
  const { ends, tooLong } = endOf(judgement, world, of === 'T.1' ? ENDS : Infinity)
  const aside = setAside(standing, judgement, world)
  const isAside = (h: number): boolean => aside.some(({ from, until }) => from <= h && h < until)
  const codes = [...judgement.codes, ...Array.from({ length: tooLong }, () => 'power-too-long')].toSorted()
  if (hour < 0) return { status: 'pending', codes: [] }
  if (isAside(hour)) return { status: world.may === 'waive' ? 'waived' : 'suspended', codes: [] }
  const breached = standing.some(
    (one) =>
      one.is === 'found' &&
      one.of === of &&
      one.hour >= 0 &&
      one.hour < ends &&
      one.hour <= hour &&
      !isAside(one.hour),
  )
  return { status: breached ? 'breached' : hour >= ends ? 'expired' : 'active', codes }
}

/**
 * From when compensation is owed: surely, and at the earliest. One answer for each time at which the ground of the first
 * use that stands without it turned; none where there is no such use.
 */
export function compensation(
  log: readonly Told[],
  known: number,
  world: World,
): readonly { readonly certain: number | undefined; readonly possible: number }[] {
  const use = judged(log, known, world).effective.find(({ overturned }) => overturned)
  if (use === undefined) return []
  const clocks = log.slice(0, known).flatMap((one, place) => (one.is === 'clock' ? [{ ...one, place }] : []))
  return log.slice(0, known).flatMap((_, place) => {
    const turned = isMet(log, place, use.from) && !isMet(log, place + 1, use.from)
    if (place <= use.completed || !turned) return []
    const after = clocks.find((clock) => clock.place > place)
    const before = clocks.findLast((clock) => clock.place < place)
    return [
      {
        certain: after === undefined ? undefined : Math.max(0, after.hour),
        possible: Math.max(0, before?.hour ?? 0),
      },
    ]
  })
}
