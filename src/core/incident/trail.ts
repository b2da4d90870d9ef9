import type { ActorId, IncidentId, LogIndex, PartyId } from '../statement/fields.ts'
import { saidAsOf } from '../evidence/said.ts'
import type { StatementOf } from '../statement/kinds.ts'
import { namesOf } from './accounts.ts'
import { membersOf, type Incidents } from './fold.ts'

/** A later version of something said: what its authors changed, and why. The first version stays in the log. */
export type Correction = {
  readonly entry: LogIndex
  readonly of: LogIndex
  readonly by: readonly ActorId[]
  readonly because: string
  /** `undefined` fields: the statement was withdrawn. Otherwise the fields that now read differently, in order. */
  readonly changed: readonly Change[] | undefined
}

/** One field that reads differently now. `before` and `after` are there where the field is a single word, such as the act. */
export type Change = {
  readonly field: string
  readonly before: string | undefined
  readonly after: string | undefined
}

/** The corrections and withdrawals, as known, of one entry. */
export function correctionsOf({ record }: Incidents, of: LogIndex, known: number): readonly Correction[] {
  const said = record.said.get(of)
  if (said === undefined) return []
  const corrections: Correction[] = []
  let before: object = said.statement
  for (const { entry, body } of said.versions) {
    if (entry >= known) break
    const revision = record.said.get(entry)?.statement
    if (revision?.kind !== 'statement-corrected' && revision?.kind !== 'statement-withdrawn') continue
    corrections.push({
      entry,
      of,
      by: said.by,
      because: revision.because,
      changed: body === undefined ? undefined : changes(before, body),
    })
    if (body !== undefined) before = body
  }
  return corrections
}

/** What is said about a statement and not in its body. */
const ENVELOPE = new Set(['jig', 'log', 'by', 'saidAt', 'words', 'translations', 'cites', 'kind'])

function changes(before: object, after: object): readonly Change[] {
  const old = new Map<string, unknown>(Object.entries(before))
  const now = new Map<string, unknown>(Object.entries(after))
  const fields = [...new Set([...old.keys(), ...now.keys()])]
    .filter((field) => !ENVELOPE.has(field))
    .toSorted()
  return fields
    .filter((field) => !same(old.get(field), now.get(field)))
    .map((field) => ({ field, before: word(old.get(field)), after: word(now.get(field)) }))
}

function word(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/** Deep equality of parsed JSON, an absent field being the same as an undefined one. */
function same(one: unknown, other: unknown): boolean {
  if (one === other) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false
  if (Array.isArray(one) !== Array.isArray(other)) return false
  const these = new Map<string, unknown>(Object.entries(one))
  const those = new Map<string, unknown>(Object.entries(other))
  return [...new Set([...these.keys(), ...those.keys()])].every((key) => same(these.get(key), those.get(key)))
}

/**
 * A notice that names the incident. It stands apart from what is alleged: that a notice failed is no breach by itself,
 * and that one was given excuses nothing.
 */
export type LinkedNotice = {
  readonly entry: LogIndex
  readonly by: readonly ActorId[]
  readonly about: StatementOf<'notice-given'>['about']
  readonly to: readonly {
    readonly party: PartyId
    /** The first acknowledgement; `undefined` says that the record holds none, not that there was none. */
    readonly acknowledged: { readonly entry: LogIndex; readonly readBack: string | undefined } | undefined
  }[]
}

/** The notices that name this incident as known, in log order. */
export function noticesOf(incidents: Incidents, id: IncidentId, known: number): readonly LinkedNotice[] {
  const names = namesOf(incidents, id, membersOf(incidents, id, known), known)
  const notices: LinkedNotice[] = []
  for (const entry of names
    .flatMap((name) => incidents.notices.get(name) ?? [])
    .toSorted((one, other) => one - other)) {
    const body = saidAsOf(incidents.record, entry, 'notice-given', known)
    if (body?.incident === undefined || !names.includes(body.incident)) continue
    const acknowledged = acknowledgementsOf(incidents, entry, known)
    notices.push({
      entry,
      by: incidents.record.said.get(entry)?.by ?? [],
      about: body.about,
      to: body.to.map((party) => ({ party, acknowledged: acknowledged.get(party) })),
    })
  }
  return notices
}

function acknowledgementsOf(incidents: Incidents, notice: LogIndex, known: number) {
  const first = new Map<PartyId, { readonly entry: LogIndex; readonly readBack: string | undefined }>()
  for (const entry of incidents.acknowledgements.get(notice) ?? []) {
    const body = saidAsOf(incidents.record, entry, 'notice-acknowledged', known)
    if (body !== undefined && !first.has(body.party))
      first.set(body.party, { entry, readBack: body.readBack })
  }
  return first
}
