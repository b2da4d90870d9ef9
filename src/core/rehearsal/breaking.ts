import type { Agreement, Clause, Condition } from '../agreement/agreement.ts'
import { ownIn } from '../agreement/ids-in.ts'
import { breachesIn, hasDeadline, isUnder } from '../analysis/consequence.ts'
import type { ClauseId } from '../statement/fields.ts'
import { coneOf } from './cone.ts'
import type { Departure } from './departure.ts'

/** Whether a duty can be broken: what is forbidden or to be kept, and what is to be done by a deadline. */
export function canBeBroken(clause: Clause): boolean {
  if (clause.duty === 'achieve') return hasDeadline(clause)
  return clause.duty === 'refrain' || clause.duty === 'maintain'
}

/** Everybody breaks every promise of whose breach something speaks on which `id` rests. */
export function breakingFor(text: Agreement, id: string): readonly Departure[] {
  const cone = coneOf(text, [id])
  const named: ClauseId[] = []
  for (const { id: own, when, repeats } of text.clauses.values()) {
    if (!cone.has(own)) continue
    named.push(...breachesIn(when), ...(repeats?.is === 'for-each' ? ownIn(repeats.breaches) : []))
  }
  for (const { id: own, when } of text.powers.values()) if (cone.has(own)) named.push(...breachesIn(when))
  for (const { id: own, after } of text.exchanges.values())
    if (cone.has(own)) named.push(...breachesIn(after))
  const times = oftenIn(text)
  return [...text.clauses.values()]
    .filter((clause) => isUnder(named, clause.id) && canBeBroken(clause))
    .flatMap(({ id: clause, duty, bearers }) =>
      [...new Set(bearers)].map((who): Departure =>
        duty === 'achieve'
          ? { is: 'omits', who, what: 'perform', subject: clause }
          : { is: 'breaks', who, clause, times },
      ),
    )
}

/** One more than the highest number of breaches that the text counts to, as far as a play goes. */
export function oftenIn(text: Agreement): number {
  const conditions = [...text.clauses.values(), ...text.powers.values()].map(({ when }) => when)
  const counts = conditions.flatMap((one) => (one === undefined ? [] : highestIn(one)))
  return Math.min(OFTEN_AT_MOST, 1 + Math.max(0, ...counts))
}

const OFTEN_AT_MOST = 50

function highestIn(condition: Condition): readonly number[] {
  if (condition.is === 'all' || condition.is === 'any') return condition.of.flatMap(highestIn)
  if (condition.is === 'measured') return condition.what === 'breaches' ? [condition.over] : []
  return condition.is === 'counted' ? [condition.over] : []
}
