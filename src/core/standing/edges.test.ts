import { describe, expect, test } from 'vitest'
import type { Clause, Condition, Power } from '../agreement/agreement.ts'
import { formatInstant, type Instant } from '../time/instant.ts'
import { hours, mission } from './small-world.test-support.ts'
import {
  at,
  clause,
  finding,
  id,
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

const ENDS = 48
const DUE = 24
/** The millisecond before and the one after an hour. */
const justBefore = (hour: number): string => formatInstant((at(hours(hour)) - 1) as Instant)
const justAfter = (hour: number): string => formatInstant((at(hours(hour)) + 1) as Instant)

const burden = { ifSilent: 'breach', sources: mission } as const
const closing = { ifSilent: 'compliant', sources: mission } as const
const keep = (of: Partial<Clause> = {}) => clause('T', { window: until(hours(ENDS)), ...of })
const bring = (of: Partial<Clause> = {}) => clause('T', { duty: 'achieve', window: within('24h'), ...of })
const found = (earliest: string, latest = earliest) =>
  finding('mission', 'INC-a', 'T', { when: moment(earliest, latest) })
const closed = (through: string): Said => ({
  kind: 'source-closed',
  by: 'mission',
  source: 'mission',
  through,
})
const act = (kind: 'act-declared' | 'act-confirmed' | 'act-refuted', earliest: string, latest = earliest) =>
  ({
    kind,
    by: kind === 'act-declared' ? 'red.army' : 'mission',
    agreement: 'TRU',
    clause: 'T',
    party: 'RED',
    when: moment(earliest, latest),
  }) as const satisfies Said
const uses = (may: Power['may'], from: number, to?: number): Said => ({
  kind: 'power-exercised',
  by: 'white.mfa',
  agreement: 'TRU',
  power: may === 'resume' ? 'R' : 'P',
  act: may,
  from: hours(from),
  ...(to === undefined ? {} : { until: hours(to) }),
})
const powers = [
  power('P', { by: ['WHITE'], may: 'suspend', over: [id('T')] }),
  power('R', { by: ['WHITE'], may: 'resume', over: [id('T')] }),
]
const stands = (own: Clause, said: readonly Said[], when: string) =>
  standing(told(truce({ clauses: [own], powers }), ...said), 'T', when)

describe('at the very beginning and the very end of a duty', () => {
  test('what happened at the moment at which it begins breaches it; what may have happened before is open', () => {
    expect(stands(keep(), [found(hours(0))], hours(1)).status).toBe('breached')
    expect(stands(keep(), [found(justBefore(0), hours(0))], hours(1)).status).toBe('contested')
    expect(stands(keep(), [found(justBefore(0))], hours(1)).status).toBe('active')
  })

  test('what happened at the moment at which it ends breaches it no more', () => {
    expect(stands(keep(), [found(justBefore(ENDS))], hours(ENDS)).status).toBe('breached')
    expect(stands(keep(), [found(hours(ENDS))], hours(ENDS)).breaches).toEqual({ found: 0, alleged: 0 })
  })

  test('one that ends at the moment at which it begins was never owed, whatever happened on both sides of it', () => {
    const never = keep({ window: until(hours(0)) })
    expect(stands(never, [found(hours(-1), hours(1))], hours(2)).breaches).toEqual({ found: 0, alleged: 0 })
  })

  test('it was kept once the sources have closed through its last millisecond, and not through the one before', () => {
    const status = (through: string, of = closing as Partial<Clause>) =>
      stands(keep(of), [closed(through)], hours(ENDS)).status
    const lastButOne = formatInstant((at(hours(ENDS)) - 2) as Instant)
    expect([status(justBefore(ENDS)), status(lastButOne)]).toEqual(['fulfilled', 'expired'])
    expect([status(justBefore(ENDS), burden), status(lastButOne, burden)]).toEqual(['breached', 'expired'])
  })

  test('it was kept if it is confirmed of its last millisecond, and not if only of one before', () => {
    const status = (when: string) => stands(keep(), [act('act-confirmed', when)], hours(ENDS)).status
    expect([status(justBefore(ENDS)), status(hours(ENDS - 1))]).toEqual(['fulfilled', 'expired'])
  })

  test('as of a moment it is kept so far, where the sources have closed through that moment', () => {
    const performed = (when: string) => stands(keep(closing), [closed(hours(10))], when).performed
    expect(performed(hours(10))).toEqual({ lo: 1, hi: 1 })
    expect(performed(justAfter(10))).toEqual({ lo: 0, hi: 1 })
  })

  test('a withdrawal at the moment at which it ends anyway is none', () => {
    const withdraw = power('W', { by: ['WHITE'], may: 'withdraw' })
    const text = truce({ clauses: [keep()], powers: [withdraw] })
    const gone = (hour: number) =>
      standing(told(text, { ...uses('withdraw', hour), power: 'W' } as Said), 'T', hours(60))
    expect(gone(ENDS).why.map(({ code }) => code)).not.toContain('withdrawn')
    expect(gone(ENDS - 1).why.map(({ code }) => code)).toContain('withdrawn')
  })
})

describe('at the very deadline', () => {
  const AFTER = hours(DUE + 6)

  test('what was surely done from the deadline on, and perhaps at it, may have been in time', () => {
    expect(stands(bring(), [act('act-confirmed', hours(DUE), AFTER)], AFTER).status).toBe('contested')
    expect(stands(bring(), [act('act-confirmed', justAfter(DUE), AFTER)], AFTER).status).toBe('breached')
  })

  test('what is said to have been done at the deadline may have been in time', () => {
    const said = (when: string) => [closed(AFTER), act('act-declared', when)]
    expect(stands(bring(burden), said(hours(DUE)), AFTER).status).toBe('contested')
    expect(stands(bring(burden), said(justAfter(DUE)), AFTER).status).toBe('breached')
  })

  test('what was not done at the deadline was missed; what was not done just before may have been done since', () => {
    expect(stands(bring(), [act('act-refuted', hours(DUE))], AFTER).status).toBe('breached')
    expect(stands(bring(), [act('act-refuted', justBefore(DUE))], AFTER).status).toBe('overdue')
  })

  test('what was missed may have been done since, while somebody says so', () => {
    const performed = (...said: readonly Said[]) => stands(bring(), said, hours(DUE + 2)).performed
    expect(performed(act('act-confirmed', justAfter(DUE), AFTER))).toEqual({ lo: 0, hi: 1 })
    expect(performed(act('act-refuted', hours(DUE)))).toEqual({ lo: 0, hi: 0 })
  })

  test('who says of a whole span that it was not done says so of all of it', () => {
    expect(stands(bring(), [act('act-refuted', hours(20), hours(DUE))], AFTER).status).toBe('breached')
    expect(stands(bring(), [act('act-refuted', hours(20), justBefore(DUE))], AFTER).status).toBe('overdue')
  })

  test('a look says nothing of what may have been done after it', () => {
    const looked = (declared: number, to: number, look: number) => {
      const said = [act('act-declared', hours(declared), hours(to)), act('act-refuted', hours(look))]
      return [said, said.toReversed()].map(
        (some) => stands(bring(burden), [...some, closed(AFTER)], AFTER).status,
      )
    }
    expect(looked(18, 23, 20)).toEqual(['contested', 'contested'])
    expect(looked(20, 23, 20)).toEqual(['contested', 'contested'])
    expect(looked(18, 20, 20)).toEqual(['breached', 'breached'])
    expect(looked(18, 30, DUE)).toEqual(['breached', 'breached'])
  })

  test('sources that closed through it decide, and those that closed just before do not', () => {
    const status = (through: string, of: Partial<Clause>) =>
      stands(bring(of), [closed(through)], AFTER).status
    expect([status(hours(DUE), burden), status(justBefore(DUE), burden)]).toEqual(['breached', 'overdue'])
    expect([status(hours(DUE), closing), status(justBefore(DUE), closing)]).toEqual(['fulfilled', 'overdue'])
  })

  test('a deadline at the moment at which the duty ends is not missed: by then nothing is owed', () => {
    const ends = (hour: number) =>
      bring({ ...burden, window: { ...within('24h'), until: until(hours(hour)).until } })
    expect(stands(ends(DUE), [closed(AFTER)], AFTER).status).toBe('expired')
    expect(stands(ends(DUE + 1), [closed(AFTER)], AFTER).status).toBe('breached')
  })

  test('a deadline that comes while the duty is set aside is missed from the moment at which it is owed again', () => {
    const status = (from: number, to: number, when: string) =>
      stands(bring(burden), [closed(hours(60)), uses('suspend', from, to)], when).status
    expect([status(20, 40, hours(40)), status(20, 40, justAfter(40))]).toEqual(['due-soon', 'breached'])
    expect([status(20, DUE, hours(DUE)), status(20, DUE, justAfter(DUE))]).toEqual(['due-soon', 'breached'])
    expect(status(DUE, DUE + 1, justAfter(DUE + 1))).toBe('breached')
    expect(status(DUE + 1, DUE + 2, justAfter(DUE))).toBe('breached')
  })

  test('of a deadline after the beginning and a fixed one the earlier counts', () => {
    const due = (by: number) =>
      stands(
        bring({ window: { ...within('24h'), by: { is: 'instant', instant: at(hours(by)) } } }),
        [],
        hours(1),
      ).due
    expect([due(20), due(30)]).toEqual([at(hours(20)), at(hours(DUE))])
  })
})

describe('at the very edge of a suspension', () => {
  const suspended = [uses('suspend', 10, 20)]
  const breaches = (earliest: string, latest = earliest) =>
    stands(keep(), [...suspended, found(earliest, latest)], hours(30)).breaches

  test('from its first moment on nothing breaches; at the moment at which it ends it is over', () => {
    expect(breaches(justBefore(10))).toEqual({ found: 1, alleged: 0 })
    expect(breaches(hours(10), justBefore(20))).toEqual({ found: 0, alleged: 0 })
    expect(breaches(hours(20))).toEqual({ found: 1, alleged: 0 })
  })

  test('what may have happened on either side of an edge is open', () => {
    expect(breaches(justBefore(10), hours(10))).toEqual({ found: 0, alleged: 1 })
    expect(breaches(justBefore(20), hours(20))).toEqual({ found: 0, alleged: 1 })
  })

  test('it is resumed also from its own first moment on', () => {
    expect(stands(keep(), [uses('suspend', 10), uses('resume', 10)], hours(11)).status).toBe('active')
    expect(stands(keep(), [uses('suspend', 10), uses('resume', 9)], hours(11)).status).toBe('suspended')
  })
})

describe('at the very moment at which what releases from a duty comes true', () => {
  const blue = clause('T.b', { bearer: 'BLUE' })
  const unless: Condition = { is: 'breached', clause: id('T.b'), by: undefined }
  const text = truce({ clauses: [keep({ unless }), blue] })
  const byBlue = (of: Said): Said =>
    ({ ...of, incident: 'INC-b', attribution: [{ to: 'BLUE', confidence: 'established' }] }) as Said
  const breaches = (latestOfBlue: number, earliest: number, latest = earliest) =>
    standing(
      told(
        text,
        byBlue(finding('mission', '', 'T.b', { when: moment(hours(10), hours(latestOfBlue)) })),
        found(hours(earliest), hours(latest)),
      ),
      'T',
      hours(30),
      { party: 'RED' },
    ).breaches

  test('what happens from then on breaches nothing, and what came before does', () => {
    expect(breaches(10, 10)).toEqual({ found: 0, alleged: 0 })
    expect(breaches(10, 9)).toEqual({ found: 1, alleged: 0 })
    expect(breaches(10, 9, 10)).toEqual({ found: 0, alleged: 1 })
  })

  test('while it may have come true already, what happens is open', () => {
    expect(breaches(14, 10)).toEqual({ found: 0, alleged: 1 })
    expect(breaches(14, 13)).toEqual({ found: 0, alleged: 1 })
    expect(breaches(14, 14)).toEqual({ found: 0, alleged: 0 })
  })
})

describe('what may not be known yet', () => {
  test('a report of a time that lies on either side of the moment asked about is open, if found or not', () => {
    expect(stands(keep(), [found(hours(3), hours(6))], hours(5)).status).toBe('contested')
    expect(stands(keep(), [found(hours(3), hours(6))], hours(6)).status).toBe('breached')
    expect(stands(keep(), [found(hours(3), hours(6))], hours(2)).status).toBe('active')
    expect(stands(keep(), [report('paper', moment(hours(3)))], hours(3)).status).toBe('contested')
  })
})
