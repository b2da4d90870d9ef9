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
  type Said,
} from './truce.test-support.ts'
import { END, LATER, text, use } from './powers.test-support.ts'

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
    expect(codes(alone)).toContain('power-short-of-quorum')
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
    const withdraw = power('P', { by: ['GREEN', 'WHITE'], may: 'withdraw', quorum: 1 })
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
