import { IntlMessageFormat } from 'intl-messageformat'
import ar from './ar.json'
import en from './en.json'
import ru from './ru.json'

/** The languages of the screens. */
export const LANGUAGES = ['en', 'ar', 'ru'] as const
export type Language = (typeof LANGUAGES)[number]
/** Which digits running text is written in; references, times, coordinates and hashes are always Latin. */
export type Numerals = 'latn' | 'arab'

/** A message of the screens: every key of `en.json` stands in the other languages too (a test holds it). */
export type Key = keyof typeof en
export type Values = Readonly<Record<string, string | number>>
/** Says a message of the screens in the reader's language. */
export type Say = (key: Key, values?: Values) => string

export function isKey(text: string): text is Key {
  return Object.hasOwn(en, text)
}

const WORDS: Readonly<Record<Language, Readonly<Record<Key, string>>>> = { en, ar, ru }

export function isLanguage(value: unknown): value is Language {
  return LANGUAGES.some((language) => language === value)
}

/** The BCP 47 tag with the numbering system fixed, so that one screen never mixes digits. */
export function localeOf(language: Language, numerals: Numerals): string {
  return language === 'ar' ? `ar-u-nu-${numerals}` : language
}

const formats = new Map<string, IntlMessageFormat>()

/**
 * Writes an ICU text with its values. Strings that are put into Arabic text are isolated (UAX #9: FSI … PDI), or a
 * Latin reference would turn the words around it.
 */
export function format(text: string, language: Language, numerals: Numerals, values: Values = {}): string {
  const key = `${language} ${numerals} ${text}`
  let message = formats.get(key)
  if (message === undefined) {
    message = new IntlMessageFormat(text, localeOf(language, numerals), undefined, { ignoreTag: true })
    formats.set(key, message)
  }
  const given =
    language === 'ar'
      ? Object.fromEntries(
          Object.entries(values).map(([name, value]) => [
            name,
            typeof value === 'string' && !IDENTIFIER.test(value) ? `\u2068${value}\u2069` : value,
          ]),
        )
      : values
  return String(message.format(given))
}

/** Values that a `select` argument compares: isolating those would make every choice fall to `other`. */
const IDENTIFIER = /^[a-z][a-z-]*$/

/** The speaker of one language. */
export function sayIn(language: Language, numerals: Numerals): Say {
  return (key, values) => format(WORDS[language][key], language, numerals, values)
}
