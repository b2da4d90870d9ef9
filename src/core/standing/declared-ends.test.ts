import { describe, expect, test } from 'vitest'
import type { Agreement, Power } from '../agreement/agreement.ts'
import { RECORD_READING } from '../evidence/readings.ts'
import { parseDuration } from '../time/instant.ts'
import { boardOf } from './board.ts'
import { hours } from './small-world.test-support.ts'
import {
  at,
  clause,
  finding,
  FIRST,
  id,
  moment,
  power,
  told,
  truce,
  until,
  type Said,
} from './truce.test-support.ts'

const clauses = [
  clause('T.1', { window: until(hours(24)) }),
  clause('T.2', { window: until(hours(48)) }),
  clause('T.3', {}),
]

/** A party's statement that the period is over. */
const over = (by: string | readonly string[], party: string, earliest: string, latest = earliest): Said => ({
  kind: 'end-declared',
  by,
  agreement: 'TRU',
  party,
  when: moment(earliest, latest),
})

function endsOf(text: Agreement, ...said: readonly Said[]) {
  const engine = told(text, ...said)
  const ask = {
    agreement: id('TRU'),
    at: at(hours(60)),
    known: engine.size,
    reading: RECORD_READING,
  } as const
  return boardOf(engine, ask).ends
}

/** What the first declaration amounts to by the first clock, and why. */
function reads(text: Agreement, ...said: readonly Said[]): readonly string[] {
  const [first] = endsOf(text, ...said)
  return first === undefined ? [] : [first.amountsTo, ...first.why.map(({ code }) => code)]
}

test('who says at the very end that it is over speaks of its expiry; a time on either side of it is read so, and said to be uncertain', () => {
  const declared = (earliest: string, latest = earliest) =>
    reads(truce({ clauses: clauses.slice(0, 2) }), over('red.army', 'RED', earliest, latest))
  expect(declared(hours(48))).toEqual(['expiry', 'end-after-clock'])
  expect(declared(hours(47), hours(48))).toEqual(['expiry', 'end-time-uncertain'])
  expect(declared(hours(47))).toEqual(['breach', 'end-before-clock'])
})

const WITHDRAWAL = ['withdrawal', 'end-by-withdrawal']
const UNCERTAIN = ['withdrawal', 'end-withdrawal-uncertain']
const without = (...codes: string[]) => ['breach', 'end-without-effect', ...codes]

const powers = (of: Partial<Power>): Power[] => [power('P', { by: ['WHITE'], may: 'withdraw', ...of })]
const leaving = (of: Partial<Power> = {}) => truce({ clauses, powers: powers(of) })
const ended = over('white.mfa', 'WHITE', hours(30))
const use = (by: string, from: string): Said => ({
  kind: 'power-exercised',
  by,
  agreement: 'TRU',
  power: 'P',
  act: 'withdraw',
  from,
})
const read = (readAt: string): Said => ({ kind: 'clock-read', by: 'office', readAt })
const clockOf = (owner: string, ends: string): Said => ({
  kind: 'clock-declared',
  by: 'red.army',
  agreement: 'TRU',
  owner,
  starts: hours(0),
  ends,
})
const upTo = (instant: string) => ({ limits: { by: { is: 'instant', instant: at(instant) } } }) as const

describe('an end that is declared before the clock’s, by one who may withdraw', () => {
  test('is a withdrawal, which names the power; by anybody else it is none', () => {
    expect(reads(leaving(), ended)).toEqual(WITHDRAWAL)
    expect(endsOf(leaving(), ended)[0]?.why[0]).toMatchObject({ values: { power: 'P' }, entries: [FIRST] })
    expect(reads(leaving(), over('red.army', 'RED', hours(30)))).toEqual(['breach', 'end-before-clock'])
    expect(reads(leaving({ may: 'suspend' }), ended)).toEqual(['breach', 'end-before-clock'])
  })

  describe('whose power has a ground', () => {
    const when = { is: 'breached', clause: id('T.1'), by: undefined } as const
    const breach = (happened: string) => finding('mission', 'INC-a', 'T.1', { when: moment(happened) })
    const back: Said = { kind: 'statement-withdrawn', by: 'mission', entry: FIRST, because: 'mistaken' }

    test('is a withdrawal once that is met', () => {
      expect(reads(leaving({ when }), breach(hours(10)), ended)).toEqual(WITHDRAWAL)
      expect(reads(leaving({ when }), ended)).toEqual(without('power-condition-not-met'))
      expect(reads(leaving({ when }), over('white.mfa', 'WHITE', hours(5)), breach(hours(10)))).toEqual(
        without('power-condition-not-met'),
      )
    })

    test('remains one, or falls, with a ground that is overturned, as the power would', () => {
      const story = [breach(hours(10)), ended, back]
      expect(reads(leaving({ when }), ...story)).toEqual(WITHDRAWAL)
      const falls = leaving({ when, ifOverturned: { is: 'falls' } })
      expect(reads(falls, ...story)).toEqual(without('power-ground-overturned'))
    })
  })

  test('is a withdrawal only in the form of the power', () => {
    const early = leaving({ form: { told: parseDuration('24h') } })
    expect(reads(early, ended, read(hours(6)))).toEqual(WITHDRAWAL)
    expect(reads(early, ended, read(hours(7)))).toEqual(without('power-not-told-in-time'))
    expect(endsOf(early, ended)[0]?.why[1]?.values).toEqual({
      power: 'P',
      from: at(hours(30)),
      needs: 1,
      have: 1,
      within: parseDuration('24h'),
    })
    // Said again as a use of the power, it has been told since it was said first.
    const again = [ended, read(hours(6)), use('white.mfa', hours(30)), read(hours(20))]
    expect(reads(early, clockOf('RED', hours(48)), ...again)).toEqual(WITHDRAWAL)
    const reasoned = leaving({ form: { reasons: true } })
    expect(reads(reasoned, ended)).toEqual(without('power-without-reasons'))
    const words = { lang: 'ar', text: 'لأن القافلة أصيبت.' } as const
    expect(reads(reasoned, { ...ended, words })).toEqual(WITHDRAWAL)
  })

  test('is a withdrawal only within the limits of the power', () => {
    expect(reads(leaving(upTo(hours(30))), ended)).toEqual(WITHDRAWAL)
    expect(reads(leaving(upTo(hours(29))), ended)).toEqual(without('power-too-late'))
    // Who says that it is over says it for good.
    const short = leaving({ limits: { length: parseDuration('24h') } })
    expect(reads(short, ended)).toEqual(without('power-too-long'))
    const once = leaving({ holders: [id('GREEN'), id('WHITE')], quorum: 1, limits: { times: 1 } })
    const green = use('green.mfa', hours(40))
    expect(reads(once, green, ended)).toEqual(without('power-used-up'))
    expect(reads(once, ended, green)).toEqual(WITHDRAWAL)
  })

  test('is a withdrawal only under a power over every clause of the text, with those that are left out', () => {
    expect(reads(leaving({ over: [id('T')] }), ended)).toEqual(WITHDRAWAL)
    expect(reads(leaving({ over: [id('T.1'), id('T.2')] }), ended)).toEqual(without('power-does-not-reach'))
    const leftOut = {
      is: 'left-out',
      kind: 'clause',
      id: 'U.1',
      text: undefined,
      at: { line: 1, column: 1 },
    } as const
    const faulty = { ...leaving({ over: [id('T')] }), document: [leftOut] }
    expect(reads(faulty, ended)).toEqual(without('power-does-not-reach'))
    expect(reads({ ...faulty, document: [{ ...leftOut, kind: 'term' }] }, ended)).toEqual(WITHDRAWAL)
  })

  test('is no withdrawal from a draft, whose powers have no effect', () => {
    const draft = truce({ clauses, powers: powers({}), force: 'draft' })
    expect(reads(draft, clockOf('RED', hours(48)), ended)).toEqual(without('draft'))
  })

  test('is no withdrawal by one of several who may only withdraw together, until the others do', () => {
    const both = leaving({ holders: [id('GREEN'), id('WHITE')], quorum: 2 })
    expect(reads(both, ended)).toEqual(without('power-short-of-quorum'))
    expect(endsOf(both, ended)[0]?.why[1]?.values).toMatchObject({ needs: 2, have: 1 })
    const withGreen = over(['green.mfa', 'white.mfa'], 'WHITE', hours(30))
    expect(reads(both, withGreen)).toEqual(without('power-short-of-quorum'))
    expect(reads(both, use('green.mfa', hours(30)), ended)).toEqual(WITHDRAWAL)
    expect(reads(both, use('green.mfa', hours(29)), ended)).toEqual(without('power-short-of-quorum'))
  })

  test('is no withdrawal in the mouth of another, even of a guarantor who may speak for it', () => {
    const blue = leaving({ holders: [id('BLUE')] })
    expect(reads(blue, over('blue.army', 'BLUE', hours(30)))).toEqual(WITHDRAWAL)
    expect(reads(blue, over('white.mfa', 'BLUE', hours(30)))).toEqual(without('power-wrong-body'))
    const each = leaving({ holders: [id('BLUE'), id('WHITE')], quorum: 1 })
    const said = [
      clockOf('RED', hours(48)),
      use('white.mfa', hours(30)),
      over('white.mfa', 'BLUE', hours(30)),
    ]
    expect(endsOf(each, ...said).map(({ clock, amountsTo }) => [clock.owner, amountsTo])).toEqual([
      ['text', 'expiry'],
      ['RED', 'breach'],
    ])
  })

  test('is a withdrawal where its party has withdrawn before, though that used the power up', () => {
    const once = leaving({ limits: { times: 1 } })
    const said = [clockOf('RED', hours(48)), use('white.mfa', hours(20)), ended]
    const byRed = endsOf(once, ...said).find(({ clock }) => clock.owner === 'RED')
    expect(byRed).toMatchObject({
      amountsTo: 'withdrawal',
      why: [{ code: 'end-by-withdrawal', entries: [FIRST, FIRST + 1, FIRST + 2] }],
    })
    const later = endsOf(once, clockOf('RED', hours(48)), use('white.mfa', hours(40)), ended)
    expect(later.map(({ why }) => why[1]?.code)).toEqual(['power-used-up', 'power-used-up'])
  })

  test('that might be one at one end of its time only is read as the milder, and says so', () => {
    const span = over('white.mfa', 'WHITE', hours(28), hours(32))
    expect(reads(leaving(upTo(hours(32))), span)).toEqual(WITHDRAWAL)
    expect(reads(leaving(upTo(hours(31))), span)).toEqual([...UNCERTAIN, 'power-too-late'])
    expect(reads(leaving(upTo(hours(27))), span)).toEqual(without('power-too-late'))
    const ending = truce({ clauses: clauses.slice(0, 2), powers: powers(upTo(hours(27))) })
    const atTheEnd = over('white.mfa', 'WHITE', hours(28), hours(48))
    expect(reads(ending, atTheEnd)).toEqual(['expiry', 'end-time-uncertain'])
    const early = leaving({ form: { told: parseDuration('24h') } })
    expect(reads(early, span, read(hours(4)))).toEqual(WITHDRAWAL)
    expect(reads(early, span, read(hours(6)))).toEqual([...UNCERTAIN, 'power-not-told-in-time'])
  })

  test('says of each of its powers what it lacks, and of several counts the one that has effect', () => {
    const [late] = powers(upTo(hours(29)))
    const [narrow] = powers({ id: id('Q'), over: [id('T.1')] })
    const [good] = powers({ id: id('R') })
    if (late === undefined || narrow === undefined || good === undefined) throw new Error('three powers')
    expect(reads(truce({ clauses, powers: [late, narrow] }), ended)).toEqual(
      without('power-too-late', 'power-does-not-reach'),
    )
    expect(reads(truce({ clauses, powers: [late, narrow, good] }), ended)).toEqual(WITHDRAWAL)
    const [other] = powers({ id: id('S'), ...upTo(hours(28)) })
    if (other === undefined) throw new Error('a fourth power')
    const twice = endsOf(truce({ clauses, powers: [late, other] }), ended)
    expect(twice[0]?.why.slice(1).map(({ values }) => values['power'])).toEqual(['P', 'S'])
    const span = over('white.mfa', 'WHITE', hours(28), hours(32))
    const [named] = endsOf(truce({ clauses, powers: [late, good] }), span)
    expect(named?.why).toMatchObject([{ code: 'end-by-withdrawal', values: { power: 'R' } }])
  })
})

describe('an end that is declared by one who has used its power to withdraw', () => {
  const both = { holders: [id('GREEN'), id('WHITE')], quorum: 1 } as const
  const OWN = ['withdrawal', 'end-after-withdrawal']

  test('is its withdrawal, though that is also where the period of the text ends', () => {
    expect(reads(leaving(), use('white.mfa', hours(30)), ended)).toEqual(OWN)
    expect(reads(leaving(), ended, use('white.mfa', hours(30)))).toEqual(OWN)
    expect(reads(leaving(), use('white.mfa', hours(20)), ended)).toEqual(OWN)
    const [reading] = endsOf(leaving(), ended, use('white.mfa', hours(20)))
    expect(reading?.why[0]).toMatchObject({
      values: { power: 'P', ends: at(hours(20)) },
      entries: [FIRST, FIRST + 1],
    })
  })

  test('is an expiry in the mouth of another, who may withdraw and has not', () => {
    const green = use('green.mfa', hours(30))
    expect(reads(leaving(both), green, ended)).toEqual(['expiry', 'end-after-clock'])
    expect(reads(leaving(both), green, use('white.mfa', hours(30)), ended)).toEqual(OWN)
    // By then it was over for everybody.
    expect(
      reads(leaving(both), green, use('white.mfa', hours(31)), over('white.mfa', 'WHITE', hours(31))),
    ).toEqual(['expiry', 'end-after-clock'])
  })

  test('is an expiry where it withdrew only after the period had run out', () => {
    const text = truce({ clauses: clauses.slice(0, 2), powers: powers({}) })
    const late = over('white.mfa', 'WHITE', hours(55))
    expect(reads(text, use('white.mfa', hours(50)), late)).toEqual(['expiry', 'end-after-clock'])
    expect(reads(text, use('white.mfa', hours(40)), late)).toEqual(OWN)
  })

  test('is an expiry where its power does not reach the whole text', () => {
    const text = truce({
      clauses: [clauses[1], clause('T.2b', { duty: 'permit' })].filter((one) => one !== undefined),
      powers: powers({ over: [id('T.2')] }),
    })
    expect(reads(text, use('white.mfa', hours(30)), ended)).toEqual(['expiry', 'end-after-clock'])
  })

  test('is an expiry by the clock of another, which no use of a power moves', () => {
    const byRed = endsOf(leaving(), clockOf('RED', hours(30)), use('white.mfa', hours(30)), ended)
    expect(byRed.map(({ clock, amountsTo }) => [clock.owner, amountsTo])).toEqual([
      ['text', 'withdrawal'],
      ['RED', 'expiry'],
    ])
  })

  test('of a span that begins before, is surely one only if an earlier use would have had effect too', () => {
    const span = over('white.mfa', 'WHITE', hours(28), hours(32))
    const left = use('white.mfa', hours(30))
    expect(reads(leaving(), left, span)).toEqual(WITHDRAWAL)
    const early = leaving({ form: { told: parseDuration('24h') } })
    expect(reads(early, left, span, read(hours(5)))).toEqual([...UNCERTAIN, 'power-not-told-in-time'])
  })
})
