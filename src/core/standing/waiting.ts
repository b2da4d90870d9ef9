import type { Clause, Condition } from '../agreement/agreement.ts'
import type { ClauseId, LogIndex } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import { dutyOf } from './duty.ts'
import type { Evaluation } from './evaluation.ts'
import { anchorOf, isBy } from './formal.ts'
import { holdersSoFar } from './power-uses.ts'
import type { Reason } from './standing.ts'

/** The atoms of a condition that are not surely true at `at`, in the order of the text. */
export function unsatisfied(at: Evaluation, condition: Condition, when: Instant): readonly Condition[] {
  if (isBy(at.onset(condition).onset.certain, when)) return []
  if (condition.is === 'all' || condition.is === 'any') {
    return condition.of.flatMap((part) => unsatisfied(at, part, when))
  }
  return [condition]
}

/** What a clause waits for before it begins, each thing once; where all of it has come, the end of the delay after it. */
export function waitingReasons(at: Evaluation, clause: Clause, when: Instant): readonly Reason[] {
  const { startsOn } = at.text
  const reasons: Reason[] = []
  if (startsOn !== undefined) {
    const start = anchorOf(at, startsOn)
    if (!isBy(start.onset.certain, when))
      reasons.push(waitsForAnchor(start.onset.certain, startsOn, start.entries))
  }
  if (clause.when !== undefined) {
    for (const atom of unsatisfied(at, clause.when, when)) reasons.push(waitsFor(at, atom))
  }
  const { activated, activatedBy } = dutyOf(at, clause)
  if (reasons.length === 0 && activated.certain !== undefined && activated.certain > when)
    reasons.push({ code: 'waits-for-time', values: { at: activated.certain }, entries: activatedBy })
  return eachOnce(reasons)
}

/** What two conditions, or two parts of one, wait for alike is said once. */
export function eachOnce(reasons: readonly Reason[]): readonly Reason[] {
  const named = ({ code, values }: Reason): string => `${code}|${JSON.stringify(values)}`
  return [...new Map(reasons.map((reason) => [named(reason), reason])).values()]
}

function waitsForAnchor(
  certain: Instant | undefined,
  anchor: NonNullable<Evaluation['text']['startsOn']>,
  entries: readonly LogIndex[],
): Reason {
  if (certain !== undefined) return { code: 'waits-for-time', values: { at: certain }, entries }
  const term = anchor.is === 'moment' ? anchor.moment : ''
  return { code: 'waits-for-moment', values: { term }, entries }
}

/** How many holders a power takes, and how many have joined the use that is nearest to it. */
function quorumOf(at: Evaluation, id: ClauseId): { readonly needs: number; readonly have: number } {
  const power = at.text.powers.get(id)
  return power === undefined
    ? { needs: 1, have: 0 }
    : { needs: power.quorum, have: holdersSoFar(at, power).length }
}

/** One unsatisfied atom, as a reason with what is known of it so far. */
export function waitsFor(at: Evaluation, atom: Condition): Reason {
  const { onset, entries } = at.onset(atom)
  // Something is said for it, and it is not established: what is missing is the proof.
  const open = onset.possible !== undefined && onset.certain === undefined && entries.length > 0
  switch (atom.is) {
    case 'all':
    case 'any':
      return { code: 'waits-for-condition', values: {}, entries }
    case 'reached':
      return waitsForAnchor(onset.certain, atom.anchor, entries)
    case 'done':
      return {
        code: open ? 'waits-for-proof' : 'waits-for-clause',
        values: { clause: atom.clause, ...(atom.by === undefined ? {} : { party: atom.by }) },
        entries,
      }
    case 'breached':
      return { code: 'waits-for-breach', values: { clause: atom.clause }, entries }
    case 'holds':
      return {
        code: 'waits-for-state',
        values: {
          state: atom.state,
          for: atom.for ?? 0,
          ...(onset.possible === undefined ? {} : { possible: onset.possible }),
        },
        entries,
      }
    case 'exercised':
      return { code: 'waits-for-power', values: { power: atom.power, ...quorumOf(at, atom.power) }, entries }
    case 'acceded':
      return { code: 'waits-for-accession', values: { party: atom.party }, entries }
    case 'counted':
      return {
        code: 'waits-for-count',
        values: { clause: atom.clauses.join(' '), over: atom.over, within: atom.within },
        entries,
      }
    case 'measured':
      return {
        code: atom.what === 'breaches' ? 'waits-for-count' : `waits-for-${atom.what}`,
        values: { clause: atom.clauses.join(' '), over: atom.over },
        entries,
      }
    case 'overturned':
      return { code: 'waits-for-overturning', values: { power: atom.power }, entries }
  }
}
