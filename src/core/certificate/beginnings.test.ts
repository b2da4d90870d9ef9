import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Condition } from '../agreement/agreement.ts'
import { RECORD_READING } from '../evidence/readings.ts'
import { seeded } from '../standing/seeded.test-support.ts'
import { hours, mission, state } from '../standing/small-world.test-support.ts'
import {
  at,
  clause,
  done,
  finding,
  FIRST,
  id,
  moment,
  power,
  report,
  truce,
  until,
  within,
  type Said,
} from '../standing/truce.test-support.ts'
import { parseDuration } from '../time/instant.ts'
import { certificates, entriesOf, travelled } from './certificate.test-support.ts'
import { checkCertificate } from './check.ts'
import { exchange } from './exchanges.test-support.ts'

const { RUNS, SEED } = seeded(250)

const SILENT = { ifSilent: 'compliant', sources: mission } as const
const BURDEN = { ifSilent: 'breach', sources: mission } as const
const breached = (name: string): Condition => ({ is: 'breached', clause: id(name), by: undefined })
const by = (hour: number) => ({
  ...within('1h'),
  within: undefined,
  by: { is: 'instant', instant: at(hours(hour)) } as const,
})
const attack = { conduct: { ...clause('x', {}).conduct, acts: ['attack' as const] } }

/** Duties that may begin too late: after their deadline, or when they are over; and what nobody owes. */
const text = truce({
  terms: [{ ...state, id: id('calm'), test: { is: 'no-breach', of: [id('T.7')] } }],
  clauses: [
    clause('T.1', SILENT),
    clause('T.2', { duty: 'achieve', window: within('48h'), ...BURDEN }),
    clause('T.3', { duty: 'achieve', bearer: 'BLUE', when: done('T.2'), window: by(24), ...BURDEN }),
    clause('T.3.a', { when: breached('T.3') }),
    clause('T.4', { bearer: 'BLUE', when: done('T.2'), window: until(hours(40)), ...BURDEN, ...attack }),
    clause('T.4.a', { when: breached('T.4') }),
    clause('T.5', { bearer: 'BLUE', when: done('T.2'), window: until(hours(40)), ...SILENT, ...attack }),
    clause('T.5.a', { when: done('T.5'), window: until(hours(90)) }),
    clause('T.6', { duty: 'achieve', when: breached('T.1'), window: by(20), ...SILENT }),
    clause('T.6.a', { when: breached('T.6') }),
    clause('T.7', { duty: 'permit', when: done('T.2'), window: until(hours(70)) }),
    clause('T.7.a', { duty: 'intend' }),
    clause('T.8', {
      when: { is: 'counted', clauses: [id('T.7')], over: 0, within: parseDuration('24h') },
    }),
    clause('T.8.a', {
      duty: 'permit',
      when: { is: 'holds', state: id('calm'), for: parseDuration('6h'), since: undefined },
    }),
    clause('T.9', {
      duty: 'achieve',
      repeats: { is: 'for-each', breaches: { of: [id('T.1')] }, alleged: true },
      window: { ...within('24h'), ...until(hours(60)), within: parseDuration('24h') },
    }),
    clause('T.10', {
      duty: 'achieve',
      repeats: { is: 'every', period: parseDuration('24h') },
      when: done('T.2'),
      window: { ...until(hours(60)), within: parseDuration('12h') },
      ...SILENT,
    }),
    clause('T.10.a', { when: done('T.10') }),
  ],
  exchanges: [
    exchange(
      'E',
      ['T.3', 'T.6'],
      { is: 'simultaneous', within: parseDuration('6h') },
      { after: done('T.2') },
    ),
  ],
  powers: [
    power('W', { by: ['GREEN'], may: 'withdraw', over: ['T.3', 'T.6', 'T.10'].map((one) => id(one)) }),
    power('S', { by: ['GREEN'], may: 'suspend', over: ['T.3', 'T.5', 'T.6'].map((one) => id(one)) }),
  ],
})

const hour = fc.constantFrom(-4, 6, 12, 18, 20, 22, 24, 30, 38, 40, 44, 50, 60, 70)
const time = fc
  .tuple(hour, fc.constantFrom(0, 0, 0, 8))
  .map(([from, more]) => moment(hours(from), hours(from + more)))
const act = fc
  .record({
    by: fc.constantFrom('mission', 'mission', 'red.army'),
    of: fc.constantFrom(['T.2', 'RED'], ['T.2', 'RED'], ['T.2', 'RED'], ['T.3', 'BLUE'], ['T.6', 'RED']),
    kind: fc.constantFrom('act-confirmed' as const, 'act-confirmed', 'act-declared', 'act-refuted'),
    when: time,
  })
  .map(({ of: [name, party], ...one }) => (): Said => {
    return { ...one, agreement: 'TRU', clause: name ?? '', party: party ?? '' }
  })
const conduct = fc.oneof(
  time.map((when) => (): Said => report('paper', when)),
  fc.tuple(time, fc.constantFrom('T.1', 'T.1', 'T.7', 'T.7.a')).map(
    ([when, of]) =>
      (place: number): Said =>
        finding('mission', `INC-${place}`, of, { when }),
  ),
)
const use = fc
  .tuple(fc.constantFrom(['W', 'withdraw'], ['S', 'suspend']), hour, fc.constantFrom(6, 20))
  .map(([[name, may], from, length]) => (): Said => ({
    kind: 'power-exercised',
    by: 'green.mfa',
    agreement: 'TRU',
    power: name ?? '',
    act: may as 'withdraw',
    from: hours(from),
    ...(may === 'suspend' ? { until: hours(from + length) } : {}),
  }))
const closing = hour.map((through) => (): Said => {
  return { kind: 'source-closed', by: 'mission', source: 'mission', through: hours(through) }
})
const logs = fc
  .array(
    fc.oneof(
      { weight: 5, arbitrary: act },
      { weight: 2, arbitrary: conduct },
      { weight: 1, arbitrary: use },
      { weight: 1, arbitrary: closing },
      {
        weight: 1,
        arbitrary: hour.map((read) => (): Said => {
          return { kind: 'clock-read', by: 'office', readAt: hours(read) }
        }),
      },
    ),
    { minLength: 1, maxLength: 10 },
  )
  .map((make) => make.map((one, i) => one(FIRST + i)))

test(`certificates of duties that begin after their deadline or their end, and of what nobody owes, are accepted (seed ${SEED})`, () => {
  const entriesBy = (said: readonly Said[]) => ({ entries: entriesOf(said), textOf: () => text })
  fc.assert(
    fc.property(logs, hour, (said, when) => {
      const against = entriesBy(said)
      const all = certificates(text, said, when, FIRST + said.length, RECORD_READING)
      for (const { certificate, ...stands } of all) {
        const checked = checkCertificate(travelled(certificate), against)
        expect(checked, JSON.stringify(certificate)).toEqual({ is: 'holds' })
        expect(stands.said, JSON.stringify(certificate)).toEqual(stands.shown)
      }
    }),
    { numRuns: RUNS, seed: SEED },
  )
}, 300_000)
