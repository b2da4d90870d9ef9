import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { incidentSummary, type IncidentSummaryView } from '../../../core/api/incident.ts'
import { filtersOf, inWindow, passes, valuesOf } from './filters.ts'
import { histogram, windowOf } from './histogram.ts'
import { liftAbove, overlap } from './map-labels.ts'
import { coordinatesText, dotsOf, marksOf, precisionRing } from './map-view.ts'
import { rangeBars } from './range-bars.ts'

type Change = Readonly<Record<string, unknown>>
function some(change: Change = {}): IncidentSummaryView {
  return z.parse(incidentSummary, {
    id: 'INC-r1',
    when: { earliest: '2016-09-17T12:55:00Z', latest: '2016-09-17T13:56:00Z', precision: 'minute' },
    where: {
      name: 'Urum al-Kubra',
      latE7: 361_400_000,
      lonE7: 369_600_000,
      radius: 1000,
      governorate: 'Aleppo',
    },
    acts: ['airstrike'],
    alleged: ['SYR'],
    parties: ['SYR', 'OPP'],
    status: 'reported',
    grade: 'weak',
    reports: [1],
    findings: [],
    sources: ['snhr'],
    scopes: [{ agreement: 'SEP', verdict: 'within', because: [], touches: [] }],
    ...change,
  })
}
const filters = (query: string) => filtersOf(new URLSearchParams(query))

describe('filters', () => {
  test.each([
    ['status=reported', true],
    ['status=disputed', false],
    ['scope=within', true],
    ['scope=outside', false],
    ['act=airstrike', true],
    ['act=arrest', false],
    ['party=OPP', true],
    ['party=USA', false],
    ['governorate=Aleppo', true],
    ['governorate=Homs', false],
    ['text=urum', true],
    ['text=INC-R1', true],
    ['text=convoy', false],
  ])('%s lets an air strike at Urum al-Kubra through: %s', (query, through) => {
    expect(passes(some(), filters(query))).toBe(through)
  })

  test('an incident stays in a window as long as it could have happened in it', () => {
    const vague = some({
      when: { earliest: '2016-09-10T00:00:00Z', latest: '2016-09-20T00:00:00Z', precision: 'days' },
    })
    expect(inWindow(vague, filters('from=2016-09-19T00:00:00Z'))).toBe(true)
    expect(inWindow(vague, filters('until=2016-09-10T00:00:00Z'))).toBe(false)
    expect(inWindow(vague, filters('from=2016-09-20T00:00:01Z'))).toBe(false)
  })

  test('offer only values that some incident has', () => {
    expect(valuesOf([some(), some({ where: undefined })], ({ where }) => [where?.governorate])).toEqual([
      'Aleppo',
    ])
  })
})

describe('the time bar', () => {
  const DAY = 86_400_000
  const day = (n: number): IncidentSummaryView => {
    const at = new Date(Date.UTC(2016, 8, 1) + n * DAY).toISOString()
    return some({ when: { earliest: at, latest: at, precision: 'minute' } })
  }

  test('puts every dated incident into exactly one bar', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 400 }), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 90 }),
        (days, most) => {
          const { bins } = histogram(days.map(day), 180, most)
          expect(bins.reduce((sum, { n }) => sum + n, 0)).toBe(days.length)
          expect(bins.length).toBeLessThanOrEqual(most)
          expect(bins.slice(1).map(({ from }) => from)).toEqual(bins.slice(0, -1).map(({ until }) => until))
        },
      ),
    )
  })

  test('begins its days at local midnight', () => {
    const { bins } = histogram([day(0)], 180)
    expect(bins[0]?.from).toBe(Date.UTC(2016, 7, 31, 21))
  })

  test('gives no bar to what is known no closer than a month: that would claim a day nobody named', () => {
    const year = some({
      when: { earliest: '2016-01-01T00:00:00Z', latest: '2016-12-31T00:00:00Z', precision: 'longer' },
    })
    expect(histogram([year, day(3)], 0)).toMatchObject({ vague: 1, bins: [{ n: 1 }] })
    expect(histogram([year], 0)).toEqual({ vague: 1, bins: [] })
  })

  test('makes the same window whichever end is touched first', () => {
    const { bins } = histogram([day(0), day(9)], 0)
    expect(windowOf(bins, 7, 2)).toEqual(windowOf(bins, 2, 7))
    expect(windowOf(bins, -5, 99)).toEqual({ from: bins[0]?.from, until: bins.at(-1)?.until })
  })
})

describe('the map', () => {
  const WORLD = [-180, -85, 180, 85] as const

  test('shows an incident by its status, and none that nobody could place', () => {
    const marks = marksOf(
      dotsOf([some({ status: 'disputed' }), some({ id: 'INC-r2', where: { name: 'somewhere' } })]),
      WORLD,
      8,
    )
    expect(marks).toMatchObject([{ is: 'incident', id: 'INC-r1', icon: 'disputed-diamond' }])
  })

  test('loses no incident in clusters, at any zoom', () => {
    const place = fc.record({
      lat: fc.integer({ min: 320, max: 370 }),
      lon: fc.integer({ min: 360, max: 420 }),
    })
    fc.assert(
      fc.property(fc.array(place, { maxLength: 60 }), fc.integer({ min: 4, max: 13 }), (places, zoom) => {
        const incidents = places.map(({ lat, lon }, i) =>
          some({ id: `INC-r${i}`, where: { name: 'x', latE7: lat * 1_000_000, lonE7: lon * 1_000_000 } }),
        )
        const marks = marksOf(dotsOf(incidents), WORLD, zoom)
        expect(marks.reduce((sum, mark) => sum + (mark.is === 'cluster' ? mark.n : 1), 0)).toBe(
          incidents.length,
        )
      }),
    )
  })

  test('draws how closely the source could place it, and no ring where it does not say', () => {
    const ring = precisionRing(some().where) ?? []
    const lats = ring.map(([, lat]) => lat)
    // 1,000 metres are 0.009 degrees of latitude.
    expect(Math.max(...lats) - 36.14).toBeCloseTo(0.009, 3)
    expect(precisionRing({ name: 'x', latE7: 1, lonE7: 1 })).toBeUndefined()
  })

  test('writes latitude before longitude', () => {
    expect(coordinatesText(some().where)).toBe('36.1400, 36.9600')
  })
})

describe('ranges on one scale', () => {
  test('an open range reaches to the edge, an exact number can still be seen', () => {
    const [exact, open] = rangeBars([
      { least: 62, most: 62 },
      { least: 80, most: null },
    ])
    expect(exact).toMatchObject({ open: false })
    expect(exact?.width).toBeGreaterThanOrEqual(2)
    expect((open?.from ?? 0) + (open?.width ?? 0)).toBeCloseTo(100)
  })

  test('never leaves the scale', () => {
    const range = fc.tuple(fc.nat({ max: 500 }), fc.option(fc.nat({ max: 500 }))).map(([least, more]) => ({
      least,
      most: more === null ? null : least + more,
    }))
    fc.assert(
      fc.property(fc.array(range, { minLength: 1 }), (ranges) => {
        for (const { from, width } of rangeBars(ranges)) {
          expect(from).toBeGreaterThanOrEqual(0)
          expect(from + width).toBeLessThanOrEqual(100.001)
        }
      }),
    )
  })
})

test('names on the map are parted where they would lie on one another, and not where they only meet', () => {
  const name = { left: 10, top: 10, width: 40, height: 16 }
  expect(overlap(name, { ...name, left: 40 })).toBe(true)
  expect(overlap(name, { ...name, left: 50 })).toBe(false)
  expect(overlap(name, { ...name, top: 26 })).toBe(false)
})

test('a name that a cluster covers is lifted above it, and above the next one that covers it there', () => {
  const at = { x: 100, y: 100 }
  expect(liftAbove([], at)).toBe(100)
  expect(liftAbove([{ x: 200, y: 100 }], at)).toBe(100)
  expect(liftAbove([{ x: 104, y: 105 }], at)).toBe(81)
  expect(
    liftAbove(
      [
        { x: 104, y: 105 },
        { x: 120, y: 75 },
      ],
      at,
    ),
  ).toBe(51)
})
