import type { Agreement, Clause } from '../agreement/agreement.ts'
import { isLeftOut } from '../agreement/left-out.ts'
import { ATTACKS, type AgreementId, type ClauseId, type PartyId } from '../statement/fields.ts'
import type { StatementOf } from '../statement/kinds.ts'
import type { Instant } from '../time/instant.ts'
import { insideArea, type Inside } from './area.ts'

/**
 * Whether an act falls under an agreement at all, and under which duties of whom. Harm outside the scope is recorded as
 * harm and is no breach.
 */
export type Scope = {
  readonly agreement: AgreementId
  readonly within: boolean
  /** Why it is outside, or what is not known; empty when it is plainly inside. */
  readonly because: readonly ScopeReason[]
  /** The duties that the act would breach if it is as told. `bearer` is undefined where no one is named as having done it. */
  readonly touches: readonly { readonly clause: ClauseId; readonly bearer: PartyId | undefined }[]
}

export type ScopeReason =
  | 'draft-never-in-force'
  | 'before-it-began'
  | 'after-it-ended'
  | 'time-uncertain'
  | 'outside-the-area'
  | 'place-uncertain'
  | 'against-excluded-group'
  | 'by-excluded-group'
  | 'actor-not-a-party'
  | 'actor-left-out'
  | 'actor-unknown'
  | 'act-not-covered'

/** What of a report decides whether it is in scope. */
export type Reported = Pick<
  StatementOf<'incident-reported'>,
  'act' | 'when' | 'where' | 'alleged' | 'sides' | 'against' | 'touches'
>

/** The time in which an agreement binds: from `starts` (inclusive) until `ends` (exclusive). */
export type Period = { readonly starts: Instant | undefined; readonly ends: Instant | undefined }

/** One duty that a report touches, and whether its place is surely in the duty's area. */
export type Touch = {
  readonly clause: ClauseId
  readonly bearer: PartyId | undefined
  readonly placed: Inside
}

/** Reasons that leave an act inside, with something about it not known. */
const OPEN: readonly ScopeReason[] = ['time-uncertain', 'place-uncertain', 'actor-unknown']

/** Whether what a report tells of falls under the agreement in its period, and which duties it touches. */
export function scopeOf(report: Reported, agreement: Agreement, period: Period): Scope {
  if (agreement.force === 'draft') return outside(agreement, ['draft-never-in-force'])
  const { touches, because } = touchesOf(report, agreement)
  const time = timeReason(report, period)
  const reasons = time === undefined ? because : [time, ...because]
  const within = touches.length > 0 && reasons.every((reason) => OPEN.includes(reason))
  return {
    agreement: agreement.id,
    within,
    because: reasons,
    touches: within ? touches.map(({ clause, bearer }) => ({ clause, bearer })) : [],
  }
}

function outside(agreement: Agreement, because: readonly ScopeReason[]): Scope {
  return { agreement: agreement.id, within: false, because, touches: [] }
}

function timeReason({ when }: Reported, { starts, ends }: Period): ScopeReason | undefined {
  if (starts === undefined || when.latest < starts) return 'before-it-began'
  if (ends !== undefined && when.earliest >= ends) return 'after-it-ended'
  if (when.earliest < starts || (ends !== undefined && when.latest >= ends)) return 'time-uncertain'
  return undefined
}

/**
 * The duties a report touches whatever the time: by who did what to whom where. Time is left to the standing, because
 * a moment may be set, and a period extended, long after the report.
 */
export function touchesOf(
  report: Reported,
  agreement: Agreement,
): { readonly touches: readonly Touch[]; readonly because: readonly ScopeReason[] } {
  const who = actorReason(report, agreement)
  if (who !== undefined && who !== 'actor-unknown') return { touches: [], because: [who] }
  const touches: Touch[] = []
  let covered = false
  for (const clause of agreement.clauses.values()) {
    const named = namesClause(report, agreement, clause)
    if (!named && !coversAct(clause, report)) continue
    const bearer = bearerIn(clause, report)
    if (bearer === 'nobody') continue
    covered = true
    const placed = named ? 'inside' : placedIn(clause, report, agreement)
    if (placed !== 'outside') touches.push({ clause: clause.id, bearer, placed })
  }
  const because: ScopeReason[] = []
  if (who !== undefined) because.push(who)
  if (!covered) because.push('act-not-covered')
  else if (touches.length === 0) because.push('outside-the-area')
  else if (touches.every(({ placed }) => placed === 'uncertain')) because.push('place-uncertain')
  return { touches, because }
}

/** Excluded groups stand outside on either side; who is no party is bound by nothing. */
function actorReason(report: Reported, text: Agreement): ScopeReason | undefined {
  const { parties } = text
  const { alleged, against, sides } = report
  const excluded = (party: PartyId | undefined): boolean =>
    party !== undefined && (parties.get(party)?.excluded ?? false)
  if (excluded(alleged)) return 'by-excluded-group'
  if (excluded(against)) return 'against-excluded-group'
  if (sides?.some(excluded) ?? false) return 'against-excluded-group'
  if (alleged === undefined) {
    const known = sides?.some((side) => parties.has(side)) ?? true
    return known ? 'actor-unknown' : noParty(text, sides ?? [])
  }
  return parties.has(alleged) ? undefined : noParty(text, [alleged])
}

/** A party whose block has a fault is no stranger: whether it is bound is for the mended text to say. */
function noParty(text: Agreement, named: readonly PartyId[]): ScopeReason {
  return named.some((party) => isLeftOut(text, party)) ? 'actor-left-out' : 'actor-not-a-party'
}

function namesClause(report: Reported, agreement: Agreement, clause: Clause): boolean {
  return (
    report.touches?.some((touch) => touch.agreement === agreement.id && touch.clause === clause.id) ?? false
  )
}

function coversAct({ duty, conduct }: Clause, { act, against }: Reported): boolean {
  if (duty !== 'refrain' && duty !== 'maintain') return false
  const covers = conduct.acts.includes(act) || (conduct.acts.includes('attack') && ATTACKS.includes(act))
  if (!covers) return false
  return conduct.against.length === 0 || against === undefined || conduct.against.includes(against)
}

/** Whose duty it is: the alleged party's, nobody's by name where nobody is said to have begun. */
function bearerIn({ bearers }: Clause, { alleged, sides }: Reported): PartyId | undefined | 'nobody' {
  if (alleged !== undefined) return bearers.includes(alleged) ? alleged : 'nobody'
  if (sides === undefined) return undefined
  return sides.some((side) => bearers.includes(side)) ? undefined : 'nobody'
}

function placedIn({ conduct }: Clause, { where }: Reported, { terms }: Agreement): Inside {
  if (conduct.area === undefined) return 'inside'
  const area = terms.get(conduct.area)
  return area?.is === 'area' ? insideArea(area.extent, where) : 'uncertain'
}
