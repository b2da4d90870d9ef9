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
  /** The holders who said it, and of them those who gave reasons, where those are asked for. */
  readonly by: readonly User[]
  readonly joined: readonly User[]
  /** The place at which enough had joined, and that at which there were too few again. */
  readonly completed: number
  readonly lost: number | undefined
  /** The place of the first who said so and did not take it back. */
  readonly begun: number
}

/**
 * Every stretch of the log over which enough of those who said some same thing stood by it: whether they do is asked after
 * each thing said.
 */
function stretches(
  known: number,
  isEnough: (known: number) => boolean,
): readonly { readonly completed: number; readonly lost: number | undefined }[] {
  const sizes = Array.from({ length: known }, (_, i) => i + 1)
  return sizes
    .filter((size) => isEnough(size) && !isEnough(size - 1))
    .map((size) => {
      const lost = sizes.find((later) => later > size && !isEnough(later))
      return { completed: size - 1, lost: lost === undefined ? undefined : lost - 1 }
    })
}

/** What was said of P, those who say the same taken together; in the order in which each was complete. */
function usesSaid(log: readonly Told[], known: number, world: World): readonly Use[] {
  const { holders, quorum, reasons, effect } = world
  const same = (a: Told, b: Told): boolean =>
    a.is === 'used' && b.is === 'used' && a.act === b.act && a.from === b.from && a.until === b.until
  const kept = new Set(standingOf(log, known).map(({ place }) => place))
  const all = log.slice(0, known).filter((one) => one.is === 'used')
  return all
    .filter((one, i) => all.findIndex((other) => same(one, other)) === i)
    .flatMap((first): readonly Use[] => {
      const { act, from, until } = first
      const those = (size: number) =>
        standingOf(log, size)
          .filter((one) => one.is === 'used')
          .filter((one) => same(one, first) && (effect === 'ex-nunc' || kept.has(one.place)))
      const saidBy = (size: number): Pick<Use, 'by' | 'joined'> => {
        const holdersOf = (some: ReturnType<typeof those>): readonly User[] =>
          HOLDERS.slice(0, holders).filter((holder) => some.some(({ by }) => by.includes(holder)))
        return {
          by: holdersOf(those(size)),
          joined: holdersOf(those(size).filter((one) => one.reasons || !reasons)),
        }
      }
      const begun = those(known)[0]?.place ?? Infinity
      const enough = stretches(known, (size) => saidBy(size).joined.length >= quorum).map((one) => {
        return { act, from, until, ...saidBy(one.lost ?? known), ...one, begun }
      })
      const isShort = those(known).length > 0 && enough.every(({ lost }) => lost !== undefined)
      const short = { act, from, until, ...saidBy(known), completed: Infinity, lost: undefined, begun }
      return isShort ? [...enough, short] : enough
    })
    .toSorted((a, b) => a.completed - b.completed)
}

/** The hour by which the log's clock shows what was said at a place. */
function shownBy(log: readonly Told[], known: number, place: number): number | undefined {
  const clock = log.slice(0, known).find((one, i) => one.is === 'clock' && i > place)
  return clock?.is === 'clock' ? clock.hour : undefined
}

type TakenBack = 'no' | 'unread' | 'before' | 'after'

/** Whether the clock shows a use to have been taken back before it took effect, for which it has to be on the record. */
function takenBack(
  log: readonly Told[],
  known: number,
  { from, completed, lost }: Pick<Use, 'from' | 'completed' | 'lost'>,
): TakenBack {
  if (lost === undefined) return 'no'
  const [said, back] = [shownBy(log, known, completed), shownBy(log, known, lost)]
  if (said === undefined || back === undefined) return 'unread'
  return back <= from || back <= said ? 'before' : 'after'
}

type Effective = Use & {
  readonly overturned: boolean
  /** Its own end, or the hour at which the taking back was shown. */
  readonly lasts: number
}

export type Judged = {
  readonly effective: readonly Effective[]
  /** What is named of the others, of those that stand without their ground, and of those that were taken back. */
  readonly codes: readonly string[]
}

export function judged(log: readonly Told[], known: number, world: World): Judged {
  const effective: Effective[] = []
  const codes: string[] = []
  for (const use of usesSaid(log, known, world)) {
    const { act, from, until, completed, lost } = use
    const metNow = !world.needsGround || isMet(log, known, from)
    const metThen = !world.needsGround || isMet(log, completed + 1, from)
    const falls = (world.ifOverturned ?? (world.effect === 'ex-tunc' ? 'falls' : 'stands')) === 'falls'
    const long = until === undefined ? Infinity : until - from
    const back = takenBack(log, known, use)
    const told = completed === Infinity ? undefined : shownBy(log, known, completed)
    let lacks: string | undefined
    if (act !== world.may) lacks = 'power-does-not-reach'
    else if (use.by.length === 0) lacks = 'power-wrong-body'
    else if (use.by.length < world.quorum) lacks = 'power-short-of-quorum'
    else if (completed === Infinity) lacks = 'power-without-reasons'
    else if (world.told !== undefined && !((told ?? Infinity) <= from - world.told))
      lacks = 'power-not-told-in-time'
    else if (from > (world.latest ?? Infinity)) lacks = 'power-too-late'
    else if (act !== 'extend' && long > (world.length ?? Infinity)) lacks = 'power-too-long'
    else if (!metNow && !metThen) lacks = 'power-condition-not-met'
    else if (!metNow && falls) lacks = 'power-ground-overturned'
    else if (back === 'before') lacks = 'power-taken-back'
    else if (effective.length >= (world.times ?? Infinity)) lacks = 'power-used-up'
    if (lacks !== undefined) {
      if (lost === undefined || lacks === 'power-taken-back') codes.push(lacks)
      continue
    }
    const shown = back === 'after' && lost !== undefined ? shownBy(log, known, lost) : undefined
    const cut = world.may !== 'withdraw' && (shown ?? Infinity) < (until ?? Infinity)
    const lasts = Math.min(until ?? Infinity, cut ? (shown ?? Infinity) : Infinity)
    effective.push({ ...use, overturned: !metNow, lasts })
    if (!metNow) codes.push('power-stands-overturned')
    if (back === 'unread') codes.push('power-unread-taken-back')
    if (back === 'after') codes.push(cut ? 'power-ended-taken-back' : 'power-stands-taken-back')
  }
  return { effective: effective.toSorted((a, b) => a.from - b.from || a.completed - b.completed), codes }
}

/** The hours from which R resumed what was suspended, for good; and what is named of those that were taken back. */
function resumptions(
  log: readonly Told[],
  known: number,
): { readonly from: readonly number[]; readonly codes: readonly string[] } {
  const hours = new Set(log.slice(0, known).flatMap((one) => (one.is === 'resumed' ? [one.from] : [])))
  const each = [...hours].flatMap((from) => {
    const isSaid = (size: number): boolean =>
      standingOf(log, size).some((one) => one.is === 'resumed' && one.from === from)
    return stretches(known, isSaid).map((one) => ({ from, back: takenBack(log, known, { from, ...one }) }))
  })
  const NAMES = { before: ['power-taken-back'], after: ['power-stands-taken-back'] }
  return {
    from: each.filter(({ back }) => back !== 'before').map(({ from }) => from),
    codes: each.flatMap(({ back }) => {
      if (back === 'unread') return ['power-unread-taken-back']
      return back === 'no' ? [] : NAMES[back]
    }),
  }
}

/** Whose move it is where a clause waits for P to be used: the holders who have not joined the use that is nearest to it. */
export function stillAsked(log: readonly Told[], known: number, world: World): readonly User[] {
  const begun = usesSaid(log, known, world)
    .filter(({ act, completed }) => act === world.may && completed === Infinity)
    .toSorted((a, b) => a.begun - b.begun)
  const most = Math.max(0, ...begun.map(({ joined }) => joined.length))
  const nearest = begun.find(({ joined }) => joined.length === most)
  return HOLDERS.slice(0, world.holders).filter((holder) => nearest?.joined.includes(holder) !== true)
}

function isSame(one: Use, other: Use): boolean {
  return one.from === other.from && one.until === other.until && one.completed === other.completed
}

/**
 * Who is asked on T.1, T.g or T.e, at `hour`, to join a use of P that is begun: of those that would change something of
 * that duty, if all holders said the same now, the nearest to its quorum.
 */
export function askedToJoin(
  log: readonly Told[],
  known: number,
  world: World,
  of: 'T.1' | 'T.g' | 'T.e',
  hour: number,
): readonly User[] {
  if (of !== 'T.1' && !world.overAll) return []
  const said = log.slice(0, known)
  const all = HOLDERS.slice(0, world.holders)
  const read = said.findLast(({ is }) => is === 'clock')
  const clock = read?.is === 'clock' ? read.hour : -Infinity
  const now = judged(said, known, world)
  const ends = (judgement: Judged): number => endOf(judgement, world, of === 'T.1' ? ENDS : Infinity).ends
  const before = ends(now)
  const isUseful = ({ act, from, until }: Use): boolean => {
    if (clock + (world.told ?? 0) > from && world.told !== undefined) return false
    if (now.effective.length >= (world.times ?? Infinity)) return false
    const joined: Told = { is: 'used', act, by: all, from, until, reasons: true }
    const alone = { ...world, told: undefined, times: undefined }
    const then = judged([...said, joined], known + 1, alone).effective
    const use = then.find(({ completed }) => completed === known)
    if (use === undefined) return false
    const counted = then.filter((one) => one === use || now.effective.some((other) => isSame(one, other)))
    const after: Judged = { effective: counted, codes: [] }
    if (world.may === 'withdraw') return ends(after) < before
    if (world.may === 'extend') return ends(after) > Math.max(before, hour)
    const aside = setAside(resumptions(said, known).from, { effective: [use], codes: [] }, world)
    return from < before && aside.some((one) => one.until > hour)
  }
  const begun = usesSaid(log, known, world)
    .filter(({ act, completed, joined }) => act === world.may && completed === Infinity && joined.length > 0)
    .filter(isUseful)
    .toSorted((a, b) => b.joined.length - a.joined.length || a.begun - b.begun)
  const [nearest] = begun
  return nearest === undefined ? [] : all.filter((holder) => !nearest.joined.includes(holder))
}

/** The end of a duty that the text ends at `ends`: `Infinity` is none. */
function endOf(
  { effective }: Judged,
  { may, length }: World,
  ends: number,
): { readonly ends: number; readonly tooLong: number } {
  let now = ends
  let tooLong = 0
  for (const { from, until = Infinity, lasts } of effective) {
    if (may === 'withdraw' && from < now) now = from
    if (may !== 'extend' || now === Infinity || from > now || until < now) continue
    if (until - now > (length ?? Infinity)) tooLong += 1
    else if (lasts > now) now = lasts
  }
  return { ends: now, tooLong }
}

/** The hours over which P sets a duty aside. */
function setAside(
  resumed: readonly number[],
  { effective }: Judged,
  { may, effect }: World,
): readonly { readonly from: number; readonly until: number }[] {
  if (may !== 'waive' && may !== 'suspend') return []
  return effective.map(({ from, lasts }) => {
    const again = may === 'suspend' ? resumed.filter((one) => one >= from) : []
    return { from: effect === 'ex-tunc' ? -Infinity : from, until: Math.min(lasts, ...again) }
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
  const resumed = reached ? resumptions(log, known) : { from: [], codes: [] }
  const aside = setAside(resumed.from, judgement, world)
  const isAside = (h: number): boolean => aside.some(({ from, until }) => from <= h && h < until)
  const long = Array.from({ length: tooLong }, () => 'power-too-long')
  const codes = [...judgement.codes, ...resumed.codes, ...long].toSorted()
  // Before it begins it is expired only if it has ended already.
  if (hour < 0) return { status: ends <= hour ? 'expired' : 'pending', codes: [] }
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
