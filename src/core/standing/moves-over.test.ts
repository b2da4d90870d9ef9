import { describe, expect, test } from 'vitest'
import { parseDuration } from '../time/instant.ts'
import { standingChecked } from './checked.test-support.ts'
import { hours } from './small-world.test-support.ts'
import { clause, done, id, moment, power, standing, told, truce, type Said } from './truce.test-support.ts'

const owed = clause('T.1', {
  duty: 'achieve',
  window: { within: parseDuration('24h'), by: undefined, until: undefined, late: 'still-due' },
})
const waiting = clause('T.2', { duty: 'achieve', bearer: 'BLUE', when: done('T.1') })
const leave = power('W', { by: ['WHITE'], may: 'withdraw', over: [id('T.1')] })
const left: Said = {
  kind: 'power-exercised',
  by: 'white.mfa',
  agreement: 'TRU',
  power: 'W',
  act: 'withdraw',
  from: hours(30),
}
const refuted: Said = {
  kind: 'act-refuted',
  by: 'mission',
  agreement: 'TRU',
  clause: 'T.1',
  party: 'RED',
  when: moment(hours(0), hours(24)),
}

describe('a duty that was missed, and is over since a withdrawal', () => {
  const text = truce({ clauses: [owed, waiting], powers: [leave] })
  const asked = (name: 'T.1' | 'T.2', hour: number, ...said: readonly Said[]) => {
    const party = name === 'T.1' ? 'RED' : 'BLUE'
    const { next } = standingChecked(text, name, [left, ...said], hours(hour), party)
    return next.map(({ who, what, subject }) => `${who} ${what} ${subject}`)
  }

  test('is performed by nobody any more; whether it was done can still be shown', () => {
    expect(asked('T.1', 29)).toEqual(['RED perform T.1', 'mission verify T.1', 'commission verify T.1'])
    expect(asked('T.1', 30)).toEqual(['mission verify T.1', 'commission verify T.1'])
  })

  test('is late for as long as it lasts, and then only breached', () => {
    expect(asked('T.1', 29, refuted)).toEqual(['RED perform T.1'])
    expect(asked('T.1', 30, refuted)).toEqual([])
    expect(standing(told(text, left, refuted), 'T.1', hours(30))).toMatchObject({ status: 'breached' })
  })

  test('is asked for no more by what waits for it', () => {
    expect(asked('T.2', 29)).toEqual(['RED perform T.1'])
    expect(asked('T.2', 30)).toEqual([])
    const said: Said = { ...refuted, kind: 'act-declared', by: 'red.army', when: moment(hours(20)) }
    expect(asked('T.2', 30, said)).toEqual(['mission verify T.1', 'commission verify T.1'])
  })
})
