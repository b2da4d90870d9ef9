import { IntlMessageFormat } from 'intl-messageformat'
import type { Named } from '../core/statement/fields.ts'
import { cliWords, type CliWord } from './cli-words.ts'
import { incidentWords } from '../core/words/incident.ts'
import { standingWords } from '../core/words/standing.ts'
import { questionWords } from '../core/words/question.ts'

export const LANGUAGES = ['en', 'ar', 'ru'] as const
export type Language = (typeof LANGUAGES)[number]

export type Values = Readonly<Record<string, string | number>>

/** How the command line speaks in one language: message texts of the core, and the tables' own headings. */
export type Speech = {
  readonly language: Language
  /** A code of the core in words; the code itself where no language has words for it yet. */
  readonly code: (code: string, values?: Values) => string
  readonly label: (word: CliWord, values?: Values) => string
  readonly named: (name: Named | undefined, fallback?: string) => string
}

type Texts = { readonly [key: string]: string | Texts }

/** The texts by their code, whatever groups they stand in: `status.breached` is found as that and as `breached`. */
function flat(texts: Texts, into: Map<string, string>, prefix = ''): Map<string, string> {
  for (const [key, text] of Object.entries(texts)) {
    if (typeof text !== 'string') flat(text, into, `${prefix}${key}.`)
    else {
      into.set(`${prefix}${key}`, text)
      if (!into.has(key)) into.set(key, text)
    }
  }
  return into
}

export function speechIn(language: Language): Speech {
  const texts = new Map<string, string>()
  for (const words of [standingWords, incidentWords, questionWords]) flat(words[language] as Texts, texts)
  // Latin digits in every language: entry numbers, times and hashes must look the same to all who compare them.
  const locale = language === 'ar' ? 'ar-u-nu-latn' : language
  const format = (text: string, values: Values): string =>
    String(new IntlMessageFormat(text, locale, undefined, { ignoreTag: true }).format(values))
  return {
    language,
    code: (code, values = {}) => {
      const text = texts.get(code)
      if (text === undefined) return code
      try {
        return format(text, values)
      } catch {
        // A text that wants a value which this reason does not carry: better the bare code than no line at all.
        return code
      }
    },
    label: (word, values = {}) => format(cliWords[language][word], values),
    named: (name, fallback = '') => name?.[language] ?? name?.en ?? fallback,
  }
}
