import type { Agreement, Clause, Condition, Party, Power, Standard, Term } from '../agreement/agreement.ts'
import { RECORD_READING } from '../evidence/readings.ts'
import type { Reading } from '../evidence/reading.ts'
import type { Entry } from '../statement/entry.ts'
import type { LogIndex } from '../statement/fields.ts'
import { statementSchema, type StatementText } from '../statement/kinds.ts'
import { parseDuration, parseInstant, type Instant } from '../time/instant.ts'
import { boardOf } from './board.ts'
import { addToEngine, createEngine, type Engine } from './engine.ts'
import type { Standing } from './standing.ts'

/** A small truce between RED and BLUE, with GREEN as a guarantor, for tests: hand-made, so that they do not need the reader. */
export type Truce = {
  clauses?: readonly Clause[]
  terms?: readonly Term[]
  powers?: readonly Power[]
  exchanges?: readonly (Agreement['exchanges'] extends ReadonlyMap<infer _, infer X> ? X : never)[]
  force?: Agreement['force']
  startsOn?: Agreement['startsOn']
}

const PLACE = { line: 1, column: 1 }
export const DAY_D = '2016-09-12T16:00:00Z'
export const at = (text: string): Instant => parseInstant(text)
export const id = (text: string): never => text as never

function member(name: string, side: Party['side'], excluded = false, answersTo: string[] = []): Party {
  return {
    id: id(name),
    name: { en: name },
    side,
    excluded,
    answersTo: answersTo.map((one) => id(one)),
    at: PLACE,
  }
}

export function truce(parts: Truce = {}): Agreement {
  const parties = [
    member('RED', 'A', false, ['GREEN']),
    member('BLUE', 'B', false, ['WHITE']),
    member('GREEN', 'A'),
    member('WHITE', 'B'),
    member('OUT', undefined, true),
  ]
  return {
    id: id('TRU'),
    title: { en: 'A truce' },
    force: parts.force ?? 'in-force',
    agreed: at('2016-09-09T19:00:00Z'),
    startsOn: 'startsOn' in parts ? parts.startsOn : { is: 'instant', instant: at(DAY_D) },
    calendar: { zone: 'UTC', offsetMinutes: 0, transitions: [] },
    terms: new Map((parts.terms ?? []).map((term) => [term.id, term])),
    parties: new Map(parties.map((one) => [one.id, one])),
    clauses: new Map((parts.clauses ?? []).map((one) => [one.id, one])),
    exchanges: new Map((parts.exchanges ?? []).map((one) => [one.id, one])),
    powers: new Map((parts.powers ?? []).map((one) => [one.id, one])),
    document: [],
    digest: id('0'.repeat(64)),
  }
}

export const verifiedByMonitor: Standard = {
  is: 'said',
  how: 'verified',
  by: { is: 'role', role: 'monitor' },
}
export const assertedBy = (name: string): Standard => ({
  is: 'said',
  how: 'asserted',
  by: { is: 'party', party: id(name) },
})
export const jointly = (...parties: string[]): Standard => ({ is: 'all', of: parties.map(assertedBy) })

/** A clause with everything that does not matter filled in. */
export function clause(name: string, of: Partial<Clause> & { bearer?: string }): Clause {
  const { bearer, ...rest } = of
  return {
    id: id(name),
    wording: { text: { en: name }, cites: name, source: undefined },
    bearers: [id(bearer ?? 'RED')],
    duty: 'refrain',
    conduct: {
      says: name,
      acts: ['shelling'],
      against: [],
      area: undefined,
      distance: undefined,
      atMost: undefined,
    },
    when: undefined,
    unless: undefined,
    exceptions: [],
    window: { within: undefined, by: undefined, until: undefined, late: 'still-due' },
    evidence: verifiedByMonitor,
    ifSilent: 'unknown',
    sources: [],
    choices: [],
    at: PLACE,
    ...rest,
  }
}

export const within = (text: string): Clause['window'] => ({
  within: parseDuration(text),
  by: undefined,
  until: undefined,
  late: 'still-due',
})
export const until = (text: string): Clause['window'] => ({
  within: undefined,
  by: undefined,
  until: { is: 'instant', instant: at(text) },
  late: 'still-due',
})
export const done = (name: string): Condition => ({ is: 'done', clause: id(name), by: undefined })

export function power(name: string, of: Partial<Power> & { by: readonly string[] }): Power {
  const { by, ...rest } = of
  return {
    id: id(name),
    wording: { text: { en: name }, cites: name, source: undefined },
    holders: by.map((one) => id(one)),
    quorum: by.length,
    may: 'extend',
    over: [],
    when: undefined,
    effect: 'ex-nunc',
    choices: [],
    at: PLACE,
    ...rest,
  }
}

type Body<T> = T extends unknown ? Omit<T, 'jig' | 'log' | 'by' | 'saidAt'> : never
export type Said = Body<StatementText> & { by: string | readonly string[]; saidAt?: string }

/** Everyone who speaks in the tests: who acts for whom. */
const ACTORS: readonly [string, 'party' | 'guarantor' | 'monitor' | 'open-source', string?][] = [
  ['red.army', 'party', 'RED'],
  ['blue.army', 'party', 'BLUE'],
  ['green.mfa', 'guarantor', 'GREEN'],
  ['white.mfa', 'guarantor', 'WHITE'],
  ['mission', 'monitor'],
  ['commission', 'monitor'],
  ['paper', 'open-source'],
]

/** The entries every test log begins with; the first thing said after them is entry {@link FIRST}. */
export const PREAMBLE: readonly Said[] = [
  ...ACTORS.map(([actor, role, actsFor]): Said => ({
    kind: 'role-granted',
    by: 'office',
    actor,
    name: { en: actor },
    role,
    ...(actsFor === undefined ? {} : { actsFor }),
  })),
  { kind: 'agreement-adopted', by: ['green.mfa', 'white.mfa'], agreement: 'TRU', package: '0'.repeat(64) },
]
export const FIRST = PREAMBLE.length

export function entry(index: number, { by, saidAt = '2016-09-30T00:00:00Z', ...body }: Said): Entry {
  const text = {
    ...body,
    jig: 1,
    log: 'test',
    by: typeof by === 'string' ? [by] : by,
    saidAt,
  }
  return { index: index as LogIndex, statement: statementSchema.parse(text) }
}

export function told(agreement: Agreement, ...said: readonly Said[]): Engine {
  const engine = createEngine()
  const all = [...PREAMBLE, ...said]
  for (const [index, one] of all.entries()) {
    addToEngine(engine, entry(index, one), { textOf: () => agreement })
  }
  return engine
}

export function standing(
  engine: Engine,
  name: string,
  when: string,
  of: { known?: number; reading?: Reading; party?: string } = {},
): Standing {
  const board = boardOf(engine, {
    agreement: id('TRU'),
    at: at(when),
    known: of.known ?? engine.size,
    reading: of.reading ?? RECORD_READING,
  })
  const found = board.standings.find((one) => one.clause === name && one.party === (of.party ?? one.party))
  if (found === undefined) throw new Error(`no standing of ${name}`)
  return found
}

export const moment = (text: string, latest = text) => ({
  earliest: text,
  latest,
  precision: text === latest ? ('minute' as const) : ('day' as const),
})

export function report(by: string, when: ReturnType<typeof moment>, of: object = {}): Said {
  return {
    kind: 'incident-reported',
    by,
    act: 'shelling',
    when,
    where: { name: 'a village' },
    means: 'told',
    alleged: 'RED',
    ...of,
  }
}

export const link = (incident: string, ...reports: number[]): Said => ({
  kind: 'reports-linked',
  by: 'mission',
  incident,
  reports,
  proposedBy: 'person',
})

export function finding(by: string, incident: string, name: string, of: object = {}): Said {
  return {
    kind: 'finding-made',
    by,
    incident,
    outcome: 'confirmed',
    touches: [{ agreement: 'TRU', clause: name }],
    attribution: [{ to: 'RED', confidence: 'established' }],
    ...of,
  }
}

export const codes = ({ why }: Pick<Standing, 'why'>): readonly string[] => why.map(({ code }) => code)
