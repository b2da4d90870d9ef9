import * as fc from 'fast-check'
import type { Quorum, Standard, Who } from '../agreement/agreement.ts'
import type { Reading } from '../evidence/reading.ts'
import type { Entry } from '../statement/entry.ts'
import { anything } from '../standing/anything.test-support.ts'
import { boardOf } from '../standing/board.ts'
import { certificateOf } from '../standing/certify.ts'
import type { Engine } from '../standing/engine.ts'
import { holds, hours, mission, state } from '../standing/small-world.test-support.ts'
import {
  at,
  clause,
  done,
  entry,
  FIRST,
  id,
  jointly,
  moment,
  power,
  PREAMBLE,
  report,
  told,
  truce,
  until,
  within,
  type Said,
} from '../standing/truce.test-support.ts'
import { parseDuration } from '../time/instant.ts'
import type { Certificate } from './certificate.ts'
import { exchange } from './exchanges.test-support.ts'

const word = (name: string): Who => ({ is: 'party', party: id(name) })
const anyTwo = (how: Quorum['how'], ...of: readonly Who[]): Standard => ({ is: 'quorum', least: 2, how, of })
const SILENT = { ifSilent: 'compliant', sources: mission } as const

const { conduct } = clause('x', {})

/** Points of a map with squares of a hundredth of a degree. */
const square = ([north, east]: readonly [number, number]) => ({
  latE7: 362_000_000 + north * 100_000,
  lonE7: 371_000_000 + east * 100_000,
})
const corners = (...points: readonly (readonly [number, number])[]) => points.map(square)

/**
 * Most of what the checker weighs: waiting, streaks, counts, areas, exceptions, notices, powers with conditions, silence
 * either way, late and lapsed.
 */
export const whole = truce({
  terms: [
    {
      is: 'moment',
      id: id('DayD'),
      name: { en: 'DayD' },
      means: 'the day',
      choices: [],
      at: { line: 1, column: 1 },
      setBy: anyTwo('asserted', word('GREEN'), word('WHITE'), word('RED')),
      fixed: undefined,
    },
    state.is === 'state' ? { ...state, decidedBy: jointly('GREEN', 'WHITE') } : state,
    {
      is: 'area',
      id: id('valley'),
      name: { en: 'valley' },
      means: 'between the ridges',
      choices: [],
      at: { line: 1, column: 1 },
      extent: { is: 'polygon', points: corners([0, 0], [40, 10], [60, 50], [30, 30], [10, 60]) },
    },
  ],
  startsOn: { is: 'moment', moment: id('DayD'), plus: parseDuration('1h') },
  clauses: [
    clause('T.1', { window: until(hours(96)), exceptions: ['self-defence'], ...SILENT }),
    clause('T.1.b', { bearer: 'BLUE', conduct: { ...conduct, acts: ['attack'] } }),
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
    clause('T.8', { duty: 'achieve', when: holds(parseDuration('24h')), window: within('24h') }),
    clause('T.9', {
      bearer: 'BLUE',
      duty: 'achieve',
      when: {
        is: 'any',
        of: [
          { is: 'counted', clauses: [id('T.1')], over: 1, within: parseDuration('24h') },
          { is: 'all', of: [holds(parseDuration('48h')), done('T.7')] },
        ],
      },
      window: within('36h'),
    }),
    clause('T.10', {
      bearer: 'BLUE',
      conduct: { ...conduct, acts: ['shelling'], area: id('valley') },
      evidence: anyTwo('asserted', { is: 'role', role: 'monitor' }, word('BLUE'), word('RED')),
    }),
  ],
  exchanges: [
    exchange('E.1', ['T.2', 'T.5', 'T.4'], { is: 'in-turn', sameMoment: 'out-of-turn' }),
    exchange(
      'E.2',
      ['T.3', 'T.7'],
      { is: 'simultaneous', within: parseDuration('12h') },
      { after: holds(parseDuration('12h')) },
    ),
  ],
  powers: [
    power('P', { by: ['GREEN', 'WHITE', 'RED'], quorum: 2, over: [id('T.1')] }),
    power('W', { by: ['GREEN'], may: 'waive', over: [id('T.1')], effect: 'ex-tunc' }),
    power('S', { by: ['RED', 'BLUE'], quorum: 1, may: 'suspend' }),
    power('Q', { by: ['RED', 'GREEN'], quorum: 1, may: 'suspend', when: done('T.2') }),
    power('R', { by: ['RED'], may: 'resume' }),
    power('X', { by: ['BLUE'], may: 'withdraw' }),
  ],
})

export const hour = fc.integer({ min: -12, max: 150 })
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
      of: fc.constantFrom(
        ['T.4', 'RED'],
        ['T.5', 'RED'],
        ['T.7', 'RED'],
        ['T.7', 'RED'],
        ['T.2', 'RED'],
        ['T.3', 'BLUE'],
      ),
      h: hour,
      span: fc.constantFrom(0, 0, 6, 20),
      kind: fc.constantFrom('act-declared' as const, 'act-confirmed', 'act-refuted', 'act-unresolved'),
    })
    .map(({ by, of: [name = '', party = ''], h, span, kind }) => (): Said => ({
      kind,
      by,
      agreement: 'TRU',
      clause: name,
      party,
      when: { earliest: hours(h), latest: hours(h + span), precision: 'hour' },
    })),
)
const placed = fc
  .record({
    by: fc.constantFrom('blue.army', 'red.army', 'mission'),
    north: fc.integer({ min: -5, max: 65 }),
    east: fc.integer({ min: -5, max: 65 }),
    radius: fc.constantFrom(undefined, 0, 500, 5_000),
    h: hour,
  })
  .map(({ by, north, east, radius, h }) => (): Said => {
    const where = { name: 'a hill', ...square([north, east]), ...(radius === undefined ? {} : { radius }) }
    return report(by, moment(hours(h)), { alleged: 'BLUE', where })
  })
const determined = fc
  .record({
    by: fc.constantFrom(['green.mfa', 'white.mfa'], ['green.mfa', 'white.mfa'], ['green.mfa'], ['white.mfa']),
    is: fc.constantFrom('holds' as const, 'fails' as const),
    from: hour,
    length: fc.nat(80),
  })
  .map(({ by, is, from, length }) => (): Said => ({
    kind: 'term-determined',
    by,
    agreement: 'TRU',
    term: 'adherence',
    value: { is, from: hours(from), ...(length > 60 ? {} : { until: hours(from + length) }) },
  }))
const dayD = (hoursAfter: number): Said[] =>
  ['green.mfa', 'white.mfa'].map((by) => ({
    kind: 'term-determined',
    by,
    agreement: 'TRU',
    term: 'DayD',
    value: { is: 'moment', instant: hours(hoursAfter) },
  }))
/** Whoever may set the day, and whoever may not, names another one later, or the same again. */
const anew = fc
  .tuple(fc.constantFrom('green.mfa', 'white.mfa', 'red.army', 'paper'), fc.constantFrom(-1, -1, 4))
  .map(([by, hoursAfter]) => (): Said => ({
    kind: 'term-determined',
    by,
    agreement: 'TRU',
    term: 'DayD',
    value: { is: 'moment', instant: hours(hoursAfter) },
  }))
export const logs = fc
  .tuple(
    fc.constantFrom(
      dayD(-1),
      dayD(-1),
      dayD(-1),
      dayD(-1).slice(0, 1),
      // Set, moved, and named again by one of them.
      [...dayD(-1), ...dayD(4), ...dayD(-1).slice(1)],
    ),
    fc.array(
      fc.oneof(
        { weight: 6, arbitrary: anything() },
        { weight: 4, arbitrary: formal },
        { weight: 1, arbitrary: placed },
        { weight: 1, arbitrary: determined },
        { weight: 1, arbitrary: anew },
      ),
      { maxLength: 26 },
    ),
  )
  .map(([start, makers]) => [...start, ...makers.map((make, i) => make(FIRST + start.length + i))])

export const entriesOf = (said: readonly Said[]): readonly Entry[] =>
  [...PREAMBLE, ...said].map((one, index) => entry(index, one))

/** The bounds that a state's board shows where its certificate says so. */
const BOUNDS = {
  holds: { lo: 1, hi: 1 },
  open: { lo: 0, hi: 1 },
  fails: { lo: 0, hi: 0 },
  'not-yet': { lo: 0, hi: 0 },
} as const

/** Every standing of the truce at that hour, with its certificate: what the one shows, and what the other says of it. */
export function certificatesOf(engine: Engine, when: number, known: number, reading: Reading) {
  const ask = { agreement: id('TRU'), at: at(hours(when)), known, reading } as const
  const { standings, exchanges, states } = boardOf(engine, ask)
  const all: { certificate: Certificate; shown: unknown; said: unknown }[] = []
  for (const { clause: of, party, status } of standings) {
    const certificate = certificateOf(engine, { ...ask, is: 'clause', clause: of, party })
    all.push({ certificate, shown: status, said: certificate.status })
  }
  for (const { exchange: of, status } of exchanges) {
    const certificate = certificateOf(engine, { ...ask, is: 'exchange', exchange: of })
    all.push({ certificate, shown: status, said: certificate.status })
  }
  for (const { state: of, holds: bounds } of states) {
    const certificate = certificateOf(engine, { ...ask, is: 'state', state: of })
    all.push({ certificate, shown: bounds, said: BOUNDS[certificate.status] })
  }
  return all
}

export function certificates(
  text: typeof whole,
  said: readonly Said[],
  when: number,
  known: number,
  reading: Reading,
) {
  return certificatesOf(told(text, ...said), when, known, reading)
}

/** As it is once it was written to a file and read again. */
export function travelled(certificate: Certificate): Certificate {
  return JSON.parse(JSON.stringify(certificate)) as Certificate
}
