import { expect, test } from 'vitest'
import { rangeText } from './range.tsx'

const text = (least: number, most: number | null) =>
  rangeText({ least, most }, String, (n) => `at least ${n}`)

test('a range is written with both bounds, or as what it is: exact, or open above', () => {
  expect(text(10, 20)).toBe('10–20')
  expect(text(12, 12)).toBe('12')
  expect(text(62, null)).toBe('at least 62')
})
