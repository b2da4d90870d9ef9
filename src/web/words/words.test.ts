import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, test } from 'vitest'
import ar from './ar.json'
import en from './en.json'
import ru from './ru.json'
import { routes } from '../../core/api/routes.ts'
import { format, isKey, LANGUAGES, sayIn } from './say.ts'

const WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = { en, ar, ru }
const OTHERS = ['ar', 'ru'] as const

type Part = {
  readonly type: number
  readonly value?: unknown
  readonly options?: Readonly<Record<string, { readonly value: readonly Part[] }>>
  readonly pluralType?: string
}
const LITERAL = 0
const PLURAL = 6
const POUND = 7

/** Every part of a message, those inside plural and select forms too. */
function partsOf(parts: readonly Part[]): readonly Part[] {
  return parts.flatMap((part) => [
    part,
    ...Object.values(part.options ?? {}).flatMap(({ value }) => partsOf(value)),
  ])
}

function astOf(text: string, language: string): readonly Part[] {
  return partsOf(
    new IntlMessageFormat(text, language, undefined, { ignoreTag: true }).getAst() as readonly Part[],
  )
}

/** Names of the values that a message is given. */
function valuesIn(text: string, language: string): readonly string[] {
  const names = astOf(text, language).flatMap(({ type, value }) =>
    type === LITERAL || type === POUND ? [] : [String(value)],
  )
  return [...new Set(names)].toSorted()
}

describe.each(OTHERS)('the words in %s', (language) => {
  const words = WORDS[language] ?? {}

  test('have every key of the English ones, and no other', () => {
    expect(Object.keys(words)).toEqual(Object.keys(en))
  })

  test('take the same values', () => {
    const differing = Object.entries(en).filter(
      ([key, text]) => String(valuesIn(words[key] ?? '', language)) !== String(valuesIn(text, 'en')),
    )
    expect(differing.map(([key]) => key)).toEqual([])
  })
})

describe.each(LANGUAGES)('the plurals in %s', (language) => {
  const counted = Object.entries(WORDS[language] ?? {}).filter(([, text]) => text.includes(', plural,'))

  test('are there at all', () => {
    expect(counted.length).toBeGreaterThan(10)
  })

  test('have every form of the language', () => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories
    const lacking = counted.filter(([, text]) =>
      astOf(text, language).some(
        ({ type, options = {} }) => type === PLURAL && forms.some((form) => !(form in options)),
      ),
    )
    expect(lacking.map(([key]) => key)).toEqual([])
  })
})

test('digits of running text are one system: Latin, or Arabic-Indic where the reader chose it', () => {
  expect(sayIn('ar', 'latn')('brush.shown', { n: 25 })).toContain('25')
  expect(sayIn('ar', 'arab')('brush.shown', { n: 25 })).toContain('٢٥')
})

test('a Latin reference inside an Arabic sentence is isolated, so that it does not turn the words around it', () => {
  expect(sayIn('ar', 'latn')('entry.ref', { index: '#17' })).toContain('\u2068#17\u2069')
  expect(sayIn('en', 'latn')('entry.ref', { index: '#17' })).not.toContain('\u2068')
})

test('a value that a message chooses by is not isolated', () => {
  expect(format('{range, select, yes {A} other {B}}', 'ar', 'latn', { range: 'yes' })).toBe('A')
})

test('every refusal that a screen can meet is said in the reader’s language', () => {
  const met = Object.values(routes).flatMap(({ method, refuses }) => (method === 'get' ? refuses : []))
  const unsaid = [...new Set([...met, 'internal-fault'])].filter((code) => !isKey(`problem.${code}`))
  // Tiles are read by programs, not shown.
  expect(unsaid.toSorted()).toEqual(['tile-missing', 'tile-path-malformed'])
})

test('a time that an Arabic message gives as an example is kept apart, or its parts would change places', () => {
  const dated = Object.values(ar).filter((text) => /\d{4}-\d{2}-\d{2}/.test(text))
  expect(dated.length).toBeGreaterThan(0)
  for (const text of dated) expect(text).toMatch(/\u2066\d{4}-\d{2}-\d{2} \d{2}:\d{2}\u2069/)
})
