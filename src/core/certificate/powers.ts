import type { Power } from '../agreement/agreement.ts'
import type { ClauseId, LogIndex } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import { comesTrue } from './conditions.ts'
import { grouped } from './told.ts'
import { asKnown, CannotCheck, isBy, type World } from './world.ts'

/** One use of a power that has effect. */
export type Exercise = {
  readonly power: Power
  readonly from: Instant
  readonly until: Instant | undefined
  readonly entries: readonly LogIndex[]
}

/**
 * The uses of a power that have effect: by its holders, for what the text lets them do, once its condition was met. If it
 * was met as known when they used it, and is so no longer, the use stands or falls as the text says.
 */
export function exercises(world: World, power: Power): readonly Exercise[] {
  const { id, may, when, holders, jointly, limits, ifOverturned, effect } = power
  const told = world.log
    .of('power-exercised')
    .filter(({ body }) => body.agreement === world.text.id && body.power === id && body.act === may)
  if (told.length > 0 && limits !== undefined) throw new CannotCheck(`the power ${id} has a limit`)
  const falls = ifOverturned === undefined ? effect === 'ex-tunc' : ifOverturned.is === 'falls'
  const uses = grouped(told, ({ body }) => `${body.from}|${body.until ?? ''}`)
  const effective = uses.flatMap((same): Exercise[] => {
    const [use] = same
    if (use === undefined) return []
    const { from, until } = use.body
    const completed = same.find(({ entry }) => {
      const by = same
        .filter((one) => one.entry <= entry)
        .flatMap((one) => one.by.map((actor) => world.speakers.partyOf(actor)))
      return jointly ? holders.every((one) => by.includes(one)) : holders.some((one) => by.includes(one))
    })
    if (completed === undefined) return []
    // Weighed as if no power had been used; and with no condition at all when already in that case.
    const isMet = (known: World): boolean =>
      when === undefined ||
      !world.powers ||
      isBy(comesTrue({ ...known, powers: false, supposed: undefined, found: new Map() }, when).certain, from)
    const met = isMet(world) || (!falls && isMet(asKnown(world, completed.entry + 1)))
    return met ? [{ power, from, until, entries: same.map(({ entry }) => entry) }] : []
  })
  return effective.toSorted((a, b) => a.from - b.from)
}

/** Uses of powers of one kind that reach a clause, in order of effect. */
export function exercisesOver(world: World, clause: ClauseId, may: Power['may']): readonly Exercise[] {
  if (!world.powers) return []
  return [...world.text.powers.values()]
    .filter((power) => power.may === may && (power.over.length === 0 || isUnder(clause, power.over)))
    .flatMap((power) => exercises(world, power))
    .toSorted((a, b) => a.from - b.from || (a.entries.at(-1) ?? 0) - (b.entries.at(-1) ?? 0))
}

/** Whether a clause is one of these, or stands under one of these paragraphs. */
export function isUnder(clause: ClauseId, ids: readonly ClauseId[]): boolean {
  return ids.some((id) => id === clause || clause.startsWith(`${id}.`))
}
