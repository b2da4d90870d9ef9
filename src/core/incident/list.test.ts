import {
  array,
  assert,
  constantFrom,
  integer,
  nat,
  oneof,
  property,
  record,
  shuffledSubarray,
  type Arbitrary,
} from 'fast-check'
import { describe, expect, test } from 'vitest'
import { act, partyId } from '../statement/fields.ts'
import type { Statement } from '../statement/kinds.ts'
import { parseInstant } from '../time/instant.ts'
import { incident } from './incident.ts'
import { incidentsOf, type IncidentQuestion } from './list.ts'
import type { IncidentFilter } from './filter.ts'
import { createIncidents, reportAsOf } from './fold.ts'
import { emptyRecord } from '../evidence/said.ts'
import { asking, at, folded, foldInto, inc, onDay, says } from './record.test-support.ts'

const told = (date: string, more: object = {}, by = 'sohr') =>
  says(by, {
    kind: 'incident-reported',
    act: 'shelling',
    when: onDay(date),
    where: { name: 'Talbiseh', governorate: 'Homs', latE7: 348_400_000, lonE7: 367_300_000, radius: 1000 },
    means: 'told',
    ...more,
  })
const link = (name: string, reports: readonly number[]) =>
  says('sohr', { kind: 'reports-linked', incident: name, reports, proposedBy: 'machine' })
const part = (name: string, reports: readonly number[]) =>
  says('sohr', { kind: 'reports-parted', incident: name, reports, because: 'two places' })

const page = (log: readonly Statement[], more: Partial<IncidentQuestion> = {}) =>
  incidentsOf(folded(log), { ...asking(log.length), limit: 100, ...more })
const ids = (log: readonly Statement[], more: Partial<IncidentQuestion> = {}) =>
  page(log, more).incidents.map(({ id }) => id)

describe('the list of incidents', () => {
  test('goes by event time and not by the order of telling', () => {
    expect(ids([told('2016-09-15'), told('2016-09-13'), told('2016-09-14')])).toEqual([
      'INC-r1',
      'INC-r2',
      'INC-r0',
    ])
  })

  test('a corrected time moves the incident, from the correction on', () => {
    const log = [
      told('2016-09-15'),
      told('2016-09-14'),
      says('sohr', {
        kind: 'statement-corrected',
        entry: 0,
        because: 'wrong day',
        instead: {
          kind: 'incident-reported',
          act: 'shelling',
          when: onDay('2016-09-13'),
          where: { name: 'Talbiseh' },
          means: 'told',
        },
      }),
    ]
    expect(ids(log, { known: 2 })).toEqual(['INC-r1', 'INC-r0'])
    expect(ids(log)).toEqual(['INC-r0', 'INC-r1'])
  })

  test('reports linked are one row, over the time of both', () => {
    const { incidents } = page([told('2016-09-13'), told('2016-09-15'), link('INC-one', [0, 1])])
    expect(incidents.map(({ id, reports }) => [id, reports])).toEqual([['INC-one', [0, 1]]])
    expect(incidents[0]?.when).toEqual({
      earliest: parseInstant('2016-09-12T21:00:00Z'),
      latest: parseInstant('2016-09-15T20:59:59.999Z'),
      precision: 'day',
    })
  })

  test('a report moved to another incident belongs to that one alone', () => {
    const log = [told('2016-09-13'), told('2016-09-13'), link('INC-a', [0, 1]), link('INC-b', [1])]
    expect(page(log).incidents.map(({ id, reports }) => [id, reports])).toEqual([
      ['INC-a', [0]],
      ['INC-b', [1]],
    ])
  })

  test('every row is found once by turning the pages, and the total is said on each', () => {
    const log = Array.from({ length: 25 }, (_, i) => told(`2016-09-${13 + (i % 3)}`))
    const found: string[] = []
    let after: string | undefined
    do {
      const next = page(log, { limit: 4, after })
      expect(next.total).toBe(25)
      found.push(...next.incidents.map(({ id }) => id))
      after = next.next
    } while (after !== undefined)
    expect(found).toEqual(ids(log))
    expect(new Set(found).size).toBe(25)
  })

  test('a cursor that the list did not give out is refused by name', () => {
    for (const after of [
      '',
      'x',
      '2016-09-13T00:00:00Z',
      '2016-09-13~INC-a',
      '2016-09-13T00:00:00Z~INC-a~b',
    ]) {
      expect(() => page([told('2016-09-13')], { after })).toThrow(
        expect.objectContaining({ code: 'parameter-malformed', where: { path: 'after' } }),
      )
    }
  })

  test('an incident that loses a finding to another has its time anew, also for one who was reading already', () => {
    const log = [
      told('2016-09-14'),
      told('2016-09-15'),
      says('un.coi', {
        kind: 'finding-made',
        incident: 'INC-r0',
        outcome: 'confirmed',
        touches: [],
        attribution: [],
        when: onDay('2016-09-13'),
      }),
      link('INC-a', [0]),
      link('INC-r0', [1]),
    ]
    const growing = createIncidents(emptyRecord())
    const rows = log.map((statement, i) => {
      foldInto(growing, i, statement)
      return incidentsOf(growing, { ...asking(i + 1), limit: 10 }).incidents.map(({ id, findings }) => [
        id,
        findings,
      ])
    })
    expect(rows.slice(2)).toEqual([
      [
        ['INC-r0', [2]],
        ['INC-r1', []],
      ],
      [
        ['INC-a', [2]],
        ['INC-r1', []],
      ],
      [
        ['INC-r0', [2]],
        ['INC-a', []],
      ],
    ])
    expect(incidentsOf(growing, { ...asking(5), limit: 10 }).incidents[1]?.when.earliest).toBe(
      parseInstant('2016-09-13T21:00:00Z'),
    )
  })

  const mixed = [
    told('2016-09-13'),
    told('2016-09-14', {
      act: 'airstrike',
      alleged: 'SYR',
      against: 'OPP',
      where: { name: 'Khan Shaykhun', governorate: 'Idlib' },
    }),
    told('2016-09-15', {
      act: 'airstrike',
      alleged: 'SYR',
      against: 'ISIL',
      where: { name: 'الميادين', names: { en: 'Mayadin' } },
    }),
    told('2016-09-15', { alleged: 'OPP' }),
    says('opp.hnc', { kind: 'reply-made', to: 3, stance: 'denies' }),
  ]
  const narrowed: readonly {
    readonly by: string
    readonly filter: IncidentFilter
    readonly gives: readonly string[]
  }[] = [
    {
      by: 'time',
      filter: { from: parseInstant('2016-09-14T00:00:00Z'), to: parseInstant('2016-09-14T21:00:00Z') },
      gives: ['INC-r1'],
    },
    { by: 'act', filter: { act: act.parse('shelling') }, gives: ['INC-r0', 'INC-r3'] },
    { by: 'party', filter: { party: partyId.parse('OPP') }, gives: ['INC-r1', 'INC-r3'] },
    { by: 'status reported', filter: { status: 'reported' }, gives: ['INC-r0', 'INC-r1', 'INC-r2'] },
    { by: 'status disputed', filter: { status: 'disputed' }, gives: ['INC-r3'] },
    { by: 'scope outside', filter: { scope: 'outside' }, gives: ['INC-r2'] },
    { by: 'governorate', filter: { governorate: 'Idlib' }, gives: ['INC-r1'] },
    { by: 'a name in Latin letters', filter: { text: 'mayadin' }, gives: ['INC-r2'] },
    { by: 'a name in Arabic letters', filter: { text: 'الميادين' }, gives: ['INC-r2'] },
    {
      by: 'a corner of the map',
      filter: { bbox: { west: 367_000_000, east: 368_000_000, south: 348_000_000, north: 349_000_000 } },
      gives: ['INC-r0', 'INC-r3'],
    },
  ]
  test.each(narrowed)('is narrowed by $by', ({ filter, gives }) => {
    const found = page(mixed, { filter })
    expect(found.incidents.map(({ id }) => id)).toEqual(gives)
    expect(found.total).toBe(gives.length)
  })
})

const DAYS = ['2016-09-13', '2016-09-14', '2016-09-15']
const reports = array(constantFrom(...DAYS), { minLength: 1, maxLength: 8 })

describe('what holds for every record', () => {
  const NAMES = ['INC-a', 'INC-b', 'INC-c', 'INC-r0', 'INC-r1']
  const target = nat(7)
  const anyStatement: Arbitrary<Statement> = oneof(
    constantFrom(...DAYS).map((day) => told(day)),
    constantFrom(...DAYS).map((day) =>
      told(day, { alleged: 'SYR', harm: { killed: { least: 1, most: 4 } } }, 'snhr'),
    ),
    record({ name: constantFrom(...NAMES), to: target }).map(({ name, to }) => link(name, [to])),
    record({ name: constantFrom(...NAMES), to: target }).map(({ name, to }) => part(name, [to])),
    target.map((to) => says('syr.army', { kind: 'reply-made', to, stance: 'denies' })),
    target.map((entry) => says('sohr', { kind: 'statement-withdrawn', entry, because: 'x' })),
    record({ entry: target, day: constantFrom(...DAYS) }).map(({ entry, day }) =>
      says('sohr', {
        kind: 'statement-corrected',
        entry,
        because: 'x',
        instead: {
          kind: 'incident-reported',
          act: 'shelling',
          when: onDay(day),
          where: { name: 'y' },
          means: 'told',
        },
      }),
    ),
    record({ name: constantFrom(...NAMES), day: constantFrom(...DAYS) }).map(({ name, day }) =>
      says('un.coi', {
        kind: 'finding-made',
        incident: name,
        outcome: 'undetermined',
        touches: [],
        attribution: [],
        when: onDay(day),
      }),
    ),
    record({ name: constantFrom(...NAMES), outcome: constantFrom('confirmed', 'not-confirmed') }).map(
      ({ name, outcome }) =>
        says('un.coi', { kind: 'finding-made', incident: name, outcome, touches: [], attribution: [] }),
    ),
  )
  const logs = array(anyStatement, { maxLength: 16 })

  test('asking as of an earlier entry is the same as never having read further', () => {
    assert(
      property(logs, nat(16), (log, cut) => {
        const known = Math.min(cut, log.length)
        const question = { ...asking(known), limit: 100 }
        expect(incidentsOf(folded(log), question)).toEqual(incidentsOf(folded(log.slice(0, known)), question))
        for (const name of NAMES) {
          expect(incident(folded(log), inc(name), asking(known))).toEqual(
            incident(folded(log.slice(0, known)), inc(name), asking(known)),
          )
        }
      }),
    )
  })

  test('reading after every entry gives each time what a fresh fold gives, and later readings are not spoilt', () => {
    assert(
      property(logs, (log) => {
        const growing = createIncidents(emptyRecord())
        for (const [i, statement] of log.entries()) {
          foldInto(growing, i, statement)
          const question = { ...asking(i + 1), limit: 100 }
          expect(incidentsOf(growing, question)).toEqual(incidentsOf(folded(log.slice(0, i + 1)), question))
        }
      }),
    )
  })

  test('every report that stands is in exactly one incident', () => {
    assert(
      property(logs, (log) => {
        const listed = page(log).incidents.flatMap((row) => row.reports)
        const read = folded(log)
        const standing = log.flatMap((_, i) => (reportAsOf(read, at(i), log.length) === undefined ? [] : [i]))
        expect(listed.toSorted((one, other) => one - other)).toEqual(standing)
      }),
    )
  })

  test('in which order reports are linked makes no difference within one cut', () => {
    assert(
      property(
        reports.chain((days) =>
          shuffledSubarray([...days.keys()], { minLength: days.length }).map((order) => ({ days, order })),
        ),
        ({ days, order }) => {
          const log = days.map((day) => told(day))
          const straight = [...log, ...days.map((_, i) => link(i % 2 === 0 ? 'INC-a' : 'INC-b', [i]))]
          const shuffled = [...log, ...order.map((i) => link(i % 2 === 0 ? 'INC-a' : 'INC-b', [i]))]
          expect(page(shuffled)).toEqual(page(straight))
        },
      ),
    )
  })

  test('linking and then parting is the same as never having linked', () => {
    assert(
      property(reports, integer({ min: 1, max: 8 }), (days, some) => {
        const log = days.map((day) => told(day))
        const those = [...days.keys()].slice(0, some)
        expect(page([...log, link('INC-a', those), part('INC-a', those)])).toEqual(page(log))
      }),
    )
  })

  test('without a statement that links, no two reports are ever one incident, however alike', () => {
    assert(
      property(reports, (days) => {
        expect(page(days.map((day) => told(day))).incidents.map((row) => row.reports.length)).toEqual(
          days.map(() => 1),
        )
      }),
    )
  })
})
