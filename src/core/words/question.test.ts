import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, test } from 'vitest'
import { questionWords, type QuestionWord } from './question.ts'

/** The parser's number for a stretch of plain text. */
const LITERAL = 0
const codes = Object.keys(questionWords.en) as QuestionWord[]

/** The names that a message asks for, by the parser that the screens use. */
function valuesIn(message: string, language: string): readonly string[] {
  const names = new Set<string>()
  const walk = (parts: ReturnType<IntlMessageFormat['getAst']>): void => {
    for (const part of parts) {
      const kind: number = part.type
      if ('value' in part && kind !== LITERAL) names.add(part.value)
      if ('options' in part) for (const option of Object.values(part.options)) walk(option.value)
    }
  }
  walk(new IntlMessageFormat(message, language).getAst())
  return [...names].toSorted()
}

describe.each(['ar', 'ru'] as const)('the answers in %s', (language) => {
  test.each(codes)('%s says the same things as in English', (code) => {
    expect(valuesIn(questionWords[language][code], language)).toEqual(valuesIn(questionWords.en[code], 'en'))
  })
})

test('no answer calls an allegation a violation', () => {
  for (const code of codes) expect(questionWords.en[code]).not.toMatch(/violation/i)
})
