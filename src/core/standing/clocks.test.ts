import { describe, expect, test } from 'vitest'
import { RECORD_READING } from '../evidence/readings.ts'
import { boardOf } from './board.ts'
import { textPeriod } from './period.ts'
import { hours } from './small-world.test-support.ts'
import { at, clause, id, moment, power, told, truce, until, type Said } from './truce.test-support.ts'

const clauses = [
  clause('T.1', { window: until(hours(24)) }),
  clause('T.2', { window: until(hours(48)) }),
  clause('T.3', {}),
]
const extend = power('P', { by: ['WHITE'], over: [id('T.1')] })

describe('the period of a text by its own clock', () => {
  const period = (...of: Parameters<typeof truce>) => {
    const text = truce(...of)
    const engine = told(text)
    return textPeriod(engine, text, engine.size)
  }

  test('ends with the last of its clauses, or with the last of those that may be extended', () => {
    expect(period({ clauses })).toEqual({ starts: at(hours(0)), ends: at(hours(48)) })
    expect(period({ clauses, powers: [extend] }).ends).toBe(at(hours(24)))
    const suspend = { ...extend, may: 'suspend' as const }
    expect(period({ clauses, powers: [suspend] }).ends).toBe(at(hours(48)))
  })

  test('has no end where no clause has one, and no beginning in a draft', () => {
    expect(period({ clauses: [clause('T.3', {})] })).toEqual({ starts: at(hours(0)), ends: undefined })
    expect(period({ clauses, force: 'draft' })).toEqual({ starts: undefined, ends: undefined })
  })
})

test('who says at the very end that it is over speaks of its expiry; a time on either side of it is read so, and said to be uncertain', () => {
  const declared = (earliest: string, latest = earliest): Said => ({
    kind: 'end-declared',
    by: 'red.army',
    agreement: 'TRU',
    party: 'RED',
    when: moment(earliest, latest),
  })
  const reads = (said: Said) => {
    const engine = told(truce({ clauses }), said)
    const ask = {
      agreement: id('TRU'),
      at: at(hours(60)),
      known: engine.size,
      reading: RECORD_READING,
    } as const
    return boardOf(engine, ask).ends.map(({ amountsTo, why }) => [amountsTo, why[0]?.code])
  }
  expect(reads(declared(hours(48)))).toEqual([['expiry', 'end-after-clock']])
  expect(reads(declared(hours(47), hours(48)))).toEqual([['expiry', 'end-time-uncertain']])
  expect(reads(declared(hours(47)))).toEqual([['breach', 'end-before-clock']])
})
