import { describe, expect, test } from 'vitest'
import type { Standard, Term, Who } from '../agreement/agreement.ts'
import { readingsOf, RECORD_READING } from '../evidence/readings.ts'
import { NO_TIME } from '../time/instant.ts'
import { hours } from './small-world.test-support.ts'
import {
  clause,
  finding,
  FIRST,
  id,
  link,
  moment,
  report,
  standing,
  told,
  truce,
  until,
  within,
  type Said,
} from './truce.test-support.ts'

const party = (name: string): Who => ({ is: 'party', party: id(name) })
const anyTwo: Standard = {
  is: 'quorum',
  least: 2,
  how: 'verified',
  of: [party('GREEN'), party('WHITE'), { is: 'actor', actor: id('mission') }],
}
const judged = (kind: string, by: string, h: number, name = 'T.2'): Said =>
  ({ kind, by, agreement: 'TRU', clause: name, party: 'RED', when: moment(hours(h)) }) as Said
const text = truce({
  clauses: [
    clause('T.1', { window: until(hours(96)), evidence: anyTwo }),
    clause('T.2', { duty: 'achieve', window: within('48h'), evidence: anyTwo }),
  ],
})
const verify = (name: string, h: number, ...said: readonly Said[]) =>
  standing(told(text, ...said), name, hours(h))
    .next.filter(({ what }) => what === 'verify')
    .map(({ who, enough }) => [who, enough])

const ALL = ['GREEN', 'WHITE', 'mission']

describe('what any two of three have to verify', () => {
  test('is asked of all while none has, and says that two are enough', () => {
    expect(verify('T.2', 50)).toEqual(ALL.map((who) => [who, 2]))
  })

  test('is asked of the others once one has confirmed it, and one of them is enough', () => {
    expect(verify('T.2', 30, judged('act-confirmed', 'mission', 20))).toEqual([
      ['GREEN', 1],
      ['WHITE', 1],
    ])
    expect(verify('T.2', 50, judged('act-refuted', 'green.mfa', 20))).toEqual([
      ['WHITE', 1],
      ['mission', 1],
    ])
  })

  test('is asked of one alone where the other two disagree', () => {
    const said = [judged('act-confirmed', 'mission', 20), judged('act-refuted', 'green.mfa', 20)]
    expect(verify('T.2', 30, ...said)).toEqual([['WHITE', undefined]])
  })

  test('is asked of all again where only its time is open', () => {
    const late = { ...judged('act-confirmed', 'mission', 20), when: moment(hours(40), hours(60)) } as Said
    const both = [late, { ...late, by: 'green.mfa' }]
    expect(verify('T.2', 70, ...both)).toEqual(ALL.map((who) => [who, undefined]))
  })

  describe('of an alleged breach', () => {
    const alleged = [report('paper', moment(hours(10))), link('INC-1', FIRST)]
    const found = (by: string, incident = 'INC-1') =>
      finding(by, incident, 'T.1', { when: moment(hours(10)) })

    test('is asked of those who have found nothing yet', () => {
      expect(verify('T.1', 20, ...alleged)).toEqual(ALL.map((who) => [who, 2]))
      expect(verify('T.1', 20, ...alleged, found('mission'))).toEqual([
        ['GREEN', 1],
        ['WHITE', 1],
      ])
    })

    test('is asked of all where several are open, of which each may lack somebody else', () => {
      const two = [...alleged, found('mission'), found('green.mfa', 'INC-2')]
      expect(verify('T.1', 20, ...two)).toEqual(ALL.map((who) => [who, undefined]))
    })

    test('that a continuing duty was not kept, of those who have not said so', () => {
      expect(verify('T.1', 20, judged('act-refuted', 'mission', 10, 'T.1'))).toEqual([
        ['GREEN', 1],
        ['WHITE', 1],
      ])
    })
  })

  test('is asked of all under a reading that counts by another rule', () => {
    const engine = told(text, judged('act-confirmed', 'mission', 20))
    const [word = RECORD_READING] = readingsOf(text).filter(({ rule }) => rule.is === 'accepted-by-all')
    const { next } = standing(engine, 'T.2', hours(50), { reading: word })
    expect(next.flatMap(({ who, what }) => (what === 'verify' ? [who] : []))).toEqual(ALL)
  })
})

test('a moment that any two of three set is asked of those who have not joined the time that was named last', () => {
  const DayD: Term = {
    is: 'moment',
    id: id('DayD'),
    name: { en: 'DayD' },
    means: 'the day',
    choices: [],
    at: { line: 1, column: 1 },
    setBy: { ...anyTwo, how: 'asserted' },
    fixed: undefined,
  }
  const waiting = truce({
    terms: [DayD],
    startsOn: { is: 'moment', moment: id('DayD'), plus: NO_TIME },
    clauses: [clause('T.1', {})],
  })
  const named = (by: string, h: number): Said => ({
    kind: 'term-determined',
    by,
    agreement: 'TRU',
    term: 'DayD',
    value: { is: 'moment', instant: hours(h) },
  })
  const asked = (...said: readonly Said[]) =>
    standing(told(waiting, ...said), 'T.1', hours(0)).next.map(({ who, what, enough }) => [who, what, enough])
  expect(asked()).toEqual(ALL.map((who) => [who, 'determine', 2]))
  expect(asked(named('mission', 1))).toEqual([
    ['GREEN', 'determine', 1],
    ['WHITE', 'determine', 1],
  ])
  expect(asked(named('mission', 1), named('green.mfa', 2))).toEqual([
    ['WHITE', 'determine', 1],
    ['mission', 'determine', 1],
  ])
})
