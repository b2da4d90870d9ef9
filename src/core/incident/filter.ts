import type { Act, PartyId } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import type { Accounts } from './accounts.ts'
import type { Asking } from './asking.ts'
import { candidatesOf } from './attribution.ts'
import { partiesNamed, scopesOf, type ScopeVerdict } from './scopes.ts'
import { statusOf, type IncidentStatus } from './status.ts'

/** What a reader looks for; every part given must fit. */
export type IncidentFilter = {
  /** Incidents that may have happened at or after this instant. */
  readonly from?: Instant | undefined
  /** Incidents that may have happened before this instant. */
  readonly to?: Instant | undefined
  /** One account at least speaks of this act. */
  readonly act?: Act | undefined
  /** Named by any account as doer, side or target. */
  readonly party?: PartyId | undefined
  readonly status?: IncidentStatus | undefined
  /** Under one of the agreements asked about, at least. */
  readonly scope?: ScopeVerdict | undefined
  readonly governorate?: string | undefined
  /** Words of the title or of a place's names; upper and lower case alike (of Latin, Greek and Cyrillic letters). */
  readonly text?: string | undefined
  /** One account's point lies inside, borders included; 1e-7 degrees. `west` larger than `east` crosses 180°. */
  readonly bbox?: Bbox | undefined
}

export type Bbox = {
  readonly west: number
  readonly south: number
  readonly east: number
  readonly north: number
}

/** Whether the filter asks for more than a stretch of time, which the order of the list answers by itself. */
export function asksMore({ from: _from, to: _to, ...rest }: IncidentFilter): boolean {
  return Object.values(rest).some((part) => part !== undefined)
}

/** The part of the filter that the accounts answer by themselves. */
export function fits(accounts: Accounts, filter: IncidentFilter): boolean {
  const { reports, findings, title } = accounts
  const { act, party, status, governorate, text, bbox } = filter
  if (act !== undefined && ![...reports, ...findings].some(({ body }) => body.act === act)) return false
  if (party !== undefined && !partiesNamed(accounts).includes(party)) return false
  if (governorate !== undefined && !reports.some(({ body }) => body.where.governorate === governorate))
    return false
  if (bbox !== undefined && !reports.some(({ body }) => inside(body.where, bbox))) return false
  if (text !== undefined && !says([title, ...reports.map(({ body }) => body.where)], text)) return false
  // Nothing is disputed or found about one report that nobody answered: spare the work for most of the record.
  if (status !== undefined && plain(accounts)) return status === 'reported'
  return true
}

function plain({ reports, findings, replies }: Accounts): boolean {
  return reports.length === 1 && findings.length === 0 && replies.length === 0
}

function inside(
  { latE7, lonE7 }: { latE7?: number | undefined; lonE7?: number | undefined },
  { west, south, east, north }: Bbox,
): boolean {
  if (latE7 === undefined || lonE7 === undefined || latE7 < south || latE7 > north) return false
  return west <= east ? lonE7 >= west && lonE7 <= east : lonE7 >= west || lonE7 <= east
}

/** Whether a text stands in any of the words. `toLowerCase` follows Unicode's own table, not the reader's locale. */
function says(parts: readonly unknown[], text: string): boolean {
  const wanted = text.normalize('NFC').toLowerCase()
  return parts.some((part) => speaks(part, wanted))
}

function speaks(part: unknown, wanted: string): boolean {
  if (typeof part === 'string') return part.toLowerCase().includes(wanted)
  return (
    typeof part === 'object' && part !== null && Object.values(part).some((value) => speaks(value, wanted))
  )
}

/** The part of the filter that has to be worked out: asked last, and only where the filter has it. */
export function passes(accounts: Accounts, { status, scope }: IncidentFilter, asking: Asking): boolean {
  if (status !== undefined && statusOf(accounts, candidatesOf(accounts, asking), asking) !== status)
    return false
  return scope === undefined || scopesOf(accounts, asking).some(({ verdict }) => verdict === scope)
}
