import { isProblem, Problem, problems, type Where } from '../problem.ts'
import { parseDuration, parseInstant, type Duration, type Instant } from '../time/instant.ts'
import { instantOfLocal } from '../time/local.ts'
import { restsOn, type Names } from './names.ts'
import type { Sentence } from './tokens.ts'

/*
 * duration = NUMBER ("min" | "h" | "d")                      48h  ·  48 h  ·  7d
 * instant  = UTC | DATE TIME ZONE                            2016-09-12T16:00:00Z  ·  2016-09-12 19:00 Asia/Damascus
 */

const DURATION_FIX = 'write a duration like 48h, 30min or 7d'
export const BY_THE_CLOCK = 'write it by the clock, in hours or in days of 24 hours, like 48h or 30d'

/** Words that follow a number or `a` in a length of time, whether or not they are taken. */
const OF_LENGTHS = /^(?:min|minutes?|h|hrs?|hours?|d|days?|weeks?|months?|years?|calendar|working|business)$/i

/**
 * @param byTheClock what would be right for `3 months`: where the key stands beside one that takes an instant, that too
 * @throws Problem `duration-malformed`, `duration-ambiguous` or `agreement-malformed`, with its place
 */
export function duration(sentence: Sentence, byTheClock = BY_THE_CLOCK): Duration {
  const first = sentence.word('a duration', DURATION_FIX)
  const words = [first.text]
  while (OF_LENGTHS.test(sentence.peek() ?? '')) words.push(sentence.word('a unit', DURATION_FIX).text)
  const where = sentence.where(first)
  try {
    return parseDuration(words.join(' '))
  } catch (error) {
    if (!isProblem(error)) throw error
    const fix = error.code === problems.durationAmbiguous.code ? byTheClock : DURATION_FIX
    throw new Problem(error.code, error.message, { ...error.detail, where, fix })
  }
}

/** Shorter periods would make more occurrences than anybody could watch over. */
export const SHORTEST_PERIOD = parseDuration('1h')

/** A time of the day like 19:00, in minutes after midnight. @throws Problem `agreement-malformed`, with its place */
export function minuteOfDay(sentence: Sentence): number {
  const time = sentence.word('a time of the day', 'write it like 19:00')
  const clock = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time.text)
  if (clock !== null) return Number(clock[1]) * 60 + Number(clock[2])
  throw problems.agreementMalformed({
    because: `“${time.text}” is no time of the day`,
    fix: 'write it like 19:00',
    where: sentence.where(time),
  })
}

/** Whether an instant comes next rather than the name of a moment. */
export function instantFollows(sentence: Sentence): boolean {
  return /^\d/.test(sentence.peek() ?? '')
}

/** An instant in UTC. @throws Problem `instant-malformed`, with its place */
export function utcInstant(sentence: Sentence): Instant {
  const fix = 'write it like 2016-09-12T16:00:00Z'
  const word = sentence.word('an instant', fix)
  return placed(sentence.where(word), fix, () => parseInstant(word.text))
}

/**
 * @throws Problem `instant-malformed`, `zones-mixed`, `local-time-skipped` or `local-time-repeated`, with its place;
 *   `block-left-out` for a local time where the calendar cannot be read
 */
export function instant(sentence: Sentence, { agreement, block, calendar, leftOut }: Names): Instant {
  const fix = `write it like 2016-09-12T16:00:00Z, or like 2016-09-12 19:00 ${calendar?.zone ?? 'Asia/Damascus'}`
  const date = sentence.word('an instant', fix)
  const where = sentence.where(date)
  const written = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date.text)
  if (written === null) return placed(where, fix, () => parseInstant(date.text))
  if (calendar === undefined) throw restsOn(block, agreement, leftOut.get(agreement) ?? 1, where)
  const time = sentence.word('a time like 19:00', fix)
  const clock = /^(\d{2}):(\d{2})$/.exec(time.text)
  if (clock === null) throw problems.instantMalformed({ given: `${date.text} ${time.text}`, where, fix })
  const zone = sentence.word('a time zone', fix)
  if (zone.text !== calendar.zone) {
    throw problems.zonesMixed({
      given: zone.text,
      zone: calendar.zone,
      fix: `write it in ${calendar.zone}, or in UTC like 2016-09-12T16:00:00Z`,
      where: sentence.where(zone),
    })
  }
  const [year = NaN, month = NaN, day = NaN] = written.slice(1).map(Number)
  const [hour = NaN, minute = NaN] = clock.slice(1).map(Number)
  const exists = `write a date and a time that there are, like 2016-09-12 19:00 ${calendar.zone}`
  return placed(where, exists, () => instantOfLocal(calendar, { year, month, day }, { hour, minute }))
}

/** Runs a reader that knows no places, and gives what it refuses the place and, where it has none of its own, the fix. */
export function placed<T>(where: Where, fix: string | undefined, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (!isProblem(error)) throw error
    throw new Problem(error.code, error.message, { ...error.detail, where, fix: error.fix ?? fix })
  }
}
