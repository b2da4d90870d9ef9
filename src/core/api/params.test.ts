import { assert, nat, property } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addressOf } from './address.ts'
import { formatKnown, incidentsQuery, knownParam } from './params.ts'

describe('as known when', () => {
  test('reads a number of entries, or an instant, and nothing in between', () => {
    expect(knownParam.parse('0')).toEqual({ is: 'size', size: 0 })
    expect(knownParam.parse('2016-09-12T16:00:00Z')).toMatchObject({ is: 'at' })
    for (const given of [
      '01',
      '-1',
      '+1',
      '1e3',
      ' 1',
      '1.0',
      '',
      '2016-09-12',
      '2016-09-12T19:00:00+03:00',
    ]) {
      expect(knownParam.safeParse(given).success, given).toBe(false)
    }
  })

  test('is written back as it was read', () => {
    assert(
      property(nat(), (size) => {
        expect(formatKnown(knownParam.parse(String(size)))).toBe(String(size))
      }),
    )
  })
})

describe('a part of the map', () => {
  const bbox = (given: string) => incidentsQuery.safeParse({ bbox: given }).data?.bbox

  test('is read in degrees without a rounding error', () => {
    expect(bbox('35.5,-32.0000001,42.5,37.1')).toEqual({
      west: 355_000_000,
      south: -320_000_001,
      east: 425_000_000,
      north: 371_000_000,
    })
  })

  test('may cross the line of 180°, and may not leave the globe', () => {
    expect(bbox('170,-10,-170,10')).toMatchObject({ west: 1_700_000_000, east: -1_700_000_000 })
    for (const given of [
      '0,0,181,1',
      '0,-91,1,1',
      '0,2,1,1',
      '0,0,1',
      'a,b,c,d',
      '0,0,1,1,1',
      '1e1,0,20,1',
    ]) {
      expect(bbox(given), given).toBeUndefined()
    }
  })
})

describe('an address', () => {
  test('keeps what it carries apart from what it is made of', () => {
    expect(addressOf('agreement', { id: 'A/B?c=d' })).toBe('/api/agreements/A%2FB%3Fc%3Dd')
    expect(addressOf('tile', { path: '0/x001/x234/067' })).toBe('/tile/0/x001/x234/067')
    expect(addressOf('standings', { id: 'SEP' }, { reading: 'a b&c', at: undefined })).toBe(
      '/api/agreements/SEP/standings?reading=a%20b%26c',
    )
  })
})
