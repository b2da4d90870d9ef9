import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { readerOf } from './reader.ts'
import {
  firstOver,
  firstOverIn,
  perhapsIn,
  perhapsWithin,
  surelyIn,
  surelyWithin,
  type Span,
} from './streak.ts'

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
      expect(firstOverIn(readerOf(all), over, surelyWithin(within))).toBe(
        firstOver(surelyIn(all, within), over),
      )
      expect(firstOverIn(readerOf(all), over, perhapsWithin(within))).toBe(
        firstOver(perhapsIn(all, within), over),
      )
    }),
    { numRuns: 2_000 },
  )
})
