import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, test } from 'vitest'
import type { Condition } from '../agreement/agreement.ts'
import { NO_TIME, parseDuration, parseInstant } from '../time/instant.ts'
import { conditionWords, type ConditionWord } from '../words/condition.ts'
import { conditionPhrases, endPhrase, sentenceOf, type Phrase } from './condition-phrases.ts'

const LANGUAGES = ['en', 'ar', 'ru'] as const
type Language = (typeof LANGUAGES)[number]
const id = (text: string): never => text as never
const day = parseDuration('24h')
const at = parseInstant('2016-09-12T16:00:00Z')
const later = { is: 'moment', moment: id('DayD'), plus: parseDuration('48h') } as const
const onDay = { is: 'moment', moment: id('DayD'), plus: NO_TIME } as const
const done = (clause: string, by?: string): Condition => ({
  is: 'done',
  clause: id(clause),
  by: by === undefined ? undefined : id(by),
})

/** Lengths as hours and instants as their hour: how the screens write them is theirs to test. */
const say =
  (language: Language) =>
  ({ code, values }: Phrase) =>
    String(
      new IntlMessageFormat(conditionWords[language][code], language).format(
        Object.fromEntries(
          Object.entries(values).map(([name, value]) => [
            name,
            name === 'at'
              ? 'T'
              : name === 'for' || name === 'within'
                ? `${Number(value) / 3_600_000} h`
                : value,
          ]),
        ),
      ),
    )
const inWords = (condition: Condition, language: Language = 'en') =>
  sentenceOf(conditionPhrases(condition), say(language))

const FORMS: readonly (readonly [Condition, string])[] = [
  [{ is: 'reached', anchor: { is: 'instant', instant: at } }, 'it is T'],
  [{ is: 'reached', anchor: onDay }, 'DayD has come'],
  [{ is: 'reached', anchor: later }, 'it is 48 h after DayD'],
  [done('T.1'), 'T.1 is done'],
  [done('T.1', 'RED'), 'T.1 is done by RED'],
  [{ is: 'breached', clause: id('T.1'), by: undefined }, 'a violation of T.1 is found'],
  [{ is: 'breached', clause: id('T.1'), by: id('RED') }, 'a violation of T.1 by RED is found'],
  [{ is: 'holds', state: id('calm'), for: undefined, since: undefined }, '“calm” holds'],
  [
    { is: 'holds', state: id('calm'), for: day, since: onDay },
    '“calm” holds without a break for 24 h since DayD',
  ],
  [
    { is: 'holds', state: id('calm'), for: undefined, since: { is: 'instant', instant: at } },
    '“calm” holds since T',
  ],
  [{ is: 'holds', state: id('calm'), for: undefined, since: later }, '“calm” holds from 48 h after DayD on'],
  [{ is: 'exercised', power: id('T.5') }, 'the power T.5 is used'],
  [{ is: 'overturned', power: id('T.5') }, 'the ground on which the power T.5 was used has fallen'],
  [{ is: 'acceded', party: id('RED') }, 'RED accepts the terms'],
  [
    { is: 'counted', clauses: [id('T.1'), id('T.2')], over: 1, within: day },
    'more than 1 violation of T.1, T.2 is found in the last 24 h',
  ],
  [
    {
      is: 'measured',
      clauses: [id('T.1')],
      what: 'breaches',
      how: 'sum',
      over: 3,
      window: { is: 'whole-time' },
    },
    'more than 3 violations of T.1 are found since the beginning',
  ],
  [
    {
      is: 'measured',
      clauses: [id('T.1')],
      what: 'killed',
      how: 'max',
      over: 10,
      window: { is: 'whole-time' },
    },
    'violations of T.1 have killed more than 10 people in a single one of them',
  ],
  [
    {
      is: 'measured',
      clauses: [id('T.1')],
      what: 'civilians-killed',
      how: 'sum',
      over: 1,
      window: { is: 'calendar-day', startsAt: 19 * 60 },
    },
    'violations of T.1 have killed more than 1 civilian on one calendar day that begins at 19:00',
  ],
  [
    {
      is: 'measured',
      clauses: [id('T.1')],
      what: 'injured',
      how: 'sum',
      over: 2,
      window: { is: 'calendar-day', startsAt: 0 },
    },
    'violations of T.1 have injured more than 2 people on one calendar day',
  ],
  [
    { is: 'all', of: [done('T.1'), { is: 'any', of: [done('T.2'), done('T.3', 'RED')] }] },
    'T.1 is done and (T.2 is done or T.3 is done by RED)',
  ],
]

test.each(FORMS)('every form of a condition is said: %#', (condition, sentence) => {
  expect(inWords(condition)).toBe(sentence)
})

test('every word is used by some form, so no form is said by the words of another', () => {
  const ends = [onDay, later, { is: 'instant', instant: at } as const].map((until) => endPhrase(until).code)
  const used = FORMS.flatMap(([condition]) => conditionPhrases(condition).map(({ code }) => code))
  const lines: readonly ConditionWord[] = ['begins', 'lifted', 'ends']
  expect(new Set([...used, ...ends, ...lines])).toEqual(new Set(Object.keys(conditionWords.en)))
})

test('an end is a time of the text, or so long after it', () => {
  const inEnglish = (until: Parameters<typeof endPhrase>[0]) => say('en')(endPhrase(until))
  expect([onDay, later, { is: 'instant', instant: at } as const].map(inEnglish)).toEqual([
    'with DayD',
    '48 h after DayD',
    'on T',
  ])
})

describe.each(['ar', 'ru'] as const)('in %s', (language) => {
  test.each(FORMS)('what is named in English is named: %#', (condition) => {
    const names = (text: string) =>
      text.match(/[A-Z][A-Za-z]*\.\d|\bT\b|\d+ h|RED|DayD|calm|\d\d:\d\d/g) ?? []
    expect(names(inWords(condition, language)).toSorted()).toEqual(names(inWords(condition)).toSorted())
    expect(inWords(condition, language)).not.toMatch(/[{}]/)
  })
})
