import { describe, expect, test } from 'vitest'
import type { Condition, Term } from '../agreement/agreement.ts'
import { RECORD_READING } from '../evidence/readings.ts'
import { parseDuration } from '../time/instant.ts'
import { boardOf } from './board.ts'
import { flipsOf, historyOf } from './history.ts'
import {
  assertedBy,
  at,
  clause,
  finding,
  FIRST,
  id,
  jointly,
  link,
  moment,
  report,
  standing,
  told,
  truce,
  until,
  type Said,
} from './truce.test-support.ts'

const adherence = (of: object = {}): Term => ({
  is: 'state',
  id: id('adherence'),
  name: { en: 'adherence' },
  means: 'nobody attacks',
  choices: [],
  at: { line: 1, column: 1 },
  test: { is: 'no-breach', of: [id('T.1')] },
  decidedBy: jointly('GREEN', 'WHITE'),
  ifSilent: 'compliant',
  sources: [{ is: 'actor', actor: id('mission') }],
  ...of,
})
const sevenDays: Condition = {
  is: 'holds',
  state: id('adherence'),
  for: parseDuration('7d'),
  since: undefined,
}
const gate = (of: object = {}) =>
  truce({
    terms: [adherence(of)],
    clauses: [clause('T.1', {}), clause('T.4', { duty: 'permit', when: sevenDays })],
  })
const close = (through: string): Said => ({
  kind: 'source-closed',
  by: 'mission',
  source: 'mission',
  through,
})
const determined = (by: string, is: 'holds' | 'fails', from: string, to?: string): Said => ({
  kind: 'term-determined',
  by,
  agreement: 'TRU',
  term: 'adherence',
  value: { is, from, ...(to === undefined ? {} : { until: to }) },
})
const gateOf = (...said: Said[]) => standing(told(gate(), ...said), 'T.4', '2016-10-30T00:00:00Z').activated

describe('seven continuous days', () => {
  test('are complete by the passing of time alone, once the sources have closed over them', () => {
    expect(gateOf()).toEqual({ certain: undefined, possible: at('2016-09-19T16:00:00Z') })
    expect(gateOf(close('2016-09-19T15:59:59Z')).certain).toBe(undefined)
    expect(gateOf(close('2016-09-19T16:00:00Z')).certain).toBe(at('2016-09-19T16:00:00Z'))
  })

  test('start anew at a breach that is found; one that is only alleged keeps the gate open to doubt', () => {
    const breach = finding('mission', 'INC-a', 'T.1', { when: moment('2016-09-15T00:00:00Z') })
    const again = at('2016-09-22T00:00:00Z')
    expect(gateOf(close('2016-10-01T00:00:00Z'), breach)).toEqual({ certain: again, possible: again })
    const alleged = report('paper', moment('2016-09-15T00:00:00Z'))
    expect(gateOf(close('2016-10-01T00:00:00Z'), alleged)).toEqual({
      certain: again,
      possible: at('2016-09-19T16:00:00Z'),
    })
  })

  test('a determination by both who decide overrides the test', () => {
    const breach = finding('mission', 'INC-a', 'T.1', { when: moment('2016-09-15T00:00:00Z') })
    const holds = (by: string) => determined(by, 'holds', '2016-09-12T16:00:00Z', '2016-09-20T00:00:00Z')
    expect(gateOf(breach, holds('green.mfa')).certain).toBe(undefined)
    expect(gateOf(breach, holds('green.mfa'), holds('white.mfa')).certain).toBe(at('2016-09-19T16:00:00Z'))
    const fails = (by: string) => determined(by, 'fails', '2016-09-16T00:00:00Z')
    expect(gateOf(fails('green.mfa'), fails('white.mfa'))).toEqual({
      certain: undefined,
      possible: undefined,
    })
  })

  test('a determination against the test is shown beside what the test gives', () => {
    const board = (...said: Said[]) => {
      const engine = told(gate(), ...said)
      const of = boardOf(engine, {
        agreement: id('TRU'),
        at: at('2016-09-15T00:00:00Z'),
        known: engine.size,
        reading: RECORD_READING,
      })
      const gated = of.standings.find(({ clause: name }) => name === id('T.4'))
      return { ...of.states[0], gate: gated?.why.filter(({ code }) => code.startsWith('gate-')) }
    }
    const decide = (is: 'holds' | 'fails') => ({
      kind: 'term-determined' as const,
      by: ['green.mfa', 'white.mfa'],
      agreement: 'TRU',
      term: 'adherence',
      value: { is, from: '2016-09-12T16:00:00Z' },
    })
    const found = finding('mission', 'INC-a', 'T.1', { when: moment('2016-09-13T10:00:00Z') })
    const yes = board(found, decide('holds'))
    // The clause that waits for the state says the same of it.
    expect(yes.gate).toEqual([{ code: 'gate-test-fails', values: { state: 'adherence' }, entries: [FIRST] }])
    expect(yes?.holds).toEqual({ lo: 1, hi: 1 })
    expect(yes?.why?.map(({ code, entries }) => [code, entries])).toEqual([
      ['state-determined', [FIRST + 1]],
      ['state-test-fails', [FIRST]],
    ])
    const no = board(close('2016-09-16T00:00:00Z'), decide('fails'))
    expect(no?.holds).toEqual({ lo: 0, hi: 0 })
    expect(no?.why?.map(({ code }) => code)).toEqual(['state-broken', 'state-test-holds'])
    expect(no.gate).toMatchObject([{ code: 'gate-test-holds', values: { state: 'adherence' } }])
    expect(board(found).gate).toEqual([])
  })

  test('those who decide are heard before the test, for the period that they name and no other', () => {
    const said = (is: 'holds' | 'fails', from: string, to: string) => [
      determined('green.mfa', is, from, to),
      determined('white.mfa', is, from, to),
    ]
    const holdsOn = (when: string, ...log: Said[]) => {
      const engine = told(gate(), close('2016-09-30T00:00:00Z'), ...log)
      const ask = { agreement: id('TRU'), known: engine.size, reading: RECORD_READING }
      return boardOf(engine, { ...ask, at: at(when) }).states[0]
    }
    const fails = said('fails', '2016-09-14T00:00:00Z', '2016-09-16T00:00:00Z')
    expect(holdsOn('2016-09-13T00:00:00Z', ...fails)?.holds).toEqual({ lo: 1, hi: 1 })
    expect(holdsOn('2016-09-14T00:00:00Z', ...fails)?.holds).toEqual({ lo: 0, hi: 0 })
    expect(holdsOn('2016-09-15T00:00:00Z', ...fails)?.holds).toEqual({ lo: 0, hi: 0 })
    // It was broken, and once broken it stays so.
    expect(holdsOn('2016-09-20T00:00:00Z', ...fails)?.holds).toEqual({ lo: 0, hi: 0 })
    // A time that ends when it begins is none.
    const never = said('fails', '2016-09-14T00:00:00Z', '2016-09-14T00:00:00Z')
    expect(holdsOn('2016-09-15T00:00:00Z', ...never)?.holds).toEqual({ lo: 1, hi: 1 })
    const before = said('fails', '2016-09-01T00:00:00Z', '2016-09-10T00:00:00Z')
    expect(holdsOn('2016-09-13T00:00:00Z', ...before)?.holds).toEqual({ lo: 1, hi: 1 })

    const breach = finding('mission', 'INC-a', 'T.1', { when: moment('2016-09-13T00:00:00Z') })
    const again = said('holds', '2016-09-14T00:00:00Z', '2016-09-16T00:00:00Z')
    expect(holdsOn('2016-09-13T12:00:00Z', breach, ...again)?.holds).toEqual({ lo: 0, hi: 0 })
    const decided = holdsOn('2016-09-15T00:00:00Z', breach, ...again)
    expect(decided?.holds).toEqual({ lo: 1, hi: 1 })
    expect(decided?.why.map(({ code }) => code)).toEqual(['state-determined', 'state-test-fails'])
    expect(holdsOn('2016-09-16T00:00:00Z', breach, ...again)?.holds).toEqual({ lo: 0, hi: 0 })
  })

  describe('of one who decides the later word', () => {
    const own = { test: undefined, decidedBy: assertedBy('GREEN'), ifSilent: 'unknown', sources: [] } as const
    const bounds = (of: object, when: string, ...log: Said[]) => {
      const engine = told(gate(of), ...log)
      const ask = { agreement: id('TRU'), known: engine.size, reading: RECORD_READING }
      return boardOf(engine, { ...ask, at: at(when) }).states[0]?.holds
    }
    const [YES, NO, OPEN] = [
      { lo: 1, hi: 1 },
      { lo: 0, hi: 0 },
      { lo: 0, hi: 1 },
    ]
    const says = (is: 'holds' | 'fails', from: string, to?: string) => determined('green.mfa', is, from, to)

    test('stands in place of its earlier one from then on, and the earlier one before', () => {
      const back = [says('fails', '2016-09-12T16:00:00Z'), says('holds', '2016-09-20T00:00:00Z')]
      expect(bounds(own, '2016-09-19T23:59:59Z', ...back)).toEqual(NO)
      expect(bounds(own, '2016-09-20T00:00:00Z', ...back)).toEqual(YES)
      const { activated } = standing(told(gate(own), ...back), 'T.4', '2016-10-30T00:00:00Z')
      expect(activated).toEqual({ certain: at('2016-09-27T00:00:00Z'), possible: at('2016-09-27T00:00:00Z') })
    })

    test('leaves the earlier one as it was, after it too', () => {
      const pause = [
        says('holds', '2016-09-12T16:00:00Z'),
        says('fails', '2016-09-14T00:00:00Z', '2016-09-16T00:00:00Z'),
      ]
      const on = (day: number) => bounds(own, `2016-09-${day}T00:00:00Z`, ...pause)
      expect([13, 14, 15, 16, 20].map(on)).toEqual([YES, NO, NO, YES, YES])
    })

    test('that only says the same of a part breaks nothing, and parts that meet are one time', () => {
      const gated = (...log: Said[]) =>
        standing(told(gate(own), ...log), 'T.4', '2016-10-30T00:00:00Z').activated
      const again = says('holds', '2016-09-15T00:00:00Z', '2016-09-16T00:00:00Z')
      expect(gated(says('holds', '2016-09-12T16:00:00Z'), again).certain).toBe(at('2016-09-19T16:00:00Z'))
      const parts = [
        says('holds', '2016-09-12T16:00:00Z', '2016-09-16T00:00:00Z'),
        says('holds', '2016-09-16T00:00:00Z', '2016-09-20T00:00:00Z'),
      ]
      expect(gated(...parts).certain).toBe(at('2016-09-19T16:00:00Z'))
    })

    test('is not that of another: where two who may decide say otherwise, it fails', () => {
      const either = {
        ...own,
        decidedBy: { is: 'any', of: [assertedBy('GREEN'), assertedBy('WHITE')] },
      } as const
      const log = [
        says('fails', '2016-09-12T16:00:00Z'),
        determined('white.mfa', 'holds', '2016-09-12T16:00:00Z'),
      ]
      expect(bounds(either, '2016-09-20T00:00:00Z', ...log)).toEqual(NO)
    })

    test('of a joint decision: what both say of the same time is decided, whatever else each says', () => {
      const both = { ...own, decidedBy: jointly('GREEN', 'WHITE') }
      const log = [
        says('holds', '2016-09-12T16:00:00Z', '2016-09-20T00:00:00Z'),
        determined('white.mfa', 'holds', '2016-09-14T00:00:00Z'),
      ]
      const on = (day: number, ...more: Said[]) => bounds(both, `2016-09-${day}T00:00:00Z`, ...log, ...more)
      expect([13, 14, 19, 20].map((day) => on(day))).toEqual([OPEN, YES, YES, OPEN])
      const doubt = says('fails', '2016-09-15T00:00:00Z', '2016-09-16T00:00:00Z')
      expect([14, 15, 16].map((day) => on(day, doubt))).toEqual([YES, OPEN, YES])
    })
  })

  test('a state that has no test, and of which silence speaks, holds once its sources have closed, as what waits for it does', () => {
    const engine = told(gate({ test: undefined }), close('2016-09-19T16:00:00Z'))
    const ask = { agreement: id('TRU'), known: engine.size, reading: RECORD_READING }
    const when = at('2016-09-19T16:00:00Z')
    expect(boardOf(engine, { ...ask, at: when }).states[0]?.holds).toEqual({ lo: 1, hi: 1 })
    expect(standing(engine, 'T.4', '2016-09-19T16:00:00Z').activated.certain).toBe(when)
  })

  test('where silence means unknown, nothing but a determination makes them certain', () => {
    const engine = told(gate({ ifSilent: 'unknown' }), close('2016-10-30T00:00:00Z'))
    expect(standing(engine, 'T.4', '2016-10-30T00:00:00Z').activated.certain).toBe(undefined)
  })

  test('the board shows the state itself, with its bounds', () => {
    const holds = (...said: Said[]) => {
      const engine = told(gate(), ...said)
      const ask = { agreement: id('TRU'), known: engine.size, reading: RECORD_READING } as const
      return boardOf(engine, { ...ask, at: at('2016-09-16T00:00:00Z') }).states[0]?.holds
    }
    expect(holds()).toEqual({ lo: 0, hi: 1 })
    expect(holds(close('2016-09-16T00:00:00Z'))).toEqual({ lo: 1, hi: 1 })
    expect(holds(close('2016-09-16T00:00:00Z'), report('paper', moment('2016-09-15T00:00:00Z')))).toEqual({
      lo: 0,
      hi: 1,
    })
    expect(holds(finding('mission', 'INC-a', 'T.1', { when: moment('2016-09-15T00:00:00Z') }))).toEqual({
      lo: 0,
      hi: 0,
    })
  })
})

describe('a threshold of breaches', () => {
  test('opens when more than so many fall within the sliding window, and not before', () => {
    const counted = truce({
      clauses: [
        clause('T.1', {}),
        clause('T.6', {
          duty: 'permit',
          when: { is: 'counted', clauses: [id('T.1')], over: 1, within: parseDuration('24h') },
        }),
      ],
    })
    const breach = (name: string, when: string) =>
      finding('mission', `INC-${name}`, 'T.1', { when: moment(when) })
    const opens = (...said: Said[]) =>
      standing(told(counted, ...said), 'T.6', '2016-10-01T00:00:00Z').activated.certain
    expect(opens(breach('a', '2016-09-13T00:00:00Z'), breach('b', '2016-09-14T00:00:00Z'))).toBe(undefined)
    expect(opens(breach('a', '2016-09-13T00:00:00Z'), breach('b', '2016-09-13T23:59:59Z'))).toBe(
      at('2016-09-13T23:59:59Z'),
    )
  })
})

describe('what changed it', () => {
  const text = truce({
    clauses: [clause('T.1', { window: until('2016-09-14T16:00:00Z'), evidence: assertedBy('BLUE') })],
  })
  const instance = { agreement: id('TRU'), clause: id('T.1'), party: id('RED'), reading: RECORD_READING }

  test('over event time: each change with the entry or the timer that made it', () => {
    const engine = told(
      text,
      report('paper', moment('2016-09-13T00:00:00Z')),
      report('blue.army', moment('2016-09-13T12:00:00Z')),
    )
    const changes = historyOf(engine, {
      ...instance,
      from: at('2016-09-10T00:00:00Z'),
      to: at('2016-09-30T00:00:00Z'),
      known: engine.size,
    })
    expect(changes.map(({ at: when, from, to, cause }) => [when, from, to, cause])).toEqual([
      [at('2016-09-10T00:00:00Z'), null, 'pending', 'timer'],
      [at('2016-09-12T16:00:00Z'), 'pending', 'active', 'timer'],
      [at('2016-09-13T00:00:00Z'), 'active', 'contested', 'event'],
      [at('2016-09-13T12:00:00Z'), 'contested', 'breached', 'event'],
    ])
    expect(changes[3]?.why[0]?.entries).toEqual([FIRST + 1])
  })

  test('over knowledge time: each flip with the entry that became known', () => {
    const engine = told(
      text,
      report('paper', moment('2016-09-13T00:00:00Z')),
      report('blue.army', moment('2016-09-13T00:00:00Z')),
      link('INC-a', FIRST, FIRST + 1),
      { kind: 'statement-withdrawn', by: 'blue.army', entry: FIRST + 1, because: 'mistaken' },
    )
    const flips = flipsOf(engine, { ...instance, at: at('2016-09-13T12:00:00Z'), known: engine.size })
    expect(flips.map(({ entry, to }) => [entry, to])).toEqual([
      [FIRST - 1, 'active'],
      [FIRST, 'contested'],
      [FIRST + 1, 'breached'],
      [FIRST + 3, 'contested'],
    ])
  })
})

describe('of a clause that waits for quiet days', () => {
  const next = (of: object, when: string, ...log: Said[]) =>
    standing(told(gate(of), ...log), 'T.4', when).next.map(
      ({ who, what, subject }) => `${who} ${what} ${subject}`,
    )
  const tested = { decidedBy: undefined }
  const when = '2016-09-20T00:00:00Z'
  const alleged = report('paper', moment('2016-09-15T00:00:00Z'))
  const judges = ['mission verify T.1', 'commission verify T.1']

  test('whoever may judge what is alleged is asked, and nobody to close what is closed far enough', () => {
    expect(next(tested, when)).toEqual(['mission close adherence'])
    expect(next(tested, when, close('2016-09-19T15:59:59Z'))).toEqual(['mission close adherence'])
    expect(next(tested, when, alleged, close(when))).toEqual(judges)
    const cleared = finding('mission', 'INC-a', 'T.1', {
      outcome: 'not-confirmed',
      attribution: [],
      when: moment('2016-09-15T00:00:00Z'),
    })
    expect(
      standing(told(gate(tested), alleged, link('INC-a', FIRST), close(when), cleared), 'T.4', when).status,
    ).toBe('active')
  })

  test('what is alleged from before those days is no matter of theirs', () => {
    expect(next(tested, '2016-09-23T00:00:00Z', alleged)).toEqual(['mission close adherence'])
    expect(next(tested, '2016-09-21T00:00:00Z', alleged)).toEqual(['mission close adherence', ...judges])
  })

  test('those who decide are asked who have not, and nobody while time alone is lacking', () => {
    const silent = { ifSilent: 'unknown', sources: [] }
    const from = '2016-09-18T00:00:00Z'
    const [green, white] = ['green.mfa', 'white.mfa'].map((by) => determined(by, 'holds', from)) as [
      Said,
      Said,
    ]
    expect(next(silent, when)).toEqual(['GREEN determine adherence', 'WHITE determine adherence'])
    expect(next(silent, when, green)).toEqual(['WHITE determine adherence'])
    expect(next(silent, when, green, white)).toEqual([])
    // Decided to fail, it takes a word that says otherwise.
    const no = ['green.mfa', 'white.mfa'].map((by) => determined(by, 'fails', from))
    expect(next({}, when, ...no)).toEqual(['GREEN determine adherence', 'WHITE determine adherence'])
  })
})
