/**
 * A slow and simple second opinion on quorums: every question goes through everything said. It shares no code with the
 * engine. Its world: T.1 (RED must not shell) is shown by findings, DayD is set by determinations, and both by so many of
 * those whom the text names. They also decide, for whole hours, whether a state holds, which nothing else tests.
 */
export type Told =
  | { readonly is: 'finds'; readonly by: readonly Actor[]; readonly about: number; readonly says: Says }
  | { readonly is: 'sets'; readonly by: readonly Actor[]; readonly hour: number }
  | {
      readonly is: 'decides'
      readonly by: readonly Actor[]
      readonly says: 'holds' | 'fails'
      readonly from: number
      readonly until: number | undefined
    }
  | { readonly is: 'withdrawn'; readonly which: number }

/** Of an incident: it was RED; it was BLUE; nothing of the kind; it cannot be told. */
export type Says = 'red' | 'blue' | 'nothing' | 'unsure'

/** Everybody who speaks, with the party for which it acts and whether it has the role of a monitor. */
export const ACTORS = {
  'red.army': { party: 'RED', monitor: false },
  'green.mfa': { party: 'GREEN', monitor: false },
  'green.patrol': { party: 'GREEN', monitor: true },
  'green.observers': { party: 'GREEN', monitor: true },
  'white.mfa': { party: 'WHITE', monitor: false },
  mission: { party: undefined, monitor: true },
  commission: { party: undefined, monitor: true },
  paper: { party: undefined, monitor: false },
} as const
export type Actor = keyof typeof ACTORS

export type Quorum = {
  readonly least: number
  readonly parties: readonly ('RED' | 'GREEN' | 'WHITE')[]
  readonly actors: readonly Actor[]
  readonly monitors: boolean
}

/** What still stands of the first `known` things said, each with its place. */
function standingOf(log: readonly Told[], known: number) {
  const said = log.slice(0, known).map((one, place) => ({ ...one, place }))
  return said.filter(
    ({ place }) => !said.some((one) => one.is === 'withdrawn' && one.place > place && one.which === place),
  )
}

/** The voices of a quorum among some who spoke, each once: an actor by name, a party, or an actor by its role. */
function voices({ parties, actors, monitors }: Quorum, spoke: readonly Actor[]): ReadonlySet<string> {
  return new Set(
    spoke.flatMap((actor): string[] => {
      const { party, monitor } = ACTORS[actor]
      if (actors.includes(actor)) return [actor]
      if (parties.some((one) => one === party)) return [party ?? actor]
      return monitors && monitor ? [party ?? actor] : []
    }),
  )
}

/** Of how many incidents it is established that RED did it, and of how many that is open. */
export function breaches(log: readonly Told[], known: number, quorum: Quorum) {
  const count = { found: 0, alleged: 0 }
  for (const about of [0, 1]) {
    const who = (...says: readonly Says[]): ReadonlySet<string> =>
      voices(
        quorum,
        standingOf(log, known).flatMap((one) =>
          one.is === 'finds' && one.about === about && says.includes(one.says) ? one.by : [],
        ),
      )
    const [accuse, deny, other] = [who('red'), who('nothing'), who('blue')]
    const isSaid = standingOf(log, known).some(
      (one) => one.is === 'finds' && one.about === about && one.says === 'red',
    )
    const agree = [...accuse].filter((one) => !deny.has(one)).length
    const against = [...deny, ...other].filter((one) => !accuse.has(one))
    if (agree >= quorum.least && deny.size < quorum.least) count.found += 1
    else if (new Set(against).size >= quorum.least && accuse.size < quorum.least) continue
    else if (isSaid) count.alleged += 1
  }
  return count
}

/** The hour that DayD was set to last or, until it is set, the one named last: of each voice only its last word is heard. */
export function dayD(log: readonly Told[], known: number, quorum: Quorum) {
  const sets = standingOf(log, known).flatMap((one) => (one.is === 'sets' ? [one] : []))
  let set: number | undefined
  for (const [i, { hour }] of sets.entries()) {
    const words = new Map<string, number>()
    for (const one of sets.slice(0, i + 1))
      for (const voice of voices(quorum, one.by)) words.set(voice, one.hour)
    if ([...words.values()].filter((other) => other === hour).length >= quorum.least) set = hour
  }
  return { certain: set, possible: set ?? sets.at(-1)?.hour }
}

/** What is said of the state at an hour, of each voice only its last word on it; and whether that decides it. */
function decidedAt(log: readonly Told[], known: number, quorum: Quorum, hour: number) {
  const words = new Map<string, 'holds' | 'fails'>()
  for (const one of standingOf(log, known)) {
    if (one.is !== 'decides' || hour < one.from || hour >= (one.until ?? Infinity)) continue
    for (const actor of one.by) {
      const [voice] = voices(quorum, [actor])
      words.set(voice === undefined ? `${actor} has no say` : voice, one.says)
    }
  }
  const votes = (says: 'holds' | 'fails'): number =>
    [...words].filter(([voice, word]) => word === says && !voice.endsWith('has no say')).length
  return {
    holds: votes('holds') >= quorum.least,
    fails: votes('fails') >= quorum.least,
    doubted: [...words.values()].includes('fails'),
  }
}

/** Whether the state holds at an hour: once it was decided that it failed, only a decision that it holds says otherwise. */
export function stateAt(log: readonly Told[], known: number, quorum: Quorum, hour: number) {
  const now = decidedAt(log, known, quorum, hour)
  if (now.fails) return 'fails'
  if (now.holds) return 'holds'
  const before = Array.from({ length: hour }, (_, past) => decidedAt(log, known, quorum, past))
  return before.some(({ fails }) => fails) ? 'fails' : 'open'
}

/** The first hour at the end of so many over all of which it was decided that it holds, and nobody said that it failed. */
export function heldFor(log: readonly Told[], known: number, quorum: Quorum, length: number) {
  const isCalm = (hour: number): boolean => {
    const { holds, doubted } = decidedAt(log, known, quorum, hour)
    return holds && !doubted
  }
  for (let end = length; end < 60; end += 1) {
    const hours = Array.from({ length }, (_, i) => end - length + i)
    // Who says that it fails from the last moment on says that it did not hold for all of the time.
    if (hours.every(isCalm) && !decidedAt(log, known, quorum, end).doubted) return end
  }
  return undefined
}
