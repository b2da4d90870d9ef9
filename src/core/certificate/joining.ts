import type { Power } from '../agreement/agreement.ts'
import type { PartyId } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import { anchored, comesTrue } from '../definitions/conditions.ts'
import type { Duty } from '../definitions/duty.ts'
import { exercisesOver, isUnder, usesOf } from '../definitions/powers.ts'
import { speakersOf } from '../definitions/speakers.ts'
import { grouped, recorded, type Told } from '../definitions/told.ts'
import { NEVER, type World } from '../definitions/world.ts'

/** A use of a power that is begun, and the holders who have joined it. */
type Begun = { readonly from: number; readonly until: number; readonly joined: readonly PartyId[] }

/** A power over a duty, of which a use is short of its quorum and could still have effect; and who has not joined it. */
export type Short = { readonly power: Power; readonly missing: readonly PartyId[] }

/** Of each power over a duty, the use that is nearest to its quorum; of several, the one that was begun first. */
export function shortOver(world: World, duty: Duty, at: Instant): readonly Short[] {
  const powers = [...world.text.powers.values()].filter(({ over }) => isOver(over, duty))
  return powers.flatMap((power): readonly Short[] => {
    const [nearest] = begunUses(world, power)
      .filter((use) => wouldCount(world, power, use) && reaches(world, power, use, duty, at))
      .toSorted((a, b) => b.joined.length - a.joined.length)
    const { joined } = nearest ?? {}
    return joined === undefined
      ? []
      : [{ power, missing: power.holders.filter((one) => !joined.includes(one)) }]
  })
}

function isOver(over: Power['over'], { clause }: Duty): boolean {
  return over.length === 0 || isUnder(clause.id, over)
}

function begunUses({ log, text }: World, power: Power): readonly Begun[] {
  const { partyOf } = speakersOf(log)
  const isJoining = ({ body, by }: Told<'power-exercised'>, holder: PartyId): boolean =>
    (body.words !== undefined || power.form?.reasons === undefined) &&
    by.some((actor) => partyOf(actor) === holder)
  const said = log
    .of('power-exercised')
    .filter(({ body }) => body.agreement === text.id && body.power === power.id && body.act === power.may)
  return grouped(said, ({ body }) => `${body.from}|${body.until ?? ''}`).flatMap((same) => {
    const joined = power.holders.filter((holder) => same.some((use) => isJoining(use, holder)))
    const isShort = joined.length > 0 && joined.length < power.quorum
    return isShort
      ? same.slice(0, 1).map(({ body: { from, until = NEVER } }) => ({ from, until, joined }))
      : []
  })
}

/** Whether it would have effect if the others joined it now: by its form, its limits and its ground as known. */
function wouldCount(
  world: World,
  { id, may, when, form, limits = {} }: Power,
  { from, until }: Begun,
): boolean {
  const { log } = world
  const { by, length = NEVER, times = NEVER } = limits
  return (
    (form?.told === undefined || recorded(log, log.size).possible + form.told <= from) &&
    (by === undefined || from <= anchored(world, by).certain) &&
    (may === 'extend' || limits.length === undefined || until - from <= length) &&
    usesOf(world, id).length < times &&
    (when === undefined || comesTrue({ ...world.asKnown(log.size), powers: false }, when).certain <= from)
  )
}

/** Whether it would change anything of a duty that at `at` is not yet past. */
function reaches(
  world: World,
  { may, limits }: Power,
  { from, until }: Begun,
  { clause, ends, lifts }: Duty,
  at: Instant,
): boolean {
  const uses = (kind: Power['may']) => exercisesOver(world, clause.id, kind)
  switch (may) {
    case 'extend': {
      // An end that somebody made by withdrawing is moved by no extension.
      const isFinal = uses('withdraw').some((use) => use.from <= ends)
      const isAllowed = until - ends <= (limits?.length ?? NEVER)
      return from <= ends && until > ends && until > at && isAllowed && !isFinal
    }
    case 'resume':
      return lifts.some((lift) => lift.status === 'suspended' && lift.from <= from && from < lift.until)
    case 'suspend':
      return from < ends && until > at && !uses('resume').some((use) => use.from >= from && use.from <= at)
    case 'waive':
      return from < ends && until > at
    case 'withdraw':
      return from < ends
  }
}
