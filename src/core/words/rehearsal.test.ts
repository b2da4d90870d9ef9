import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, test } from 'vitest'
import { FAILINGS } from '../rehearsal/failing.ts'
import { rehearsalWords } from './rehearsal.ts'

const VALUES = {
  who: 'RED',
  subject: 'T.1',
  clauses: 'T.1, T.2',
  id: 'TRU',
  depth: '14d',
  seed: '1',
  fix: 'Say so.',
  status: 'In force',
}

describe.each(['en', 'ar', 'ru'] as const)('the words of a rehearsal in %s', (language) => {
  const words: Readonly<Record<string, string>> = rehearsalWords[language]

  test('are messages that can be written out, whatever the number', () => {
    for (const [key, text] of Object.entries(words)) {
      for (const count of [0, 1, 2, 3, 11, 100]) {
        const values = { ...VALUES, count, stories: count, plays: count }
        expect(new IntlMessageFormat(text, language).format(values), key).toMatch(/^[^{}]*\S[^{}]*$/)
      }
    }
  })

  test('have a heading, an ending and a remedy for every way of failing', () => {
    for (const kind of FAILINGS) {
      expect(words).toHaveProperty([`failing.${kind}`])
      expect(words).toHaveProperty([`happening.end-${kind}`])
      expect(words).toHaveProperty([`fix.${kind}`])
    }
  })
})
