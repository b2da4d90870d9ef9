import { expect, test } from 'vitest'
import { hours } from './small-world.test-support.ts'
import { clause, FIRST, moment, report, standing, told, truce } from './truce.test-support.ts'

const HOURS = 200

test('of two hundred allegations exactly those count that were known by then and lie by then, whatever is asked', () => {
  const text = truce({ clauses: [clause('T.1', {})] })
  // Told in order, except that every tenth is told at the very end: so all stretches of time hold some that came late.
  const inOrder = Array.from({ length: HOURS }, (_, n) => n)
  const order = [...inOrder.filter((n) => n % 10 !== 0), ...inOrder.filter((n) => n % 10 === 0)]
  const engine = told(text, ...order.map((n) => report('paper', moment(hours(n)))))
  for (let known = FIRST; known <= FIRST + HOURS; known += 1) {
    for (const until of [0, 63, 64, 120, HOURS]) {
      const counted = order.slice(0, known - FIRST).filter((n) => n <= until).length
      const { breaches } = standing(engine, 'T.1', hours(until), { known })
      expect([known, until, breaches.alleged]).toEqual([known, until, counted])
    }
  }
})
