import type { Clause, Who } from '../agreement/agreement.ts'
import type { LogIndex, PartyId } from '../statement/fields.ts'
import { plus, type Instant } from '../time/instant.ts'
import { performance } from './acts.ts'
import { breachClaim } from './breaches.ts'
import { claimsAgainst } from './claims.ts'
import { anchored, comesTrue, exercisesOver, type Exercise } from './formal.ts'
import { inOrder } from './in-order.ts'
import { NEVER, type When, type World } from './world.ts'

const FOREVER = Number.MAX_SAFE_INTEGER

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
  const activated = beginning(world, clause)
  return {
    clause,
    bearer,
    activated,
    due: deadline(world, clause, activated),
    ends: endOf(world, clause),
    lifts: liftsOf(world, clause),
    defeated: clause.unless === undefined ? NEVER : comesTrue(world, clause.unless),
  }
}

/** Nothing binds before the agreement starts, save a duty with a fixed day that lies no later than the start. */
function beginning(world: World, clause: Clause): When {
  const { text } = world
  if (text.force === 'draft' || text.startsOn === undefined) return NEVER
  const start = anchored(world, text.startsOn)
  const by = clause.window.by === undefined ? undefined : anchored(world, clause.window.by).certain
  const early = by !== undefined && start.certain !== undefined && by <= start.certain
  const base: When = early ? { certain: text.agreed, possible: text.agreed, entries: [] } : start
  if (clause.when === undefined) return base
  const when = comesTrue(world, clause.when)
  const both = (a: Instant | undefined, b: Instant | undefined): Instant | undefined =>
    a === undefined || b === undefined ? undefined : a > b ? a : b
  return {
    certain: both(base.certain, when.certain),
    possible: both(base.possible, when.possible),
    entries: inOrder([...base.entries, ...when.entries]),
  }
}

function deadline(world: World, { duty, window }: Clause, activated: When): Instant | undefined {
  if (duty !== 'achieve' && duty !== 'intend') return undefined
  const from = activated.certain ?? activated.possible
  const within = window.within === undefined || from === undefined ? undefined : plus(from, window.within)
  const by = window.by === undefined ? undefined : anchored(world, window.by).certain
  return within === undefined || by === undefined ? (within ?? by) : within < by ? within : by
}

/** The text's own end, moved by extensions made before it, cut short by a withdrawal. */
function endOf(world: World, { id, window }: Clause): Instant | undefined {
  let ends: Instant | undefined
  if (window.until !== undefined) {
    const found = anchored(world, window.until)
    ends = found.certain ?? found.possible
    for (const { from, until } of exercisesOver(world, id, 'extend')) {
      if (ends === undefined) break
      if (from <= ends && (until === undefined || until >= ends)) ends = until
    }
  }
  const withdrawn = exercisesOver(world, id, 'withdraw')[0]
  return withdrawn !== undefined && (ends === undefined || withdrawn.from < ends) ? withdrawn.from : ends
}

function liftsOf(world: World, { id }: Clause): readonly Lift[] {
  const resumed = exercisesOver(world, id, 'resume')
  const lift = (status: Lift['status'], { power, from, entries }: Exercise, until: number): Lift => ({
    status,
    from: power.effect === 'ex-tunc' ? 0 : from,
    until,
    entries,
  })
  const waived = exercisesOver(world, id, 'waive').map((use) => lift('waived', use, use.until ?? FOREVER))
  const suspended = exercisesOver(world, id, 'suspend').map((use) => {
    const again = resumed.find(({ from }) => from >= use.from)?.from ?? FOREVER
    return lift('suspended', use, Math.min(use.until ?? FOREVER, again))
  })
  return [...waived, ...suspended]
}

/** Whether what happened between two times (both inclusive) happened while the duty was owed. */
export function owedBetween(duty: Duty, from: number, until: number): 'surely' | 'perhaps' | 'no' {
  const { activated, lifts, defeated } = duty
  const ends = duty.ends ?? FOREVER
  if (activated.possible === undefined || until < activated.possible || from >= ends) return 'no'
  if (defeated.certain !== undefined && from >= defeated.certain) return 'no'
  if (lifts.some((lift) => from >= lift.from && until < lift.until)) return 'no'
  const sure =
    activated.certain !== undefined &&
    from >= activated.certain &&
    until < ends &&
    !lifts.some((lift) => until >= lift.from && from < lift.until) &&
    !(defeated.possible !== undefined && until >= defeated.possible)
  return sure ? 'surely' : 'perhaps'
}

/** Through when everybody whose silence counts has closed, with the closings; `undefined` while one has not. */
export function closedThrough(
  { log, speakers, text }: World,
  { id, sources, evidence }: Clause,
): { readonly through: Instant; readonly entries: readonly LogIndex[] } | undefined {
  const asked = sources.length > 0 ? sources : namedBy(evidence)
  const groups = asked.map((who) => speakers.behind(who))
  if (groups.length === 0 || groups.some((group) => group.length === 0)) return undefined
  const closings = log
    .of('source-closed')
    .filter(
      ({ body, by }) =>
        by.includes(body.source) &&
        (body.agreement === undefined || body.agreement === text.id) &&
        (body.clause === undefined || body.clause === id),
    )
  const last = [...new Set(groups.flat())].map((source) => {
    const own = closings.filter(({ body }) => body.source === source)
    // Closings of everything before closings of this clause, each kind in log order.
    const ordered = [
      ...own.filter(({ body }) => body.clause === undefined),
      ...own.filter(({ body }) => body.clause !== undefined),
    ]
    return ordered.toSorted((a, b) => b.body.through - a.body.through)[0]
  })
  const all = last.filter((one) => one !== undefined)
  if (all.length < last.length) return undefined
  const through = all.map(({ body }) => body.through).toSorted((a, b) => a - b)[0]
  return through === undefined ? undefined : { through, entries: inOrder(all.map(({ entry }) => entry)) }
}

function namedBy(standard: Clause['evidence']): readonly Who[] {
  return standard.is === 'said' ? [standard.by] : standard.of.flatMap(namedBy)
}

/** The entries that show a continuing duty kept to its end; `undefined` where nothing shows it. */
export function shownKept(world: World, duty: Duty): readonly LogIndex[] | undefined {
  const { clause, bearer, ends } = duty
  if (ends === undefined) return undefined
  const { done } = performance(world, clause, bearer)
  if (done !== undefined && done.latest >= ends - 1) return done.entries
  const closed = closedThrough(world, clause)
  return clause.ifSilent === 'compliant' && closed !== undefined && closed.through >= ends - 1
    ? closed.entries
    : undefined
}

/** When a continuing duty's window ended with the duty kept. */
export function kept(world: World, duty: Duty): When {
  const { ends } = duty
  const breach = breachClaim(world, duty, 'conduct')
  if (ends === undefined || breach.certain !== undefined) return NEVER
  const shown = claimsAgainst(world, duty).length === 0 ? shownKept(world, duty) : undefined
  return { certain: shown === undefined ? undefined : ends, possible: ends, entries: shown ?? [] }
}
