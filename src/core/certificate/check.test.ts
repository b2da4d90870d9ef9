import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readingsOf, RECORD_READING } from '../evidence/readings.ts'
import { hours } from '../standing/small-world.test-support.ts'
import {
  at,
  clause,
  finding,
  FIRST,
  id,
  link,
  moment,
  report,
  told,
  truce,
  within,
  type Said,
} from '../standing/truce.test-support.ts'
import { certificateOf } from '../standing/certify.ts'
import { parseDuration } from '../time/instant.ts'
import {
  CERTIFIED_STATUSES,
  EXCHANGE_STATUSES,
  ORDER_FINDINGS,
  STATE_STATUSES,
  type Certificate,
  type OpenMatter,
} from './certificate.ts'
import { certificates, entriesOf, hour, logs, travelled, whole } from './certificate.test-support.ts'
import { checkCertificate } from './check.ts'
import { linked, linkedLogs } from './exchanges.test-support.ts'
import { seeded } from '../standing/seeded.test-support.ts'

const { RUNS, SEED } = seeded(150)

const TEXTS = { whole, linked }
const world = (of: keyof typeof TEXTS, said: typeof linkedLogs) =>
  fc
    .record({
      of: fc.constant(of),
      said,
      when: hour,
      cut: fc.nat(30),
      // Most readings hear one party's word only, and nothing of what others claim.
      reading: fc.oneof(fc.constant(RECORD_READING), fc.constantFrom(...readingsOf(TEXTS[of]))),
    })
    .map(({ cut, ...rest }) => ({ ...rest, known: FIRST + Math.min(cut, rest.said.length) }))
const worlds = fc.oneof(world('whole', logs), world('linked', linkedLogs))

describe(`a certificate (seed ${SEED})`, () => {
  test('of every standing the engine gives is accepted by the checker, from the log and the text alone', () => {
    fc.assert(
      fc.property(worlds, ({ of, said, when, known, reading }) => {
        const text = TEXTS[of]
        const against = { entries: entriesOf(said), textOf: () => text }
        for (const { certificate, ...stands } of certificates(text, said, when, known, reading)) {
          const checked = checkCertificate(travelled(certificate), against)
          expect(checked, JSON.stringify(certificate)).toEqual({ is: 'holds' })
          expect(stands.said, JSON.stringify(certificate)).toEqual(stands.shown)
        }
      }),
      { numRuns: RUNS, seed: SEED },
    )
  }, 300_000)

  test('comes, in such random logs, to every status and to every sort of open matter', () => {
    const seen = fc
      .sample(worlds, { numRuns: 800, seed: 2016 })
      .flatMap(({ of, said, when, known, reading }) =>
        certificates(TEXTS[of], said, when, known, reading).flatMap(({ certificate }) => [
          `${certificate.is} ${certificate.status}`,
          ...certificate.whyNot.flatMap(({ as, open }) => open.map((one) => `${as} ${one.is}`)),
          ...(certificate.is === 'exchange' ? certificate.why.order.map(({ is }) => is) : []),
        ]),
      )
    const every = [
      ...CERTIFIED_STATUSES.map((status) => `clause ${status}`),
      ...EXCHANGE_STATUSES.map((status) => `exchange ${status}`),
      ...STATE_STATUSES.map((status) => `state ${status}`),
      ...ORDER_FINDINGS,
      'shown claim',
      'refuted claim',
      'shown performance',
      'refuted performance',
      'shown condition',
    ]
    expect([...new Set(seen)].toSorted()).toEqual(every.toSorted())
  }, 300_000)

  test('names the smallest set of open matters: no smaller one would change the status', () => {
    fc.assert(
      fc.property(worlds, ({ of, said, when }) => {
        const text = TEXTS[of]
        const against = { entries: entriesOf(said), textOf: () => text }
        const all = certificates(text, said, when, FIRST + said.length, RECORD_READING)
        for (const { certificate } of all) {
          const candidates = certificate.whyNot.flatMap(({ open }) => open).slice(0, 5)
          for (const way of certificate.whyNot) {
            for (const open of subsets(candidates).filter((some) => some.length < way.open.length)) {
              for (const becomes of [...CERTIFIED_STATUSES, ...EXCHANGE_STATUSES, ...STATE_STATUSES]) {
                const smaller = { ...way, open, becomes }
                const whyNot = certificate.whyNot.map((one) => (one === way ? smaller : one))
                const other = travelled({ ...certificate, whyNot } as Certificate)
                expect(checkCertificate(other, against).is).toBe('refused')
              }
            }
          }
        }
      }),
      { numRuns: 10, seed: SEED },
    )
  })
})

function subsets<T>(all: readonly T[]): readonly (readonly T[])[] {
  return all.reduce<readonly (readonly T[])[]>(
    (some, one) => [...some, ...some.map((set) => [...set, one])],
    [[]],
  )
}

describe('of a duty that begins after more than two breaches in 24 hours', () => {
  const text = truce({
    clauses: [
      clause('T.1', {}),
      clause('T.2', {
        bearer: 'BLUE',
        duty: 'achieve',
        when: { is: 'counted', clauses: [id('T.1')], over: 2, within: parseDuration('24h') },
        window: within('48h'),
      }),
    ],
  })
  const alleged = [1, 3, 5, 7, 60].map((h) => report('paper', moment(hours(h))))
  const found = (n: number): readonly Said[] => [
    link(`INC-${n}`, FIRST + n),
    finding('mission', `INC-${n}`, 'T.1'),
  ]
  const certified = (...said: readonly Said[]): Certificate => {
    const engine = told(text, ...alleged, ...said)
    const ask = { agreement: id('TRU'), at: at(hours(80)), known: engine.size, reading: RECORD_READING }
    const certificate = certificateOf(engine, { ...ask, is: 'clause', clause: id('T.2'), party: id('BLUE') })
    const against = { entries: entriesOf([...alleged, ...said]), textOf: () => text }
    expect(checkCertificate(certificate, against)).toEqual({ is: 'holds' })
    return certificate
  }
  const matters = (open: readonly OpenMatter[]) => open.map((matter) => matter.is === 'claim' && matter.about)

  test('three reports that are alleged only have to be shown, of one window', () => {
    const [way, ...others] = certified().whyNot
    expect(others).toEqual([])
    expect(way).toMatchObject({ as: 'shown', becomes: 'overdue' })
    expect(matters(way?.open ?? [])).toEqual([0, 1, 2].map((n) => ({ is: 'report', report: FIRST + n })))
  })

  test('one more has to be shown where two are found, and it may be any that shares their window', () => {
    const [way] = certified(...found(2), ...found(3)).whyNot
    expect(matters(way?.open ?? [])).toEqual([{ is: 'report', report: FIRST }])
  })

  test('it begins by the three findings, and it was the third that changed it', () => {
    const said = [...found(0), ...found(3), ...found(1)]
    const { status, why, changed } = certified(...said)
    expect(status).toBe('overdue')
    expect(why.begins).toEqual([0, 1, 3].flatMap((n) => FIRST + n).concat([6, 8, 10].map((n) => FIRST + n)))
    expect(changed).toEqual({ entry: FIRST + 10, from: 'pending' })
  })
})

test('a text with a form that the checker does not weigh is not judged: the checker says that it cannot', () => {
  const text = truce({
    clauses: [
      clause('T.1', {}),
      clause('T.2', {
        duty: 'achieve',
        repeats: { is: 'for-each', breaches: { of: [id('T.1')], in: id('TRU') }, alleged: false },
      }),
    ],
  })
  const verdicts = certificates(text, [], 5, FIRST, RECORD_READING).map(({ certificate }) => {
    return checkCertificate(certificate, { entries: entriesOf([]), textOf: () => text }).is
  })
  expect(verdicts).toEqual(['holds', 'cannot'])
})

test('nor is a text whose clauses set each other aside', () => {
  const unless = (name: string) => ({ unless: { is: 'breached', clause: id(name), by: undefined } }) as const
  const text = truce({ clauses: [clause('T.1', unless('T.2')), clause('T.2', unless('T.1'))] })
  const verdicts = certificates(text, [], 5, FIRST, RECORD_READING).map(({ certificate }) => {
    return checkCertificate(certificate, { entries: entriesOf([]), textOf: () => text }).is
  })
  expect(verdicts).toEqual(['cannot', 'cannot'])
})
