import { describe, expect, test } from 'vitest'
import { textPeriod } from './period.ts'
import { hours } from './small-world.test-support.ts'
import { at, clause, id, power, told, truce, until, type Said } from './truce.test-support.ts'

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

  const timed = clauses.slice(0, 2)

  test('ends with the last duty that is kept over a time, or with the last of those that may be extended', () => {
    expect(period({ clauses: timed })).toEqual({ starts: at(hours(0)), ends: at(hours(48)) })
    expect(period({ clauses, powers: [extend] }).ends).toBe(at(hours(24)))
    const suspend = { ...extend, may: 'suspend' as const }
    expect(period({ clauses: timed, powers: [suspend] }).ends).toBe(at(hours(48)))
  })

  test('has no end where a duty has none, whatever ends beside it', () => {
    expect(period({ clauses })).toEqual({ starts: at(hours(0)), ends: undefined })
    expect(period({ clauses: [clause('T.3', {})] }).ends).toBeUndefined()
  })

  test('does not end with a permission, unless nothing is kept over a time', () => {
    const permission = clause('T.4', { duty: 'permit', window: until(hours(96)) })
    expect(period({ clauses: [...timed, permission] }).ends).toEqual(at(hours(48)))
    expect(period({ clauses: [permission] }).ends).toEqual(at(hours(96)))
  })

  test('ends for all where the whole text was withdrawn from', () => {
    const leave = power('W', { by: ['WHITE'], may: 'withdraw' })
    const left: Said = {
      kind: 'power-exercised',
      by: 'white.mfa',
      agreement: 'TRU',
      power: 'W',
      act: 'withdraw',
      from: hours(30),
    }
    const text = truce({ clauses, powers: [leave] })
    const engine = told(text, left)
    expect(textPeriod(engine, text, engine.size).ends).toEqual(at(hours(30)))
  })

  test('has no beginning in a draft', () => {
    expect(period({ clauses, force: 'draft' })).toEqual({ starts: undefined, ends: undefined })
  })
})
