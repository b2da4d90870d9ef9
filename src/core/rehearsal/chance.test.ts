import { expect, test } from 'vitest'
import { chanceFrom } from './chance.ts'

test('the same seed draws the same numbers, another seed others, and all stay below the limit', () => {
  const draw = (seed: number): number[] => {
    const chance = chanceFrom(seed)
    return Array.from({ length: 200 }, () => chance.below(7))
  }
  expect(draw(1)).toEqual(draw(1))
  expect(draw(1)).not.toEqual(draw(2))
  expect(new Set(draw(3))).toEqual(new Set([0, 1, 2, 3, 4, 5, 6]))
})
