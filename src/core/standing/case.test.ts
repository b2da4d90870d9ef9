import { describe, expect, test } from 'vitest'
import { readingsOf } from '../evidence/readings.ts'
import { hours } from './small-world.test-support.ts'
import {
  clause,
  finding,
  FIRST,
  link,
  moment,
  report,
  standing,
  told,
  truce,
  until,
  type Said,
} from './truce.test-support.ts'

const text = truce({ clauses: [clause('T.1', { window: until(hours(24)) })] })
const reported = (h: number) => report('paper', moment(hours(h)))
const found = (h: number, of: object = {}) =>
  finding('mission', 'INC-1', 'T.1', { when: moment(hours(h)), ...of })
const corrected = (entry: number, { by, ...instead }: Said): Said =>
  ({ kind: 'statement-corrected', by, entry, instead, because: 'mistaken' }) as Said
const stands = (h: number, ...said: readonly Said[]) => {
  const { status, breaches } = standing(told(text, ...said), 'T.1', hours(h))
  return [status, breaches.found, breaches.alleged]
}

describe('the time of a breach', () => {
  test('is what the finding says: a report of another time opens nothing', () => {
    const said = [reported(4), link('INC-1', FIRST), found(20)]
    expect(stands(10, ...said)).toEqual(['active', 0, 0])
    expect(stands(20, ...said)).toEqual(['breached', 1, 0])
  })

  test('of a finding that is corrected is the later time alone, whatever was reported', () => {
    const said = [reported(10), link('INC-1', FIRST), found(10), corrected(FIRST + 2, found(20))]
    expect(stands(15, ...said.slice(0, 3))).toEqual(['breached', 1, 0])
    expect(stands(15, ...said)).toEqual(['active', 0, 0])
    expect(stands(20, ...said)).toEqual(['breached', 1, 0])
  })

  test('cannot be moved out of the time of the duty by a report', () => {
    expect(stands(30, reported(40), link('INC-1', FIRST), found(20))).toEqual(['breached', 1, 0])
  })

  test('is as reported where the finding names none, and where the reading hears no finding', () => {
    const untold = found(20, { when: undefined })
    expect(stands(10, reported(10), link('INC-1', FIRST), untold)).toEqual(['breached', 1, 0])
    const word = readingsOf(text).find(({ id }) => id === 'word-of-BLUE')
    if (word === undefined) throw new Error('no such reading')
    const engine = told(text, report('blue.army', moment(hours(10))), link('INC-1', FIRST), found(20))
    expect(standing(engine, 'T.1', hours(10), { reading: word }).breaches.found).toBe(1)
  })

  test('spans what two bodies find, where they exclude each other', () => {
    const said = [found(10), { ...found(20), by: 'commission' }]
    expect(stands(15, ...said)).toEqual(['contested', 0, 1])
    expect(stands(20, ...said)).toEqual(['breached', 1, 0])
  })
})
