import type { Who } from '../agreement/agreement.ts'
import { namesOf } from '../evidence/lacking.ts'
import type { ClauseId } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import { lastMoment } from './clause-onsets.ts'
import { closedThrough } from './closing.ts'
import { sourcesOf } from './duty.ts'
import type { Evaluation } from './evaluation.ts'
import type { Facts } from './facts.ts'
import { isBy } from './formal.ts'
import type { Move } from './standing.ts'

/** Who is asked to close, where silence would decide a duty that is overdue or over: those who have not closed so far. */
export function closers(at: Evaluation, facts: Facts, when: Instant): readonly Move[] {
  const { clause } = facts
  const through = decidedBySilence(facts, when)
  if (through === undefined) return []
  return notClosed(at, sourcesOf(clause), clause.id, through).map((who) => {
    return { who, what: 'close', subject: clause.id, by: undefined }
  })
}

/** Through when the sources have to close for their silence to decide; `undefined` where it decides nothing. */
function decidedBySilence(facts: Facts, when: Instant): number | undefined {
  const { clause, due, end, discharge } = facts
  const { ifSilent, duty } = clause
  const { ends } = end
  if (ifSilent === 'unknown' || duty === 'permit' || duty === 'intend') return undefined
  if (duty !== 'achieve') {
    const isSpokenFor = discharge.open !== undefined || discharge.established !== undefined
    return ends === undefined || (ifSilent === 'breach' && isSpokenFor) ? undefined : ends - 1
  }
  if (due === undefined || when <= due) return undefined
  if (discharge.established !== undefined || isBy(discharge.open?.from, when)) return undefined
  // What ends before its deadline is not missed.
  return ifSilent === 'breach' && ends !== undefined && due >= ends ? undefined : lastMoment(facts, due)
}

/** Of some sources, who has not closed through a time: a party as itself, a role as the actors that have it. */
export function notClosed(
  at: Evaluation,
  sources: readonly Who[],
  clause: ClauseId | undefined,
  through: number,
): readonly Move['who'][] {
  return sources
    .flatMap((who): readonly Who[] =>
      who.is === 'role' ? at.actors.withRole(who.role).map((actor) => ({ is: 'actor', actor })) : [who],
    )
    .filter((who) => (closedThrough(at, [who], clause).through ?? -Infinity) < through)
    .flatMap((who) => namesOf(who, at.actors))
}
