import { expect, test } from 'vitest'
import { RECORD_READING } from '../evidence/readings.ts'
import { boardOf } from './board.ts'
import { as, toldOf } from './elsewhere.test-support.ts'
import { addToEngine } from './engine.ts'
import { hours, mission } from './small-world.test-support.ts'
import {
  assertedBy,
  at,
  clause,
  entry,
  finding,
  FIRST,
  link,
  moment,
  report,
  standing,
  told,
  truce,
  until,
  within,
  type Said,
} from './truce.test-support.ts'

const text = truce({
  clauses: [
    clause('T.1', { window: until(hours(24)), ifSilent: 'compliant', sources: mission }),
    clause('T.2', { duty: 'achieve', window: within('24h') }),
    clause('T.3', { duty: 'achieve', window: within('24h') }),
    clause('T.4', { conduct: { ...clause('x', {}).conduct, acts: ['arrest'] } }),
  ],
})

/** The statuses of a clause as known after each thing said, asked as they come and asked at the end. */
function statuses(name: string, ...said: readonly Said[]): readonly string[] {
  const full = told(text, ...said)
  const along = told(text)
  const early = said.map((one, i) => {
    addToEngine(along, entry(FIRST + i, one), { textOf: () => text })
    return standing(along, name, hours(30)).status
  })
  expect(said.map((_, i) => standing(full, name, hours(30), { known: FIRST + i + 1 }).status)).toEqual(early)
  return early
}

const withdrawn = (which: number, by = 'mission'): Said => ({
  kind: 'statement-withdrawn',
  by,
  entry: FIRST + which,
  because: 'mistaken',
})
const corrected = (which: number, { by, ...instead }: Said): Said =>
  ({ kind: 'statement-corrected', by, entry: FIRST + which, because: 'mistaken', instead }) as Said
const found = (incident: string, of: object = {}) =>
  finding('mission', incident, 'T.1', { when: moment(hours(5)), ...of })
const did = (kind: 'act-declared' | 'act-confirmed' | 'act-refuted', name = 'T.2'): Said => ({
  kind,
  by: kind === 'act-declared' ? 'red.army' : 'mission',
  agreement: 'TRU',
  clause: name,
  party: 'RED',
  when: moment(hours(kind === 'act-refuted' ? 24 : 5)),
})
const closed: Said = { kind: 'source-closed', by: 'mission', source: 'mission', through: hours(24) }

test('a word on what was done is heard from its entry until that which takes it back, or moves it elsewhere', () => {
  expect(statuses('T.2', did('act-confirmed'), withdrawn(0))).toEqual(['fulfilled', 'overdue'])
  expect(statuses('T.2', did('act-refuted'), withdrawn(0))).toEqual(['breached', 'overdue'])
  const moved = [did('act-confirmed'), corrected(0, did('act-confirmed', 'T.3'))]
  expect(statuses('T.2', ...moved)).toEqual(['fulfilled', 'overdue'])
  expect(statuses('T.3', ...moved)).toEqual(['overdue', 'fulfilled'])
})

test('a finding is heard on the incident that it names by then', () => {
  const cleared = { outcome: 'not-confirmed' }
  const reports = [report('paper', moment(hours(5))), link('INC-a', FIRST)]
  expect(statuses('T.1', closed, ...reports.slice(0, 1), link('INC-a', FIRST + 1))).toEqual([
    'fulfilled',
    'expired',
    'expired',
  ])
  expect(
    statuses('T.1', ...reports, found('INC-b', cleared), corrected(2, found('INC-a', cleared)), closed),
  ).toEqual(['expired', 'expired', 'expired', 'expired', 'fulfilled'])
  expect(statuses('T.1', ...reports, found('INC-a'), corrected(2, found('INC-b', cleared)))).toEqual([
    'expired',
    'expired',
    'breached',
    'expired',
  ])
})

test('a reply is heard from its entry until it is taken back', () => {
  const own = truce({
    clauses: [
      clause('T.1', { window: until(hours(24)), exceptions: ['self-defence'], evidence: assertedBy('BLUE') }),
    ],
  })
  const said: readonly Said[] = [
    report('blue.army', moment(hours(5))),
    { kind: 'reply-made', by: 'red.army', to: FIRST, stance: 'explains' },
    withdrawn(1, 'red.army'),
  ]
  const full = told(own, ...said)
  const known = [1, 2, 3].map((size) => standing(full, 'T.1', hours(10), { known: FIRST + size }).status)
  expect(known).toEqual(['breached', 'contested', 'breached'])
})

test('a report belongs to the incident to which it was linked last, from the entry that links it until that which parts it', () => {
  const said: readonly Said[] = [
    closed,
    report('paper', moment(hours(5))),
    found('INC-a', { outcome: 'not-confirmed' }),
    link('INC-a', FIRST + 1),
    {
      kind: 'reports-parted',
      by: 'mission',
      incident: 'INC-a',
      reports: [FIRST + 1],
      because: 'not the same',
    },
  ]
  expect(statuses('T.1', ...said)).toEqual(['fulfilled', 'expired', 'expired', 'fulfilled', 'expired'])
})

test('a report stands against the clauses that it touches by then', () => {
  const shelled = report('paper', moment(hours(5)))
  const arrested = { ...shelled, act: 'arrest' } as Said
  expect(statuses('T.1', closed, shelled, corrected(1, arrested))).toEqual([
    'fulfilled',
    'expired',
    'fulfilled',
  ])
  expect(statuses('T.1', closed, arrested, corrected(1, shelled))).toEqual([
    'fulfilled',
    'fulfilled',
    'expired',
  ])
  expect(statuses('T.4', shelled, corrected(0, arrested))).toEqual(['active', 'contested'])
})

test('a source has closed from the entry in which it says so until that which takes it back', () => {
  expect(statuses('T.1', closed, withdrawn(0))).toEqual(['fulfilled', 'expired'])
})

test('what was taken back or corrected before a text was adopted is no claim under it', () => {
  const shelled = report('paper', moment(hours(2)))
  const arrested = report('paper', moment(hours(2)), { act: 'arrest' })
  const other = as('OTH', text)
  const engine = toldOf(text, shelled, withdrawn(0, 'paper'), shelled, corrected(2, arrested), other)
  const { standings } = boardOf(engine, {
    agreement: other.id,
    at: at(hours(30)),
    known: engine.size,
    reading: RECORD_READING,
  })
  expect(standings.map((one) => [one.clause, one.breaches.alleged])).toEqual([
    ['T.1', 0],
    ['T.2', 0],
    ['T.3', 0],
    ['T.4', 1],
  ])
})
