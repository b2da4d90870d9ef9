import { describe, expect, test } from 'vitest'
import type { Term } from '../agreement/agreement.ts'
import type { Reading } from '../evidence/reading.ts'
import { readingsOf } from '../evidence/readings.ts'
import { NO_TIME } from '../time/instant.ts'
import { boardOf } from './board.ts'
import { findingOn, toldOf } from './elsewhere.test-support.ts'
import { hours, state } from './small-world.test-support.ts'
import {
  at,
  clause,
  FIRST,
  id,
  jointly,
  moment,
  power,
  report,
  standing,
  told,
  truce,
  until,
  within,
  type Said,
} from './truce.test-support.ts'

const shelling = clause('T.1', { window: until(hours(96)) })
const reading = (name: string): Reading => {
  const found = readingsOf(truce({ clauses: [shelling] })).find((one) => one.id === name)
  if (found === undefined) throw new Error(`no reading ${name}`)
  return found
}
const [record, ofRed, ofBlue, monitors] = ['record', 'word-of-RED', 'word-of-BLUE', 'monitors'].map(reading)
const EACH = [record, ofRed, ofBlue, monitors].filter((one) => one !== undefined)
/** Where a clause stands under each of these readings: asked forwards and backwards, so that none keeps the other's answer. */
const each = (engine: ReturnType<typeof told>, name: string, when: string, party = 'RED') => {
  const status = (of: Reading) => standing(engine, name, when, { reading: of, party }).status
  const forwards = EACH.map(status)
  expect(EACH.toReversed().map(status).toReversed()).toEqual(forwards)
  return forwards
}

const byRed: Said = {
  kind: 'act-declared',
  by: 'red.army',
  agreement: 'TRU',
  clause: 'T.2',
  party: 'RED',
  when: moment(hours(5)),
}
/** BLUE says that RED shelled at this hour; nobody has found it. */
const alleged = (hour: number): Said => report('blue.army', moment(hours(hour)))

describe('a reading decides whose evidence of conduct is heard', () => {
  test('of what was done: each hears its own, whichever was asked first', () => {
    const text = truce({ clauses: [clause('T.2', { duty: 'achieve', window: within('24h') })] })
    expect(each(told(text, byRed), 'T.2', hours(30))).toEqual([
      'contested',
      'fulfilled',
      'overdue',
      'overdue',
    ])
  })

  test('also of what another clause waits for', () => {
    const text = truce({
      clauses: [
        shelling,
        clause('T.3', { bearer: 'BLUE', when: { is: 'breached', clause: id('T.1'), by: undefined } }),
      ],
    })
    const engine = told(text, alleged(5))
    expect(each(engine, 'T.3', hours(6), 'BLUE')).toEqual(['pending', 'pending', 'active', 'pending'])
  })

  test('also of a breach under a text that was amended since', () => {
    const amended = truce({ clauses: [clause('T.1', { window: until(hours(120)) })] })
    const engine = toldOf(truce({ clauses: [shelling] }), { text: amended, from: hours(20) }, alleged(5))
    expect(each(engine, 'T.1', hours(30))).toEqual(['contested', 'active', 'breached', 'active'])
  })

  test('also of the breaches of another agreement', () => {
    const other = { ...truce({ clauses: [clause('O.1', {})] }), id: id('OTH') }
    const text = truce({
      clauses: [
        clause('T.4', {
          bearer: 'BLUE',
          duty: 'achieve',
          repeats: { is: 'for-each', breaches: { of: [id('O.1')], in: id('OTH') }, alleged: false },
          window: within('24h'),
        }),
      ],
    })
    const clock: Said = { kind: 'clock-read', by: 'office', readAt: hours(8) }
    const engine = toldOf(text, other, alleged(5), clock)
    expect(each(engine, 'T.4', hours(40), 'BLUE')).toEqual(['active', 'active', 'overdue', 'active'])
  })

  test('also of the ground of a power, then and now', () => {
    const text = truce({
      clauses: [shelling, clause('T.3', { bearer: 'BLUE' })],
      powers: [
        power('P', {
          by: ['WHITE'],
          may: 'suspend',
          over: [id('T.3')],
          when: { is: 'breached', clause: id('T.1'), by: undefined },
        }),
      ],
    })
    const use: Said = {
      kind: 'power-exercised',
      by: 'white.mfa',
      agreement: 'TRU',
      power: 'P',
      act: 'suspend',
      from: hours(6),
    }
    const engine = told(text, alleged(5), use)
    expect(each(engine, 'T.3', hours(7), 'BLUE')).toEqual(['active', 'active', 'suspended', 'active'])
    const taken: Said = { kind: 'statement-withdrawn', by: 'blue.army', entry: FIRST, because: 'mistaken' }
    expect(each(told(text, alleged(5), use, taken), 'T.3', hours(7), 'BLUE')).toEqual([
      'active',
      'active',
      'suspended',
      'active',
    ])
  })
})

describe('a reading decides nothing about formal acts: they are what they are for everybody', () => {
  const both = ['green.mfa', 'white.mfa']
  const determined = (term: string, value: object): Said =>
    ({ kind: 'term-determined', by: both, agreement: 'TRU', term, value }) as Said

  test('a moment that was set is set under every reading', () => {
    const dayD: Term = {
      is: 'moment',
      id: id('DayD'),
      name: { en: 'DayD' },
      means: 'the day',
      choices: [],
      at: { line: 1, column: 1 },
      setBy: jointly('GREEN', 'WHITE'),
      fixed: undefined,
    }
    const text = truce({
      terms: [dayD],
      startsOn: { is: 'moment', moment: id('DayD'), plus: NO_TIME },
      clauses: [shelling],
    })
    const engine = told(text, determined('DayD', { is: 'moment', instant: hours(3) }))
    expect(each(engine, 'T.1', hours(3))).toEqual(['active', 'active', 'active', 'active'])
  })

  test('a state that was decided is decided under every reading', () => {
    const calm = { ...state, decidedBy: jointly('GREEN', 'WHITE') } as Term
    const engine = told(
      truce({ terms: [calm], clauses: [shelling] }),
      determined('adherence', { is: 'holds', from: hours(0), until: hours(20) }),
    )
    const holds = EACH.map((of) => {
      const ask = { agreement: id('TRU'), at: at(hours(10)), known: engine.size, reading: of } as const
      return boardOf(engine, ask).states.map((one) => one.holds)
    })
    expect(holds).toEqual(EACH.map(() => [{ lo: 1, hi: 1 }]))
  })

  test('a power that was used is used, and a party that joined has joined, under every reading', () => {
    const text = truce({
      clauses: [shelling, clause('T.3', { when: { is: 'acceded', party: id('RED') } })],
      powers: [power('P', { by: ['GREEN', 'WHITE'], may: 'waive', over: [id('T.1')] })],
    })
    const engine = told(
      text,
      { kind: 'power-exercised', by: both, agreement: 'TRU', power: 'P', act: 'waive', from: hours(1) },
      { kind: 'party-acceded', by: 'red.army', agreement: 'TRU', party: 'RED', when: moment(hours(2)) },
    )
    expect(each(engine, 'T.1', hours(2))).toEqual(['waived', 'waived', 'waived', 'waived'])
    expect(each(engine, 'T.3', hours(2))).toEqual(['active', 'active', 'active', 'active'])
  })
})

test('a confirmation is a monitor’s from when its author became one, whatever was asked before', () => {
  const text = truce({ clauses: [clause('T.2', { duty: 'achieve', window: within('24h') })] })
  const engine = told(
    text,
    { ...byRed, kind: 'act-confirmed', by: 'paper' },
    {
      kind: 'role-granted',
      by: 'office',
      actor: 'paper',
      name: { en: 'paper' },
      role: 'monitor',
    },
  )
  const status = (known: number) => standing(engine, 'T.2', hours(30), { known }).status
  expect([status(FIRST + 2), status(FIRST + 1), status(FIRST + 2)]).toEqual([
    'fulfilled',
    'contested',
    'fulfilled',
  ])
})

test('breaches of another agreement count as known then, not as known later', () => {
  const other = { ...truce({ clauses: [clause('O.1', {})] }), id: id('OTH') }
  const text = truce({
    terms: [{ ...state, test: { is: 'no-breach', of: [id('O.1')], in: id('OTH') } }],
  })
  const found = findingOn('OTH', 'INC-a', 'O.1', { when: moment(hours(5)) })
  const engine = toldOf(text, other, found)
  const holds = (known: number) =>
    boardOf(engine, { agreement: id('TRU'), at: at(hours(6)), known, reading: reading('record') }).states.map(
      (one) => one.holds.hi,
    )
  expect([holds(engine.size), holds(engine.size - 1)]).toEqual([[0], [1]])
})
