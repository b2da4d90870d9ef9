import { describe, expect, test } from 'vitest'
import type { Calendar } from '../../core/time/calendar.ts'
import { parseInstant } from '../../core/time/instant.ts'
import { readMoment } from './read-moment.ts'
import { readLocal, spanOf, writeLocal, writeTime, zoneName } from './time-words.ts'

// Damascus in 2016: summer time from 25 March to 28 October, changed at local midnight.
const DAMASCUS: Calendar = {
  zone: 'Asia/Damascus',
  offsetMinutes: 120,
  transitions: [
    { at: parseInstant('2016-03-24T22:00:00Z'), offsetMinutes: 180 },
    { at: parseInstant('2016-10-27T21:00:00Z'), offsetMinutes: 120 },
  ],
}
const at = parseInstant

describe('a moment in words', () => {
  test('stands on the agreement’s clock, with UTC beside it', () => {
    expect(writeTime('en', DAMASCUS, at('2016-09-12T16:00:00Z'))).toEqual({
      date: '12 Sept 2016',
      clock: '19:00',
      utc: '16:00',
      iso: '2016-09-12T16:00:00Z',
    })
  })

  test('names the day in UTC where it is another', () => {
    expect(writeTime('en', DAMASCUS, at('2016-02-26T22:30:00Z'))).toMatchObject({
      date: '27 Feb 2016',
      clock: '00:30',
      utc: '26 Feb 22:30',
    })
  })

  test.each(['en', 'ar', 'ru'] as const)('has Latin digits in %s', (language) => {
    const { date, clock } = writeTime(language, DAMASCUS, at('2016-09-12T16:00:00Z'))
    expect(date).toMatch(/12.*2016/)
    expect(clock).toBe('19:00')
  })

  test('names the zone in the reader’s language', () => {
    expect(zoneName('en', DAMASCUS)).toBe('Damascus')
    expect(zoneName('ru', DAMASCUS)).toBe('Сирия')
    expect(zoneName('en', { ...DAMASCUS, zone: 'UTC' })).toBe('UTC')
  })
})

describe('an interval', () => {
  test.each([
    ['2016-09-12T16:00:00Z', '2016-09-12T16:00:00Z', 'moment'],
    ['2016-09-17T12:55:00Z', '2016-09-17T13:56:00Z', 'hours'],
    ['2016-09-14T21:00:00Z', '2016-09-15T20:59:59Z', 'day'],
    ['2016-09-14T20:00:00Z', '2016-09-14T22:00:00Z', 'days'],
  ])('from %s to %s is written as %s', (earliest, latest, span) => {
    expect(spanOf(DAMASCUS, { earliest: at(earliest), latest: at(latest) })).toBe(span)
  })
})

describe('what a reader types', () => {
  test('is read on the agreement’s clock and written back the same', () => {
    const instant = readMoment(DAMASCUS, '2016-09-12 19:00')
    expect(instant).toBe(at('2016-09-12T16:00:00Z'))
    expect(instant !== undefined && writeLocal(DAMASCUS, instant)).toBe('2016-09-12 19:00')
  })

  test('may be an instant in UTC, a date alone, or Arabic-Indic digits', () => {
    expect(readMoment(DAMASCUS, '2016-09-12T16:00:00Z')).toBe(at('2016-09-12T16:00:00Z'))
    expect(readMoment(DAMASCUS, '2016-09-12')).toBe(at('2016-09-11T21:00:00Z'))
    expect(readMoment(DAMASCUS, '٢٠١٦-٠٩-١٢ ١٩:٠٠')).toBe(at('2016-09-12T16:00:00Z'))
  })

  test.each(['', 'tomorrow', '2016-13-40 10:00', '2016-03-25 00:30'])('“%s” is no moment', (text) => {
    // 25 March 2016, 00:30 never came in Damascus: the clocks went from 00:00 to 01:00.
    expect(readMoment(DAMASCUS, text)).toBeUndefined()
  })

  test('is read as it is copied from Arabic text, with the marks that keep it apart there', () => {
    expect(readLocal('\u20662016-09-12 19:00\u2069')).toEqual(readLocal('2016-09-12 19:00'))
  })

  test('keeps what it cannot judge: that a date exists is the calendar’s to say', () => {
    expect(readLocal('2016-13-40 10:00')).toEqual({ year: 2016, month: 13, day: 40, hour: 10, minute: 0 })
  })
})
