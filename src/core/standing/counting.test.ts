import { describe, expect, test } from 'vitest'
import { parseDuration, type Duration } from '../time/instant.ts'
import { RECORD_READING } from '../evidence/readings.ts'
import type { Condition, StateTest, Term } from '../agreement/agreement.ts'
import { boardOf } from './board.ts'
import { hours, HOUR, mission, state } from './small-world.test-support.ts'
import {
  at,
  clause,
  finding,
  id,
  moment,
  report,
  standing,
  told,
  truce,
  type Said,
} from './truce.test-support.ts'

const h = (count: number) => at(hours(count))
const found = (hour: number, of: object = {}): Said =>
  finding('mission', `INC-${hour}`, 'T.1', { when: moment(hours(hour)), ...of })
const killed = (hour: number, least: number, most: number | null = least) =>
  found(hour, { harm: { killed: { least, most } } })
const closed = (hour: number): Said => ({
  kind: 'source-closed',
  by: 'mission',
  source: 'mission',
  through: hours(hour),
})

/** What waits for a condition on breaches of T.1: T.5 is permitted once it comes true. */
function gate(when: Condition, ...said: Said[]) {
  const engine = told(
    truce({ clauses: [clause('T.1', {}), clause('T.5', { duty: 'permit', when })] }),
    ...said,
  )
  return standing(engine, 'T.5', hours(500)).activated
}
const measured = (of: Partial<Extract<Condition, { is: 'measured' }>>): Condition => ({
  is: 'measured',
  clauses: [id('T.1')],
  what: 'killed',
  how: 'sum',
  over: 10,
  window: { is: 'sliding', within: parseDuration('48h') },
  ...of,
})

describe('people killed in breaches', () => {
  test('are added up over a sliding window: at its far edge a breach no longer counts', () => {
    expect(gate(measured({}), killed(1, 6), killed(48, 5))).toEqual({ certain: h(48), possible: h(48) })
    expect(gate(measured({}), killed(1, 6), killed(49, 5))).toEqual({
      certain: undefined,
      possible: undefined,
    })
  })

  test('surely by the least that is found, possibly by the most', () => {
    expect(gate(measured({}), killed(1, 4, 8), killed(5, 4, 8))).toEqual({
      certain: undefined,
      possible: h(5),
    })
  })

  test('of which no number is given are open, and so are those of alleged breaches', () => {
    expect(gate(measured({}), found(3))).toEqual({ certain: undefined, possible: h(3) })
    const alleged = report('paper', moment(hours(4)), { harm: { killed: { least: 20, most: 20 } } })
    expect(gate(measured({}), alleged)).toEqual({ certain: undefined, possible: h(4) })
    const few = report('paper', moment(hours(4)), { harm: { killed: { least: 1, most: 2 } } })
    expect(gate(measured({}), few)).toEqual({ certain: undefined, possible: undefined })
  })

  test('in the greatest single breach', () => {
    const single = measured({ how: 'max', window: { is: 'whole-time' } })
    expect(gate(single, killed(1, 6), killed(2, 6))).toEqual({ certain: undefined, possible: undefined })
    expect(gate(single, killed(1, 6), killed(2, 11))).toEqual({ certain: h(2), possible: h(2) })
  })

  test('in all, however far apart', () => {
    const all = measured({ window: { is: 'whole-time' } })
    expect(gate(all, killed(1, 6), killed(300, 6))).toEqual({ certain: h(300), possible: h(300) })
  })

  test('on one calendar day, and not in any 24 hours', () => {
    const day = measured({ window: { is: 'calendar-day', startsAt: 16 * 60 } })
    // The truce begins at 16:00 UTC, and so do its days.
    expect(gate(day, killed(20, 6), killed(26, 6))).toEqual({ certain: undefined, possible: undefined })
    expect(gate(day, killed(25, 6), killed(47, 6))).toEqual({ certain: h(47), possible: h(47) })
    const uncertain = found(0, {
      when: moment(hours(20), hours(26)),
      harm: { killed: { least: 6, most: 6 } },
    })
    expect(gate(day, uncertain, killed(30, 6))).toEqual({ certain: undefined, possible: h(30) })
  })
})

/** A state that is a count, and T.5, permitted once it holds. */
function calm(
  test_: Partial<Extract<StateTest, { is: 'at-most' }>>,
  of: Partial<Term> = {},
  length?: Duration,
) {
  const term = {
    ...state,
    test: {
      is: 'at-most',
      of: [id('T.1')],
      within: parseDuration('48h'),
      limit: { is: 'number', count: 1 },
      ...test_,
    },
    ...of,
  } as Term
  return truce({
    terms: [term],
    clauses: [
      clause('T.1', {}),
      clause('T.5', {
        duty: 'permit',
        when: { is: 'holds', state: id('adherence'), for: length, since: undefined },
      }),
    ],
  })
}
const begins = (text: ReturnType<typeof calm>, ...said: Said[]) =>
  standing(told(text, ...said), 'T.5', hours(500)).activated
const holds = (text: ReturnType<typeof calm>, hour: number, ...said: Said[]) => {
  const engine = told(text, ...said)
  const board = boardOf(engine, {
    agreement: id('TRU'),
    at: h(hour),
    known: engine.size,
    reading: RECORD_READING,
  })
  return { ...board.states[0]?.holds, code: board.states[0]?.why[0]?.code }
}

describe('a state that allows no more than one breach in 48 hours', () => {
  test('cannot hold before 48 hours have passed, and then does if the sources have closed', () => {
    expect(holds(calm({}), 47, closed(100))).toEqual({ lo: 0, hi: 0, code: 'state-window-not-full' })
    expect(holds(calm({}), 48, found(10), closed(100))).toEqual({ lo: 1, hi: 1, code: 'state-count-within' })
    expect(holds(calm({}), 48, found(10))).toEqual({ lo: 0, hi: 1, code: 'state-unknown' })
    expect(begins(calm({}), found(10), closed(100))).toEqual({ certain: h(48), possible: h(48) })
  })

  test('fails over two, and holds again when one of them has left the window', () => {
    const said = [found(30), found(40), closed(200)]
    expect(holds(calm({}), 50, ...said)).toEqual({ lo: 0, hi: 0, code: 'state-count-over' })
    expect(holds(calm({}), 78, ...said)).toMatchObject({ lo: 1, hi: 1 })
    expect(begins(calm({}), ...said)).toEqual({ certain: h(78), possible: h(78) })
  })

  test('is open while it hangs on an allegation', () => {
    const said = [found(30), report('paper', moment(hours(40))), closed(200)]
    expect(holds(calm({}), 50, ...said)).toEqual({ lo: 0, hi: 1, code: 'state-doubted' })
    expect(begins(calm({}), ...said)).toEqual({ certain: h(78), possible: h(48) })
  })

  test('for three days has to hold without a break, the window lying after the beginning', () => {
    const days = parseDuration('72h')
    expect(begins(calm({}, {}, days), found(50), found(60), closed(500))).toEqual({
      certain: h(98 + 72),
      possible: h(98 + 72),
    })
  })

  test('holds when those who decide say so, whatever the count, and fails when they say that', () => {
    const decided = calm({}, {
      decidedBy: { is: 'said', how: 'verified', by: { is: 'role', role: 'monitor' } },
    } as never)
    const say = (is: 'holds' | 'fails'): Said => ({
      kind: 'term-determined',
      by: 'mission',
      agreement: 'TRU',
      term: 'adherence',
      value: { is, from: hours(60), until: hours(100) },
    })
    const many = [found(45), found(46), found(47), found(59), closed(200)]
    expect(holds(decided, 70, ...many, say('holds'))).toMatchObject({
      lo: 1,
      hi: 1,
      code: 'state-determined',
    })
    expect(begins(decided, ...many, say('holds')).certain).toEqual(h(60))
    expect(holds(decided, 70, closed(200), say('fails'))).toMatchObject({
      lo: 0,
      hi: 0,
      code: 'state-broken',
    })
  })
})

describe('a state that asks for no more breaches than in the same time before', () => {
  const since = (hour: number) => ({ is: 'baseline', from: { is: 'instant', instant: h(hour) } }) as const
  const back = calm({ limit: since(0) })

  test('cannot hold before the time that it is compared with has passed', () => {
    expect(holds(back, 40, closed(200)).code).toBe('state-window-not-full')
  })

  test('holds once there are no more in the last 48 hours than there were in those', () => {
    const before = [found(1), found(2), found(47)]
    const after = [found(60), found(61), found(62), found(63)]
    expect(holds(back, 100, ...before, ...after, closed(200))).toMatchObject({ lo: 0, hi: 0 })
    expect(holds(back, 108, ...before, ...after, closed(200))).toMatchObject({ lo: 1, hi: 1 })
  })

  test('counts what is alleged on both sides against it where it must be sure', () => {
    const alleged = report('paper', moment(hours(5)))
    // Two alleged before and one found since: it surely holds only if the two are breaches too.
    expect(holds(back, 100, alleged, found(80), closed(200))).toEqual({ lo: 0, hi: 1, code: 'state-doubted' })
  })

  test('never surely fails while what was not reported then may still come', () => {
    const loud = [found(80), found(81)]
    expect(holds(back, 100, ...loud)).toMatchObject({ lo: 0, hi: 1 })
    expect(holds(back, 100, ...loud, closed(48))).toMatchObject({ lo: 0, hi: 0 })
  })

  test('fails while those who decide say so, also where nobody knows how many there were before', () => {
    const standard = { is: 'said', how: 'verified', by: { is: 'role', role: 'monitor' } } as const
    const decided = calm({ limit: since(0) }, { decidedBy: standard })
    const value = { is: 'fails', from: hours(40), until: hours(100) } as const
    const fails: Said = { kind: 'term-determined', by: 'mission', agreement: 'TRU', term: 'adherence', value }
    expect(begins(decided)).toEqual({ certain: undefined, possible: h(48) })
    expect(begins(decided, fails)).toEqual({ certain: undefined, possible: h(100) })
    expect(holds(decided, 70, fails)).toMatchObject({ lo: 0, hi: 0 })
  })

  test('the hour at which the time before ends belongs to it no more', () => {
    expect(holds(back, 100, found(48), found(80), closed(200))).toMatchObject({ lo: 0, hi: 0 })
    expect(holds(back, 100, found(47), found(80), closed(200))).toMatchObject({ lo: 1, hi: 1 })
  })
})

test('a breach at the very beginning of a run of quiet days delays it by nothing: no tie rule is needed', () => {
  const text = truce({
    terms: [state],
    clauses: [
      clause('T.1', { sources: mission, ifSilent: 'compliant' }),
      clause('T.5', {
        duty: 'permit',
        when: { is: 'holds', state: id('adherence'), for: (36 * HOUR) as Duration, since: undefined },
      }),
    ],
  })
  expect(begins(text, found(0), closed(100)).certain).toEqual(h(36))
  expect(begins(text, closed(100)).certain).toEqual(h(36))
})
