import { describe, expect, test } from 'vitest'
import type { Power } from '../agreement/agreement.ts'
import { RECORD_READING } from '../evidence/readings.ts'
import { parseDuration } from '../time/instant.ts'
import { flipsOf } from './history.ts'
import { noShelling, text, use } from './powers.test-support.ts'
import {
  at,
  clause,
  codes,
  FIRST,
  finding,
  id,
  moment,
  power,
  standing,
  told,
  truce,
  type Said,
} from './truce.test-support.ts'

const FROM = '2016-09-14T00:00:00Z'
const WHEN = '2016-09-14T06:00:00Z'
const clock = (readAt: string): Said => ({ kind: 'clock-read', by: 'office', readAt })
const REASONS = { words: { lang: 'ar', text: 'لأن القافلة أصيبت.' } }
const formal = (form: NonNullable<Power['form']>, of: Partial<Power> = {}) =>
  text(power('P', { by: ['WHITE'], may: 'suspend', form, ...of }))

describe('a use that has to be told before it takes effect', () => {
  const early = formal({ told: parseDuration('24h') })
  const suspension = use('white.mfa', 'suspend', FROM)
  const status = (...said: readonly Said[]) => standing(told(early, ...said), 'T.1.b', WHEN)

  test('has effect if it was on the record so long before, by the log’s clock, exactly then too', () => {
    expect(status(suspension, clock('2016-09-13T00:00:00Z')).status).toBe('suspended')
    const late = status(suspension, clock('2016-09-13T00:00:01Z'))
    expect(late.status).toBe('active')
    expect(late.why).toContainEqual(
      expect.objectContaining({
        code: 'power-not-told-in-time',
        values: expect.objectContaining({ power: 'P', within: parseDuration('24h') }) as unknown,
      }),
    )
  })

  test('is told when the log’s clock is next read, whatever its author’s own clock says', () => {
    const said = { ...suspension, saidAt: '2016-09-12T00:00:00Z' }
    expect(codes(status(clock('2016-09-12T00:00:00Z'), said))).toContain('power-not-told-in-time')
    expect(status(said, clock('2016-09-12T12:00:00Z')).status).toBe('suspended')
  })

  test('is told with the statement that completes the quorum, and who joins later changes nothing', () => {
    const both = formal(
      { told: parseDuration('24h') },
      { holders: [id('GREEN'), id('WHITE'), id('BLUE')], quorum: 2 },
    )
    const [green, white, blue] = ['green.mfa', 'white.mfa', 'blue.army'].map((by) => use(by, 'suspend', FROM))
    if (green === undefined || white === undefined || blue === undefined) throw new Error('three holders')
    const [early1, late] = [clock('2016-09-12T18:00:00Z'), clock('2016-09-13T12:00:00Z')]
    const ask = (...said: readonly Said[]) => standing(told(both, ...said), 'T.1.b', WHEN)
    expect(ask(green, white, early1, blue, late).status).toBe('suspended')
    expect(codes(ask(green, early1, white, late))).toContain('power-not-told-in-time')
  })

  test('changes what stands only with the clock’s reading, and the history of what was known names it', () => {
    const asked = { agreement: id('TRU'), clause: id('T.1.b'), party: id('RED'), reading: RECORD_READING }
    const engine = told(early, suspension, clock('2016-09-13T00:00:00Z'))
    expect(flipsOf(engine, { ...asked, at: at(WHEN), known: engine.size }).at(-1)).toMatchObject({
      entry: FIRST + 1,
      to: 'suspended',
    })
  })
})

describe('a use that has to give reasons', () => {
  const reasoned = formal({ reasons: true })

  test('has effect only with words of its author', () => {
    const status = (of: object) =>
      standing(told(reasoned, use('white.mfa', 'suspend', FROM, of)), 'T.1.b', WHEN)
    expect(status(REASONS).status).toBe('suspended')
    expect(status({}).status).toBe('active')
    expect(codes(status({}))).toContain('power-without-reasons')
  })

  test('has its quorum once so many have given theirs; who gave none is still asked', () => {
    const both = truce({
      clauses: [noShelling, clause('T.2', { duty: 'permit', when: { is: 'exercised', power: id('P') } })],
      powers: [
        power('P', { by: ['GREEN', 'WHITE'], may: 'suspend', form: { reasons: true }, over: [id('T.1.b')] }),
      ],
    })
    const said = [use('green.mfa', 'suspend', FROM, REASONS), use('white.mfa', 'suspend', FROM)]
    const short = told(both, ...said)
    expect(codes(standing(short, 'T.1.b', WHEN))).toContain('power-without-reasons')
    expect(standing(short, 'T.2', WHEN).next).toEqual([
      { who: 'WHITE', what: 'exercise', subject: 'P', by: undefined, form: { reasons: true } },
    ])
    const again = told(both, ...said, use('white.mfa', 'suspend', FROM, REASONS))
    expect(standing(again, 'T.1.b', WHEN).status).toBe('suspended')
  })

  test('is short of its quorum before it is without reasons, and asks for reasons before it is too late', () => {
    const both = formal({ reasons: true }, { holders: [id('GREEN'), id('WHITE')], quorum: 2 })
    const by = { is: 'instant', instant: at('2016-09-13T00:00:00Z') } as const
    const alone = standing(told(both, use('white.mfa', 'suspend', FROM)), 'T.1.b', WHEN)
    expect(codes(alone)).toContain('power-short-of-quorum')
    const late = formal({ reasons: true }, { limits: { by } })
    expect(codes(standing(told(late, use('white.mfa', 'suspend', FROM)), 'T.1.b', WHEN))).toContain(
      'power-without-reasons',
    )
  })
})

test('a finding that makes a use good is named as what changed the clause under the power', () => {
  const both = truce({
    clauses: [noShelling, clause('T.2', { bearer: 'BLUE' })],
    powers: [
      power('P', {
        by: ['WHITE'],
        may: 'suspend',
        over: [id('T.2')],
        when: { is: 'breached', clause: id('T.1.b'), by: undefined },
      }),
    ],
  })
  const found = finding('mission', 'INC-a', 'T.1.b', { when: moment('2016-09-13T06:00:00Z') })
  const engine = told(both, use('white.mfa', 'suspend', FROM), found)
  const asked = { agreement: id('TRU'), clause: id('T.2'), party: id('BLUE'), reading: RECORD_READING }
  expect(flipsOf(engine, { ...asked, at: at(WHEN), known: engine.size }).at(-1)).toMatchObject({
    entry: FIRST + 1,
    to: 'suspended',
  })
})
