import { format, LANGUAGES, sayIn, type Key, type Language, type Values } from '../../../src/web/words/say.ts'
import ar from './words/ar.json'
import en from './words/en.json'
import ru from './words/ru.json'

/** A message of this page alone. */
export type OwnKey = keyof typeof en
const OWN: Readonly<Record<Language, Readonly<Record<OwnKey, string>>>> = { en, ar, ru }

/** Speaks one language: the words of the app's log screen, and those of this page. */
export type Speech = {
  readonly language: Language
  /** The direction of writing. */
  readonly dir: 'ltr' | 'rtl'
  readonly say: (key: Key, values?: Values) => string
  readonly own: (key: OwnKey, values?: Values) => string
}

export { LANGUAGES, type Language, type Key }
/** Each language by its own name. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: 'English',
  ar: 'العربية',
  ru: 'Русский',
}

/** The speech of a language, with Latin digits: figures are read aloud to people who see another language. */
export function speechIn(language: Language): Speech {
  return {
    language,
    dir: language === 'ar' ? 'rtl' : 'ltr',
    say: sayIn(language, 'latn'),
    own: (key, values) => format(OWN[language][key], language, 'latn', values),
  }
}
