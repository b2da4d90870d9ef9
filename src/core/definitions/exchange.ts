import type { Condition, Exchange } from '../agreement/agreement.ts'
import type { ClauseId, LogIndex } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import { performance } from './acts.ts'
import { whenDone } from './breach.ts'
import type { CertifiedOrder, ExchangeStatus } from './verdicts.ts'
import { comesTrue, dutiesIn } from './conditions.ts'
import type { Duty } from './duty.ts'
import { isRepeated } from './occurrences.ts'
import { inOrder } from './told.ts'
import { NEVER, type When, type World } from './world.ts'

/** One leg for one of its bearers. */
type Step = { readonly duty: Duty; readonly done: When; readonly from: number }

/** The legs of an exchange, each for each of its bearers, in the order of the text. */
export function stepsOf(world: World, { legs }: Exchange): readonly Step[] {
  return legs.flatMap((clause) =>
    dutiesIn(world, { is: 'done', clause, by: undefined }).map((duty): Step => {
      const done = whenDone(world, duty)
      // What is done once may have been done at any moment of the time that its proof gives.
      const { done: shown } = isOnce(duty) ? performance(world, duty) : { done: undefined }
      return { duty, done, from: shown?.from ?? done.certain }
    }),
  )
}

/** Whether one performance does what is owed. */
export function isOnce(duty: Duty): boolean {
  const { duty: kind } = duty.clause
  return kind !== 'maintain' && kind !== 'refrain' && !isRepeated(duty)
}

export function exchangeAt(world: World, exchange: Exchange, at: Instant): ExchangeStatus {
  const { legs, mode, after, ifNobodyMoves } = exchange
  const steps = stepsOf(world, exchange)
  const done = steps.filter((step) => step.done.certain <= at).length
  if (done > 0) return done === steps.length ? 'done' : 'partly-done'
  const begins =
    after === undefined
      ? steps.some(({ duty }) => duty.activated.possible <= at)
      : isSpokenFor(world, after, at)
  if (!begins) return 'waiting'
  const isSilent = mode.is === 'simultaneous' && ifNobodyMoves === undefined
  if (isSilent && new Set(legs).size > 1) return 'deadlocked'
  return after === undefined || comesTrue(world, after).certain <= at ? 'open' : 'waiting'
}

/** Whether somebody says, of each thing that has to come first, that at least a part of it is done. */
function isSpokenFor(world: World, condition: Condition, at: Instant): boolean {
  if (comesTrue(world, condition).possible <= at) return true
  if (condition.is === 'all') return condition.of.every((part) => isSpokenFor(world, part, at))
  if (condition.is === 'any') return condition.of.some((part) => isSpokenFor(world, part, at))
  return (
    condition.is === 'done' && dutiesIn(world, condition).some((duty) => whenDone(world, duty).possible <= at)
  )
}

/** Where nobody can move first: who waits for whom, as a closed path. */
export function cycleOf({ legs }: Exchange): readonly ClauseId[] {
  const once = [...new Set(legs)]
  return [...once, ...once.slice(0, 1)]
}

/** What the times of the legs come to by `at`, each within the bounds in which it is known. */
export function orderOf(world: World, exchange: Exchange, at: Instant): readonly CertifiedOrder[] {
  const { mode, legs } = exchange
  const steps = stepsOf(world, exchange)
  if (mode.is === 'in-turn') {
    const of = (leg: ClauseId): readonly Step[] => steps.filter(({ duty }) => duty.clause.id === leg)
    const tie = mode.sameMoment === 'in-turn' ? 1 : 0
    return legs.slice(1).flatMap((leg, i) => {
      const before = legs.slice(i, i + 1).flatMap(of)
      return of(leg).flatMap((step) => outOfTurn(before, step, tie, at))
    })
  }
  const done = steps.filter((step) => step.done.certain <= at)
  if (done.length === 0) return []
  const isAll = done.length === steps.length
  const { least, most } = apart(done, isAll ? undefined : at)
  const entries = inOrder(done.flatMap((step) => step.done.entries))
  const found = (is: CertifiedOrder['is']): readonly CertifiedOrder[] => [{ is, leg: null, entries }]
  if (mode.is === 'held') {
    if (least > mode.for) return found('legs-returned')
    return found(most > mode.for ? 'legs-perhaps-returned' : isAll ? 'legs-released' : 'legs-held')
  }
  if (least > mode.within) return found(isAll ? 'legs-apart' : 'leg-left-behind')
  return most > mode.within ? found('legs-perhaps-apart') : []
}

/** How far apart steps lie, at least and at most. Those that are missing come after `now`. */
function apart(steps: readonly Step[], now: number | undefined) {
  const from = steps.map((step) => step.from)
  const until = steps.map(({ done }) => done.certain)
  if (now !== undefined) return { least: now - Math.min(...until), most: now - Math.min(...from) }
  const pairs = steps.flatMap((one) =>
    steps.filter((other) => other !== one).map((other) => other.done.certain - one.from),
  )
  return { least: Math.max(...from) - Math.min(...until), most: Math.max(0, ...pairs) }
}

/** Whether a step was done before, or (where that counts) with, the last of those whose turn it was. */
function outOfTurn(before: readonly Step[], { duty, done, from }: Step, tie: number, at: Instant) {
  const last = (time: (step: Step) => number): number =>
    Math.max(...before.map(time).map((one) => (one <= at ? one : NEVER)))
  const [earliest, latest] = [last((step) => step.done.possible), last((step) => step.done.certain)]
  if (done.certain > at || latest < from + tie) return []
  const is = done.certain < earliest + 1 - tie ? 'leg-out-of-turn' : 'leg-perhaps-out-of-turn'
  const entries: readonly LogIndex[] = done.entries
  return [{ is, leg: duty.clause.id, entries } as const]
}
