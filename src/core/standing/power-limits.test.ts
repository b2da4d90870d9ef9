import { describe, expect, test } from 'vitest'
import { parseDuration } from '../time/instant.ts'
import type { Power } from '../agreement/agreement.ts'
import {
  at,
  clause,
  codes,
  finding,
  FIRST,
  id,
  moment,
  power,
  report,
  standing,
  told,
  truce,
  type Said,
} from './truce.test-support.ts'
import { END, LATER, noShelling, text, use } from './powers.test-support.ts'

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

test('extensions from the same instant are taken in the order in which they were complete, whoever joins later', () => {
  const limits = { length: parseDuration('24h') }
  const extend = power('P', { by: ['GREEN', 'WHITE'], quorum: 1, limits })
  const [near, far] = ['2016-09-15T12:00:00Z', '2016-09-16T08:00:00Z']
  const said = [
    use('green.mfa', 'extend', '2016-09-13T00:00:00Z', { until: near }),
    use('green.mfa', 'extend', '2016-09-13T00:00:00Z', { until: far }),
    use('white.mfa', 'extend', '2016-09-13T00:00:00Z', { until: near }),
  ]
  expect(standing(told(text(extend), ...said), 'T.1.b', END).ends).toEqual(at(far))
})

describe('the quorum of a power', () => {
  const day = (n: number) => `2016-09-1${n}T00:00:00Z`
  const both = text(power('P', { by: ['GREEN', 'WHITE'], may: 'suspend' }))
  const status = (...said: readonly Said[]) => standing(told(both, ...said), 'T.1.b', day(4))

  test('is not filled by one who does not hold it, nor by one who says it twice', () => {
    const short = [
      status(use(['green.mfa', 'red.army'], 'suspend', day(3))),
      status(use('green.mfa', 'suspend', day(3)), use('green.mfa', 'suspend', day(3))),
      status(use('green.mfa', 'suspend', day(3)), use('white.mfa', 'suspend', '2016-09-13T00:00:01Z')),
    ]
    for (const one of short) {
      expect(one.status).toBe('active')
      expect(codes(one)).toContain('power-short-of-quorum')
    }
  })

  test('of two withdrawals the one that takes effect first ends the duty, whichever was said first', () => {
    const one = text(power('P', { by: ['GREEN', 'WHITE'], may: 'withdraw', quorum: 1 }))
    const early = use('white.mfa', 'withdraw', '2016-09-13T06:00:00Z')
    const late = use('green.mfa', 'withdraw', '2016-09-13T18:00:00Z')
    for (const said of [
      [early, late],
      [late, early],
    ])
      expect(standing(told(one, ...said), 'T.1.b', day(4)).ends).toBe(at('2016-09-13T06:00:00Z'))
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

  test('is judged by what was known when it was complete: who joins or repeats it later changes nothing', () => {
    const again = use('white.mfa', 'suspend', FROM)
    expect(status(story({}, back, again)).status).toBe('suspended')
    const late = told(
      truce({
        clauses: [noShelling, clause('T.2', { bearer: 'BLUE' })],
        powers: [power('P', { by: ['WHITE'], may: 'suspend', over: [id('T.2')], when })],
      }),
      BREACH,
      back,
      again,
    )
    expect(status(late).status).toBe('active')
  })

  test('has no effect on a ground that was alleged and never found', () => {
    const alleged = report('blue.army', moment('2016-09-13T06:00:00Z'))
    const engine = told(
      truce({
        clauses: [noShelling, clause('T.2', { bearer: 'BLUE' })],
        powers: [power('P', { by: ['WHITE'], may: 'suspend', over: [id('T.2')], when })],
      }),
      alleged,
      use('white.mfa', 'suspend', FROM),
    )
    expect(status(engine).status).toBe('active')
    expect(codes(status(engine))).toContain('power-condition-not-met')
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
