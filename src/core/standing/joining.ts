import type { Power } from '../agreement/agreement.ts'
import type { PartyId } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import type { Evaluation } from './evaluation.ts'
import type { Facts } from './facts.ts'
import { isBy } from './formal.ts'
import { begunUses, type Attempt } from './power-uses.ts'
import { covers, outsideLimits, type Exercise } from './powers.ts'
import { lastReading } from './recorded.ts'
import type { Move } from './standing.ts'

/**
 * Of the powers over a duty, who is asked to join a use that is begun and short of its quorum, as long as it could still
 * have effect on that duty.
 */
export function joiningMoves(at: Evaluation, facts: Facts, when: Instant): readonly Move[] {
  return [...at.text.powers.values()]
    .filter(({ over }) => covers(over, facts.clause.id))
    .flatMap((power) => {
      const nearest = begunUses(at, power).find(
        (use) => use.joined.length > 0 && wouldCount(at, power, use) && reaches(at, power, use, facts, when),
      )
      return nearest === undefined ? [] : holdersAsked(power, nearest.joined)
    })
}

/** Those holders of a power who have not joined its use. */
export function holdersAsked(
  { id, holders, quorum, form }: Power,
  joined: readonly PartyId[],
): readonly Move[] {
  const missing = holders.filter((holder) => !joined.includes(holder))
  const few = missing.length > 1 ? { enough: quorum - joined.length } : {}
  const how = form === undefined ? {} : { form }
  return missing.map((who) => ({ who, what: 'exercise', subject: id, by: undefined, ...few, ...how }))
}

/** Whether a use would have effect if the other holders joined it now: by its form, its limits and its ground as known. */
function wouldCount(at: Evaluation, power: Power, use: Attempt): boolean {
  const { form, limits, when } = power
  const isInTime = form?.told === undefined || (lastReading(at) ?? 0) + form.told <= use.from
  const isLeft = limits?.times === undefined || at.exercises(power).effective.length < limits.times
  const isGrounded = when === undefined || isBy(at.ground(when, at.known).certain, use.from)
  return isInTime && isLeft && isGrounded && outsideLimits(at, power, use) === undefined
}

/** Whether it would change anything of a duty that at `when` is not yet past. */
function reaches(
  at: Evaluation,
  { may, limits }: Power,
  { from, until = Infinity }: ReachedBy,
  { clause, end, lifts }: Facts,
  when: Instant,
): boolean {
  const { ends = Infinity } = end
  switch (may) {
    case 'extend': {
      // An end that somebody made by withdrawing is moved by no extension.
      const isFinal = usesOver(at, clause.id, 'withdraw').some((use) => use.from <= ends)
      const { length = Infinity } = limits ?? {}
      return from <= ends && until > Math.max(ends, when) && until - ends <= length && !isFinal
    }
    case 'resume':
      return lifts.some((lift) => lift.status === 'suspended' && lift.from <= from && from < lift.until)
    case 'suspend': {
      const isResumed = usesOver(at, clause.id, 'resume').some((use) => from <= use.from && use.from <= when)
      return from < ends && until > when && !isResumed
    }
    case 'waive':
      return from < ends && until > when
    case 'withdraw':
      return from < ends
  }
}

type ReachedBy = { readonly from: number; readonly until?: number | undefined }

function usesOver(at: Evaluation, clause: string, kind: Power['may']): readonly Exercise[] {
  return [...at.text.powers.values()]
    .filter(({ may, over }) => may === kind && covers(over, clause))
    .flatMap((power) => at.exercises(power).effective)
}
