import type { ActorId } from '../statement/fields.ts'
import type { Accounts, Finding, Report } from './accounts.ts'
import type { Asking } from './asking.ts'
import type { Candidate } from './attribution.ts'
import { MONITORS, partiesOf, sideOf } from './voices.ts'

/**
 * Where an incident stands, as known:
 * - `withdrawn`: every report was taken back by its authors and nobody has made a finding;
 * - `confirmed`, `not-confirmed`: so found by a body of more than one side, or by one side and contradicted by nobody;
 * - `disputed`: findings contradict each other, or one side's word stands against another's, and no finding that speaks
 *   for more than one side decides it;
 * - `undetermined`: somebody looked and could not say, and nobody disputes it;
 * - `reported`: told, and not examined.
 */
export const INCIDENT_STATUSES = [
  'reported',
  'confirmed',
  'not-confirmed',
  'disputed',
  'undetermined',
  'withdrawn',
] as const
export type IncidentStatus = (typeof INCIDENT_STATUSES)[number]

/**
 * The status rule, in order:
 * 1. Findings that speak for more than one side (a monitor of no party, or both sides jointly) decide, if they agree; if
 *    they contradict each other: `disputed`. A denial by the accused stands beside such a finding and does not unsettle
 *    it, or the accused would hold a veto.
 * 2. Otherwise it is `disputed` if {@link contradicted}.
 * 3. Otherwise a separate finding decides; then `undetermined` if anybody found so; then `reported`.
 * How far the figures lie apart never makes a dispute by itself: the table of what is agreed shows that.
 */
export function statusOf(
  accounts: Accounts,
  candidates: readonly Candidate[],
  asking: Asking,
): IncidentStatus {
  const { findings, reports } = accounts
  if (findings.length === 0 && reports.length === 0) {
    return accounts.withdrawn.length > 0 ? 'withdrawn' : 'reported'
  }
  const settled = outcomeOf(findings.filter(({ separate }) => !separate))
  if (settled !== undefined) return settled
  if (contradicted(accounts, candidates, asking)) return 'disputed'
  const separate = outcomeOf(findings)
  if (separate !== undefined) return separate
  return findings.length > 0 ? 'undetermined' : 'reported'
}

/** What findings conclude together. `undetermined` contradicts nothing, so it decides nothing. */
function outcomeOf(findings: readonly Finding[]): 'confirmed' | 'not-confirmed' | 'disputed' | undefined {
  const yes = findings.some(({ body }) => body.outcome === 'confirmed')
  const no = findings.some(({ body }) => body.outcome === 'not-confirmed')
  if (yes && no) return 'disputed'
  return yes ? 'confirmed' : no ? 'not-confirmed' : undefined
}

/**
 * Whether one side's word stands against another's: reports or findings name rivals as having done it; the side named
 * denies or explains it (to accept the act is not yet to accept a breach); somebody denies a report; separate findings contradict each other; or a side
 * finds that a thing was not so which others report.
 */
function contradicted(accounts: Accounts, candidates: readonly Candidate[], asking: Asking): boolean {
  const { findings, reports, replies } = accounts
  if (rivals(candidates, asking)) return true
  if (candidates.some(({ answered }) => answered.length > 0)) return true
  if (replies.some(({ stance }) => stance === 'denies')) return true
  if (outcomeOf(findings) === 'disputed') return true
  return findings.some(({ body, voices }) => {
    return body.outcome === 'not-confirmed' && reports.some((report) => !sameVoice(report.voices, voices))
  })
}

function sameVoice(these: readonly string[], those: readonly string[]): boolean {
  return these.some((voice) => those.includes(voice))
}

/** Whether parties of different sides are named as having done it. Two parties of one side are no rivals. */
export function rivals(candidates: readonly Candidate[], asking: Asking): boolean {
  const [first, ...rest] = candidates.map(({ party }) => sideOf(party, asking))
  return rest.some((side) => side !== first)
}

/** How strong the claim is. Codes after the grading of Airwars (domain 3.8), with the rules that {@link gradeOf} states. */
export const GRADES = ['confirmed', 'fair', 'weak', 'contested', 'discounted', 'unreported'] as const
export type Grade = (typeof GRADES)[number]

/**
 * The grading rule, first that fits:
 * - `unreported`: no report stands (there may be a finding or a notice);
 * - `discounted`: a finding that speaks for more than one side says it was not so, and none that it was;
 * - `confirmed`: somebody who acts for a party named as having done it accepts it, or a finding that speaks for more than
 *   one side confirms it;
 * - `contested`: parties of different sides are named as having done it;
 * - `fair`: two or more independent sources report it;
 * - `weak`: one source alone.
 * Sources are independent if they are different actors that do not act for one party. A `compiled` report repeats others'
 * work, so it never makes a second source; neither does a correction or a second report of the same author.
 */
export function gradeOf(
  { reports, findings }: Accounts,
  candidates: readonly Candidate[],
  asking: Asking,
): Grade {
  if (reports.length === 0) return 'unreported'
  const settled = outcomeOf(findings.filter(({ separate }) => !separate))
  if (settled === 'not-confirmed') return 'discounted'
  if (settled === 'confirmed' || candidates.some(({ accepted }) => accepted.length > 0)) return 'confirmed'
  if (rivals(candidates, asking)) return 'contested'
  return independentSources(reports, asking) >= 2 ? 'fair' : 'weak'
}

/** How many independent sources report it: at least 1 if anybody does, compilers counting only where nobody else speaks. */
export function independentSources(reports: readonly Report[], asking: Asking): number {
  const sources = new Set<string>()
  for (const { by, body } of reports) if (body.means !== 'compiled') sources.add(sourceOf(by, asking))
  return sources.size === 0 && reports.length > 0 ? 1 : sources.size
}

function sourceOf(by: readonly ActorId[], asking: Asking): string {
  const [party] = partiesOf(by, asking)
  return party ?? by[0] ?? MONITORS
}
