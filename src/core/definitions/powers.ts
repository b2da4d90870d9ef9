import type { Power } from '../agreement/agreement.ts'
import { isLogIndex } from '../log/log-index.ts'
import type { ClauseId, LogIndex, PartyId } from '../statement/fields.ts'
import { anchored, comesTrue } from './conditions.ts'
import { speakersOf } from './speakers.ts'
import { grouped, inOrder, recorded, withdrawalOf, type Told } from './told.ts'
import { NEVER, NOT_FOUND, type When, type World } from './world.ts'

/** One use of a power that has effect. */
export type Exercise = {
  readonly power: Power
  readonly from: number
  /** As its holders said. */
  readonly until: number
  /** Until it was taken back, if that is sooner. */
  readonly lasts: number
  readonly entries: readonly LogIndex[]
  /** The entry with which it had its quorum. */
  readonly completed: LogIndex
  /** Its condition was met as known when it was used and is so no longer; it stands all the same. */
  readonly isOverturned: boolean
}

/**
 * The uses of a power that have effect: by its quorum, in its form, within its limits, once its condition was met. If that
 * was met as known when they used it, and is so no longer, the use stands or falls as the text says. The first completed
 * come first.
 */
function exercises(world: World, power: Power): readonly Exercise[] {
  const { log } = world
  const { may, limits = {}, ifOverturned, effect } = power
  const falls = ifOverturned === undefined ? effect === 'ex-tunc' : ifOverturned.is === 'falls'
  const { certain: last } = limits.by === undefined ? NOT_FOUND : anchored(world, limits.by)
  const effective = usesSaid(world, power, effect === 'ex-tunc' ? 'as it stands' : 'as first said')
    .flatMap((same) => stretches(world, power, same))
    .toSorted((a, b) => a.completed.entry - b.completed.entry)
    .flatMap(({ completed, entries, lost }): readonly Exercise[] => {
      const { from, until = NEVER } = completed.body
      if (!isTold(world, power, completed)) return []
      // How long an extension is counts from the end that it moves.
      if (from > last || (may !== 'extend' && until - from > (limits.length ?? NEVER))) return []
      const back = lost === undefined ? NEVER : recorded(log, lost).certain
      if (back < NEVER && back <= Math.max(from, recorded(log, completed.entry).certain)) return []
      const use = { power, from, until, lasts: Math.min(until, back), entries, completed: completed.entry }
      if (isMet(world, use, log.size)) return [{ ...use, isOverturned: false }]
      const stands = !falls && isMet(world, use, completed.entry + 1)
      return stands ? [{ ...use, isOverturned: true }] : []
    })
  return effective.slice(0, limits.times ?? NEVER).toSorted((a, b) => a.from - b.from)
}

/** Over what part of the log enough holders stood by a use: from one statement on, and until an entry took it back. */
type Stretch = {
  readonly completed: Use
  readonly entries: readonly LogIndex[]
  readonly lost: LogIndex | undefined
}

function stretches(world: World, power: Power, same: readonly Use[]): readonly Stretch[] {
  const { log } = world
  const spoken = same.map((use) => ({ use, gone: withdrawalOf(log, use) }))
  const gone = inOrder(spoken.flatMap((one) => one.gone ?? []))
  const standing = (at: number): readonly Use[] =>
    spoken.filter((one) => one.use.entry <= at && at < (one.gone ?? NEVER)).map(({ use }) => use)
  const isEnough = (at: number): boolean => joinedBy(world, power, standing(at)).length >= power.quorum
  const from = (start: number): readonly Stretch[] => {
    const completed = same.find(({ entry }) => entry >= start && isEnough(entry))
    if (completed === undefined) return []
    const lost = gone.find((entry) => entry > completed.entry && !isEnough(entry))
    const entries = standing((lost ?? log.size) - 1).map(({ entry }) => entry)
    if (lost === undefined) return [{ completed, entries, lost }]
    return [{ completed, entries: [...entries, lost], lost }, ...from(lost)]
  }
  return from(0)
}

/** Whether the log's clock shows it told as long before it takes effect as its form asks. */
function isTold({ log }: World, { form }: Power, { entry, body }: Use): boolean {
  return form?.told === undefined || recorded(log, entry).certain + form.told <= body.from
}

/** The same of the power of this name. */
export function usesOf(world: World, id: ClauseId): readonly Exercise[] {
  const power = world.text.powers.get(id)
  return power === undefined ? [] : exercises(world, power)
}

/** Whether the condition of a use was met as known: as if no power had been used, and any, where that is asked already. */
function isMet(world: World, { power, from }: Pick<Exercise, 'power' | 'from'>, known: number): boolean {
  if (power.when === undefined || !world.powers) return true
  const asked: World = { ...world.asKnown(known), powers: false }
  return comesTrue(asked, power.when).certain <= from
}

type Use = Told<'power-exercised'>

/** What was said of a power, statements that say the same taken together: all, or those that were not withdrawn. */
function usesSaid(
  { log, text }: World,
  { id, may }: Power,
  which: 'as first said' | 'as it stands',
): readonly (readonly Use[])[] {
  const said = which === 'as it stands' ? log.of('power-exercised') : log.raw('power-exercised')
  const told = said.filter(({ body }) => body.agreement === text.id && body.power === id && body.act === may)
  return grouped(told, ({ body }) => `${body.from}|${body.until ?? ''}`)
}

/** The holders of a power who said one of these, with reasons where it asks for them. */
function joinedBy({ log }: World, { holders, form }: Power, said: readonly Use[]): readonly PartyId[] {
  const { partyOf } = speakersOf(log)
  const count = said.filter(({ body }) => body.words !== undefined || form?.reasons === undefined)
  return holders.filter((holder) => count.some(({ by }) => by.some((actor) => partyOf(actor) === holder)))
}

/** The holders who joined the use that has come nearest to its quorum without reaching it; of several, the first begun. */
export function unfinished(world: World, power: Power): readonly PartyId[] {
  const joined = usesSaid(world, power, 'as it stands').map((same) => joinedBy(world, power, same))
  const short = joined.filter(({ length }) => length < power.quorum)
  return short.toSorted((a, b) => b.length - a.length)[0] ?? []
}

/**
 * When it came on the record that the condition of a power's first such use had fallen: with the entry that overturned it,
 * found by halves. Where it turned more than once, that is one of the turns.
 */
export function overturned(world: World, power: ClauseId): When {
  const use = usesOf(world, power).find(({ isOverturned }) => isOverturned)
  if (use === undefined) return NOT_FOUND
  let [met, fallen]: [number, number] = [use.completed + 1, world.log.size]
  while (fallen - met > 1) {
    const middle = (met + fallen) >> 1
    if (isMet(world, use, middle)) met = middle
    else fallen = middle
  }
  const cited = [...use.entries, fallen - 1].filter(isLogIndex)
  return { ...recorded(world.log, fallen - 1), entries: inOrder(cited) }
}

/** Uses of powers of one kind that reach a clause, in order of effect. */
export function exercisesOver(world: World, clause: ClauseId, may: Power['may']): readonly Exercise[] {
  if (!world.powers) return []
  return [...world.text.powers.values()]
    .filter((power) => power.may === may && (power.over.length === 0 || isUnder(clause, power.over)))
    .flatMap((power) => exercises(world, power))
    .toSorted((a, b) => a.from - b.from || a.completed - b.completed)
}

/** Whether a clause is one of these, or stands under one of these paragraphs. */
export function isUnder(clause: ClauseId, ids: readonly ClauseId[]): boolean {
  return ids.some((id) => id === clause || clause.startsWith(`${id}.`))
}
