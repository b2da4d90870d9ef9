import { readdirSync, readFileSync } from 'node:fs'
import { IntlMessageFormat } from 'intl-messageformat'
import { expect, test } from 'vitest'
import { readAgreement } from '../../src/core/agreement/read-agreement.ts'
import { conditionPhrases, sentenceOf } from '../../src/core/api/condition-phrases.ts'
import { conditionWords } from '../../src/core/words/condition.ts'

const FOLDER = new URL('../../agreements/', import.meta.url)
const conditions = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.md'))
  .flatMap((name) => {
    const { agreement } = readAgreement(readFileSync(new URL(name, FOLDER), 'utf8'), name)
    return [...(agreement?.clauses.values() ?? [])].flatMap(({ id, when, unless }) =>
      [when, unless].flatMap((condition) => (condition === undefined ? [] : [{ id, condition }])),
    )
  })

test.each(['en', 'ar', 'ru'] as const)(
  'every condition of the texts of 2016 can be read out in %s',
  (language) => {
    const sentences = conditions.map(({ condition }) =>
      sentenceOf(conditionPhrases(condition), ({ code, values }) =>
        String(new IntlMessageFormat(conditionWords[language][code], language).format({ ...values })),
      ),
    )
    expect(sentences.length).toBeGreaterThan(20)
    for (const sentence of sentences) expect(sentence).toMatch(/^[^{}]{8,}$/)
    // Two conditions that differ are two sentences.
    expect(new Set(sentences).size).toBe(
      new Set(conditions.map(({ condition }) => JSON.stringify(condition))).size,
    )
  },
)
