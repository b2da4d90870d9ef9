import type { ExchangeStanding } from './standing.ts'

/**
 * A slow and simple second opinion on exchanges: what is open is tried hour by hour, in every combination. It shares no
 * code with the engine. Its world: the legs are duties that a monitor has to confirm; `before` is one that comes first.
 */
export type Word = {
  readonly is: 'done' | 'claims-done'
  /** Which leg, counted from 0, or what comes before them all. */
  readonly leg: number | 'before'
  readonly party: string
  readonly hour: number
  readonly until: number
}
export type Told = Word | { readonly is: 'withdrawn'; readonly which: number }

export type Mode =
  | { readonly is: 'simultaneous'; readonly within: number; readonly saysWhatIf: boolean }
  | { readonly is: 'in-turn'; readonly tie: boolean }
  | { readonly is: 'held'; readonly for: number }

export type World = {
  /** Who owes each leg. */
  readonly legs: readonly (readonly string[])[]
  /** Who owes what comes before them all; nobody where nothing does. */
  readonly before: readonly string[]
  readonly mode: Mode
}

/** What still stands of the first `known` things said. */
export function standingOf(log: readonly Told[], known: number): readonly Word[] {
  const said = log.slice(0, known)
  return said.flatMap((one, i) =>
    one.is === 'withdrawn' || said.some((other, j) => other.is === 'withdrawn' && j > i && other.which === i)
      ? []
      : [one],
  )
}

/** When one party did its part, as far as is known at `hour`: the hours that are possible, and whether it surely did. */
type Part = {
  readonly surely: boolean
  readonly hours: readonly number[]
  readonly perhaps: readonly number[]
}

const range = (from: number, until: number): readonly number[] =>
  Array.from({ length: Math.max(0, until - from + 1) }, (_, i) => from + i)

function partOf(words: readonly Word[], leg: Word['leg'], party: string, hour: number): Part {
  const mine = words.filter((one) => one.leg === leg && one.party === party)
  const done = mine.filter((one) => one.is === 'done')
  const by = Math.min(...done.map(({ until }) => until))
  const surely = by <= hour
  // A mere claim may be true, and then the part was done sooner.
  const first = Math.min(...mine.map((one) => one.hour))
  return {
    surely,
    hours: surely ? range(Math.min(...done.map((one) => one.hour)), by) : [],
    // Not surely done: at any hour from the first claim on, or not by now at all.
    perhaps: first > hour ? [Infinity] : surely ? range(first, by) : [...range(first, hour), Infinity],
  }
}

export function exchangeStatus(
  words: readonly Word[],
  { legs, before, mode }: World,
  hour: number,
): ExchangeStanding['status'] {
  const parts = legs.flatMap((bearers, leg) => bearers.map((party) => partOf(words, leg, party, hour)))
  const done = parts.filter(({ surely }) => surely).length
  if (done === parts.length) return 'done'
  if (done > 0) return 'partly-done'
  const first = before.map((party) => partOf(words, 'before', party, hour))
  const spoken = first.some(({ perhaps }) => perhaps.some((h) => h <= hour))
  const begins = before.length === 0 ? hour >= 0 : spoken
  if (!begins) return 'waiting'
  if (mode.is === 'simultaneous' && !mode.saysWhatIf && legs.length > 1) return 'deadlocked'
  return first.every(({ surely }) => surely) ? 'open' : 'waiting'
}

/** Every way of choosing one of each. */
function combinations(choices: readonly (readonly number[])[]): readonly (readonly number[])[] {
  return choices.reduce<readonly (readonly number[])[]>(
    (all, hours) => all.flatMap((chosen) => hours.map((hour) => [...chosen, hour])),
    [[]],
  )
}

/** What the times of the legs come to by `hour`: the codes that the exchange has to name, in order. */
export function orderCodes(words: readonly Word[], { legs, mode }: World, hour: number): readonly string[] {
  const parts = legs.map((bearers, leg) => bearers.map((party) => partOf(words, leg, party, hour)))
  if (mode.is === 'in-turn') {
    return parts.slice(1).flatMap((leg, i) =>
      leg.flatMap(({ surely, hours }) => {
        if (!surely) return []
        const wrong = combinations([...(parts[i] ?? []).map(({ perhaps }) => perhaps), hours]).map((all) => {
          const before = Math.max(...all.slice(0, -1))
          const [own = 0] = all.slice(-1)
          return mode.tie ? own < before : own <= before
        })
        if (!wrong.includes(true)) return []
        return [wrong.includes(false) ? 'leg-perhaps-out-of-turn' : 'leg-out-of-turn']
      }),
    )
  }
  const done = parts.flat().filter(({ surely }) => surely)
  if (done.length === 0) return []
  const all = done.length === parts.flat().length
  const within = mode.is === 'held' ? mode.for : mode.within
  const far = combinations(done.map(({ hours }) => hours)).map((times) => {
    // Those that are missing have not come by now.
    return (all ? Math.max(...times) : hour) - Math.min(...times) > within
  })
  const surely = !far.includes(false)
  const perhaps = far.includes(true)
  if (mode.is === 'held') {
    if (surely) return ['legs-returned']
    return [perhaps ? 'legs-perhaps-returned' : all ? 'legs-released' : 'legs-held']
  }
  if (surely) return [all ? 'legs-apart' : 'leg-left-behind']
  return perhaps ? ['legs-perhaps-apart'] : []
}
