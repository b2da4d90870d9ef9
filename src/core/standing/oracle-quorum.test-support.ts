/**
 * A slow and simple second opinion on quorums: every question goes through everything said. It shares no code with the
 * engine. Its world: T.1 (RED must not shell) is shown by findings, DayD is set by determinations, and both by so many of
 * those whom the text names.
 */
export type Told =
  | { readonly is: 'finds'; readonly by: readonly Actor[]; readonly about: number; readonly says: Says }
  | { readonly is: 'sets'; readonly by: readonly Actor[]; readonly hour: number }
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

/** The hour that DayD was set to, or that was proposed last; of several that were set, the one named last. */
export function dayD(log: readonly Told[], known: number, quorum: Quorum) {
  const sets = standingOf(log, known).flatMap((one) => (one.is === 'sets' ? [one] : []))
  const newest = sets.toSorted((a, b) => b.place - a.place)
  const set = newest.find(({ hour }) => {
    const spoke = sets.flatMap((one) => (one.hour === hour ? one.by : []))
    return voices(quorum, spoke).size >= quorum.least
  })
  return { certain: set?.hour, possible: (set ?? newest[0])?.hour }
}
