import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isProblem } from '../problem.ts'
import type { Calendar } from './calendar.ts'
import { isInstant, parseDuration, parseInstant, plus, type Instant } from './instant.ts'
import { dayOf, formatLocal, instantOfLocal, localTime } from './local.ts'

/** Damascus in 2016: the clocks went forward on 25 March and back on 28 October, each at local midnight. */
const damascus: Calendar = {
  zone: 'Asia/Damascus',
  offsetMinutes: 120,
  transitions: [
    { at: parseInstant('2016-03-24T22:00:00Z'), offsetMinutes: 180 },
    { at: parseInstant('2016-10-27T21:00:00Z'), offsetMinutes: 120 },
  ],
}
const at = (text: string): Instant => parseInstant(text)
const date = (text: string) => {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number)
  return { year, month, day }
}
const anInstant = (from: string, until: string) =>
  fc.integer({ min: at(from), max: at(until) }).filter((value): value is Instant => isInstant(value))
const codeOf = (act: () => unknown): string => {
  try {
    act()
  } catch (error) {
    if (isProblem(error)) return error.code
    throw error
  }
  return 'accepted'
}

describe('local time in Damascus', () => {
  test.each([
    ['2016-02-26T22:00:00Z', '2016-02-27 00:00 +02:00'],
    ['2016-09-12T16:00:00Z', '2016-09-12 19:00 +03:00'],
    ['2016-03-24T21:59:59Z', '2016-03-24 23:59 +02:00'],
    ['2016-03-24T22:00:00Z', '2016-03-25 01:00 +03:00'],
    ['2016-10-27T20:59:00Z', '2016-10-27 23:59 +03:00'],
    ['2016-10-27T21:00:00Z', '2016-10-27 23:00 +02:00'],
    ['2016-10-27T22:00:00Z', '2016-10-28 00:00 +02:00'],
  ])('at %s the clock showed %s', (utc, local) => {
    expect(formatLocal(damascus, at(utc))).toBe(local)
  })

  test('a zone west of UTC is written with a minus', () => {
    const west = { zone: 'America/New_York', offsetMinutes: -240, transitions: [] }
    expect(formatLocal(west, at('2016-09-12T16:00:00Z'))).toBe('2016-09-12 12:00 -04:00')
  })

  test('midnight of 25 March never came, and is refused', () => {
    expect(codeOf(() => instantOfLocal(damascus, date('2016-03-25'), { hour: 0, minute: 0 }))).toBe(
      'local-time-skipped',
    )
    expect(codeOf(() => instantOfLocal(damascus, date('2016-03-25'), { hour: 0, minute: 59 }))).toBe(
      'local-time-skipped',
    )
    expect(instantOfLocal(damascus, date('2016-03-25'), { hour: 1, minute: 0 })).toBe(
      at('2016-03-24T22:00:00Z'),
    )
  })

  test('the last hour of 27 October came twice, and is refused', () => {
    expect(codeOf(() => instantOfLocal(damascus, date('2016-10-27'), { hour: 23, minute: 30 }))).toBe(
      'local-time-repeated',
    )
    expect(instantOfLocal(damascus, date('2016-10-28'), { hour: 0, minute: 0 })).toBe(
      at('2016-10-27T22:00:00Z'),
    )
    expect(instantOfLocal(damascus, date('2016-10-27'), { hour: 22, minute: 59 })).toBe(
      at('2016-10-27T19:59:00Z'),
    )
  })

  test('a date that does not exist is refused', () => {
    expect(codeOf(() => instantOfLocal(damascus, date('2016-02-30'), { hour: 0, minute: 0 }))).toBe(
      'instant-malformed',
    )
    expect(codeOf(() => instantOfLocal(damascus, date('2016-02-29'), { hour: 24, minute: 0 }))).toBe(
      'instant-malformed',
    )
  })

  test('24 h are absolute: over a change of the clocks the wall clock lands an hour off', () => {
    const day = parseDuration('24h')
    expect(formatLocal(damascus, plus(at('2016-03-24T12:00:00Z'), day))).toBe('2016-03-25 15:00 +03:00')
    expect(formatLocal(damascus, plus(at('2016-10-27T12:00:00Z'), day))).toBe('2016-10-28 14:00 +02:00')
  })

  test('what a clock showed leads back to its instant, except in the hour that came twice', () => {
    fc.assert(
      fc.property(anInstant('2016-01-01T00:00:00Z', '2016-12-31T00:00:00Z'), (instant) => {
        const shown = localTime(damascus, instant)
        const twice = shown.month === 10 && shown.day === 27 && shown.hour === 23
        const back = () => instantOfLocal(damascus, shown, shown)
        expect(twice ? codeOf(back) : back()).toBe(
          twice ? 'local-time-repeated' : instant - (instant % 60_000),
        )
      }),
    )
  })
})

describe('counting days', () => {
  test('a day counted from 19:00 is named after the evening on which it began', () => {
    expect(dayOf(damascus, 19 * 60, at('2016-09-13T10:00:00Z'))).toEqual({
      date: date('2016-09-12'),
      from: at('2016-09-12T16:00:00Z'),
      until: at('2016-09-13T16:00:00Z'),
    })
    expect(dayOf(damascus, 19 * 60, at('2016-09-12T16:00:00Z')).date).toEqual(date('2016-09-12'))
    expect(dayOf(damascus, 19 * 60, at('2016-09-12T15:59:59.999Z')).date).toEqual(date('2016-09-11'))
  })

  test('25 March has 23 hours and begins where the clocks jump; 27 October has 25', () => {
    const march = dayOf(damascus, 0, at('2016-03-25T12:00:00Z'))
    expect(march).toEqual({
      date: date('2016-03-25'),
      from: at('2016-03-24T22:00:00Z'),
      until: at('2016-03-25T21:00:00Z'),
    })
    const october = dayOf(damascus, 0, at('2016-10-27T21:30:00Z'))
    expect(october).toEqual({
      date: date('2016-10-27'),
      from: at('2016-10-26T21:00:00Z'),
      until: at('2016-10-27T22:00:00Z'),
    })
  })

  test('every instant lies in exactly one counting day', () => {
    const instants = anInstant('2016-01-02T00:00:00Z', '2016-12-31T00:00:00Z')
    fc.assert(
      fc.property(instants, fc.integer({ min: 0, max: 1439 }), (instant, dayStarts) => {
        const day = dayOf(damascus, dayStarts, instant)
        expect(day.from).toBeLessThanOrEqual(instant)
        expect(day.until).toBeGreaterThan(instant)
      }),
    )
  })

  test('days follow each other without a gap, over both changes of the clocks', () => {
    fc.assert(
      fc.property(
        anInstant('2016-01-02T00:00:00Z', '2016-12-30T00:00:00Z'),
        fc.integer({ min: 0, max: 1439 }),
        (instant, dayStarts) => {
          const day = dayOf(damascus, dayStarts, instant)
          const [first, last] = [day.until, day.until - 1].filter(isInstant)
          expect(first === undefined ? undefined : dayOf(damascus, dayStarts, first).from).toBe(day.until)
          expect(last === undefined ? undefined : dayOf(damascus, dayStarts, last)).toEqual(day)
        },
      ),
    )
  })
})
