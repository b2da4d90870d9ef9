import * as fc from 'fast-check'
import type { Condition, Exchange, Term } from '../agreement/agreement.ts'
import { withImplied } from '../agreement/implied.ts'
import { hours, mission } from '../standing/small-world.test-support.ts'
import {
  assertedBy,
  clause,
  done,
  FIRST,
  id,
  jointly,
  moment,
  report,
  truce,
  until,
  within,
  type Said,
} from '../standing/truce.test-support.ts'
import { NO_TIME, parseDuration } from '../time/instant.ts'

/** Steps that depend on each other; where they are simultaneous, the text names no first mover. */
export const exchange = (
  name: string,
  legs: readonly string[],
  mode: Exchange['mode'],
  of: Partial<Exchange> = {},
): Exchange => ({
  id: id(name),
  wording: { text: { en: 'each for the other' }, cites: name, source: undefined },
  legs: legs.map((leg) => id(leg)),
  mode,
  after: undefined,
  ifNobodyMoves: undefined,
  choices: [],
  at: { line: 1, column: 1 },
  ...of,
})

const both = { bearers: [id('RED'), id('BLUE')] }
const quick = { duty: 'achieve', window: within('24h') } as const
const byRed: Condition = { is: 'done', clause: id('L.0'), by: id('RED') }
const joined: Condition = { is: 'acceded', party: id('BLUE') }
const monitor = { is: 'role', role: 'monitor' } as const
const h = (count: number) => parseDuration(`${count}h`)

const TERM = { name: { en: 'a term' }, means: 'a word', choices: [], at: { line: 1, column: 1 } } as const
type State = Extract<Term, { is: 'state' }>
const stateOf = (name: string, of: Partial<State>): State => ({
  ...TERM,
  is: 'state',
  id: id(name),
  test: undefined,
  decidedBy: undefined,
  ifSilent: 'compliant',
  sources: mission,
  ...of,
})

const parts = truce({
  startsOn: { is: 'moment', moment: id('DayD'), plus: NO_TIME },
  terms: [
    stateOf('adherence', {
      test: { is: 'no-breach', of: [id('T.1')] },
      decidedBy: jointly('GREEN', 'WHITE'),
    }),
    stateOf('calm', {
      test: { is: 'at-most', of: [id('T.1')], within: h(12), limit: { is: 'number', count: 1 } },
      decidedBy: assertedBy('GREEN'),
    }),
    stateOf('word', { decidedBy: assertedBy('GREEN') }),
    { ...TERM, is: 'moment', id: id('DayD'), setBy: jointly('GREEN', 'WHITE'), fixed: undefined },
  ],
  clauses: [
    clause('T.1', { window: until(hours(60)), ifSilent: 'compliant', sources: mission }),
    clause('L.0', { ...quick, ...both }),
    clause('L.1', { ...quick, when: done('L.0') }),
    clause('L.2', { ...quick, bearer: 'BLUE', when: done('L.0') }),
    clause('L.3', { ...quick, ...both }),
    clause('L.4', { ...both, duty: 'maintain', window: until(hours(20)) }),
    clause('L.5', {
      duty: 'achieve',
      repeats: { is: 'every', period: h(12) },
      window: { ...until(hours(24)), within: h(6) },
    }),
    clause('L.6', { ...quick, ...both }),
    clause('L.7', { ...quick, bearer: 'BLUE' }),
  ],
  exchanges: [
    exchange('E.1', ['L.1', 'L.2'], { is: 'simultaneous', within: h(6) }, { after: done('L.0') }),
    exchange('E.2', ['L.1', 'L.3'], { is: 'simultaneous', within: h(4) }, { ifNobodyMoves: 'each is due' }),
    exchange('E.3', ['L.6', 'L.7'], { is: 'in-turn', sameMoment: 'out-of-turn' }),
    exchange('E.4', ['L.7', 'L.3'], { is: 'in-turn', sameMoment: 'in-turn' }, { after: joined }),
    exchange(
      'E.5',
      ['L.2', 'L.1'],
      { is: 'held', by: monitor, for: h(16) },
      { after: { is: 'any', of: [byRed, joined] } },
    ),
    exchange(
      'E.6',
      ['L.4', 'L.5'],
      { is: 'simultaneous', within: h(3) },
      { after: { is: 'all', of: [byRed, joined] } },
    ),
    exchange('E.7', ['L.5', 'L.4'], { is: 'in-turn', sameMoment: 'out-of-turn' }),
    exchange('E.8', ['L.7', 'L.7'], { is: 'simultaneous', within: h(3) }),
  ],
})

/** Exchanges of every mode, between steps done once, kept for a time and owed again and again; and states beside them. */
export const linked = { ...parts, clauses: withImplied(parts) }

const hour = fc.integer({ min: -3, max: 40 })
/** Who bears what only one of them does. */
const ONLY: Readonly<Record<string, string>> = { 'L.1': 'RED', 'L.2': 'BLUE', 'L.5': 'RED', 'L.7': 'BLUE' }
const acts = fc
  .record({
    by: fc.constantFrom('mission', 'mission', 'red.army', 'blue.army'),
    of: fc.constantFrom('L.0', 'L.1', 'L.1', 'L.2', 'L.2', 'L.3', 'L.3', 'L.4', 'L.5', 'L.6', 'L.7'),
    party: fc.constantFrom('RED', 'BLUE'),
    from: hour,
    span: fc.constantFrom(0, 0, 2, 8, 20),
    kind: fc.constantFrom('act-confirmed' as const, 'act-confirmed', 'act-declared', 'act-refuted'),
  })
  .map(({ by, of, party, from, span, kind }) => (): Said => ({
    kind,
    by,
    agreement: 'TRU',
    clause: of,
    party: ONLY[of] ?? party,
    when: moment(hours(from), hours(from + span)),
  }))
const others = fc.oneof(
  fc.tuple(fc.constantFrom('blue.army', 'paper'), hour).map(([by, from]) => (): Said => ({
    kind: 'party-acceded',
    by,
    agreement: 'TRU',
    party: 'BLUE',
    when: moment(hours(from)),
  })),
  fc.tuple(fc.constantFrom('paper', 'mission', 'blue.army', 'red.army'), hour).map(
    ([by, from]) =>
      (): Said =>
        report(by, moment(hours(from), hours(from + 1))),
  ),
  fc.nat(8).map((back) => (index: number): Said => ({
    kind: 'statement-withdrawn',
    by: 'mission',
    entry: Math.max(0, index - back),
    because: 'mistaken',
  })),
  hour.map((through) => (): Said => ({
    kind: 'source-closed',
    by: 'mission',
    source: 'mission',
    through: hours(through),
  })),
  fc
    .record({
      by: fc.constantFrom('green.mfa', 'white.mfa'),
      term: fc.constantFrom('adherence', 'calm', 'word'),
      is: fc.constantFrom('holds' as const, 'fails'),
      from: hour,
      length: fc.integer({ min: 1, max: 30 }),
    })
    .map(({ by, term, is, from, length }) => (): Said => ({
      kind: 'term-determined',
      by: term === 'adherence' && length > 8 ? ['green.mfa', 'white.mfa'] : by,
      agreement: 'TRU',
      term,
      value: { is, from: hours(from), ...(length > 25 ? {} : { until: hours(from + length) }) },
    })),
)
const begun = fc
  .tuple(
    fc.constantFrom(0, 0, 0, 10),
    fc.constantFrom(['green.mfa', 'white.mfa'], ['green.mfa', 'white.mfa'], ['green.mfa']),
  )
  .map(([from, by]): Said => ({
    kind: 'term-determined',
    by,
    agreement: 'TRU',
    term: 'DayD',
    value: { is: 'moment', instant: hours(from) },
  }))

/** Logs of up to thirty things said of these steps and states. */
export const linkedLogs = fc
  .tuple(
    begun,
    fc.array(fc.oneof({ weight: 4, arbitrary: acts }, { weight: 1, arbitrary: others }), {
      maxLength: 28,
      size: 'max',
    }),
  )
  .map(([start, makers]): readonly Said[] => [
    start,
    ...makers.map((make: (index: number) => Said, i) => make(FIRST + 1 + i)),
  ])
