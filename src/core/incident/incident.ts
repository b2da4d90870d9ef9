import type { Act, ActorId, IncidentId, LogIndex, Named, PartyId } from '../statement/fields.ts'
import type { EventTime } from '../time/event-time.ts'
import {
  accountsOf,
  hullOf,
  timesOf,
  type Accounts,
  type Finding,
  type Reply,
  type Report,
} from './accounts.ts'
import { agreedTable, type AgreedRow } from './agreed.ts'
import type { Asking, ReportBody } from './asking.ts'
import { candidatesOf, type Candidate } from './attribution.ts'
import { resolve, type Incidents } from './fold.ts'
import { harmOf, type Harm } from './harm.ts'
import { partiesNamed, scopesOf, type IncidentScope } from './scopes.ts'
import { gradeOf, statusOf, type Grade, type IncidentStatus } from './status.ts'
import { correctionsOf, noticesOf, type Correction, type LinkedNotice } from './trail.ts'
import { whereOf, type Where } from './where.ts'

/** An act, and who says so. Alleged and observed stay apart: what was told is never listed as seen. */
export type ActAccount = {
  readonly act: Act
  readonly from: 'alleged' | 'observed' | 'found'
  readonly entries: readonly LogIndex[]
}

/**
 * A moment and a place about which reports speak, as known at one knowledge time. It is no report (one source's word),
 * no finding (a body's conclusion) and no attribution (who did it): it holds all three, side by side.
 */
export type Incident = {
  readonly id: IncidentId
  /** Number of entries that were known. */
  readonly known: number
  readonly title: Named | undefined
  readonly reports: readonly Report[]
  readonly withdrawn: readonly LogIndex[]
  readonly findings: readonly Finding[]
  readonly replies: readonly Reply[]
  readonly corrections: readonly Correction[]
  readonly acts: readonly ActAccount[]
  /** `hull` holds every account; `tightest` is the shortest of them, by the entry named. */
  readonly when: {
    readonly hull: EventTime | undefined
    readonly tightest: { readonly entry: LogIndex; readonly time: EventTime } | undefined
  }
  readonly where: Where
  readonly harm: Harm
  readonly candidates: readonly Candidate[]
  /** Every party named, as doer, side or target. */
  readonly parties: readonly PartyId[]
  readonly scopes: readonly IncidentScope[]
  readonly grade: Grade
  readonly status: IncidentStatus
  readonly agreed: readonly AgreedRow[]
  readonly notices: readonly LinkedNotice[]
  /** When the record first and last heard of it: entries, not hours. */
  readonly knowledge: { readonly first: LogIndex; readonly last: LogIndex }
}

/** What a list row and a dot on the map need: an incident without the work of its tables. */
export type IncidentSummary = {
  readonly id: IncidentId
  readonly title: Named | undefined
  readonly when: EventTime
  readonly where: Where['best']
  readonly acts: readonly Act[]
  /** Whom somebody says did it, in order of id. */
  readonly alleged: readonly PartyId[]
  readonly parties: readonly PartyId[]
  readonly status: IncidentStatus
  readonly grade: Grade
  readonly reports: readonly LogIndex[]
  readonly findings: readonly LogIndex[]
  readonly sources: readonly ActorId[]
  readonly killed: Harm['killed']['hull']
  readonly scopes: readonly IncidentScope[]
}

/**
 * One incident whole, as known. An id derived from a report (`INC-r12`) leads to the incident which that report has been
 * linked to since. `undefined` if nothing is known under this id.
 */
export function incident(incidents: Incidents, id: IncidentId, asking: Asking): Incident | undefined {
  const accounts = accountsOf(incidents, resolve(incidents, id, asking.known), asking)
  const notices = noticesOf(incidents, accounts.id, asking.known)
  const { reports, withdrawn, findings, replies } = accounts
  const said = [...reports, ...findings, ...notices].map(({ entry }) => entry).concat(withdrawn)
  const corrections = said
    .flatMap((entry) => correctionsOf(incidents, entry, asking.known))
    .toSorted((one, other) => one.entry - other.entry)
  const candidates = candidatesOf(accounts, asking)
  const heard = [...said, ...[...replies, ...corrections].map(({ entry }) => entry)].toSorted(
    (one, other) => one - other,
  )
  const [first] = heard
  const last = heard.at(-1)
  if (first === undefined || last === undefined) return undefined
  return {
    ...accounts,
    known: asking.known,
    corrections,
    acts: actsOf(accounts),
    when: { hull: hullOf(timesOf(accounts)), tightest: tightestOf(accounts) },
    where: whereOf(accounts),
    harm: harmOf(accounts),
    candidates,
    parties: partiesNamed(accounts),
    scopes: scopesOf(accounts, asking),
    grade: gradeOf(accounts, candidates, asking),
    status: statusOf(accounts, candidates, asking),
    agreed: agreedTable(accounts),
    notices,
    knowledge: { first, last },
  }
}

/** The summary of accounts that somebody dates; `undefined` if nobody does. */
export function summaryOf(accounts: Accounts, asking: Asking): IncidentSummary | undefined {
  const when = hullOf(timesOf(accounts))
  if (when === undefined) return undefined
  const candidates = candidatesOf(accounts, asking)
  return {
    id: accounts.id,
    title: accounts.title,
    when,
    where: whereOf(accounts).best,
    acts: [...new Set(actsOf(accounts).map(({ act }) => act))].toSorted(),
    alleged: candidates.map(({ party }) => party),
    parties: partiesNamed(accounts),
    status: statusOf(accounts, candidates, asking),
    grade: gradeOf(accounts, candidates, asking),
    reports: accounts.reports.map(({ entry }) => entry),
    findings: accounts.findings.map(({ entry }) => entry),
    sources: [...new Set(accounts.reports.flatMap(({ by }) => by))].toSorted(),
    killed: harmOf(accounts).killed.hull,
    scopes: scopesOf(accounts, asking),
  }
}

/** What a source saw, heard or recorded itself is observed; what it was told, or compiled from others, is alleged. */
function standingOf(means: ReportBody['means']): 'observed' | 'alleged' {
  return means === 'told' || means === 'compiled' ? 'alleged' : 'observed'
}

function actsOf({ reports, findings }: Accounts): readonly ActAccount[] {
  const acts = new Map<string, { act: Act; from: ActAccount['from']; entries: LogIndex[] }>()
  const add = (act: Act, from: ActAccount['from'], entry: LogIndex): void => {
    const known = acts.get(`${act} ${from}`)
    if (known === undefined) acts.set(`${act} ${from}`, { act, from, entries: [entry] })
    else known.entries.push(entry)
  }
  for (const { entry, body } of reports) add(body.act, standingOf(body.means), entry)
  for (const { entry, body } of findings) if (body.act !== undefined) add(body.act, 'found', entry)
  return [...acts].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, account]) => account)
}

function tightestOf({ reports, findings }: Accounts): Incident['when']['tightest'] {
  let best: Incident['when']['tightest']
  for (const { entry, body } of [...reports, ...findings]) {
    const time = body.when
    if (time === undefined) continue
    if (best === undefined || time.latest - time.earliest < best.time.latest - best.time.earliest)
      best = { entry, time }
  }
  return best
}
