import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { RECORD_READING } from '../evidence/readings.ts'
import { addToEngine, createEngine } from '../standing/engine.ts'
import { seeded } from '../standing/seeded.test-support.ts'
import { hours } from '../standing/small-world.test-support.ts'
import {
  clause,
  finding,
  FIRST,
  id,
  moment,
  power,
  truce,
  until,
  within,
  type Said,
} from '../standing/truce.test-support.ts'
import { certificatesOf, entriesOf, travelled } from './certificate.test-support.ts'
import { checkCertificate } from './check.ts'

const { RUNS, SEED } = seeded(300)

const over = [id('T.1'), id('T.2')]
const text = truce({
  clauses: [
    clause('T.1', { window: until(hours(48)) }),
    clause('T.2', { duty: 'achieve', window: within('60h') }),
    clause('T.3', {}),
    clause('T.4', { duty: 'permit', when: { is: 'exercised', power: id('S') } }),
  ],
  powers: [
    power('E', { by: ['GREEN', 'WHITE', 'BLUE'], quorum: 2, over }),
    power('S', { by: ['GREEN', 'WHITE'], quorum: 1, may: 'suspend', over }),
    power('R', { by: ['WHITE'], may: 'resume', over }),
    power('V', { by: ['GREEN', 'WHITE'], may: 'waive', over, limits: { times: 1 } }),
    power('N', { by: ['GREEN', 'WHITE'], quorum: 1, may: 'waive', over: [id('T.3')], effect: 'ex-tunc' }),
    power('W', { by: ['GREEN', 'WHITE'], quorum: 1, may: 'withdraw' }),
  ],
})
const ACTS = { E: 'extend', S: 'suspend', R: 'resume', V: 'waive', N: 'waive', W: 'withdraw' } as const

/** What is withdrawn is, of the uses so far, the one of this number from the end. */
type Thing = Said | { readonly withdrawn: number }

const used = fc
  .record({
    name: fc.constantFrom('E', 'E', 'S', 'S', 'R', 'V', 'N', 'W'),
    by: fc.constantFrom(['green.mfa'], ['white.mfa'], ['green.mfa', 'white.mfa'], ['blue.army']),
    from: fc.constantFrom(10, 30, 47),
    until: fc.constantFrom(undefined, 55, 70),
  })
  .map(({ name, by, from, until: end }): Thing => {
    const act = ACTS[name]
    const ends = end === undefined ? {} : { until: hours(end) }
    return { kind: 'power-exercised', by, agreement: 'TRU', power: name, act, from: hours(from), ...ends }
  })
const found = fc.tuple(
  fc.constantFrom('a', 'b', 'c'),
  fc.constantFrom('T.1', 'T.3'),
  fc.integer({ min: 1, max: 69 }),
)
const logs = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: used },
      { weight: 3, arbitrary: fc.record({ withdrawn: fc.constantFrom(0, 0, 0, 1, 2) }) },
      { weight: 4, arbitrary: fc.constantFrom(5, 20, 40, 50, 60).map((h): Thing => clock(h)) },
      {
        weight: 2,
        arbitrary: found.map(([name, of, h]): Thing =>
          finding('mission', `INC-${name}`, of, { when: moment(hours(h)) }),
        ),
      },
    ),
    { minLength: 4, maxLength: 14 },
  )
  .map(asSaid)

function clock(h: number): Said {
  return { kind: 'clock-read', by: 'office', readAt: hours(h) }
}

/** The clock never goes back. */
function asSaid(things: readonly Thing[]): readonly Said[] {
  const uses: { readonly by: string | readonly string[]; readonly entry: number }[] = []
  let now = ''
  return things.map((one, i): Said => {
    if ('withdrawn' in one) {
      const { by, entry } = uses.at(-1 - one.withdrawn) ?? { by: 'paper', entry: 0 }
      return { kind: 'statement-withdrawn', by, entry, because: 'mistaken' }
    }
    if (one.kind === 'power-exercised') uses.push({ by: one.by, entry: FIRST + i })
    if (one.kind !== 'clock-read') return one
    now = one.readAt > now ? one.readAt : now
    return { ...one, readAt: now }
  })
}

test(`certificates of what powers do that are used and taken back are accepted (seed ${SEED})`, () => {
  const textOf = () => text
  fc.assert(
    fc.property(logs, fc.constantFrom(9, 25, 46, 50, 58, 68, 80), fc.nat(16), (said, when, cut) => {
      const entries = entriesOf(said)
      const engine = createEngine()
      for (const entry of entries) addToEngine(engine, entry, { textOf })
      const known = FIRST + Math.min(cut, said.length)
      for (const { certificate } of certificatesOf(engine, when, known, RECORD_READING)) {
        const checked = checkCertificate(travelled(certificate), { entries, textOf })
        expect(checked, JSON.stringify(certificate)).toEqual({ is: 'holds' })
      }
    }),
    { numRuns: RUNS, seed: SEED },
  )
})
