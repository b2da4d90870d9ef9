import { describe, expect, test } from 'vitest'
import type { Agreement, Power } from '../agreement/agreement.ts'
import { RECORD_READING } from '../evidence/readings.ts'
import { boardOf } from './board.ts'
import { addToEngine, createEngine } from './engine.ts'
import { hours } from './small-world.test-support.ts'
import {
  at,
  clause,
  entry,
  id,
  moment,
  power,
  PREAMBLE,
  truce,
  until,
  type Said,
} from './truce.test-support.ts'

const lasting = (length: number, ...powers: readonly Power[]) =>
  truce({ clauses: [clause('T.1', { window: until(hours(length)) })], powers })
const mayLeave = (of: Partial<Power> = {}) => power('P', { by: ['WHITE'], may: 'withdraw', ...of })
const amended = (text: number, from: number): Said => ({
  kind: 'agreement-amended',
  by: ['green.mfa', 'white.mfa'],
  agreement: 'TRU',
  package: String(text).repeat(64),
  from: hours(from),
})
const over = (earliest: number, latest = earliest): Said => ({
  kind: 'end-declared',
  by: 'white.mfa',
  agreement: 'TRU',
  party: 'WHITE',
  when: moment(hours(earliest), hours(latest)),
})
const left = (from: number): Said => ({
  kind: 'power-exercised',
  by: 'white.mfa',
  agreement: 'TRU',
  power: 'P',
  act: 'withdraw',
  from: hours(from),
})

/** How the declared ends read at that hour under the texts, of which the first was adopted, as known without the last so many entries. */
function endsAt(hour: number, texts: readonly Agreement[], said: readonly Said[], unknown = 0) {
  const engine = createEngine()
  for (const [index, one] of [...PREAMBLE, ...said].entries())
    addToEngine(engine, entry(index, one), { textOf: (digest) => texts[Number(digest[0])] })
  const known = engine.size - unknown
  return boardOf(engine, { agreement: id('TRU'), at: at(hours(hour)), known, reading: RECORD_READING }).ends
}

/** What the first declaration amounts to by the first clock at hour 60, and why. */
function reads(texts: readonly Agreement[], ...said: readonly Said[]): readonly string[] {
  const [first] = endsAt(60, texts, said)
  return first === undefined ? [] : [first.amountsTo, ...first.why.map(({ code }) => code)]
}

const EARLIER = 'end-under-earlier-text'

describe('an end that is declared reads by the text in force at its time', () => {
  test('so what expired before an amendment has expired, also where that begins a longer period', () => {
    const texts = [lasting(40), lasting(80)]
    expect(reads(texts, over(40), amended(1, 44))).toEqual(['expiry', 'end-after-clock', EARLIER])
    expect(reads(texts, over(40), amended(1, 30))).toEqual(['breach', 'end-before-clock'])
    expect(reads([...texts].toReversed(), over(40), amended(1, 44))).toEqual([
      'breach',
      'end-before-clock',
      EARLIER,
    ])
  })

  test('the same whenever it is asked, by the clock of that text', () => {
    const [texts, said] = [
      [lasting(40), lasting(80)],
      [over(40), amended(1, 44)],
    ] as const
    const [before] = endsAt(43, texts, said)
    const [after] = endsAt(60, texts, said)
    expect(before?.clock.ends).toBe(at(hours(40)))
    expect(after).toMatchObject({ ...before, why: [before?.why[0], { values: { from: at(hours(44)) } }] })
    // Before the amendment is known there is no other text.
    expect(endsAt(60, texts, said, 1)).toEqual([before])
  })

  test('so a withdrawal stays one when an amendment drops the power, and none becomes one when it gives it', () => {
    const texts = [lasting(40, mayLeave()), lasting(80)]
    const withdrawal = ['withdrawal', 'end-by-withdrawal', EARLIER]
    expect(reads(texts, over(30), amended(1, 31))).toEqual(withdrawal)
    expect(reads(texts, left(30), over(30), amended(1, 31))).toEqual([
      'withdrawal',
      'end-after-withdrawal',
      EARLIER,
    ])
    expect(reads([...texts].toReversed(), over(30), amended(1, 31))).toEqual([
      'breach',
      'end-before-clock',
      EARLIER,
    ])
    // At the very moment of the amendment, by the new text.
    expect(reads(texts, over(30), amended(1, 30))).toEqual(['breach', 'end-before-clock'])
  })

  test('two texts back as well, and under a text that was brought back', () => {
    const texts = [lasting(40), lasting(50), lasting(80, mayLeave())]
    expect(reads(texts, over(40), amended(1, 42), amended(2, 44))).toEqual([
      'expiry',
      'end-after-clock',
      EARLIER,
    ])
    expect(reads(texts, over(43), amended(1, 42), amended(2, 44))).toEqual([
      'breach',
      'end-before-clock',
      EARLIER,
    ])
    expect(reads(texts, over(46), amended(1, 42), amended(2, 44))).toEqual([
      'withdrawal',
      'end-by-withdrawal',
    ])
    expect(reads(texts, over(46), amended(2, 42), amended(0, 44))).toEqual(['expiry', 'end-after-clock'])
  })

  test('of a span with an amendment in it each end by its own text: the milder stands, and is said to be uncertain', () => {
    const plain = [lasting(40), lasting(80)]
    expect(reads(plain, over(40, 46), amended(1, 44))).toEqual(['expiry', 'end-time-uncertain', EARLIER])
    expect(reads([...plain].toReversed(), over(40, 46), amended(1, 44))).toEqual([
      'expiry',
      'end-time-uncertain',
    ])
    const dropped = [lasting(80, mayLeave()), lasting(80)]
    const uncertain = ['withdrawal', 'end-withdrawal-uncertain']
    expect(reads(dropped, over(30, 34), amended(1, 32))).toEqual([...uncertain, EARLIER])
    expect(reads([...dropped].toReversed(), over(30, 34), amended(1, 32))).toEqual(uncertain)
    const narrow = [lasting(80, mayLeave({ over: [id('U')] })), lasting(80)]
    const without = ['breach', 'end-without-effect', 'power-does-not-reach']
    expect(reads(narrow, over(30, 34), amended(1, 32))).toEqual([...without, EARLIER])
    expect(reads([...narrow].toReversed(), over(30, 34), amended(1, 32))).toEqual(without)
  })

  test('while the clock that a party declared is its own, whatever the text', () => {
    const clock: Said = {
      kind: 'clock-declared',
      by: 'red.army',
      agreement: 'TRU',
      owner: 'RED',
      starts: hours(0),
      ends: hours(35),
    }
    const byRed = (declared: Said) =>
      endsAt(60, [lasting(40, mayLeave()), lasting(80)], [clock, declared, amended(1, 44)])
        .filter(({ clock: { owner } }) => owner === 'RED')
        .map(({ amountsTo, why }) => [amountsTo, ...why.map(({ code }) => code)])
    expect(byRed(over(36))).toEqual([['expiry', 'end-after-clock']])
    expect(byRed(over(30))).toEqual([['withdrawal', 'end-by-withdrawal', EARLIER]])
  })
})
