import type { Power } from '../agreement/agreement.ts'
import { saidAsOf } from '../evidence/said.ts'
import type { ClauseId, LogIndex, PartyId } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import type { Question } from './question.ts'
import { isBy } from './formal.ts'
import type { Onset, Reason } from './standing.ts'

/** One exercise of a power that has effect: by its holders, within what the text lets them do. */
export type Exercise = {
  readonly power: Power
  readonly from: Instant
  readonly until: Instant | undefined
  readonly entries: readonly LogIndex[]
  readonly parties: readonly PartyId[]
}

export type Exercises = {
  readonly effective: readonly Exercise[]
  /** Attempts without effect, each with the reason. */
  readonly void: readonly { readonly power: Power; readonly from: Instant; readonly reason: Reason }[]
}

/** Whether a power's or state's list of clauses covers a clause: by its id, or by that of the paragraph it stands under. */
export function covers(over: readonly ClauseId[], clause: ClauseId): boolean {
  return over.length === 0 || over.some((id) => id === clause || clause.startsWith(`${id}.`))
}

/**
 * Every exercise of a power as known, in order of effect. Holders act jointly by one statement or by several that say the
 * same. `onsetOf` evaluates the power's own condition.
 */
export function exercisesOf(
  asked: Question,
  power: Power,
  onsetOf: (condition: NonNullable<Power['when']>) => Onset,
): Exercises {
  const { engine, text, known, actors } = asked
  type Group = {
    act: Power['may']
    from: Instant
    until: Instant | undefined
    by: PartyId[]
    entries: LogIndex[]
  }
  const groups = new Map<string, Group>()
  for (const entry of engine.about.get(`power|${text.id}|${power.id}`) ?? []) {
    const body = saidAsOf(engine.record, entry, 'power-exercised', known)
    if (body === undefined || body.kind !== 'power-exercised') continue
    const { act, from, until } = body
    const key = `${act}|${from}|${until ?? ''}`
    const group = groups.get(key) ?? { act, from, until, by: [], entries: [] }
    for (const actor of engine.record.said.get(entry)?.by ?? []) {
      const party = actors.actsFor(actor)
      if (party !== undefined && !group.by.includes(party)) group.by.push(party)
    }
    group.entries.push(entry)
    groups.set(key, group)
  }
  const effective: Exercise[] = []
  const without: { power: Power; from: Instant; reason: Reason }[] = []
  for (const { act, from, until, by, entries } of groups.values()) {
    const code = lack(power, act, from, by, onsetOf)
    if (code === undefined) effective.push({ power, from, until, entries, parties: by })
    else without.push({ power, from, reason: { code, values: { power: power.id, from }, entries } })
  }
  return { effective: effective.toSorted(inOrder), void: without.toSorted(inOrder) }
}

const inOrder = (a: { from: Instant }, b: { from: Instant }): number => a.from - b.from

/** Why an exercise has no effect, as a reason's code; `undefined` where it has. */
function lack(
  { may, holders, jointly, when }: Power,
  act: Power['may'],
  from: Instant,
  by: readonly PartyId[],
  onsetOf: (condition: NonNullable<Power['when']>) => Onset,
): string | undefined {
  if (act !== may) return 'power-does-not-reach'
  const has = (holder: PartyId): boolean => by.includes(holder)
  if (!holders.some(has)) return 'power-wrong-body'
  if (jointly && !holders.every(has)) return 'power-not-by-all'
  if (when !== undefined && !isBy(onsetOf(when).certain, from)) return 'power-condition-not-met'
  return undefined
}
