import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, test } from 'vitest'
import { STATUSES } from '../standing/standing.ts'
import { standingWords } from './standing.ts'

const VALUES = {
  count: 3,
  subject: 'T.1',
  at: 'then',
  due: 'then',
  from: 'then',
  through: 'then',
  power: 'P',
  party: 'RED',
  term: 'DayD',
  clause: 'T.1',
  state: 'adherence',
  entry: 7,
  by: 9,
  clauses: 'T.1, T.2',
  over: 3,
  needs: 2,
  have: 1,
  until: 'then',
  within: 'a day',
  possible: 'then',
  before: 'T.0',
  when: 'before',
  who: 'monitor',
  found: 2,
  alleged: 1,
  agreement: 'COH',
  circle: 'COH → SOP → COH',
}

describe.each(['en', 'ar', 'ru'] as const)('the words for standings in %s', (language) => {
  const words = standingWords[language]

  test('are messages that can be written out, whatever the number', () => {
    for (const [key, text] of Object.entries(words)) {
      for (const count of [0, 1, 2, 3, 11, 100]) {
        const written = new IntlMessageFormat(text, language).format({ ...VALUES, count })
        expect(written, key).toMatch(/\S/)
        expect(written, key).not.toMatch(/[{}]/)
      }
    }
  })

  test('name every status', () => {
    const named = STATUSES.map((status) => words[`status.${status}`])
    expect(new Set(named).size).toBe(STATUSES.length)
  })

  test('ask for the same values as the English', () => {
    const asked = (text: string) =>
      [...text.matchAll(/\{([a-z]+)[,}]/g)].map(([, name]) => name ?? '').toSorted((a, b) => (a < b ? -1 : 1))
    for (const [key, text] of Object.entries(standingWords.en)) {
      expect(asked(words[key as keyof typeof words]), key).toEqual(asked(text))
    }
  })
})

test('an allegation is never called a violation', () => {
  const alleged = Object.entries(standingWords.en).filter(([, text]) => /alleged/i.test(text))
  expect(alleged.length).toBeGreaterThan(3)
  for (const [key, text] of alleged) expect(text, key).not.toMatch(/violation/i)
})
