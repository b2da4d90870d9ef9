import { describe, expect, test } from 'vitest'
import type { Clause, Repetition } from '../agreement/agreement.ts'
import { parseDuration, type Instant } from '../time/instant.ts'
import { hours } from './small-world.test-support.ts'
import {
  at,
  clause,
  finding,
  FIRST,
  id,
  moment,
  standing,
  told,
  truce,
  until,
  within,
  type Said,
} from './truce.test-support.ts'

const clock = (hour: number): Said => ({ kind: 'clock-read', by: 'office', readAt: hours(hour) })
const act = (kind: 'act-declared' | 'act-confirmed', by: string, earliest: number, latest = earliest) =>
  ({
    kind,
    by,
    agreement: 'TRU',
    clause: 'T',
    party: 'RED',
    when: moment(hours(earliest), hours(latest)),
  }) as const satisfies Said
const occurrences = (own: Clause, hour: number, ...said: readonly Said[]) =>
  standing(told(truce({ clauses: [clause('T.1', {}), own] }), ...said), 'T', hours(hour)).occurrences ?? []
const statuses = (...of: Parameters<typeof occurrences>) => occurrences(...of).map(({ status }) => status)

describe('of a duty that is owed every day', () => {
  const daily = (window: Partial<Clause['window']> = {}) =>
    clause('T', {
      duty: 'achieve',
      repeats: { is: 'every', period: parseDuration('24h') },
      window: { ...until(hours(96)), ...window },
    })

  test('a day without a deadline is due by its last millisecond', () => {
    expect(occurrences(daily(), 1).map(({ due }) => due)).toEqual([Number(at(hours(24))) - 1])
  })

  test('what was done at midnight was done for the day that begins, and for no other', () => {
    expect(statuses(daily(), 30, act('act-confirmed', 'mission', 24))).toEqual(['overdue', 'fulfilled'])
    expect(statuses(daily(), 30, act('act-confirmed', 'mission', 23, 24))).toEqual(['contested', 'contested'])
    expect(statuses(daily(), 30, act('act-confirmed', 'mission', 20, 23))).toEqual(['fulfilled', 'due-soon'])
  })

  test('also where its deadline lies past midnight: what was done at midnight was done for the day that begins', () => {
    const long = daily({ within: parseDuration('36h') })
    expect(statuses(long, 40, act('act-confirmed', 'mission', 24))).toEqual(['overdue', 'fulfilled'])
    expect(statuses(long, 40, act('act-confirmed', 'mission', 23, 24))).toEqual(['contested', 'contested'])
  })

  test('no day begins at the moment at which the duty ends', () => {
    expect(statuses(daily({ until: until(hours(24)).until }), 30)).toHaveLength(1)
    const longer = { is: 'instant', instant: (at(hours(24)) + 1) as Instant } as const
    expect(statuses(daily({ until: longer }), 30)).toHaveLength(2)
  })
})

describe('of a duty that is owed for each breach', () => {
  const answer = (more: Partial<Extract<Repetition, { is: 'for-each' }>> = {}, window = within('24h')) =>
    clause('T', {
      duty: 'achieve',
      repeats: { is: 'for-each', breaches: { of: [id('T.1')] }, alleged: false, ...more },
      window,
    })
  const found = (earliest: number, latest = earliest) =>
    finding('mission', 'INC-a', 'T.1', { when: moment(hours(earliest), hours(latest)) })

  test('a breach at the moment since which they count calls for it; one that may have come before leaves that open', () => {
    const since = answer({ since: { is: 'instant', instant: at(hours(10)) } })
    expect(statuses(since, 20, found(10), clock(12))).toEqual(['due-soon'])
    expect(statuses(since, 20, found(9, 10), clock(12))).toEqual(['pending'])
    expect(statuses(since, 20, found(9), clock(12))).toEqual([])
  })

  test('it is not owed for a breach that was on the record only when the duty was over', () => {
    const ends = (hour: number) => answer({}, { ...within('24h'), until: until(hours(hour)).until })
    const said = [clock(12), found(10), clock(12)]
    expect(statuses(ends(12), 20, ...said)).toEqual([])
    expect(statuses(ends(13), 20, ...said)).toEqual(['expired'])
  })
})

test('only who judged a declaration judges it anew: another verifier’s word stands beside it', () => {
  const own = clause('T', { duty: 'achieve', window: within('24h') })
  const declared = act('act-declared', 'red.army', 5)
  const judged = (by: string, kind: 'act-confirmed' | 'act-refuted') =>
    ({ ...act('act-confirmed', by, 5), kind, declared: FIRST }) as Said
  const status = (...said: readonly Said[]) =>
    standing(told(truce({ clauses: [own] }), declared, ...said), 'T', hours(30)).status
  const refuted = judged('commission', 'act-refuted')
  expect(status(refuted, judged('commission', 'act-confirmed'))).toBe('fulfilled')
  expect(status(refuted, judged('mission', 'act-confirmed'))).toBe('contested')
})
