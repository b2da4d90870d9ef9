import type { Condition } from '../agreement/agreement.ts'
import type { ClauseId } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import type { Evaluation } from './evaluation.ts'
import { measuredAt, type Counted, type CountNow } from './measured.ts'
import type { Onset } from './standing.ts'

/** A number on which a clause, an exchange or a power waits, and what it comes to at the moment asked about. */
export type CountStanding = Counted &
  CountNow & {
    /** Whose condition it stands in. */
    readonly of: ClauseId
    /** The condition comes true once the count is above this, and stays true. */
    readonly over: number
    /** Since when the count was above it for the first time. */
    readonly reached: Onset
  }

/** Every count that the conditions of a text ask for, in the order of its clauses, exchanges and powers. */
export function countsNow(evaluated: Evaluation, at: Instant): readonly CountStanding[] {
  const { clauses, exchanges, powers } = evaluated.text
  const conditions: readonly (readonly [ClauseId, Condition | undefined])[] = [
    ...[...clauses.values()].flatMap(({ id, when, unless }) => [[id, when] as const, [id, unless] as const]),
    ...[...exchanges.values()].map(({ id, after }) => [id, after] as const),
    ...[...powers.values()].map(({ id, when }) => [id, when] as const),
  ]
  return conditions.flatMap(([of, condition]) =>
    condition === undefined ? [] : countsIn(condition).map((one) => countOf(evaluated, of, one, at)),
  )
}

type Counting = Extract<Condition, { is: 'counted' | 'measured' }>

function countsIn(condition: Condition): readonly Counting[] {
  if (condition.is === 'all' || condition.is === 'any') return condition.of.flatMap(countsIn)
  return condition.is === 'counted' || condition.is === 'measured' ? [condition] : []
}

function countOf(evaluated: Evaluation, of: ClauseId, atom: Counting, at: Instant): CountStanding {
  const { clauses, over } = atom
  const { what, how, window }: Pick<Counted, 'what' | 'how' | 'window'> =
    atom.is === 'measured'
      ? atom
      : { what: 'breaches', how: 'sum', window: { is: 'sliding', within: atom.within } }
  const counted = { clauses, what, how, window }
  return {
    ...counted,
    ...measuredAt(evaluated, counted, at),
    of,
    over,
    reached: evaluated.onset(atom).onset,
  }
}
