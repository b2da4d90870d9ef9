import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Condition, Term } from '../agreement/agreement.ts'
import { RECORD_READING } from '../evidence/readings.ts'
import { boardOf } from './board.ts'
import { formatInstant, parseDuration, type Instant } from '../time/instant.ts'
import { hours, mission, state } from './small-world.test-support.ts'
import {
  at,
  clause,
  finding,
  FIRST,
  id,
  link,
  moment,
  report,
  standing,
  told,
  truce,
  type Said,
} from './truce.test-support.ts'

const h = (hour: number) => at(hours(hour))
const justBefore = (hour: number): string => formatInstant((h(hour) - 1) as Instant)
const harm = (least: number, most = least) => ({ harm: { killed: { least, most } } })
let made = 0
const found = (earliest: string, latest = earliest, of: object = {}): Said => {
  made += 1
  return finding('mission', `INC-${made}`, 'T.1', { when: moment(earliest, latest), ...of })
}
const alleged = (earliest: number, latest = earliest) =>
  report('paper', moment(hours(earliest), hours(latest)))
const closed = (through: string): Said => ({
  kind: 'source-closed',
  by: 'mission',
  source: 'mission',
  through,
})
const opens = (when: Condition, said: readonly Said[], terms: readonly Term[] = []) =>
  standing(
    told(truce({ terms, clauses: [clause('T.1', {}), clause('G', { duty: 'permit', when })] }), ...said),
    'G',
    hours(0),
  ).activated
const measured = (of: Partial<Extract<Condition, { is: 'measured' }>>): Condition => ({
  is: 'measured',
  clauses: [id('T.1')],
  what: 'breaches',
  how: 'sum',
  over: 1,
  window: { is: 'whole-time' },
  ...of,
})

test('a breach that may have come before the duty counts as one that may be, however well it is established', () => {
  const counted: Condition = { is: 'counted', clauses: [id('T.1')], over: 0, within: parseDuration('10h') }
  expect(opens(counted, [found(hours(-2), hours(2))])).toEqual({ certain: undefined, possible: h(0) })
  expect(opens(counted, [found(hours(0), hours(2))])).toEqual({ certain: h(2), possible: h(0) })
})

describe('a number that is passed', () => {
  const killed = { what: 'killed', how: 'max', over: 3 } as const

  test('in one breach of uncertain time is passed by its end, and may be from its beginning on', () => {
    expect(opens(measured(killed), [found(hours(5), hours(9), harm(4))])).toEqual({
      certain: h(9),
      possible: h(5),
    })
  })

  test('goes by what a finding says, whatever was reported of the same incident', () => {
    const reported = report('paper', moment(hours(5)), harm(9))
    const said = [reported, link('INC-x', FIRST), finding('mission', 'INC-x', 'T.1', harm(2))]
    const never = { certain: undefined, possible: undefined }
    expect(opens(measured(killed), said)).toEqual(never)
    expect(opens(measured({ ...killed, how: 'sum' }), said)).toEqual(never)
    expect(opens(measured(killed), said.slice(0, 2)).possible).toBe(h(5))
  })

  test('on a calendar day is passed by what surely lies on it: at midnight the next day begins', () => {
    const day = measured({ window: { is: 'calendar-day', startsAt: 960 } })
    const two = (earliest: string, latest = earliest) =>
      opens(day, [found(hours(20)), found(earliest, latest)])
    expect(two(justBefore(24))).toEqual({ certain: Number(h(24)) - 1, possible: Number(h(24)) - 1 })
    expect(two(hours(24))).toEqual({ certain: undefined, possible: undefined })
    expect(two(hours(22), hours(24))).toEqual({ certain: undefined, possible: h(22) })
    expect(two(hours(22), justBefore(24)).certain).toBe(Number(h(24)) - 1)
  })

  test('in a window counts what may lie in it: from the first moment of each to as long after the last as it is', () => {
    const sliding = measured({ window: { is: 'sliding', within: parseDuration('10h') } })
    expect(opens(sliding, [alleged(0, 8), alleged(17)]).possible).toBe(h(17))
    expect(opens(sliding, [alleged(0, 8), alleged(18)]).possible).toBeUndefined()
  })
})

describe('a run without a breach', () => {
  const calm = { ...state, test: { is: 'no-breach', of: [id('T.1')] } } as Term
  const holds: Condition = {
    is: 'holds',
    state: id('adherence'),
    for: parseDuration('24h'),
    since: undefined,
  }
  const run = (...said: readonly Said[]) => opens(holds, [closed(hours(200)), ...said], [calm])

  test('may be over as soon as no breach has to lie in it; it surely is once none can', () => {
    expect(run(found(hours(0)))).toEqual({ certain: h(24), possible: h(24) })
    expect(run(found(hours(0), hours(5)))).toEqual({ certain: h(29), possible: h(24) })
    expect(run(found(hours(3), hours(5)))).toEqual({ certain: h(29), possible: h(27) })
    expect(run(found(hours(23), hours(25)))).toEqual({ certain: h(49), possible: h(24) })
    expect(run(found(hours(22), hours(24)))).toEqual({ certain: h(48), possible: h(46) })
  })
})

describe('a state that compares with a time before', () => {
  const before = {
    ...state,
    sources: mission,
    test: {
      is: 'at-most',
      of: [id('T.1')],
      within: parseDuration('24h'),
      limit: { is: 'baseline', from: { is: 'instant', instant: h(0) } },
    },
  } as Term
  const holds: Condition = { is: 'holds', state: id('adherence'), for: undefined, since: undefined }
  const run = (...said: readonly Said[]) => opens(holds, [closed(hours(200)), ...said], [before])

  test('does not hold before that time has passed, whenever it began', () => {
    const later = {
      ...before,
      test: {
        is: 'at-most',
        of: [id('T.1')],
        within: parseDuration('24h'),
        limit: { is: 'baseline', from: { is: 'instant', instant: h(10) } },
      },
    } as Term
    expect(opens(holds, [closed(hours(200))], [later])).toEqual({ certain: h(34), possible: h(34) })
  })

  test('takes a breach at the first and at the last millisecond of that time into its limit, and one at its end not', () => {
    // One then allows one now; two in the window that ends at the first moment at which it can hold.
    expect(run(found(justBefore(24)), found(hours(30))).certain).toBe(h(24))
    expect(run(found(hours(24))).certain).toBe(h(48))
    expect(run(found(hours(0)), found(hours(24))).certain).toBe(h(24))
    expect(run(found(justBefore(0)), found(hours(24))).certain).toBe(h(48))
  })

  test('may hold where that time may have had as many; it never surely does before its sources have closed through it', () => {
    expect(run(found(hours(23), hours(24)))).toEqual({ certain: h(48), possible: h(24) })
    const two = [alleged(2), found(hours(24)), found(hours(24))]
    const until = (through: string) => opens(holds, [closed(through), ...two], [before]).possible
    const lastButOne = formatInstant((h(24) - 2) as Instant)
    expect([until(justBefore(24)), until(lastButOne)]).toEqual([h(48), h(24)])
  })
})

test('a breach changes a state that counts over a day from its own moment on, for a day and no longer', () => {
  const calm = {
    ...state,
    test: {
      is: 'at-most',
      of: [id('T.1')],
      within: parseDuration('24h'),
      limit: { is: 'number', count: 1 },
    },
  } as Term
  const text = truce({ terms: [calm], clauses: [clause('T.1', {})] })
  const holding = (said: readonly Said[]) => {
    const engine = told(text, closed(hours(200)), ...said)
    return Array.from({ length: 120 }, (_, hour) => {
      const ask = { agreement: id('TRU'), at: h(hour), known: engine.size, reading: RECORD_READING } as const
      return JSON.stringify(boardOf(engine, ask).states.map(({ holds }) => holds))
    })
  }
  const said = fc.record({ hour: fc.integer({ min: 0, max: 90 }), isFound: fc.boolean() })
  fc.assert(
    fc.property(fc.array(said, { maxLength: 6 }), said, (others, one) => {
      const say = ({ hour, isFound }: typeof one): Said => (isFound ? found(hours(hour)) : alleged(hour))
      const before = others.map(say)
      const [without, beside] = [holding(before), holding([...before, say(one)])]
      const changed = without.flatMap((is, hour) => (is === beside[hour] ? [] : [hour]))
      expect(changed.filter((hour) => hour < one.hour || hour >= one.hour + 24)).toEqual([])
    }),
    { numRuns: 30 },
  )
})
