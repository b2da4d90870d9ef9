import { describe, expect, test } from 'vitest'
import { parseDuration } from '../time/instant.ts'
import type { Power, Term } from '../agreement/agreement.ts'
import {
  at,
  clause,
  codes,
  finding,
  FIRST,
  id,
  moment,
  power,
  standing,
  told,
  truce,
  until,
  type Said,
} from './truce.test-support.ts'

const END = '2016-09-14T16:00:00Z'
const LATER = '2016-09-16T16:00:00Z'
const noShelling = clause('T.1.b', { window: until(END) })
const text = (...powers: Power[]) => truce({ clauses: [noShelling], powers })
const use = (by: string | string[], act: Power['may'], from: string, of: object = {}) =>
  ({ kind: 'power-exercised', by, agreement: 'TRU', power: 'P', act, from, ...of }) as Said
const both = ['green.mfa', 'white.mfa']

describe('extending', () => {
  const extend = power('P', { by: ['GREEN', 'WHITE'], over: [id('T.1')] })

  test('both holders together move the end of the clauses under the named paragraph', () => {
    const engine = told(text(extend), use(both, 'extend', END, { until: LATER }))
    expect(standing(engine, 'T.1.b', END).status).toBe('active')
    expect(standing(engine, 'T.1.b', LATER).status).toBe('expired')
    expect(codes(standing(engine, 'T.1.b', END))).toContain('extended')
  })

  test('each in its own name, saying the same, is as good as together', () => {
    const engine = told(
      text(extend),
      use('green.mfa', 'extend', END, { until: LATER }),
      use('white.mfa', 'extend', END, { until: LATER }),
    )
    expect(standing(engine, 'T.1.b', END, { known: FIRST + 1 }).status).toBe('expired')
    expect(standing(engine, 'T.1.b', END).status).toBe('active')
  })

  test('one alone, the wrong body, or too late has no effect and is shown', () => {
    const alone = standing(
      told(text(extend), use('green.mfa', 'extend', END, { until: LATER })),
      'T.1.b',
      END,
    )
    expect(alone.status).toBe('expired')
    expect(codes(alone)).toContain('power-not-by-all')
    const wrong = standing(told(text(extend), use('red.army', 'extend', END, { until: LATER })), 'T.1.b', END)
    expect(codes(wrong)).toContain('power-wrong-body')
    const late = standing(
      told(text(extend), use(both, 'extend', '2016-09-15T00:00:00Z', { until: LATER })),
      'T.1.b',
      '2016-09-15T12:00:00Z',
    )
    expect(late.status).toBe('expired')
    expect(codes(late)).toContain('extended-too-late')
  })

  test('whoever may only extend cannot shorten: an earlier end has no effect and is named', () => {
    const early = use(both, 'extend', '2016-09-13T00:00:00Z', { until: '2016-09-14T00:00:00Z' })
    const engine = told(text(extend), early)
    expect(standing(engine, 'T.1.b', '2016-09-14T10:00:00Z').status).toBe('active')
    expect(codes(standing(engine, 'T.1.b', END))).toContain('extension-shortens')
  })

  test('an extension without an end makes the duty open-ended', () => {
    const engine = told(text(extend), use(both, 'extend', END))
    expect(standing(engine, 'T.1.b', '2017-01-01T00:00:00Z')).toMatchObject({
      status: 'active',
      ends: undefined,
    })
  })
})

describe('withdrawing, suspending, waiving', () => {
  test('a withdrawal ends the agreement from then on and lets an earlier breach stand', () => {
    const withdraw = power('P', { by: ['GREEN', 'WHITE'], may: 'withdraw', jointly: false })
    const from = '2016-09-13T16:00:00Z'
    const gone = told(text(withdraw), use('green.mfa', 'withdraw', from))
    expect(standing(gone, 'T.1.b', from)).toMatchObject({ status: 'expired', ends: at(from) })
    const after = finding('mission', 'INC-a', 'T.1.b', { when: moment('2016-09-13T18:00:00Z') })
    expect(
      standing(told(text(withdraw), use('green.mfa', 'withdraw', from), after), 'T.1.b', END).status,
    ).toBe('expired')
    const before = finding('mission', 'INC-a', 'T.1.b', { when: moment('2016-09-13T12:00:00Z') })
    expect(
      standing(told(text(withdraw), use('green.mfa', 'withdraw', from), before), 'T.1.b', END).status,
    ).toBe('breached')
  })

  test('a suspension sets the duty aside until it is resumed; what happens meanwhile breaches nothing', () => {
    const suspend = power('P', { by: ['WHITE'], may: 'suspend' })
    const resume = power('R', { by: ['WHITE'], may: 'resume' })
    const engine = told(
      text(suspend, resume),
      use('white.mfa', 'suspend', '2016-09-13T00:00:00Z'),
      { ...use('white.mfa', 'resume', '2016-09-13T12:00:00Z'), power: 'R' } as Said,
      finding('mission', 'INC-a', 'T.1.b', { when: moment('2016-09-13T06:00:00Z') }),
    )
    expect(standing(engine, 'T.1.b', '2016-09-13T06:00:00Z').status).toBe('suspended')
    expect(standing(engine, 'T.1.b', '2016-09-13T12:00:00Z')).toMatchObject({
      status: 'active',
      breaches: { found: 0 },
    })
  })

  test('a waiver from then on lets an earlier breach stand; one from the start does not', () => {
    const breach = finding('mission', 'INC-a', 'T.1.b', { when: moment('2016-09-13T06:00:00Z') })
    const board = (effect: Power['effect']) =>
      standing(
        told(
          text(power('P', { by: ['WHITE'], may: 'waive', effect })),
          breach,
          use('white.mfa', 'waive', '2016-09-13T12:00:00Z'),
        ),
        'T.1.b',
        '2016-09-14T00:00:00Z',
      )
    expect(board('ex-nunc')).toMatchObject({ status: 'waived', breaches: { found: 1 } })
    expect(board('ex-tunc')).toMatchObject({ status: 'waived', breaches: { found: 0 } })
  })

  test('a power has effect only once its own condition is met', () => {
    const when = { is: 'breached', clause: id('T.1.b'), by: undefined } as const
    const withdraw = power('P', { by: ['WHITE'], may: 'withdraw', when })
    const from = '2016-09-13T16:00:00Z'
    expect(
      codes(standing(told(text(withdraw), use('white.mfa', 'withdraw', from)), 'T.1.b', from)),
    ).toContain('power-condition-not-met')
    const breach = finding('mission', 'INC-a', 'T.1.b', { when: moment('2016-09-13T06:00:00Z') })
    expect(
      standing(told(text(withdraw), breach, use('white.mfa', 'withdraw', from)), 'T.1.b', from).ends,
    ).toBe(at(from))
  })
})

describe('the limits of a power', () => {
  const limited = (limits: NonNullable<Power['limits']>, may: Power['may'] = 'suspend') =>
    text(power('P', { by: ['WHITE'], may, limits }))
  const day = (n: number) => `2016-09-1${n}T00:00:00Z`

  test('used after the time until which the text allows it, it has no effect', () => {
    const by = { is: 'instant', instant: at(day(3)) } as const
    const status = (from: string) =>
      standing(told(limited({ by }), use('white.mfa', 'suspend', from)), 'T.1.b', '2016-09-14T06:00:00Z')
    expect(status(day(3)).status).toBe('suspended')
    expect(codes(status('2016-09-13T00:01:00Z'))).toContain('power-too-late')
  })

  test('used for longer than the text allows, or without an end, it has no effect', () => {
    const status = (of: object) =>
      standing(
        told(limited({ length: parseDuration('24h') }), use('white.mfa', 'suspend', day(3), of)),
        'T.1.b',
        '2016-09-13T06:00:00Z',
      )
    expect(status({ until: day(4) }).status).toBe('suspended')
    expect(codes(status({ until: '2016-09-14T00:01:00Z' }))).toContain('power-too-long')
    expect(codes(status({}))).toContain('power-too-long')
  })

  test('an extension is as long as it moves the end', () => {
    const extended = (to: string) =>
      standing(
        told(
          limited({ length: parseDuration('48h') }, 'extend'),
          use('white.mfa', 'extend', day(3), { until: to }),
        ),
        'T.1.b',
        END,
      )
    expect(extended(LATER).ends).toEqual(at(LATER))
    expect(codes(extended('2016-09-16T16:01:00Z'))).toContain('power-too-long')
  })

  test('used more often than the text allows, the first uses in the log count', () => {
    const once = told(
      limited({ times: 1 }),
      use('white.mfa', 'suspend', day(4), { until: '2016-09-14T06:00:00Z' }),
      use('white.mfa', 'suspend', day(3), { until: '2016-09-13T06:00:00Z' }),
    )
    expect(standing(once, 'T.1.b', '2016-09-14T03:00:00Z').status).toBe('suspended')
    const second = standing(once, 'T.1.b', '2016-09-13T03:00:00Z')
    expect(second.status).toBe('active')
    expect(codes(second)).toContain('power-used-up')
  })
})

describe('a power whose ground is overturned after it was used', () => {
  const when = { is: 'breached', clause: id('T.1.b'), by: undefined } as const
  const BREACH = finding('mission', 'INC-a', 'T.1.b', { when: moment('2016-09-13T06:00:00Z') })
  const FROM = '2016-09-13T12:00:00Z'
  const back: Said = { kind: 'statement-withdrawn', by: 'mission', entry: FIRST, because: 'mistaken' }
  const clock = (readAt: string): Said => ({ kind: 'clock-read', by: 'office', readAt })
  const repair = clause('T.9', {
    duty: 'achieve',
    bearer: 'BLUE',
    when: { is: 'overturned', power: id('P') },
    window: {
      within: parseDuration('48h'),
      by: undefined,
      until: undefined,
      late: 'still-due',
    },
  })
  const story = (of: Partial<Power>, ...more: Said[]) =>
    told(
      truce({
        clauses: [noShelling, clause('T.2', { bearer: 'BLUE' }), repair],
        powers: [power('P', { by: ['WHITE'], may: 'suspend', over: [id('T.2')], when, ...of })],
      }),
      BREACH,
      use('white.mfa', 'suspend', FROM),
      ...more,
    )
  const status = (engine: ReturnType<typeof story>, known = engine.size) =>
    standing(engine, 'T.2', '2016-09-14T00:00:00Z', { known })

  test('stands from then on, and says so: what was done under it is not undone', () => {
    const engine = story({}, back)
    expect(status(engine, FIRST + 2).status).toBe('suspended')
    expect(status(engine).status).toBe('suspended')
    expect(codes(status(engine, FIRST + 2))).not.toContain('power-stands-overturned')
    expect(codes(standing(engine, 'T.2', '2016-09-13T11:00:00Z'))).toContain('power-stands-overturned')
  })

  test('falls with its ground where its effect reaches back to the start, or the text says so', () => {
    for (const of of [{ effect: 'ex-tunc' }, { ifOverturned: { is: 'falls' } }] as const) {
      const engine = story(of, back)
      expect(status(engine, FIRST + 2).status).toBe('suspended')
      expect(status(engine).status).toBe('active')
      expect(codes(status(engine))).toContain('power-ground-overturned')
    }
    const kept = story({ effect: 'ex-tunc', ifOverturned: { is: 'stands' } }, back)
    expect(status(kept).status).toBe('suspended')
  })

  test('makes the named clause owed from when the log shows what overturned it', () => {
    const compensate = { ifOverturned: { is: 'compensate', clause: id('T.9') } } as const
    const engine = story(compensate, clock('2016-09-15T00:00:00Z'), back, clock('2016-09-16T00:00:00Z'))
    expect(status(engine).status).toBe('suspended')
    const owed = (known = engine.size) => standing(engine, 'T.9', '2016-09-16T06:00:00Z', { known })
    expect(owed(FIRST + 3)).toMatchObject({ status: 'pending', activated: { certain: undefined } })
    expect(owed()).toMatchObject({
      status: 'active',
      activated: { certain: at('2016-09-16T00:00:00Z'), possible: at('2016-09-15T00:00:00Z') },
      due: at('2016-09-18T00:00:00Z'),
    })
  })

  test('a ground that is shown only after the use makes it good', () => {
    const engine = told(
      truce({
        clauses: [noShelling, clause('T.2', { bearer: 'BLUE' })],
        powers: [power('P', { by: ['WHITE'], may: 'suspend', over: [id('T.2')], when })],
      }),
      use('white.mfa', 'suspend', FROM),
      BREACH,
    )
    expect(codes(status(engine, FIRST + 1))).toContain('power-condition-not-met')
    expect(status(engine).status).toBe('suspended')
  })
})

describe('moments and accession', () => {
  const dayD: Term = {
    is: 'moment',
    id: id('DayD'),
    name: { en: 'Day D' },
    means: 'the start',
    choices: [],
    at: { line: 1, column: 1 },
    setBy: { is: 'all', of: [assertedByParty('GREEN'), assertedByParty('WHITE')] },
    fixed: undefined,
  }
  const timed = truce({
    clauses: [clause('T.1', {})],
    terms: [dayD],
    startsOn: { is: 'moment', moment: id('DayD'), plus: parseDuration('1h') },
  })
  const set = (by: string, instant: string): Said => ({
    kind: 'term-determined',
    by,
    agreement: 'TRU',
    term: 'DayD',
    value: { is: 'moment', instant },
  })

  test('nothing begins before both have set the same Day D', () => {
    const engine = told(
      timed,
      set('green.mfa', '2016-09-12T16:00:00Z'),
      set('white.mfa', '2016-09-12T16:00:00Z'),
    )
    const when = '2016-09-13T00:00:00Z'
    const waiting = standing(engine, 'T.1', when, { known: FIRST })
    expect(waiting).toMatchObject({
      status: 'pending',
      activated: { certain: undefined, possible: undefined },
    })
    expect(waiting.next.map(({ who, what }) => `${who} ${what}`)).toEqual([
      'GREEN determine',
      'WHITE determine',
    ])
    expect(standing(engine, 'T.1', when, { known: FIRST + 1 }).status).toBe('pending')
    expect(standing(engine, 'T.1', when)).toMatchObject({
      status: 'active',
      activated: { certain: at('2016-09-12T17:00:00Z') },
    })
  })

  test('a gate on accession opens by the party’s own word or its guarantor’s attestation, not by another’s', () => {
    const gated = truce({ clauses: [clause('T.1', { when: { is: 'acceded', party: id('RED') } })] })
    const accede = (by: string): Said => ({
      kind: 'party-acceded',
      by,
      agreement: 'TRU',
      party: 'RED',
      when: moment('2016-09-11T00:00:00Z'),
    })
    const status = (by: string) => standing(told(gated, accede(by)), 'T.1', '2016-09-13T00:00:00Z').status
    expect([status('red.army'), status('green.mfa'), status('blue.army')]).toEqual([
      'active',
      'active',
      'pending',
    ])
  })
})

function assertedByParty(party: string) {
  return { is: 'said', how: 'asserted', by: { is: 'party', party: id(party) } } as const
}
