import { describe, expect, test } from 'vitest'
import type { Clause, Condition, Power, Standard, Who } from '../agreement/agreement.ts'
import { parseDuration } from '../time/instant.ts'
import { hours } from './small-world.test-support.ts'
import {
  at,
  clause,
  codes,
  done,
  id,
  moment,
  power,
  standing,
  told,
  truce,
  until,
  within,
  type Said,
} from './truce.test-support.ts'

const DAY = 24
const party = (name: string): Who => ({ is: 'party', party: id(name) })
const guarantors = [party('GREEN'), party('WHITE'), { is: 'actor', actor: id('mission') }] as const
const anyTwo: Standard = { is: 'quorum', least: 2, how: 'verified', of: guarantors }
const act = (kind: string, by: string, h: number, to = h, name = 'T.w'): Said =>
  ({
    kind,
    by,
    agreement: 'TRU',
    clause: name,
    party: 'RED',
    when: moment(hours(h), hours(to)),
  }) as Said
const confirmed = (by: string, h: number, to = h, name = 'T.w') => act('act-confirmed', by, h, to, name)
const closed = (source: string, h: number): Said => {
  return { kind: 'source-closed', by: source, source, through: hours(h) }
}
const use = (by: string, kind: Power['may'], from: number, to: number): Said => {
  return {
    kind: 'power-exercised',
    by,
    agreement: 'TRU',
    power: 'P',
    act: kind,
    from: hours(from),
    until: hours(to),
  }
}
type Next = ReturnType<typeof standing>['next']
const asked = (next: Next) => next.map(({ who, what, subject }) => `${who} ${what} ${subject}`)

const daily = (of: Partial<Clause> = {}) =>
  clause('T.w', {
    duty: 'achieve',
    evidence: { is: 'said', how: 'verified', by: { is: 'actor', actor: id('mission') } },
    repeats: { is: 'every', period: parseDuration('24h') },
    window: until(hours(5 * DAY)),
    ...of,
  })
const next = (text: ReturnType<typeof truce>, h: number, ...said: readonly Said[]) =>
  standing(told(text, ...said), 'T.w', hours(h)).next

describe('of a duty that is owed every day', () => {
  const silentBreach = { ifSilent: 'breach', sources: [{ is: 'actor', actor: id('mission') }] } as const
  const other = [0, 2, 3, 4].map((day) => confirmed('mission', day * DAY + 20))

  test('a day that was missed cannot be made good on another: the current day is asked for', () => {
    const text = truce({ clauses: [daily(silentBreach)] })
    const said = [...other, closed('mission', 3 * DAY)]
    const running = next(text, 3 * DAY + 1, ...other.slice(0, 2), closed('mission', 3 * DAY))
    expect(running).toEqual([{ who: 'RED', what: 'perform', subject: 'T.w', by: at(hours(4 * DAY)) - 1 }])
    expect(next(text, 30 * DAY, ...said)).toEqual([])
  })

  test('while no day is over its own day is asked for, also past its deadline', () => {
    const text = truce({
      clauses: [daily({ window: { ...until(hours(5 * DAY)), within: parseDuration('6h') } })],
    })
    expect(asked(next(text, 8))).toEqual(['RED perform T.w', 'mission verify T.w'])
    expect(asked(next(text, 25, confirmed('mission', 24.5)))).toEqual(['mission verify T.w'])
  })

  test('days that silence would settle are asked of those who verify and of those who close', () => {
    const text = truce({
      clauses: [daily({ ifSilent: 'compliant', sources: [party('GREEN'), party('WHITE')] })],
    })
    const overdue = asked(next(text, 3 * DAY, closed('green.mfa', 2 * DAY)))
    expect(overdue).toEqual(['mission verify T.w', 'RED perform T.w', 'WHITE close T.w', 'GREEN close T.w'])
    expect(asked(next(text, 3 * DAY, closed('green.mfa', 3 * DAY)))).not.toContain('GREEN close T.w')
  })

  test('nothing is asked while all of it is suspended or waived', () => {
    const aside = (may: 'suspend' | 'waive') =>
      next(
        truce({ clauses: [daily()], powers: [power('P', { by: ['BLUE'], may, over: [id('T.w')] })] }),
        60,
        use('blue.army', may, 30, 100),
      )
    expect(aside('suspend')).toEqual([])
    expect(aside('waive')).toEqual([])
  })

  test('whoever waits for all of it waits for the day that is open, and for time alone once each is done', () => {
    const text = truce({
      clauses: [
        daily(),
        clause('T.z', { duty: 'achieve', bearer: 'BLUE', when: done('T.w'), window: within('24h') }),
      ],
    })
    const waits = (h: number, ...said: readonly Said[]) =>
      asked(standing(told(text, ...said), 'T.z', hours(h)).next)
    expect(waits(1)).toEqual(['RED perform T.w'])
    expect(waits(22, confirmed('mission', 20))).toEqual([])
    expect(waits(100, ...[0, 1, 2, 3, 4].map((day) => confirmed('mission', day * DAY + 1)))).toEqual([])
  })
})

describe('of a duty that was to be kept and is over', () => {
  const kept = (of: Partial<Clause>) =>
    truce({ clauses: [clause('T.w', { window: until(hours(48)), evidence: anyTwo, ...of })] })
  const quiet = kept({ ifSilent: 'compliant', sources: guarantors })

  test('those are asked to close who have not closed through its end', () => {
    const said = [closed('green.mfa', 48), closed('white.mfa', 47)]
    expect(asked(next(quiet, 60, ...said)).filter((one) => one.includes('close'))).toEqual([
      'WHITE close T.w',
      'mission close T.w',
    ])
  })

  test('those are asked to confirm whose word would show that it was kept, also where silence says nothing', () => {
    const one = confirmed('green.mfa', 0, 48)
    for (const text of [quiet, kept({})]) {
      const verify = next(text, 60, one).filter(({ what }) => what === 'verify')
      expect(verify.map(({ who, enough }) => [who, enough])).toEqual([
        ['WHITE', 1],
        ['mission', 1],
      ])
    }
    expect(standing(told(quiet, one, confirmed('white.mfa', 0, 48)), 'T.w', hours(60))).toMatchObject({
      status: 'fulfilled',
      next: [],
    })
  })

  test('silence that would be a breach is asked of nobody once somebody says that it was kept', () => {
    const strict = kept({ ifSilent: 'breach', sources: guarantors })
    expect(asked(next(strict, 60)).some((one) => one.includes('close'))).toBe(true)
    expect(asked(next(strict, 60, confirmed('green.mfa', 0, 48))).some((one) => one.includes('close'))).toBe(
      false,
    )
  })
})

describe('a use of a power that is short of its quorum', () => {
  const joint = (of: Partial<Power>, ends = 48) =>
    truce({
      clauses: [clause('T.w', { window: until(hours(ends)) })],
      powers: [power('P', { by: ['GREEN', 'WHITE', 'BLUE'], over: [id('T.w')], ...of })],
    })
  const two = [use('green.mfa', 'extend', 48, 96), use('white.mfa', 'extend', 48, 96)]
  const joining = (text: ReturnType<typeof truce>, h: number, ...said: readonly Said[]) =>
    next(text, h, ...said).filter(({ what }) => what === 'exercise')

  test('is the move of the holders who have not joined', () => {
    expect(joining(joint({}), 40, ...two)).toEqual([
      { who: 'BLUE', what: 'exercise', subject: 'P', by: undefined },
    ])
    expect(joining(joint({}), 40)).toEqual([])
    expect(joining(joint({}), 40, ...two, use('blue.army', 'extend', 48, 96))).toEqual([])
  })

  test('is nobody’s where it could have no effect any more', () => {
    expect(joining(joint({}), 50, ...two)).toHaveLength(1)
    expect(joining(joint({}), 96, ...two)).toEqual([])
    expect(joining(joint({}, 40), 30, ...two)).toEqual([])
    expect(joining(joint({ limits: { length: parseDuration('24h') } }), 40, ...two)).toEqual([])
    const read: Said = { kind: 'clock-read', by: 'office', readAt: hours(40) }
    const form = (before: string) => joint({ form: { told: parseDuration(before) } })
    expect(joining(form('8h'), 40, ...two, read)).toHaveLength(1)
    expect(joining(form('9h'), 40, ...two, read)).toEqual([])
    const pause = [use('green.mfa', 'suspend', 10, 40), use('white.mfa', 'suspend', 10, 40)]
    const atMost = (length: string) => joint({ may: 'suspend', limits: { length: parseDuration(length) } })
    expect(joining(atMost('30h'), 5, ...pause)).toHaveLength(1)
    expect(joining(atMost('29h'), 5, ...pause)).toEqual([])
    const grounded: Condition = { is: 'breached', clause: id('T.w'), by: undefined }
    expect(joining(joint({ when: grounded }), 40, ...two)).toEqual([])
  })
})

describe('what a clause says that it waits for', () => {
  const lead = clause('T.w', { duty: 'achieve', window: within('48h') })
  const waiting = (of: Partial<Clause>, h: number, ...said: readonly Said[]) =>
    standing(
      told(
        truce({ clauses: [lead, clause('T.z', { duty: 'achieve', window: within('24h'), ...of })] }),
        ...said,
      ),
      'T.z',
      hours(h),
    )

  test('is its beginning, while only the delay after what it waited for is going by', () => {
    const window = { ...within('24h'), delay: parseDuration('12h') }
    const { status, why, next: moves } = waiting({ when: done('T.w'), window }, 10, confirmed('mission', 4))
    expect(status).toBe('pending')
    expect(why).toMatchObject([{ code: 'waits-for-time', values: { at: at(hours(16)) } }])
    expect(moves).toEqual([])
  })

  test('is said once, however often its condition names it', () => {
    const twice: Condition = { is: 'all', of: [done('T.w'), done('T.w')] }
    expect(codes(waiting({ when: twice }, 10))).toEqual(['waits-for-clause'])
  })

  test('is cited by what came first alone, where either of two was enough', () => {
    const reached: Condition = {
      is: 'reached',
      anchor: { is: 'instant', instant: at(hours(3)) },
    }
    const { why } = waiting({ when: { is: 'any', of: [reached, done('T.w')] } }, 10, confirmed('mission', 4))
    expect(why.find(({ code }) => code === 'active-since')).toMatchObject({ entries: [] })
  })
})

test('that some of those who are asked have confirmed it is said as that, and not as nobody', () => {
  const text = truce({
    clauses: [clause('T.w', { duty: 'achieve', window: within('48h'), evidence: anyTwo })],
  })
  const why = (...said: readonly Said[]) => codes(standing(told(text, ...said), 'T.w', hours(30)))[0]
  expect(why(act('act-declared', 'red.army', 20))).toBe('performance-alleged')
  expect(why(act('act-declared', 'red.army', 20), confirmed('green.mfa', 20))).toBe(
    'performance-confirmed-by-some',
  )
})
