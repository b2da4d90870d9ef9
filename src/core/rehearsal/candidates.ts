import type { Agreement } from '../agreement/agreement.ts'
import type { Move } from '../standing/standing.ts'
import type { PartyId } from '../statement/fields.ts'
import { parseDuration } from '../time/instant.ts'
import { oftenIn } from './breaking.ts'
import type { Player } from './cast.ts'
import { nameOf, type Departure } from './departure.ts'
import { begun } from './failing.ts'
import type { Happening, Play } from './play.ts'

const LEFT: Partial<Readonly<Record<Happening['what'], Move['what']>>> = {
  performs: 'perform',
  confirms: 'verify',
  refutes: 'verify',
  accedes: 'accede',
  sets: 'determine',
  'finds-state': 'determine',
  exercises: 'exercise',
  closes: 'close',
}

/** How much later a slow player moves: longer than the two days that ceasefires are counted in. */
const SLOWLY = parseDuration('72h')

/** Departures worth trying: those that leave out, delay or break something that happens when nobody departs. */
export type Candidates = {
  readonly singles: readonly Departure[]
  /** All legs of an exchange waiting for each other; all who may verify or decide the same thing keeping still. */
  readonly together: readonly (readonly Departure[])[]
  /** Keeping still altogether, each with the single omissions that it stands for. */
  readonly broad: ReadonlyMap<Departure, readonly Departure[]>
}

export function candidatesOf(
  text: Agreement,
  base: Play,
  parties: readonly PartyId[] | undefined,
): Candidates {
  const may = (who: Player): boolean => parties === undefined || parties.some((party) => party === who)
  const singles = new Map<string, Departure>()
  const add = (one: Departure): void => {
    if (may(one.who)) singles.set(nameOf([one]), one)
  }
  for (const { who, what, subject } of base.happenings) {
    const left = LEFT[what]
    if (left === undefined) continue
    const given = [...text.clauses.keys(), ...text.powers.keys(), ...text.terms.keys()]
    const one = left === 'close' ? undefined : given.find((id) => id === subject)
    add({ is: 'omits', who, what: left, subject: one })
  }
  const broad = new Map<Departure, readonly Departure[]>()
  for (const who of new Set([...singles.values()].map((one) => one.who))) {
    const omissions = [...singles.values()].filter((one) => one.who === who)
    broad.set({ is: 'omits', who, what: undefined, subject: undefined }, omissions)
  }
  for (const { who } of broad.keys()) add({ is: 'slow', who, by: SLOWLY })
  const often = oftenIn(text)
  for (const standing of base.board.standings) {
    const { clause, party, duty } = standing
    if ((duty === 'refrain' || duty === 'maintain') && begun(standing, base)) {
      add({ is: 'breaks', who: party, clause, times: 1 })
      if (often > 1) add({ is: 'breaks', who: party, clause, times: often })
    }
  }
  const waiting = [...text.exchanges.values()].map(({ id, legs }) =>
    [...new Set(legs.flatMap((leg) => text.clauses.get(leg)?.bearers ?? []))]
      .filter(may)
      .map((who): Departure => ({ is: 'waits', who, exchange: id })),
  )
  const together = [...waiting, ...silences([...singles.values()])]
  return { singles: [...singles.values()], together: together.filter(({ length }) => length > 1), broad }
}

/** For each thing that several may verify or decide: all of them keeping still, since one alone loses nothing. */
function silences(singles: readonly Departure[]): readonly (readonly Departure[])[] {
  const bySubject = new Map<string, Departure[]>()
  for (const one of singles) {
    if (one.is !== 'omits' || (one.what !== 'verify' && one.what !== 'determine')) continue
    const key = `${one.what}|${one.subject}`
    bySubject.set(key, [...(bySubject.get(key) ?? []), one])
  }
  return [...bySubject.values()]
}
