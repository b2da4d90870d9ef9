import type { Agreement, Clause, Party } from '../agreement/agreement.ts'
import { addSaid, emptyRecord } from '../evidence/said.ts'
import {
  agreementId,
  clauseId,
  incidentId,
  logIndex,
  partyId,
  role,
  sha256Hex,
  type ActorId,
} from '../statement/fields.ts'
import { statementSchema, type Statement } from '../statement/kinds.ts'
import { formatInstant, isInstant, parseInstant } from '../time/instant.ts'
import type { Asking, Bound } from './asking.ts'
import { addToIncidents, createIncidents, type Incidents } from './fold.ts'

/** Who speaks in the tests: everybody of the demonstration who reports, finds or counts. */
const ACTORS: { readonly [actor: string]: { readonly party?: string; readonly role: string } } = {
  'rus.general-staff': { party: 'RUS', role: 'guarantor' },
  'usa.centcom': { party: 'USA', role: 'guarantor' },
  'usa.state': { party: 'USA', role: 'guarantor' },
  'syr.army': { party: 'SYR', role: 'party' },
  'opp.hnc': { party: 'OPP', role: 'party' },
  'un.ocha': { role: 'humanitarian' },
  'un.sg': { role: 'monitor' },
  'un.coi': { role: 'monitor' },
  'un.boi': { role: 'monitor' },
  snhr: { role: 'open-source' },
  sohr: { role: 'open-source' },
  ucdp: { role: 'open-source' },
  wikipedia: { role: 'open-source' },
  sarc: { role: 'humanitarian' },
}

export const actors: Asking['actors'] = {
  actsFor: (actor: ActorId) => {
    const party = ACTORS[actor]?.party
    return party === undefined ? undefined : partyId.parse(party)
  },
  rolesOf: (actor: ActorId) => {
    const given = ACTORS[actor]?.role
    return given === undefined ? [] : [role.parse(given)]
  },
}

const here = { line: 1, column: 1 }

function partyOf(
  id: string,
  side: Party['side'],
  excluded: boolean,
  answersTo: readonly string[] = [],
): Party {
  return {
    id: partyId.parse(id),
    name: { en: id },
    excluded,
    side,
    answersTo: answersTo.map((one) => partyId.parse(one)),
    at: here,
  }
}

function refrain(id: string): Clause {
  return {
    id: clauseId.parse(id),
    wording: { text: { en: 'no attack with any weapon' }, cites: '¶1', source: undefined },
    bearers: ['SYR', 'OPP', 'RUS', 'USA'].map((one) => partyId.parse(one)),
    duty: 'refrain',
    conduct: {
      says: 'attack with any weapon',
      acts: ['attack'],
      against: [],
      area: undefined,
      distance: undefined,
      atMost: undefined,
    },
    when: undefined,
    unless: undefined,
    exceptions: [],
    window: { within: undefined, by: undefined, until: undefined, late: 'still-due' },
    evidence: { is: 'all', of: [] },
    ifSilent: 'unknown',
    sources: [],
    choices: [],
    at: here,
  }
}

/** The September agreement, as far as an incident needs it: no attacks, from 12 September 16:00 UTC, excluded groups out. */
export const september: Bound = {
  agreement: {
    id: agreementId.parse('SEP'),
    title: { en: 'Reducing Violence' },
    force: 'in-force',
    agreed: parseInstant('2016-09-09T19:00:00Z'),
    startsOn: undefined,
    calendar: { zone: 'Asia/Damascus', offsetMinutes: 180, transitions: [] },
    terms: new Map(),
    parties: new Map(
      [
        partyOf('SYR', 'A', false, ['RUS']),
        partyOf('OPP', 'B', false, ['USA']),
        partyOf('RUS', 'C', false),
        partyOf('USA', 'C', false),
        partyOf('ISIL', undefined, true),
        partyOf('JFS', undefined, true),
      ].map((one) => [one.id, one]),
    ),
    clauses: new Map([refrain('SEP.1.b')].map((one) => [one.id, one])),
    exchanges: new Map(),
    powers: new Map(),
    document: [],
    digest: sha256Hex.parse('0'.repeat(64)),
  } satisfies Agreement,
  period: { starts: parseInstant('2016-09-12T16:00:00Z'), ends: undefined },
}

/** A statement in wire form, by these authors, put through the real schema. */
export function says(
  by: string,
  body: { readonly kind: string; readonly [field: string]: unknown },
): Statement {
  return statementSchema.parse({
    jig: 1,
    log: 'test',
    by: by.split(' '),
    saidAt: '2016-09-20T00:00:00Z',
    ...body,
  })
}

/** When something happened: `2016-09-17T12:55Z`, with a second instant for the latest. */
export function between(earliest: string, latest = earliest, precision = 'hour') {
  return { earliest, latest, precision }
}

/** A whole day of Damascus summer time (UTC+3), as a source that knew only the day gives it; `days` for more of them. */
export function onDay(date: string, days = 1, precision = 'day') {
  const midnight = parseInstant(`${date}T00:00:00Z`) - 3 * HOUR
  return { earliest: written(midnight), latest: written(midnight + days * 24 * HOUR - 1), precision }
}

const HOUR = 3_600_000

function written(millis: number): string {
  if (isInstant(millis)) return formatInstant(millis)
  throw new Error(`no instant: ${millis}`)
}

export function folded(statements: readonly Statement[]): Incidents {
  const incidents = createIncidents(emptyRecord())
  for (const [i, statement] of statements.entries()) foldInto(incidents, i, statement)
  return incidents
}

/** Folds a statement in as the entry `i`: first into the record, then into the incidents. */
export function foldInto(incidents: Incidents, i: number, statement: Statement): void {
  const entry = { index: logIndex.parse(i), statement }
  addSaid(incidents.record, entry)
  addToIncidents(incidents, entry)
}

export function asking(known: number, agreements: readonly Bound[] = [september]): Asking {
  return { known, agreements, actors }
}

export const inc = (id: string) => incidentId.parse(id)
export const at = (index: number) => logIndex.parse(index)
