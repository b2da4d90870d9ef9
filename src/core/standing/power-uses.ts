import type { Power } from '../agreement/agreement.ts'
import { push } from '../evidence/multimap.ts'
import type { LogIndex, PartyId } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import type { Question } from './question.ts'

/** One statement by which a power is used, and for whom its authors act. */
export type Use = {
  readonly entry: LogIndex
  readonly by: readonly PartyId[]
  readonly act: Power['may']
  readonly from: Instant
  readonly until: Instant | undefined
  readonly hasReasons: boolean
  /** The entry with which its authors took it back. */
  readonly takenBack: LogIndex | undefined
}

/** Uses that say the same, over the time for which enough holders stood by them; or what is left that is short of that. */
export type Attempt = Pick<Use, 'act' | 'from' | 'until' | 'takenBack'> & {
  /** Those who stood by it at the last, by these entries. */
  readonly by: readonly PartyId[]
  readonly entries: readonly LogIndex[]
  /** The holders among them; where the text asks for reasons, those who gave some. */
  readonly joined: readonly PartyId[]
  /** The entry with which enough of its holders had joined; later ones that say the same add nothing. */
  readonly completed: LogIndex | undefined
}

/** The statements by which a power was used, in log order; those that were taken back only where that undoes nothing. */
export function usesSaid(asked: Question, power: Power): readonly Use[] {
  const { engine, text, known } = asked
  return (engine.about.get(`power|${text.id}|${power.id}`) ?? []).flatMap((entry): readonly Use[] => {
    const said = engine.record.said.get(entry)
    if (said === undefined || said.statement.kind !== 'power-exercised' || entry >= known) return []
    // No use can be corrected, so what its authors said of it first is that they take it back.
    const takenBack = said.versions.find((version) => version.entry < known)?.entry
    if (takenBack !== undefined && power.effect === 'ex-tunc') return []
    const { act, from, until, words } = said.statement
    return [
      { entry, by: spokenFor(asked, entry), act, from, until, hasReasons: words !== undefined, takenBack },
    ]
  })
}

/** For whom the authors of an entry act. */
export function spokenFor({ engine, actors }: Question, entry: LogIndex): readonly PartyId[] {
  const authors = engine.record.said.get(entry)?.by ?? []
  return authors.map((actor) => actors.actsFor(actor)).filter((party) => party !== undefined)
}

/** Uses that say the same, taken together. */
export function attemptsOf(uses: readonly Use[], power: Power): readonly Attempt[] {
  const alike = new Map<string, Use[]>()
  for (const use of uses) push(alike, `${use.act}|${use.from}|${use.until ?? ''}`, use)
  return [...alike.values()].flatMap((same) => [...inTurn(same, power)])
}

/** Uses that are begun and have not reached their quorum, the nearest to it first; of several, the one begun first. */
export function begunUses(asked: Question, power: Power): readonly Attempt[] {
  const said = usesSaid(asked, power).filter(({ takenBack }) => takenBack === undefined)
  return attemptsOf(said, power)
    .filter(({ act, completed }) => act === power.may && completed === undefined)
    .toSorted((a, b) => b.joined.length - a.joined.length)
}

/** The holders who have joined the use that is nearest to its quorum. */
export function holdersSoFar(asked: Question, power: Power): readonly PartyId[] {
  return begunUses(asked, power)[0]?.joined ?? []
}

/** Goes through what was said and taken back in log order: each time that enough had joined, and what stands in the end. */
function* inTurn(same: readonly Use[], power: Power): Generator<Attempt> {
  let standing: Use[] = []
  let completed: LogIndex | undefined
  for (const { at, use, is } of turnsOf(same)) {
    const before = standing
    if (is === 'said') standing.push(use)
    else standing = standing.filter((one) => one !== use)
    if (joinedIn(power, standing).length >= power.quorum) completed ??= at
    else if (completed !== undefined) {
      yield attempt(power, use, before, { completed, takenBack: at })
      completed = undefined
    }
  }
  const [last] = standing
  if (last !== undefined) yield attempt(power, last, standing, { completed, takenBack: undefined })
}

type Turn = { readonly at: LogIndex; readonly use: Use; readonly is: 'said' | 'taken-back' }

function turnsOf(same: readonly Use[]): readonly Turn[] {
  const said = same.map((use): Turn => ({ at: use.entry, use, is: 'said' }))
  const back = same.flatMap((use): Turn[] =>
    use.takenBack === undefined ? [] : [{ at: use.takenBack, use, is: 'taken-back' }],
  )
  return [...said, ...back].toSorted((a, b) => a.at - b.at)
}

function attempt(
  power: Power,
  { act, from, until }: Use,
  standing: readonly Use[],
  { completed, takenBack }: Pick<Attempt, 'completed' | 'takenBack'>,
): Attempt {
  const by = [...new Set(standing.flatMap((use) => use.by))]
  const entries = standing.map(({ entry }) => entry)
  return { act, from, until, by, entries, joined: joinedIn(power, standing), completed, takenBack }
}

/** The holders who said one of these, with reasons where the text asks for them. */
function joinedIn({ holders, form }: Power, standing: readonly Use[]): readonly PartyId[] {
  return holders.filter((holder) =>
    standing.some(({ by, hasReasons }) => (hasReasons || form?.reasons === undefined) && by.includes(holder)),
  )
}
