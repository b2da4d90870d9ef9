import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readingsOf, RECORD_READING } from '../evidence/readings.ts'
import type { Reading } from '../evidence/reading.ts'
import type { Entry } from '../statement/entry.ts'
import { anything } from '../standing/anything.test-support.ts'
import { boardOf } from '../standing/board.ts'
import { certificateOf } from '../standing/certify.ts'
import { holds, hours, mission, rich, state } from '../standing/small-world.test-support.ts'
import {
  at,
  clause,
  done,
  entry,
  FIRST,
  id,
  jointly,
  power,
  PREAMBLE,
  told,
  truce,
  until,
  within,
  type Said,
} from '../standing/truce.test-support.ts'
import { parseDuration } from '../time/instant.ts'
import type { Certificate } from './certificate.ts'
import { checkCertificate } from './check.ts'

const SILENT = { ifSilent: 'compliant', sources: mission } as const

/** Everything that the checker weighs: waiting, exceptions, powers with conditions, silence either way, late and lapsed. */
const whole = truce({
  terms: [
    {
      is: 'moment',
      id: id('DayD'),
      name: { en: 'DayD' },
      means: 'the day',
      choices: [],
      at: { line: 1, column: 1 },
      setBy: jointly('GREEN', 'WHITE'),
      fixed: undefined,
    },
  ],
  startsOn: { is: 'moment', moment: id('DayD'), plus: parseDuration('1h') },
  clauses: [
    clause('T.1', { window: until(hours(96)), exceptions: ['self-defence'], ...SILENT }),
    clause('T.1.b', { bearer: 'BLUE', conduct: { ...clause('x', {}).conduct, acts: ['attack'] } }),
    clause('T.2', { duty: 'achieve', window: within('48h') }),
    clause('T.3', {
      duty: 'achieve',
      bearer: 'BLUE',
      when: { is: 'any', of: [done('T.2'), { is: 'breached', clause: id('T.1'), by: undefined }] },
      window: { ...within('24h'), late: 'lapses' },
      ifSilent: 'breach',
      sources: mission,
    }),
    clause('T.4', { duty: 'maintain', window: until(hours(60)), ifSilent: 'breach', sources: mission }),
    clause('T.5', { duty: 'intend', window: within('12h') }),
    clause('T.6', {
      unless: { is: 'acceded', party: id('BLUE') },
      when: {
        is: 'all',
        of: [
          { is: 'acceded', party: id('RED') },
          { is: 'exercised', power: id('P') },
        ],
      },
    }),
    clause('T.7', { duty: 'achieve', window: within('30h'), ...SILENT }),
  ],
  powers: [
    power('P', { by: ['GREEN', 'WHITE'], over: [id('T.1')] }),
    power('W', { by: ['GREEN'], may: 'waive', over: [id('T.1')], effect: 'ex-tunc' }),
    power('S', { by: ['RED', 'BLUE'], jointly: false, may: 'suspend' }),
    power('Q', { by: ['RED', 'GREEN'], jointly: false, may: 'suspend', when: done('T.2') }),
    power('R', { by: ['RED'], may: 'resume' }),
    power('X', { by: ['BLUE'], may: 'withdraw' }),
  ],
})

const hour = fc.integer({ min: -12, max: 150 })
const formal = fc.oneof(
  fc
    .record({
      by: fc.constantFrom('green.mfa', 'white.mfa', 'red.army', 'blue.army'),
      of: fc.constantFrom(
        ['P', 'extend'],
        ['W', 'waive'],
        ['S', 'suspend'],
        ['Q', 'suspend'],
        ['R', 'resume'],
        ['X', 'withdraw'],
      ),
      from: hour,
      open: fc.boolean(),
    })
    .map(({ by, of: [name, act], from, open }) => (): Said => ({
      kind: 'power-exercised',
      by,
      agreement: 'TRU',
      power: name ?? '',
      act: act as 'extend',
      from: hours(from),
      ...(open ? {} : { until: hours(from + 30) }),
    })),
  fc
    .record({
      by: fc.constantFrom('green.mfa', 'white.mfa', 'paper'),
      party: fc.constantFrom('RED', 'BLUE'),
      h: hour,
    })
    .map(({ by, party, h }) => (): Said => ({
      kind: 'party-acceded',
      by,
      agreement: 'TRU',
      party,
      when: { earliest: hours(h), latest: hours(h + 2), precision: 'hour' },
    })),
  fc
    .record({
      by: fc.constantFrom('red.army', 'mission'),
      of: fc.constantFrom('T.4', 'T.5', 'T.7'),
      h: hour,
      kind: fc.constantFrom('act-declared' as const, 'act-confirmed', 'act-refuted', 'act-unresolved'),
    })
    .map(({ by, of, h, kind }) => (): Said => ({
      kind,
      by,
      agreement: 'TRU',
      clause: of,
      party: 'RED',
      when: { earliest: hours(h), latest: hours(h), precision: 'hour' },
    })),
)
const dayD = (hoursAfter: number): Said[] =>
  ['green.mfa', 'white.mfa'].map((by) => ({
    kind: 'term-determined',
    by,
    agreement: 'TRU',
    term: 'DayD',
    value: { is: 'moment', instant: hours(hoursAfter) },
  }))
const logs = fc
  .tuple(
    fc.constantFrom(dayD(-1), dayD(-1), dayD(-1), dayD(-1).slice(0, 1)),
    fc.array(fc.oneof({ weight: 3, arbitrary: anything() }, { weight: 2, arbitrary: formal }), {
      maxLength: 26,
    }),
  )
  .map(([start, makers]) => [...start, ...makers.map((make, i) => make(FIRST + start.length + i))])

const entriesOf = (said: readonly Said[]): readonly Entry[] =>
  [...PREAMBLE, ...said].map((one, index) => entry(index, one))

function certificates(
  text: typeof whole,
  said: readonly Said[],
  when: number,
  known: number,
  reading: Reading,
) {
  const engine = told(text, ...said)
  const ask = { agreement: id('TRU'), at: at(hours(when)), known, reading } as const
  return boardOf(engine, ask).standings.map((standing) => ({
    standing,
    certificate: certificateOf(engine, { ...ask, clause: standing.clause, party: standing.party }),
  }))
}

const RUNS = Number(process.env['JIG_RUNS'] ?? 400)

describe('a certificate', () => {
  test('of every standing the engine gives is accepted by the checker, from the log and the text alone', () => {
    const seen = new Map<string, number>()
    fc.assert(
      fc.property(
        logs,
        hour,
        fc.nat(30),
        fc.constantFrom(...readingsOf(whole)),
        (said, when, cut, reading) => {
          const known = Math.min(FIRST + cut, FIRST + said.length)
          const against = { entries: entriesOf(said), textOf: () => whole }
          for (const { standing, certificate } of certificates(whole, said, when, known, reading)) {
            const sent = JSON.parse(JSON.stringify(certificate)) as Certificate
            expect(checkCertificate(sent, against), JSON.stringify({ standing, certificate })).toEqual({
              is: 'holds',
            })
            expect(certificate.status).toBe(standing.status)
            seen.set(standing.status, (seen.get(standing.status) ?? 0) + 1)
          }
        },
      ),
      { numRuns: RUNS },
    )
    // A property over boards on which some status never comes up would prove nothing about it.
    expect([...seen.keys()].toSorted()).toEqual([
      'active',
      'breached',
      'contested',
      'due-soon',
      'expired',
      'fulfilled',
      'overdue',
      'pending',
      'suspended',
      'waived',
    ])
  })

  test('whose status is changed is refused, whatever the status', () => {
    const statuses = [
      'pending',
      'active',
      'due-soon',
      'overdue',
      'fulfilled',
      'breached',
      'contested',
      'waived',
      'suspended',
      'expired',
    ] as const
    fc.assert(
      fc.property(logs, hour, fc.constantFrom(...statuses), (said, when, status) => {
        const against = { entries: entriesOf(said), textOf: () => whole }
        for (const { certificate } of certificates(whole, said, when, FIRST + said.length, RECORD_READING)) {
          if (certificate.status === status) continue
          for (const kernel of ['response', 'conduct', 'power', 'waiting'] as const) {
            expect(checkCertificate({ ...certificate, kernel, status }, against)).toMatchObject({
              is: 'refused',
            })
          }
        }
      }),
      { numRuns: 100 },
    )
  })

  test('in which one entry, bound or time is changed is refused, unless it is as true of the changed time', () => {
    const shift = fc.constantFrom(-40, -1, 1, 7, 40)
    fc.assert(
      fc.property(logs, hour, shift, fc.nat(40), (said, when, by, which) => {
        const against = { entries: entriesOf(said), textOf: () => whole }
        const known = FIRST + said.length
        for (const { certificate } of certificates(whole, said, when, known, RECORD_READING)) {
          for (const mutant of mutantsOf(certificate, by, which)) {
            expect(checkCertificate(mutant, against), JSON.stringify({ certificate, mutant })).toMatchObject({
              is: 'refused',
            })
          }
          const elsewhen = at(hours(when + by))
          const then = certificates(whole, said, when + by, known, RECORD_READING).find(
            (one) =>
              one.certificate.clause === certificate.clause && one.certificate.party === certificate.party,
          )
          if (then?.standing.status === certificate.status) continue
          expect(checkCertificate({ ...certificate, at: elsewhen }, against)).toMatchObject({ is: 'refused' })
        }
      }),
      { numRuns: 150 },
    )
  })

  test('that rests on a streak or a count is not judged: the checker says that it cannot', () => {
    const text = truce({
      terms: [state],
      clauses: [...rich.clauses.values(), clause('T.8', { when: holds(parseDuration('24h')) })],
    })
    const against = { entries: entriesOf([]), textOf: () => text }
    const verdicts = certificates(text, [], 5, FIRST, RECORD_READING).map(({ certificate }) => [
      certificate.clause,
      checkCertificate(certificate, against).is,
    ])
    expect(Object.fromEntries(verdicts)).toMatchObject({
      'T.1': 'holds',
      'T.4': 'cannot',
      'T.5': 'cannot',
      'T.8': 'cannot',
    })
  })
})

/** Certificates that say something else: each with one thing changed. */
function mutantsOf(of: Certificate, by: number, which: number): readonly Certificate[] {
  const { cites, bounds } = of
  const moved = (time: number | null) => (time === null ? at(hours(by)) : ((time + by) as typeof of.at))
  const lists = (['begins', 'acts', 'closes', 'power'] as const).flatMap((name) => {
    const list = cites[name]
    const other = list.map((one, i) =>
      i === which % list.length ? (((one + 1) % of.known) as typeof one) : one,
    )
    const changes = list.length === 0 ? [] : [other, list.slice(1)]
    return changes.map((change): Certificate => ({ ...of, cites: { ...cites, [name]: change } }))
  })
  const { claim } = cites
  const claims = claim === null ? [] : [null, { ...claim, entries: claim.entries.slice(1) }]
  return [
    ...lists,
    ...claims.map((change): Certificate => ({ ...of, cites: { ...cites, claim: change } })),
    { ...of, text: (of.text - 1) as typeof of.text },
    { ...of, known: 100_000 },
    { ...of, clause: id('T.9') },
    { ...of, bounds: { ...bounds, due: moved(bounds.due) } },
    { ...of, bounds: { ...bounds, ends: moved(bounds.ends) } },
    {
      ...of,
      bounds: { ...bounds, activated: { ...bounds.activated, certain: moved(bounds.activated.certain) } },
    },
    {
      ...of,
      bounds: { ...bounds, activated: { ...bounds.activated, possible: moved(bounds.activated.possible) } },
    },
    ...(cites.waits.length > 0 ? [{ ...of, cites: { ...cites, waits: cites.waits.slice(1) } }] : []),
  ]
}
