import { sameAuthors } from '../evidence/said.ts'
import { apart } from '../place/distance.ts'
import type { IncidentId, LogIndex, PartyId, Place } from '../statement/fields.ts'
import type { EventTime } from '../time/event-time.ts'
import { actsAgree } from './agreed.ts'
import type { ReportBody } from './asking.ts'
import { isTooCoarseForDays } from './counting-day.ts'
import { incidentOfReport, reportAsOf, type Incidents } from './fold.ts'
import { firstAt, inOrderOfTime } from './time-index.ts'

/** One thing that speaks for two reports being about the same incident, with its measure. */
export type LinkReason =
  | { readonly is: 'times-overlap' }
  /** Not at the same time, but this many milliseconds apart at least: within {@link TIME_SLACK}. */
  | { readonly is: 'times-close'; readonly gap: number }
  /** The circles inside which the sources could place it touch; `metres` between their middles. */
  | { readonly is: 'places-meet'; readonly metres: number }
  | { readonly is: 'same-place-name'; readonly name: string }
  | { readonly is: 'same-act' }
  /** One source names no means. */
  | { readonly is: 'acts-compatible' }
  | { readonly is: 'same-parties'; readonly parties: readonly PartyId[] }
  | { readonly is: 'parties-not-named' }

/**
 * What the machine proposes: that a report may speak of the incident another report belongs to. It is never applied by
 * itself: only a signed `reports-linked` joins reports, and `reports-parted` undoes it.
 */
export type LinkProposal = {
  readonly report: LogIndex
  readonly with: LogIndex
  /** The incident that `with` belongs to as known. */
  readonly incident: IncidentId
  readonly reasons: readonly LinkReason[]
}

const HOUR = 3_600_000
/** Sources' clocks and memories differ: two intervals this far apart may still be one event. */
const TIME_SLACK = 6 * HOUR
/** A source that knew the time no better than this could be speaking of anything in the region. */
const TOO_LONG = 7 * 24 * HOUR
/** Metres taken for a point whose source gave no radius: about a large village. */
const UNSTATED_RADIUS = 2000

/**
 * The reports that may speak of the same incident as this one, as known: near in time, near in place, of a compatible
 * act, and with no contradiction in the parties. Who is blamed does not matter: rivals blame each other for one event.
 * Reports of the same authors are not proposed: a source that tells twice tells of two things, or else corrects itself.
 * In order of distance, then of time, then of entry; at most `limit`.
 */
export function proposeLinks(
  incidents: Incidents,
  report: LogIndex,
  known: number,
  limit: number,
): readonly LinkProposal[] {
  const body = reportAsOf(incidents, report, known)
  if (body === undefined || isVague(body.when)) return []
  const authors = incidents.record.said.get(report)?.by ?? []
  const own = incidentOfReport(incidents, report, known)
  const marks = inOrderOfTime(incidents.times)
  const found = new Map<LogIndex, Found>()
  const end = body.when.latest + TIME_SLACK
  for (let i = firstAt(marks, body.when.earliest - TIME_SLACK - TOO_LONG); i < marks.length; i += 1) {
    const mark = marks[i]
    if (mark === undefined || mark.at > end) break
    const { entry } = mark
    if (entry === report || found.has(entry)) continue
    const other = reportAsOf(incidents, entry, known)
    if (other === undefined || isVague(other.when)) continue
    if (sameAuthors(authors, incidents.record.said.get(entry)?.by ?? [])) continue
    const incident = incidentOfReport(incidents, entry, known)
    if (incident === own) continue
    const match = matchOf(body, other)
    if (match !== undefined)
      found.set(entry, { ...match, proposal: { report, with: entry, incident, reasons: match.reasons } })
  }
  return [...found.values()]
    .toSorted((one, other) => {
      return one.metres - other.metres || one.gap - other.gap || one.proposal.with - other.proposal.with
    })
    .slice(0, limit)
    .map(({ proposal }) => proposal)
}

type Match = { readonly metres: number; readonly gap: number; readonly reasons: readonly LinkReason[] }
type Found = Match & { readonly proposal: LinkProposal }

function isVague(when: EventTime): boolean {
  return isTooCoarseForDays(when) || when.latest - when.earliest > TOO_LONG
}

function matchOf(one: ReportBody, other: ReportBody): Match | undefined {
  const gap = Math.max(one.when.earliest - other.when.latest, other.when.earliest - one.when.latest, 0)
  if (gap > TIME_SLACK || !actsAgree(one.act, other.act)) return undefined
  const place = placeReason(one.where, other.where)
  const parties = partiesReason(one, other)
  if (place === undefined || parties === undefined) return undefined
  return {
    gap,
    metres: place.is === 'places-meet' ? place.metres : Number.MAX_SAFE_INTEGER,
    reasons: [
      gap === 0 ? { is: 'times-overlap' } : { is: 'times-close', gap },
      place,
      { is: one.act === other.act ? 'same-act' : 'acts-compatible' },
      parties,
    ],
  }
}

function placeReason(
  one: Place,
  other: Place,
): Extract<LinkReason, { is: 'places-meet' | 'same-place-name' }> | undefined {
  const here = pointOf(one)
  const there = pointOf(other)
  if (here !== undefined && there !== undefined) {
    const { least, most } = apart(here, there)
    return least > 0 ? undefined : { is: 'places-meet', metres: most - here.radius - there.radius }
  }
  const names = namesOf(other)
  const name = namesOf(one).find((mine) => names.includes(mine))
  return name === undefined ? undefined : { is: 'same-place-name', name }
}

function pointOf({ latE7, lonE7, radius }: Place) {
  if (latE7 === undefined || lonE7 === undefined) return undefined
  return { latE7, lonE7, radius: radius ?? UNSTATED_RADIUS }
}

function namesOf({ name, names }: Place): readonly string[] {
  return [name, names?.en, names?.ar, names?.ru].flatMap((one) =>
    one === undefined ? [] : [one.trim().toLowerCase()],
  )
}

function partiesReason(
  one: ReportBody,
  other: ReportBody,
): Extract<LinkReason, { is: 'same-parties' | 'parties-not-named' }> | undefined {
  const these = partiesIn(one)
  const those = partiesIn(other)
  if (these.length === 0 || those.length === 0) return { is: 'parties-not-named' }
  const parties = these.filter((party) => those.includes(party))
  return parties.length === 0 ? undefined : { is: 'same-parties', parties }
}

function partiesIn({ alleged, against, sides }: ReportBody): readonly PartyId[] {
  const parties = new Set([alleged, against, ...(sides ?? [])].flatMap((party) => party ?? []))
  return [...parties].toSorted()
}
