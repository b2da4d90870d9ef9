import type { Clause } from '../agreement/agreement.ts'
import { inLogOrder } from '../evidence/log-order.ts'
import type { LogIndex } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import type { Evaluation } from './evaluation.ts'
import { instantOf } from './branded.ts'
import { anchorOf } from './formal.ts'
import { covers, type Exercise } from './powers.ts'
import type { Reason } from './standing.ts'

/** A stretch of event time, from `from` (inclusive) until `until` (exclusive), over which a duty is set aside. */
export type Lift = {
  readonly status: 'waived' | 'suspended'
  readonly from: number
  readonly until: number
  readonly reason: Reason
}

const FOREVER = Number.MAX_SAFE_INTEGER
const NONE: readonly never[] = []

function exercisesOver(at: Evaluation, clause: Clause, may: Exercise['power']['may']): readonly Exercise[] {
  if (!at.powersCount || at.text.powers.size === 0) return NONE
  return [...at.text.powers.values()]
    .filter((power) => power.may === may && covers(power.over, clause.id))
    .flatMap((power) => at.exercises(power).effective)
    .toSorted((a, b) => a.from - b.from || a.completed - b.completed)
}

/** Waivers and suspensions of a duty. A suspension lasts until its own end or until it is resumed. */
export function liftsOf(at: Evaluation, clause: Clause): readonly Lift[] {
  if (at.text.powers.size === 0) return NONE
  const resumed = exercisesOver(at, clause, 'resume')
  const suspended = exercisesOver(at, clause, 'suspend').map((exercise): Lift => {
    const resume = resumed.find(({ from }) => from >= exercise.from)
    const until = Math.min(exercise.lasts ?? FOREVER, resume?.from ?? FOREVER)
    return lift('suspended', exercise, until)
  })
  const waived = exercisesOver(at, clause, 'waive').map((exercise) =>
    lift('waived', exercise, exercise.lasts ?? FOREVER),
  )
  return [...waived, ...suspended]
}

/** The lift that covers a moment: of a waiver and a suspension, the waiver. */
export function liftAt(lifts: readonly Lift[], at: number): Lift | undefined {
  let found: Lift | undefined
  for (const one of lifts) {
    if (at < one.from || one.until <= at) continue
    if (one.status === 'waived') return one
    found ??= one
  }
  return found
}

/** A deadline, and the lift that put it off where one did. */
export type Due = { readonly due: Instant | undefined; readonly putOffBy: Lift | undefined }

/**
 * A deadline that falls into a time in which the duty is set aside is put off to the end of that time, when it is owed
 * again (decision 33). One that is set aside for good stays as it was: nothing is owed then.
 */
export function putOff(due: Instant | undefined, lifts: readonly Lift[]): Due {
  let putOffBy: Lift | undefined
  for (let by = due; by !== undefined;) {
    const next = longestOver(lifts, by)
    if (next === undefined || next.until === FOREVER) return { due: by, putOffBy }
    putOffBy = next
    by = instantOf(next.until)
  }
  return { due, putOffBy: undefined }
}

function longestOver(lifts: readonly Lift[], at: number): Lift | undefined {
  let found: Lift | undefined
  for (const one of lifts) {
    if (one.from <= at && at < one.until && one.until > (found?.until ?? 0)) found = one
  }
  return found
}

function lift(status: Lift['status'], { power, from, entries }: Exercise, until: number): Lift {
  const values = { power: power.id, from, ...(until === FOREVER ? {} : { until }) }
  return {
    status,
    // From the start (ex tunc) undoes what came before; from then on (ex nunc) lets it stand.
    from: power.effect === 'ex-tunc' ? 0 : from,
    until,
    reason: { code: status, values, entries },
  }
}

/**
 * When a duty ends: its text's `until`, moved by extensions made before it had run out, cut short by a withdrawal. Once an
 * extension is taken back the end is what it was, but no earlier than that.
 */
export type End = {
  readonly ends: Instant | undefined
  readonly because: readonly Reason[]
  readonly entries: readonly LogIndex[]
}

const ENDLESS: End = { ends: undefined, because: NONE, entries: NONE }

export function endOf(at: Evaluation, clause: Clause): End {
  if (clause.window.until === undefined && at.text.powers.size === 0) return ENDLESS
  const because: Reason[] = []
  let ends: Instant | undefined
  let entries: readonly LogIndex[] = []
  if (clause.window.until !== undefined) {
    const found = anchorOf(at, clause.window.until)
    // A moment that is only proposed ends nothing: else one of those who set it together could end what binds the other.
    ends = found.onset.certain
    entries = ends === undefined ? [] : found.entries
    for (const extension of exercisesOver(at, clause, 'extend')) {
      if (ends === undefined) break
      const { from, until, lasts, power } = extension
      const values = { power: power.id, from, ...(until === undefined ? {} : { until }) }
      if (from > ends) {
        because.push({ code: 'extended-too-late', values, entries: extension.entries })
        continue
      }
      // Who may only extend does not shorten: that would be an end that the text gives no power to make.
      if (until !== undefined && until < ends) {
        because.push({ code: 'extension-shortens', values, entries: extension.entries })
        continue
      }
      const { length } = power.limits ?? {}
      if (length !== undefined && (until === undefined || until - ends > length)) {
        because.push({ code: 'power-too-long', values, entries: extension.entries })
        continue
      }
      // Taken back before the end that it moves: that is again what it was.
      if (lasts !== undefined && lasts < ends) continue
      ends = lasts
      entries = [...entries, ...extension.entries]
      because.push({
        code: lasts === undefined ? 'extended-without-end' : 'extended',
        values,
        entries: extension.entries,
      })
    }
  }
  const withdrawal = exercisesOver(at, clause, 'withdraw')[0]
  if (withdrawal !== undefined && (ends === undefined || withdrawal.from < ends)) {
    const { power, from, parties } = withdrawal
    const party = parties.find((one) => power.holders.includes(one)) ?? ''
    because.push({ code: 'withdrawn', values: { power: power.id, from, party }, entries: withdrawal.entries })
    ends = from
    entries = withdrawal.entries
  }
  return { ends, because, entries: inLogOrder(entries) }
}

/** Attempts to use a power over this duty that had no effect, and what is to be said of uses that have some. */
export function voidOver(at: Evaluation, clause: Clause): readonly Reason[] {
  if (!at.powersCount || at.text.powers.size === 0) return NONE
  const powers = [...at.text.powers.values()].filter((power) => covers(power.over, clause.id))
  return powers.flatMap((power) => {
    const { effective, void: without } = at.exercises(power)
    const standing = effective.flatMap(({ remarks }) => remarks)
    return [...without.map(({ reason }) => reason), ...standing]
  })
}
