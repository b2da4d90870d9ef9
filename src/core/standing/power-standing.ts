import type { Power } from '../agreement/agreement.ts'
import type { ActorId, ClauseId, LogIndex, PartyId } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import type { Evaluation } from './evaluation.ts'
import { anchorOf } from './formal.ts'
import { covers } from './powers.ts'
import type { Onset, Reason } from './standing.ts'
import { unsatisfied, waitsFor } from './waiting.ts'

/** Where a power stands: whether it may be used, and every use of it that is on record. */
export type PowerStanding = {
  readonly power: ClauseId
  /** Since when its own condition is met; left out where the text asks for none. */
  readonly ground?: Onset
  /** What its condition still waits for. */
  readonly waits: readonly Reason[]
  /** The last moment at which a use may take effect; left out where the text sets none, or it is not known. */
  readonly last?: Instant
  /** In order of the times from which they are to take effect. */
  readonly uses: readonly PowerUse[]
}

/** One use of a power, by those who said the same together. */
export type PowerUse = {
  readonly from: Instant
  readonly until?: Instant
  readonly by: readonly (PartyId | ActorId)[]
  readonly entries: readonly LogIndex[]
  readonly hasEffect: boolean
  /** Why it has no effect, what it did to an end, or that since then its ground has fallen or it was taken back. */
  readonly why: readonly Reason[]
}

/** Every power of a text, in its order. */
export function powersNow(evaluated: Evaluation, at: Instant): readonly PowerStanding[] {
  return [...evaluated.text.powers.values()].map((power) => {
    const { when, limits } = power
    const last = limits?.by === undefined ? undefined : anchorOf(evaluated, limits.by).onset.certain
    return {
      power: power.id,
      ...(when === undefined ? {} : { ground: evaluated.ground(when, evaluated.known) }),
      waits:
        when === undefined ? [] : unsatisfied(evaluated, when, at).map((atom) => waitsFor(evaluated, atom)),
      ...(last === undefined ? {} : { last }),
      uses: usesOf(evaluated, power),
    }
  })
}

/** What an extension that moved an end says of it, in `endOf`. */
const EXTENDED = new Set(['extended', 'extended-without-end'])

function usesOf(evaluated: Evaluation, power: Power): readonly PowerUse[] {
  const { effective, void: without } = evaluated.exercises(power)
  const having = effective.map(({ from, entries, remarks }): PowerUse => {
    const why = power.may === 'extend' ? onEnds(evaluated, power, entries) : []
    const hasEffect = why.length === 0 || why.some(({ code }) => EXTENDED.has(code))
    return { ...usedIn(evaluated, entries), from, hasEffect, why: [...why, ...remarks] }
  })
  const lacking = without.map(({ from, reason }): PowerUse => {
    return { ...usedIn(evaluated, reason.entries), from, hasEffect: false, why: [reason] }
  })
  return [...having, ...lacking].toSorted((a, b) => a.from - b.from)
}

/** Who used it, and until when it is to last, as the entries say. */
function usedIn(
  { engine, actors }: Evaluation,
  entries: readonly LogIndex[],
): Pick<PowerUse, 'until' | 'by' | 'entries'> {
  const by = entries.flatMap((entry) => engine.record.said.get(entry)?.by ?? [])
  const [first] = entries
  // As it was said, also where it is taken back: no use can be corrected.
  const body = first === undefined ? undefined : engine.record.said.get(first)?.statement
  return {
    by: [...new Set(by.map((actor) => actors.actsFor(actor) ?? actor))],
    entries,
    ...(body?.kind === 'power-exercised' && body.until !== undefined ? { until: body.until } : {}),
  }
}

/** What an extension did to the ends of the clauses that it reaches, each thing said once. */
function onEnds(evaluated: Evaluation, power: Power, entries: readonly LogIndex[]): readonly Reason[] {
  const ends = [...evaluated.text.clauses.values()]
    .filter(({ id }) => covers(power.over, id))
    .flatMap((clause) => clause.bearers.flatMap((party) => evaluated.facts(clause, party).end.because))
    .filter(({ values, entries: of }) => values['power'] === power.id && of === entries)
  return [...new Map(ends.map((reason) => [reason.code, reason])).values()]
}
