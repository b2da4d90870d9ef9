import type { Clause, Who } from '../agreement/agreement.ts'
import type { ClauseId, LogIndex, PartyId } from '../statement/fields.ts'
import type { Counting } from './acts.ts'
import { anchored, comesTrue, joined, later } from './conditions.ts'
import { exercisesOver, type Exercise } from './powers.ts'
import { namedBy, speakersOf } from './speakers.ts'
import { inOrder } from './told.ts'
import { exactly, NEVER, NOT_FOUND, type When, type World } from './world.ts'

/** One clause for one bearer, with the times between which it binds; or one occurrence of a duty that is owed again and again. */
export type Duty = {
  readonly clause: Clause
  readonly bearer: PartyId
  readonly activated: When
  readonly due: number
  readonly ends: number
  readonly lifts: readonly Lift[]
  /** When the clause's `unless` comes true. */
  readonly defeated: When
  /** `undefined` where every act counts. */
  readonly counting: Counting | undefined
  readonly isOccurrence: boolean
}

/** From `from` (inclusive) until `until` (exclusive) a power sets the duty aside. */
type Lift = {
  readonly status: 'waived' | 'suspended'
  readonly from: number
  readonly until: number
  readonly entries: readonly LogIndex[]
}

export function dutyOf(world: World, clause: Clause, bearer: PartyId): Duty {
  const { window, unless } = clause
  const ends = endOf(world, clause)
  const activated = inForce(beginning(world, clause), ends)
  const { certain: surely, possible: perhaps } = activated
  const lifts = liftsOf(world, clause.id)
  return {
    clause,
    bearer,
    activated,
    due: amendedDue(putOff(deadline(world, clause, activated), lifts), world.earlier?.from, () => {
      const { world: earlier } = world.earlier ?? {}
      const same = earlier?.text.clauses.get(clause.id)
      return earlier && same?.bearers.includes(bearer) === true ? dutyOf(earlier, same, bearer).due : NEVER
    }),
    ends,
    lifts,
    defeated: unless === undefined ? NOT_FOUND : comesTrue(world, unless),
    counting:
      window.early === undefined ? undefined : { surely, perhaps, until: NEVER, answering: undefined },
    isOccurrence: false,
  }
}

/** Nothing binds before the agreement starts, save a duty with a fixed day that lies no later than the start. */
function beginning(world: World, { window, when }: Clause): When {
  const { force, startsOn, agreed } = world.text
  if (force === 'draft' || startsOn === undefined) return NOT_FOUND
  const start = anchored(world, startsOn)
  const by = window.by === undefined ? NEVER : anchored(world, window.by).certain
  const base = by < NEVER && by <= start.certain && start.certain < NEVER ? exactly(agreed) : start
  return when === undefined ? base : joined('all', [base, later(comesTrue(world, when), window.delay ?? 0)])
}

/** What would begin at its end, or after it, never is in force. */
function inForce({ certain, possible, entries }: When, ends: number): When {
  const before = (time: number): number => (time < ends ? time : NEVER)
  return { certain: before(certain), possible: before(possible), entries }
}

function deadline(world: World, { duty, window, repeats }: Clause, { certain, possible }: When): number {
  if (repeats !== undefined || (duty !== 'achieve' && duty !== 'intend')) return NEVER
  const from = certain < NEVER ? certain : possible
  const by = window.by === undefined ? NEVER : anchored(world, window.by).certain
  return Math.min(by, window.within === undefined ? NEVER : from + window.within)
}

/** A deadline in a time in which the duty is set aside is put off to the end of that time, if it has one. */
export function putOff(due: number, lifts: readonly Lift[]): number {
  const over = lifts.filter(({ from, until }) => from <= due && due < until)
  const until = Math.max(...over.map((lift) => lift.until))
  return over.length === 0 || until === NEVER ? due : putOff(until, lifts)
}

/**
 * A deadline that an amendment moved into the past binds from when the amendment took effect, and no later than the earlier
 * text had it. One that had passed under that text too stays as it was.
 */
export function amendedDue(due: number, from: number | undefined, earlier: () => number): number {
  if (from === undefined || due >= from) return due
  const before = earlier()
  return before <= due ? due : Math.min(before, from)
}

/** A time of a duty by the clock alone is not owed where its deadline lies in a time in which the duty is set aside. */
export function excuseOf({ clause, isOccurrence, due, lifts }: Duty, at: number): Lift | undefined {
  if (!isOccurrence || clause.repeats?.is !== 'every') return undefined
  const lift = liftAt(lifts, due)
  return lift !== undefined && lift.from <= at ? lift : undefined
}

/** What sets a duty aside at a time: of a waiver and a suspension, the waiver. */
export function liftAt(lifts: readonly Lift[], at: number): Lift | undefined {
  const covering = lifts.filter(({ from, until }) => from <= at && at < until)
  return covering.find(({ status }) => status === 'waived') ?? covering[0]
}

/** The text's own end, moved by extensions made before it for as long as they last, cut short by a withdrawal. */
function endOf(world: World, { id, window }: Clause): number {
  let ends = window.until === undefined ? NEVER : anchored(world, window.until).certain
  for (const { from, until, lasts, power } of exercisesOver(world, id, 'extend')) {
    const { length = NEVER } = power.limits ?? {}
    if (ends < NEVER && from <= ends && until >= ends && until - ends <= length) ends = Math.max(ends, lasts)
  }
  return Math.min(ends, exercisesOver(world, id, 'withdraw')[0]?.from ?? NEVER)
}

function liftsOf(world: World, id: ClauseId): readonly Lift[] {
  const resumed = exercisesOver(world, id, 'resume')
  const lift = (status: Lift['status'], { power, from, lasts, entries }: Exercise): Lift => {
    const again = status === 'suspended' ? resumed.find((use) => use.from >= from)?.from : undefined
    const start = power.effect === 'ex-tunc' ? 0 : from
    return { status, from: start, until: Math.min(lasts, again ?? NEVER), entries }
  }
  return [
    ...exercisesOver(world, id, 'waive').map((use) => lift('waived', use)),
    ...exercisesOver(world, id, 'suspend').map((use) => lift('suspended', use)),
  ]
}

export type Owed = 'surely' | 'perhaps' | 'no'

/** Whether what happened between two times (both inclusive) happened while the duty was owed. */
export function owedBetween({ activated, lifts, defeated, ends }: Duty, from: number, until: number): Owed {
  const { certain, possible } = activated
  const isOutside =
    possible === NEVER ||
    possible >= ends ||
    until < possible ||
    from >= ends ||
    from >= defeated.certain ||
    lifts.some((lift) => from >= lift.from && until < lift.until)
  if (isOutside) return 'no'
  const isInside =
    from >= certain &&
    until < ends &&
    until < defeated.possible &&
    !lifts.some((lift) => until >= lift.from && from < lift.until)
  return isInside ? 'surely' : 'perhaps'
}

/** Those whose closing makes silence speak: the ones the clause names or, if it names none, those its standard names. */
export function silentOnes({ sources, evidence }: Clause): readonly Who[] {
  return sources.length > 0 ? sources : namedBy(evidence)
}

/** Through when everybody has closed whose silence counts, with the closings; `undefined` while one of them has not. */
export function closedFor(world: World, clause: Clause): Closed | undefined {
  return closedThrough(world, silentOnes(clause), clause.id)
}

type Closed = { readonly through: number; readonly entries: readonly LogIndex[] }

export function closedThrough(
  { log, text }: World,
  sources: readonly Who[],
  clause: ClauseId | undefined,
): Closed | undefined {
  const groups = sources.map((who) => speakersOf(log).behind(who))
  const closings = log
    .of('source-closed')
    // A source closes for itself: that another says so of it is worth nothing.
    .filter(({ body, by }) => by.includes(body.source))
    .filter(({ body }) => body.agreement === undefined || body.agreement === text.id)
    .filter(({ body }) => body.clause === undefined || body.clause === clause)
    // Of two that reach equally far, the one for everything stands before the one for this clause.
    .toSorted((a, b) => Number(a.body.clause !== undefined) - Number(b.body.clause !== undefined))
    .toSorted((a, b) => b.body.through - a.body.through)
  const last = [...new Set(groups.flat())].map((source) =>
    closings.find(({ body }) => body.source === source),
  )
  const all = last.filter((one) => one !== undefined)
  if (all.length === 0 || all.length < last.length || groups.some((group) => group.length === 0))
    return undefined
  const through = Math.min(...all.map(({ body }) => body.through))
  return { through, entries: inOrder(all.map(({ entry }) => entry)) }
}
