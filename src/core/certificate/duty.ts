import type { Clause, Who } from '../agreement/agreement.ts'
import type { ClauseId, LogIndex, PartyId } from '../statement/fields.ts'
import { NO_TIME, plus, type Instant } from '../time/instant.ts'
import { anchored, comesTrue, joined, later } from './conditions.ts'
import { exercisesOver, type Exercise } from './powers.ts'
import { inOrder } from './told.ts'
import { CannotCheck, earliest, exactly, FOREVER, NEVER, type When, type World } from './world.ts'

/** One clause for one bearer, with the times between which it binds. */
export type Duty = {
  readonly clause: Clause
  readonly bearer: PartyId
  readonly activated: When
  readonly due: Instant | undefined
  readonly ends: Instant | undefined
  readonly lifts: readonly Lift[]
  /** When the clause's `unless` comes true. */
  readonly defeated: When
}

/** From `from` (inclusive) until `until` (exclusive) a power sets the duty aside. */
export type Lift = {
  readonly status: 'waived' | 'suspended'
  readonly from: number
  readonly until: number
  readonly entries: readonly LogIndex[]
}

export function dutyOf(world: World, clause: Clause, bearer: PartyId): Duty {
  const { repeats, window, unless } = clause
  if (repeats !== undefined || window.early !== undefined)
    throw new CannotCheck(`the clause ${clause.id} is owed again and again, or not before it began`)
  const activated = beginning(world, clause)
  return {
    clause,
    bearer,
    activated,
    due: deadline(world, clause, activated),
    ends: endOf(world, clause),
    lifts: liftsOf(world, clause.id),
    defeated: unless === undefined ? NEVER : comesTrue(world, unless),
  }
}

/** Nothing binds before the agreement starts, save a duty with a fixed day that lies no later than the start. */
function beginning(world: World, { window, when }: Clause): When {
  const { force, startsOn, agreed } = world.text
  if (force === 'draft' || startsOn === undefined) return NEVER
  const start = anchored(world, startsOn)
  const by = window.by === undefined ? undefined : anchored(world, window.by).certain
  const early = by !== undefined && start.certain !== undefined && by <= start.certain
  const base = early ? exactly(agreed) : start
  if (when === undefined) return base
  return joined('all', [base, later(comesTrue(world, when), window.delay ?? NO_TIME)])
}

function deadline(world: World, { duty, window }: Clause, activated: When): Instant | undefined {
  if (duty !== 'achieve' && duty !== 'intend') return undefined
  const from = activated.certain ?? activated.possible
  const within = window.within === undefined || from === undefined ? undefined : plus(from, window.within)
  return earliest([within, window.by === undefined ? undefined : anchored(world, window.by).certain])
}

/** The text's own end, moved by extensions made before it, cut short by a withdrawal. */
function endOf(world: World, { id, window }: Clause): Instant | undefined {
  const own = window.until === undefined ? NEVER : anchored(world, window.until)
  let ends = own.certain ?? own.possible
  for (const { from, until } of exercisesOver(world, id, 'extend')) {
    if (ends !== undefined && from <= ends && (until === undefined || until >= ends)) ends = until
  }
  return earliest([ends, exercisesOver(world, id, 'withdraw')[0]?.from])
}

function liftsOf(world: World, id: ClauseId): readonly Lift[] {
  const resumed = exercisesOver(world, id, 'resume')
  const lift = (status: Lift['status'], { power, from, until, entries }: Exercise): Lift => {
    const again = status === 'suspended' ? resumed.find((use) => use.from >= from)?.from : undefined
    const start = power.effect === 'ex-tunc' ? 0 : from
    return { status, from: start, until: Math.min(until ?? FOREVER, again ?? FOREVER), entries }
  }
  return [
    ...exercisesOver(world, id, 'waive').map((use) => lift('waived', use)),
    ...exercisesOver(world, id, 'suspend').map((use) => lift('suspended', use)),
  ]
}

/** Whether what happened between two times (both inclusive) happened while the duty was owed. */
export function owedBetween(duty: Duty, from: number, until: number): 'surely' | 'perhaps' | 'no' {
  const { activated, lifts, defeated, ends = FOREVER } = duty
  const outside =
    until < (activated.possible ?? FOREVER) ||
    from >= ends ||
    from >= (defeated.certain ?? FOREVER) ||
    lifts.some((lift) => from >= lift.from && until < lift.until)
  if (outside || activated.possible === undefined) return 'no'
  const sure =
    from >= (activated.certain ?? FOREVER) &&
    until < ends &&
    until < (defeated.possible ?? FOREVER) &&
    !lifts.some((lift) => until >= lift.from && from < lift.until)
  return sure ? 'surely' : 'perhaps'
}

/** Through when everybody has closed whose silence counts, with the closings; `undefined` while one of them has not. */
export function closedThrough(
  { log, speakers, text }: World,
  sources: readonly Who[],
  clause: ClauseId | undefined,
): { readonly through: Instant; readonly entries: readonly LogIndex[] } | undefined {
  const groups = sources.map((who) => speakers.behind(who))
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
  const through = earliest(all.map(({ body }) => body.through))
  const missing = all.length < last.length || groups.some((group) => group.length === 0)
  if (through === undefined || missing) return undefined
  return { through, entries: inOrder(all.map(({ entry }) => entry)) }
}
