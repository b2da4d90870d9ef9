import { describe, expect, test } from 'vitest'
import type { Power } from '../agreement/agreement.ts'
import { RECORD_READING } from '../evidence/readings.ts'
import { parseDuration } from '../time/instant.ts'
import { evaluation } from './evaluation.ts'
import { flipsOf } from './history.ts'
import { powersNow } from './power-standing.ts'
import { END, LATER, text, use } from './powers.test-support.ts'
import {
  at,
  codes,
  finding,
  FIRST,
  id,
  moment,
  power,
  standing,
  told,
  type Said,
} from './truce.test-support.ts'

const hour = (day: number, h = 0) => `2016-09-${day}T${String(h).padStart(2, '0')}:00:00Z`
const clock = (readAt: string): Said => ({ kind: 'clock-read', by: 'office', readAt })
/** Takes back what was said at a place. */
const back = (by: string, which: number): Said => ({
  kind: 'statement-withdrawn',
  by,
  entry: FIRST + which,
  because: 'We have changed our mind.',
})
const held = (may: Power['may'], of: Partial<Power> = {}) => power('P', { by: ['WHITE'], may, ...of })
const attack = (when: string) => finding('mission', 'INC-a', 'T.1.b', { when: moment(when) })
const asked = (powers: readonly Power[], said: readonly Said[]) => {
  const engine = told(text(...powers), ...said)
  return (when: string, known?: number) =>
    standing(engine, 'T.1.b', when, known === undefined ? {} : { known: FIRST + known })
}

describe('a withdrawal that is taken back', () => {
  const early = held('withdraw', { form: { told: parseDuration('24h') } })
  const notice = [clock(hour(12, 18)), use('white.mfa', 'withdraw', hour(14)), clock(hour(12, 19))]

  test('before it had effect, never has any, and is named', () => {
    const on = asked([early], [...notice, back('white.mfa', 1), clock(hour(13)), attack(hour(14, 6))])
    expect(on(hour(14, 8))).toMatchObject({ status: 'breached', ends: at(END) })
    expect(codes(on(hour(14, 8)))).toContain('power-taken-back')
  })

  test('after it had effect, is final: nobody is made a breaker by it', () => {
    const on = asked(
      [early],
      [...notice, attack(hour(14, 6)), clock(hour(14, 7)), back('white.mfa', 1), clock(hour(14, 8))],
    )
    for (const known of [5, 6, 7])
      expect(on(hour(14, 9), known)).toMatchObject({ status: 'expired', ends: at(hour(14)) })
    expect(codes(on(hour(14, 9)))).toEqual(expect.arrayContaining(['withdrawn', 'power-stands-taken-back']))
  })

  test('stands until the clock shows when it was taken back, which is then what changed it', () => {
    const said = [...notice, back('white.mfa', 1), clock(hour(13))]
    const on = asked([early], said)
    expect([3, 4, 5].map((known) => on(hour(14, 8), known).status)).toEqual(['expired', 'expired', 'active'])
    expect(codes(on(hour(14, 8), 4))).toContain('power-unread-taken-back')
    const flips = flipsOf(told(text(early), ...said), {
      agreement: id('TRU'),
      clause: id('T.1.b'),
      party: id('RED'),
      reading: RECORD_READING,
      at: at(hour(14, 8)),
      known: FIRST + said.length,
    })
    expect(flips.at(-1)).toMatchObject({ entry: FIRST + 4, from: 'expired', to: 'active' })
  })

  test('in the minute in which it was said, was on nobody’s record, also where it reaches back', () => {
    const mistake = use('white.mfa', 'withdraw', hour(12, 20))
    const on = asked([held('withdraw')], [clock(hour(13)), mistake, back('white.mfa', 1), clock(hour(13, 1))])
    expect(on(hour(13, 2))).toMatchObject({ status: 'active', ends: at(END) })
    const later = asked(
      [held('withdraw')],
      [clock(hour(13)), mistake, clock(hour(13, 1)), back('white.mfa', 1), clock(hour(13, 2))],
    )
    expect(later(hour(13, 3))).toMatchObject({ status: 'expired', ends: at(hour(12, 20)) })
  })
})

describe('a suspension or a waiver that is taken back', () => {
  const said = (may: Power['may'], until?: string) => [
    use('white.mfa', may, hour(13), until === undefined ? {} : { until }),
    clock(hour(13)),
    clock(hour(13, 6)),
    back('white.mfa', 0),
    clock(hour(13, 7)),
  ]
  test.each(['suspend', 'waive'] as const)(
    '%s: ends once that is on the record, and the duty binds again',
    (may) => {
      const on = asked([held(may)], [...said(may), attack(hour(13, 3))])
      expect([on(hour(13, 6)).status, on(hour(13, 7)).status]).not.toContain('breached')
      expect([on(hour(13, 6)).status, on(hour(13, 7)).status]).toEqual([
        may === 'waive' ? 'waived' : 'suspended',
        'active',
      ])
      expect(on(hour(13, 7)).why).toContainEqual(
        expect.objectContaining({
          code: 'power-ended-taken-back',
          values: { power: 'P', from: at(hour(13)), until: at(hour(13, 7)) },
          entries: [FIRST, FIRST + 3],
        }),
      )
    },
  )

  test('is over at its own end, if that came first', () => {
    const on = asked([held('suspend')], said('suspend', hour(13, 5)))
    expect([on(hour(13, 4)).status, on(hour(13, 5)).status]).toEqual(['suspended', 'active'])
    expect(codes(on(hour(13, 8)))).toContain('power-stands-taken-back')
  })

  test('vanishes from the start, unnamed, where its effect is from the start', () => {
    const on = asked([held('waive', { effect: 'ex-tunc' })], [...said('waive'), attack(hour(13, 3))])
    expect(on(hour(13, 6)).status).toBe('breached')
    expect(codes(on(hour(13, 6))).filter((code) => code.startsWith('power-'))).toEqual([])
  })

  test('counts towards how often the text allows it if it had effect, and not if it had none', () => {
    const once = held('suspend', { limits: { times: 1 } })
    const again = use('white.mfa', 'suspend', hour(14))
    expect(codes(asked([once], [...said('suspend'), again])(hour(14)))).toContain('power-used-up')
    const early = [
      use('white.mfa', 'suspend', hour(13, 8)),
      clock(hour(13)),
      back('white.mfa', 0),
      clock(hour(13, 1)),
    ]
    expect(asked([once], [...early, again])(hour(14)).status).toBe('suspended')
  })

  test('by some of those who used it together, stands as long as enough are left', () => {
    const two = held('suspend', { holders: [id('GREEN'), id('WHITE'), id('BLUE')], quorum: 2 })
    const each = ['green.mfa', 'white.mfa', 'blue.army'].map((by) => use(by, 'suspend', hour(13)))
    const on = asked(
      [two],
      [
        ...each,
        clock(hour(13)),
        back('green.mfa', 0),
        clock(hour(13, 2)),
        back('blue.army', 2),
        clock(hour(13, 4)),
      ],
    )
    expect([2, 3, 4].map((h) => on(hour(13, h)).status)).toEqual(['suspended', 'suspended', 'active'])
    expect(codes(on(hour(13, 4)))).toEqual(
      expect.arrayContaining(['power-ended-taken-back', 'power-short-of-quorum']),
    )
  })
})

describe('a resumption that is taken back', () => {
  test('does not bring back what it ended: whoever wants that suspends anew', () => {
    const resume = power('R', { by: ['WHITE'], may: 'resume' })
    const resumed = { ...use('white.mfa', 'resume', hour(13, 6)), power: 'R' } as Said
    const on = asked(
      [held('suspend'), resume],
      [
        use('white.mfa', 'suspend', hour(13)),
        resumed,
        clock(hour(13, 5)),
        clock(hour(13, 9)),
        back('white.mfa', 1),
        clock(hour(13, 10)),
        attack(hour(13, 8)),
      ],
    )
    expect(on(hour(13, 5)).status).toBe('suspended')
    expect(on(hour(13, 11)).status).toBe('breached')
    expect(codes(on(hour(13, 11)))).toContain('power-stands-taken-back')
  })
})

describe('an extension that is taken back', () => {
  const extension = (readAt: string) => [
    use('white.mfa', 'extend', hour(13), { until: LATER }),
    clock(hour(13)),
    back('white.mfa', 0),
    clock(readAt),
  ]
  test('before the end that it moved, leaves that end as it was', () => {
    const on = asked([held('extend')], extension(hour(14)))
    expect(on(END)).toMatchObject({ status: 'expired', ends: at(END) })
  })

  test('after that, ends the duty with that, and what was done until then was still forbidden', () => {
    const on = asked([held('extend')], [...extension(hour(15)), attack(hour(14, 20))])
    expect(on(hour(15))).toMatchObject({ status: 'breached', ends: at(hour(15)) })
    expect(codes(on(hour(15)))).toContain('power-ended-taken-back')
    expect(on(hour(15)).why.find(({ code }) => code === 'extended')?.entries).toEqual([FIRST, FIRST + 2])
  })

  test('once the longer time is over too, changes nothing', () => {
    const on = asked([held('extend')], extension(hour(17)))
    expect(on(LATER).ends).toEqual(at(LATER))
    expect(codes(on(LATER))).toContain('power-stands-taken-back')
  })
})

test('among the uses of a power, one that was taken back shows until when it was to last, and why it does not', () => {
  const suspending = text(held('suspend'))
  const engine = told(
    suspending,
    use('white.mfa', 'suspend', hour(13), { until: hour(14) }),
    clock(hour(13)),
    back('white.mfa', 0),
    clock(hour(13, 7)),
  )
  const [shown] = powersNow(evaluation(engine, suspending, engine.size, RECORD_READING), at(hour(14)))
  expect(shown?.uses).toEqual([
    expect.objectContaining({
      hasEffect: true,
      from: at(hour(13)),
      until: at(hour(14)),
      by: ['WHITE'],
      why: [expect.objectContaining({ code: 'power-ended-taken-back' })],
    }),
  ])
})
