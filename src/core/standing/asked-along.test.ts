import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { readingsOf } from '../evidence/readings.ts'
import { logs } from './anything.test-support.ts'
import { boardOf } from './board.ts'
import { addToEngine } from './engine.ts'
import { hours, rich, wide } from './small-world.test-support.ts'
import { at, entry, FIRST, id, told } from './truce.test-support.ts'

test.each([
  ['a truce', rich],
  ['a truce where duties repeat, sums count and powers have limits', wide],
] as const)('%s: who asks after every statement hears what somebody hears who asks once', (_, text) => {
  const readings = readingsOf(text)
  const reading = fc.constantFrom(...readings)
  const asking = fc.tuple(fc.integer({ min: -12, max: 150 }), fc.nat(40), reading)
  fc.assert(
    fc.property(logs(), fc.array(asking, { minLength: 1, maxLength: 12 }), (said, asked) => {
      const along = told(text)
      for (const [i, one] of said.entries()) {
        addToEngine(along, entry(FIRST + i, one), { textOf: () => text })
        const [hour, back, of] = asked[i % asked.length] ?? [0, 0, readings[0]]
        if (of === undefined) continue
        const known = Math.max(FIRST, along.size - back)
        boardOf(along, { agreement: id('TRU'), at: at(hours(hour)), known, reading: of })
      }
      const once = told(text, ...said)
      for (const [hour, back, of] of asked) {
        const known = Math.max(FIRST, once.size - back)
        const ask = { agreement: id('TRU'), at: at(hours(hour)), known, reading: of }
        expect(boardOf(along, ask)).toEqual(boardOf(once, ask))
      }
    }),
    { numRuns: 150 },
  )
})
