import { describe, expect, test } from 'vitest'
import type { Parts } from '../../src/core/picture/answer.ts'
import { replay } from './replayed.ts'

const { answer, picture, demonstration } = replay()

function partsOf<K extends Parts['is']>(id: string, is: K): Extract<Parts, { is: K }> {
  const { parts } = answer(id)
  if (parts.is !== is) throw new Error(`question ${id} was answered as ${parts.is}`)
  return parts as Extract<Parts, { is: K }>
}

const entryOf = (id: string): number => {
  const index = demonstration.indexOf.get(id)
  if (index === undefined) throw new Error(`the demonstration has no event ${id}`)
  return index
}

describe('the eight questions that a replay of 2016 must answer', () => {
  test('1. the army’s statement of 19 September is an expiry by its own clock and the text’s, a breach by the American one, and never a withdrawal', () => {
    const { ends } = partsOf('army-statement', 'ends')
    expect(ends.map(({ party, clock, amountsTo }) => [party, clock.owner, amountsTo])).toEqual([
      ['SYR', 'text', 'expiry'],
      ['SYR', 'SYR', 'expiry'],
      ['SYR', 'USA', 'breach'],
    ])
    expect(ends.every(({ entry }) => entry === entryOf('E071'))).toBe(true)
    expect(answer('army-statement').summary.map(({ code }) => code)).toContain('withdrawal-not-theirs')
  })

  test('2. Deir ez-Zor is disputed, within the scope of February’s terms, and the failed notice is kept apart from it', () => {
    const { incident } = partsOf('deir-ez-zor', 'incident')
    expect(incident.status).toBe('disputed')
    expect(incident.scopes.find(({ agreement }) => agreement === 'COH')).toMatchObject({ within: true })
    expect(incident.notices.length).toBeGreaterThanOrEqual(1)
    const killed = incident.harm.killed.accounts.map(({ count }) => count.least)
    expect(new Set(killed)).toEqual(new Set([62, 80, 83, 90]))
  })

  test('3. Mayadin was outside every agreement, and its dead are recorded all the same', () => {
    const { incident } = partsOf('mayadin', 'incident')
    expect(incident.scopes.map(({ within }) => within)).not.toContain(true)
    expect(incident.harm.killedCivilians.hull?.most).toBeGreaterThanOrEqual(31)
  })

  test('4. the gate of seven days never opened, under no reading', () => {
    const { readings } = partsOf('seven-days', 'clause-ever')
    expect(readings.length).toBeGreaterThan(5)
    for (const { standings } of readings) {
      expect(standings.map(({ status, activated }) => [status, activated.certain])).toEqual([
        ['pending', undefined],
      ])
    }
    const waitsFor = answer('seven-days').summary.filter(({ code }) => code === 'waits-for-state')
    expect(waitsFor.map(({ values }) => values['state'])).toEqual(['adherence', 'access'])
  })

  test('5. at Castello Road each waits for the other, and the missing event is the two checkpoints, set up and verified', () => {
    const { exchange } = partsOf('castello', 'exchange')
    expect(exchange.cycle).toEqual(['SEP.3.d', 'SEP.3.j', 'SEP.3.d'])
    expect(exchange.missing.map(({ values }) => values['clause'])).toEqual(['SEP.3.b'])
  })

  test('6. the number of 13 September is 2, 23 or 0, by its rule', () => {
    const published = new Map(
      answer('thirteenth-of-september')
        .summary.filter(({ code }) => /^(published|running-total)-by-rule$/.test(code))
        .map(({ values }) => [values['rule'], values['least']]),
    )
    expect(published.get('hmeimim-bulletin')).toBe(2)
    expect(published.get('general-staff')).toBe(23)
    expect(published.get('sohr-killed-truce-areas')).toBe(0)
  })

  test('7. who acknowledged the notice of the convoy is not known, and is said to be not known', () => {
    const { notices } = partsOf('convoy', 'notices')
    expect(notices).toHaveLength(1)
    const told = notices.flatMap(({ to }) => to)
    expect(told.map(({ party }) => party)).toEqual(['SYR', 'OPP', 'RUS', 'USA'])
    expect(told.filter(({ acknowledged }) => acknowledged !== undefined)).toEqual([])
    expect(answer('convoy').summary.map(({ code }) => code)).toContain('acknowledgement-unknown')
  })

  test('8. twenty-four hours are twenty-four hours when Damascus changes its clocks', () => {
    const { rows } = partsOf('change-of-clocks', 'notice-lead')
    expect(rows.map(({ givenLocal, activityLocal, inTime }) => [givenLocal, activityLocal, inTime])).toEqual([
      ['2016-03-24 12:00 +02:00', '2016-03-25 12:00 +03:00', false],
      ['2016-03-24 12:00 +02:00', '2016-03-25 13:00 +03:00', true],
      ['2016-10-27 12:00 +03:00', '2016-10-28 11:00 +02:00', true],
      ['2016-10-27 12:00 +03:00', '2016-10-28 10:59 +02:00', false],
    ])
  })

  test('every answer that speaks of what happened names the entries that it rests on, and each of them is in the log', () => {
    for (const id of [
      'army-statement',
      'deir-ez-zor',
      'mayadin',
      'seven-days',
      'castello',
      'thirteenth-of-september',
      'convoy',
    ]) {
      const { evidence } = answer(id)
      expect(evidence.length, id).toBeGreaterThan(0)
      expect(evidence.every((index) => index < picture.size)).toBe(true)
    }
  })
})
