import { expect, test } from 'vitest'
import { lengthText } from './words.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

test.each([
  [0, '0 d'],
  [48 * HOUR, '2 d'],
  [36 * HOUR, '36 h'],
  [243 * HOUR + 29 * MINUTE, '10 d 3 h 29 min'],
  [45 * MINUTE, '45 min'],
  [24 * HOUR + 5 * MINUTE, '1 d 5 min'],
  // The last millisecond before a day is over is the day, to the minute.
  [24 * HOUR - 1, '1 d'],
])('a length of %d ms reads as a person would say it: %s', (length, text) => {
  expect(lengthText(length)).toBe(text)
})
