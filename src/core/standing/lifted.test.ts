import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hours } from './small-world.test-support.ts'
import {
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
import { seeded } from './seeded.test-support.ts'

const { RUNS, SEED } = seeded(1000)

/** Each is set aside once the next was breached, and the last once the first was. */
const ring = (size: number) =>
  Array.from({ length: size }, (_, i) =>
    clause(`T.${i}`, { unless: { is: 'breached', clause: id(`T.${(i + 1) % size}`), by: undefined } }),
  )
type Breach = { readonly of: number; readonly hour: number }
const found = ({ of, hour }: Breach, i: number): Said =>
  finding('mission', `INC-n${i}`, `T.${of}`, { when: moment(hours(hour)) })

/**
 * A slow and simple second opinion: hour after hour, a breach counts unless the next clause was breached by then. Where that
 * goes round, at one hour, it is open, and whatever follows from it.
 */
function counted(size: number, breaches: readonly Breach[]) {
  const tally = Array.from({ length: size }, () => ({ found: 0, alleged: 0 }))
  const broken: ('no' | 'perhaps' | 'surely')[] = tally.map(() => 'no')
  for (let hour = 0; hour < 60; hour += 1) {
    const now = new Map<number, 'no' | 'perhaps' | 'surely'>()
    for (let of = 0; of < size; of += 1)
      now.set(of, breaches.some((one) => one.of === of && one.hour === hour) ? 'perhaps' : 'no')
    const worst = (of: number): string =>
      [broken[of], now.get(of)].includes('surely')
        ? 'surely'
        : [broken[of], now.get(of)].includes('perhaps')
          ? 'perhaps'
          : 'no'
    for (let round = 0; round < 2 * size; round += 1) {
      for (let of = 0; of < size; of += 1) {
        if (now.get(of) !== 'perhaps') continue
        const next = worst((of + 1) % size)
        if (next !== 'perhaps') now.set(of, next === 'no' ? 'surely' : 'no')
      }
    }
    for (const [of, is] of now) {
      const times = breaches.filter((one) => one.of === of && one.hour === hour).length
      const own = tally[of]
      if (own === undefined || is === 'no') continue
      own[is === 'surely' ? 'found' : 'alleged'] += times
      if (broken[of] !== 'surely') broken[of] = is
    }
  }
  return tally
}

describe(`clauses that set each other aside (seed ${SEED})`, () => {
  const standingOf = (size: number, said: readonly Said[], h: number) =>
    ring(size).map(({ id: name }) => {
      const forwards = standing(told(truce({ clauses: ring(size) }), ...said), name, hours(h))
      const backwards = standing(told(truce({ clauses: ring(size).toReversed() }), ...said), name, hours(h))
      expect(backwards).toEqual(forwards)
      return forwards
    })
  const breach = (size: number) => fc.record({ of: fc.nat(size - 1), hour: fc.nat(12) })

  test('are released by whoever broke first, whatever the order of the text', () => {
    const log = fc
      .integer({ min: 1, max: 4 })
      .chain((size) =>
        fc.record({ size: fc.constant(size), breaches: fc.array(breach(size), { maxLength: 8 }) }),
      )
    fc.assert(
      fc.property(log, ({ size, breaches }) => {
        const stands = standingOf(size, breaches.map(found), 50)
        expect(stands.map((one) => one.breaches)).toEqual(counted(size, breaches))
      }),
      { numRuns: RUNS, seed: SEED },
    )
  })

  test('what came after a breach that did not count is not excused by it', () => {
    const said = [
      { of: 0, hour: 20 },
      { of: 1, hour: 10 },
      { of: 1, hour: 30 },
    ].map(found)
    expect(standingOf(2, said, 50).map(({ status, breaches }) => [status, breaches.found])).toEqual([
      ['suspended', 0],
      ['breached', 2],
    ])
  })

  test('both broken at the same moment: who released whom is open', () => {
    const said = [
      { of: 0, hour: 10 },
      { of: 1, hour: 10 },
    ].map(found)
    expect(standingOf(2, said, 50).map(({ status }) => status)).toEqual(['contested', 'contested'])
  })

  test('after a mere allegation, whether it released the other is open', () => {
    const alleged = report('paper', moment(hours(10)))
    const stands = standingOf(2, [alleged, found({ of: 1, hour: 20 }, 1)], 50)
    expect(stands.map(({ status, breaches }) => [status, breaches.found])).toEqual([
      ['contested', 0],
      ['contested', 0],
    ])
  })
})
