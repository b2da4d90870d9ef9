import { assert, integer, property, record } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { apart, metresBetween } from './distance.ts'
import { scaleAt } from './scale.ts'

// Metres per degree on WGS 84, from the closed formula in scale.ts, worked out apart from the table.
test.each([
  { latE7: 0, lat: 110_574.276, lon: 111_319.491 },
  { latE7: 335_000_000, lat: 110_913.388, lon: 92_922.544 },
  { latE7: 362_500_000, lat: 110_963.642, lon: 89_878.252 },
  { latE7: -450_000_000, lat: 111_131.777, lon: 78_846.835 },
  { latE7: 600_000_000, lat: 111_412.287, lon: 55_800.002 },
])('a degree at latitude $latE7 measures what WGS 84 says, to a ten-thousandth', ({ latE7, lat, lon }) => {
  const scale = scaleAt(latE7)
  expect(Math.abs(scale.lat * 10 - lat) / lat).toBeLessThan(1e-4)
  expect(Math.abs(scale.lon * 10 - lon) / lon).toBeLessThan(1e-4)
})

describe('distance between two reported places', () => {
  const aleppo = { latE7: 362_021_000, lonE7: 371_343_000 }

  test('Aleppo to Urum al-Kubra is about 18 km', () => {
    const urum = { latE7: 361_500_000, lonE7: 369_500_000 }
    expect(metresBetween(aleppo, urum)).toBeGreaterThan(17_000)
    expect(metresBetween(aleppo, urum)).toBeLessThan(18_500)
  })

  test('the short way is taken across 180°', () => {
    expect(metresBetween({ latE7: 0, lonE7: 1_799_999_000 }, { latE7: 0, lonE7: -1_799_999_000 })).toBe(22)
  })

  test('two vague places may be one place, two exact ones 18 km apart may not', () => {
    const near = { latE7: 361_500_000, lonE7: 369_500_000 }
    expect(apart({ ...aleppo, radius: 10_000 }, { ...near, radius: 10_000 }).least).toBe(0)
    expect(apart({ ...aleppo, radius: 100 }, { ...near, radius: 100 }).least).toBeGreaterThan(16_000)
  })

  const point = record({
    latE7: integer({ min: -900_000_000, max: 900_000_000 }),
    lonE7: integer({ min: -1_800_000_000, max: 1_800_000_000 }),
  })

  test('is the same both ways, whole, and nothing from a place to itself', () => {
    assert(
      property(point, point, (one, other) => {
        expect(metresBetween(one, other)).toBe(metresBetween(other, one))
        expect(Number.isSafeInteger(metresBetween(one, other))).toBe(true)
        expect(metresBetween(one, one)).toBe(0)
      }),
    )
  })
})
