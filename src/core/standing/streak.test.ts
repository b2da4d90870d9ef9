import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstOver, firstOverIn, perhapsIn, surelyIn, type Span } from './streak.ts'

const spans = fc
  .array(
    fc
      .record({ from: fc.nat(60), lasts: fc.constantFrom(0, 0, 0, 1, 5, 40) })
      .map(({ from, lasts }): Span => ({ from, until: from + lasts })),
    { maxLength: 60 },
  )
  .map((all) => all.toSorted((a, b) => a.from - b.from))

test('read as far as it takes, a count passes its number when it does with everything read', () => {
  fc.assert(
    fc.property(spans, fc.nat(4), fc.integer({ min: 1, max: 20 }), (all, over, within) => {
      for (const steps of [surelyIn, perhapsIn]) {
        expect(firstOverIn(all, over, (some) => steps(some, within))).toBe(
          firstOver(steps(all, within), over),
        )
      }
    }),
    { numRuns: 2_000 },
  )
})
