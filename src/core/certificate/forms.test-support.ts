import * as fc from 'fast-check'
import type { Agreement, Clause, Condition, Term } from '../agreement/agreement.ts'
import { anything } from '../standing/anything.test-support.ts'
import { hours, mission, state } from '../standing/small-world.test-support.ts'
import {
  at,
  clause,
  done,
  finding,
  FIRST,
  id,
  link,
  moment,
  power,
  report,
  truce,
  until,
  within,
  type Said,
} from '../standing/truce.test-support.ts'
import { parseDuration } from '../time/instant.ts'
import { hour } from './certificate.test-support.ts'

const SILENT = { ifSilent: 'compliant', sources: mission } as const
const BURDEN = { ifSilent: 'breach', sources: mission } as const
const h = (count: number) => parseDuration(`${count}h`)
const day = { is: 'calendar-day', startsAt: 960 } as const
const breaches = (...of: string[]) => ({ of: of.map((one) => id(one)) })
type Measured = Extract<Condition, { is: 'measured' }>
const measured = (of: Partial<Measured>): Condition => ({
  is: 'measured',
  clauses: [id('T.1')],
  what: 'breaches',
  how: 'sum',
  over: 1,
  window: { is: 'whole-time' },
  ...of,
})
const calm = (name: string, length: number): Condition => ({
  is: 'holds',
  state: id(name),
  for: h(length),
  since: undefined,
})
const elsewhere = { of: [id('T.1'), id('T.2')], in: id('OTH') }
const inNorth = { ...clause('x', {}).conduct, area: id('north') }
const atMost = { is: 'at-most', ...breaches('T.1'), within: h(24) } as const

/** The forms that repeat, add up, compare with the past and reach back, by themselves and through one another. */
const clauses: readonly Clause[] = [
  clause('T.1', { conduct: inNorth, window: until(hours(96)), ...SILENT }),
  clause('T.1.b', { bearer: 'BLUE', conduct: { ...clause('x', {}).conduct, acts: ['attack'] } }),
  clause('T.2', {
    duty: 'achieve',
    repeats: { is: 'every', period: h(24) },
    window: { ...until(hours(96)), within: h(12) },
    ...BURDEN,
  }),
  clause('T.3', {
    duty: 'achieve',
    bearer: 'BLUE',
    repeats: { is: 'for-each', breaches: breaches('T.1'), alleged: true },
    window: { ...until(hours(120)), within: h(24), late: 'lapses' },
    ...BURDEN,
  }),
  clause('T.4', {
    duty: 'achieve',
    repeats: { is: 'for-each', breaches: breaches('T.1.b', 'T.3'), alleged: false },
    window: within('24h'),
    ...SILENT,
  }),
  clause('T.5', { duty: 'achieve', repeats: { is: 'every', period: h(30) }, when: measured({}) }),
  clause('T.6', {
    bearer: 'BLUE',
    duty: 'achieve',
    when: measured({ what: 'killed', over: 4, window: { is: 'sliding', within: h(24) } }),
    window: { ...within('24h'), early: 'does-not-count', delay: h(6) },
  }),
  clause('T.7', {
    duty: 'achieve',
    when: { is: 'any', of: [measured({ what: 'civilians-killed', how: 'max', over: 2 }), done('T.3')] },
    window: within('48h'),
    ...BURDEN,
  }),
  clause('T.8', { when: measured({ clauses: [id('T.1'), id('T.2')], window: day }) }),
  clause('T.9', { bearer: 'BLUE', when: measured({ what: 'injured', over: 3, window: day }) }),
  clause('T.10', { duty: 'permit', when: calm('calm', 6) }),
  clause('T.11', { duty: 'achieve', when: calm('calmer', 12), window: within('24h') }),
  clause('T.12', {
    duty: 'achieve',
    bearer: 'BLUE',
    when: { is: 'any', of: [done('T.4'), { is: 'all', of: [done('T.3'), done('T.2')] }] },
    window: within('24h'),
  }),
  clause('T.13', { when: { is: 'breached', clause: id('T.2'), by: undefined } }),
  clause('T.14', { duty: 'achieve', when: { is: 'overturned', power: id('P') }, window: within('24h') }),
  clause('T.15', { duty: 'permit', when: calm('quiet', 24) }),
  clause('T.16', {
    duty: 'achieve',
    repeats: {
      is: 'for-each',
      breaches: elsewhere,
      alleged: true,
      since: { is: 'instant', instant: at(hours(2)) },
    },
    window: within('24h'),
    ...SILENT,
  }),
  clause('T.17', { duty: 'permit', when: calm('peace', 12) }),
  clause('T.18', {
    duty: 'achieve',
    repeats: { is: 'for-each', breaches: breaches('T.1.b', 'T.2'), alleged: true },
    window: within('24h'),
    ...BURDEN,
  }),
]
const north: Term = {
  ...state,
  is: 'area',
  id: id('north'),
  extent: { is: 'governorates', names: ['North'] },
}
const terms = [
  north,
  { ...state, id: id('calm'), test: { ...atMost, limit: { is: 'number', count: 1 } } },
  {
    ...state,
    id: id('calmer'),
    test: { ...atMost, limit: { is: 'baseline', from: { is: 'instant', instant: at(hours(6)) } } },
    decidedBy: { is: 'quorum', least: 2, how: 'asserted', of: ['RED', 'BLUE', 'GREEN'].map(party) },
  },
  { ...state, id: id('quiet'), test: { is: 'no-breach', ...breaches('T.1', 'T.2') } },
  { ...state, id: id('peace'), test: { is: 'no-breach', ...elsewhere } },
] as const
function party(name: string) {
  return { is: 'party', party: id(name) } as const
}
const powers = [
  power('P', {
    by: ['GREEN', 'WHITE'],
    quorum: 2,
    over: [id('T.1')],
    when: { is: 'breached', clause: id('T.1.b'), by: undefined },
    ifOverturned: { is: 'compensate', clause: id('T.14') },
    limits: { times: 2, length: h(50) },
    form: { reasons: true },
  }),
  power('S', {
    by: ['RED', 'BLUE', 'GREEN'],
    quorum: 2,
    may: 'suspend',
    over: [id('T.1'), id('T.2'), id('T.3')],
    when: { is: 'breached', clause: id('T.1'), by: undefined },
    limits: { times: 1, length: h(40), by: { is: 'instant', instant: at(hours(80)) } },
  }),
  power('F', {
    by: ['GREEN', 'WHITE'],
    quorum: 1,
    may: 'waive',
    over: [id('T.2')],
    form: { told: h(20), reasons: true },
  }),
]
export const forms = truce({ terms, clauses, powers })

/** The same as it reads once it was amended: other ends, no area, another act, one clause less, another period. */
export const amended = truce({
  terms,
  powers,
  clauses: clauses.flatMap((one) => {
    if (one.id === 'T.1')
      return [{ ...one, conduct: { ...one.conduct, area: undefined }, window: until(hours(70)) }]
    if (one.id === 'T.1.b')
      return [
        {
          ...one,
          conduct: { ...one.conduct, acts: ['airstrike' as const] },
          bearers: [id('BLUE'), id('RED')],
        },
      ]
    if (one.id === 'T.2') return [{ ...one, repeats: { is: 'every' as const, period: h(36) } }]
    return one.id === 'T.8' ? [] : [one]
  }),
})

/** Another agreement, and the same without its first clause: of both it is said what breaches them. */
const other: Agreement = {
  ...truce({
    terms: [north],
    clauses: [
      clause('T.1', { conduct: inNorth, window: until(hours(60)) }),
      clause('T.2', { duty: 'achieve', repeats: { is: 'every', period: h(24) }, window: until(hours(80)) }),
    ],
  }),
  id: id('OTH'),
}
const texts = [forms, amended, other, { ...other, clauses: new Map([...other.clauses].slice(1)) }]

/** The texts by their digests: `agreement-amended` names them so. */
export const textOf = (digest: string): Agreement => texts[Number(digest[0])] ?? forms

const harmed = fc
  .record({ killed: fc.nat(6), killedCivilians: fc.nat(4), injured: fc.nat(5) })
  .chain((least) =>
    fc.constantFrom(
      { killed: { least: least.killed, most: least.killed + 2 } },
      { killed: { least: least.killed, most: null }, injured: { least: least.injured, most: least.injured } },
      { killedCivilians: { least: least.killedCivilians, most: 4 } },
    ),
  )
/** Often shortly before a duty begins or ends, so that much lies on both sides. */
const span = fc
  .tuple(fc.oneof(hour, fc.constantFrom(-6, 56, 66, 92)), fc.constantFrom(0, 0, 8, 30))
  .map(([from, more]) => moment(hours(from), hours(from + more)))
const back = fc.integer({ min: 1, max: 14 })
const told = fc.record({ when: span, harm: harmed, who: fc.constantFrom('RED', 'BLUE') })
const places = fc.constantFrom(
  { governorate: 'North' },
  { governorate: 'North' },
  { governorate: 'South' },
  {},
)
const reports = fc.tuple(told, places).map(([{ when, harm, who }, place]) => (): Said[] => [
  report('paper', when, { alleged: who, harm, where: { name: 'a village', ...place } }),
])
const findings = fc
  .tuple(told, fc.constantFrom('INC-a', 'INC-b', 'INC-c'), fc.boolean(), back)
  .map(([{ when, harm, who }, incident, isLinked, b]) => (index: number): Said[] => [
    ...(isLinked ? [link(incident, Math.max(0, index - b))] : []),
    finding('mission', incident, who === 'RED' ? 'T.1' : 'T.1.b', {
      when,
      harm,
      attribution: [{ to: who, confidence: 'established' }],
    }),
  ])
const acts = fc
  .record({
    by: fc.constantFrom('red.army', 'mission', 'mission', 'mission'),
    of: fc.constantFrom(
      ['T.2', 'RED'],
      ['T.2', 'RED'],
      ['T.3', 'BLUE'],
      ['T.3', 'BLUE'],
      ['T.4', 'RED'],
      ['T.5', 'RED'],
      ['T.6', 'BLUE'],
      ['T.7', 'RED'],
      ['T.14', 'RED'],
    ),
    when: span,
    kind: fc.constantFrom(
      'act-declared' as const,
      'act-confirmed',
      'act-confirmed',
      'act-refuted',
      'act-unresolved',
    ),
    answers: fc.option(back),
  })
  .map(({ by, of: [name = '', bearer = ''], when, kind, answers }) => (index: number): Said[] => [
    {
      kind,
      by,
      agreement: 'TRU',
      clause: name,
      party: bearer,
      when,
      ...(answers === null ? {} : { answers: Math.max(0, index - answers) }),
    },
  ])
const taken = back.map((far) => (index: number): Said[] => [
  { kind: 'statement-withdrawn', by: 'mission', entry: Math.max(0, index - far), because: 'mistaken' },
])
const closings = hour.map((time) => (): Said[] => [
  { kind: 'source-closed', by: 'mission', source: 'mission', through: hours(time) },
])
const clocks = hour.map((time) => (): Said[] => [{ kind: 'clock-read', by: 'office', readAt: hours(time) }])
const amendments = fc.tuple(hour, fc.constantFrom(0, 1, 1, 2, 3)).map(([from, text]) => (): Said[] => [
  {
    kind: 'agreement-amended',
    by: ['green.mfa', 'white.mfa'],
    agreement: text < 2 ? 'TRU' : 'OTH',
    package: String(text).repeat(64),
    from: hours(from),
  },
])
export const adopted: Said = {
  kind: 'agreement-adopted',
  by: ['green.mfa', 'white.mfa'],
  agreement: 'OTH',
  package: '2'.repeat(64),
}
const uses = fc
  .record({
    by: fc.constantFrom(['green.mfa', 'white.mfa'], ['red.army', 'green.mfa'], ['red.army'], ['green.mfa']),
    of: fc.constantFrom(['P', 'extend'], ['S', 'suspend'], ['F', 'waive'], ['F', 'waive']),
    from: fc.constantFrom(30, 60, 90),
    length: fc.constantFrom(20, 30, 48),
    reasons: fc.constantFrom(true, true, true, false),
    /** When the log's clock is read right after it; often nobody does. */
    clock: fc.option(fc.constantFrom(10, 40, 70, 80)),
    /** When it is read after they have taken it back, if they do so. */
    takenBack: fc.option(fc.constantFrom(20, 75, 100), { freq: 2 }),
  })
  .map(({ by, of: [name, act], from, length, reasons, clock, takenBack }) => (index: number): Said[] => [
    {
      kind: 'power-exercised',
      by,
      agreement: 'TRU',
      power: name ?? '',
      act: act as 'extend',
      from: hours(from),
      until: hours(from + length),
      ...(reasons ? { words: { lang: 'en', text: 'For this reason.' } } : {}),
    },
    ...(clock === null ? [] : [{ kind: 'clock-read' as const, by: 'office', readAt: hours(clock) }]),
    ...(takenBack === null
      ? []
      : [
          { kind: 'statement-withdrawn' as const, by, entry: index, because: 'mistaken' },
          { kind: 'clock-read' as const, by: 'office', readAt: hours(takenBack) },
        ]),
  ])
const determined = fc
  .record({
    by: fc.constantFrom('red.army', 'blue.army', 'green.mfa'),
    term: fc.constantFrom('calmer', 'calm'),
    is: fc.constantFrom('holds' as const, 'holds', 'fails'),
    from: fc.constantFrom(0, 20),
    length: fc.constantFrom(30, 60),
  })
  .map(({ by, term, is, from, length }) => (): Said[] => [
    {
      kind: 'term-determined',
      by,
      agreement: 'TRU',
      term,
      value: { is, from: hours(from), until: hours(from + length) },
    },
  ])

/** Logs of up to forty things said about such a text, amended or not. */
export const formLogs = fc
  .array(
    fc.oneof(
      { weight: 8, arbitrary: reports },
      { weight: 7, arbitrary: findings },
      { weight: 5, arbitrary: acts },
      { weight: 2, arbitrary: clocks },
      { weight: 3, arbitrary: uses },
      { weight: 2, arbitrary: taken },
      { weight: 2, arbitrary: closings },
      { weight: 2, arbitrary: determined },
      { weight: 1, arbitrary: amendments },
      {
        weight: 6,
        arbitrary: anything().map((make) => (index: number): Said[] => [make(index)]),
      },
    ),
    { minLength: 4, maxLength: 36 },
  )
  .map((makers) =>
    makers.reduce<readonly Said[]>((said, make) => [...said, ...make(FIRST + said.length)], [adopted]),
  )
