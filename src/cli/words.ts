import { IntlMessageFormat } from 'intl-messageformat'
import { formatInstant, isInstant, type Instant } from '../core/time/instant.ts'
import type { Named } from '../core/statement/fields.ts'
import { cliWords, type CliWord } from './cli-words.ts'
import { analysisWords } from '../core/words/analysis.ts'
import { incidentWords } from '../core/words/incident.ts'
import { standingWords } from '../core/words/standing.ts'
import { questionWords } from '../core/words/question.ts'
import { rehearsalWords } from '../core/words/rehearsal.ts'

export const LANGUAGES = ['en', 'ar', 'ru'] as const
export type Language = (typeof LANGUAGES)[number]

export type Values = Readonly<Record<string, string | number>>

/** How the command line speaks in one language: message texts of the core, and the tables' own headings. */
export type Speech = {
  readonly language: Language
  /** A code of the core in words, by its group (`act`, `status`); the code itself where there are no words for it. */
  readonly word: (group: string, code: string, values?: Values) => string
  /** A reason in words, whichever part of the core gave it. */
  readonly reason: (reason: { readonly code: string; readonly values: Values }) => string
  readonly label: (word: CliWord, values?: Values) => string
  readonly named: (name: Named | undefined, fallback?: string) => string
}

/** The texts by code, and by the end of a code: `reason.due` is found as that and as `due`, the first of a name first. */
function indexed(language: Language): ReadonlyMap<string, string> {
  const texts = new Map<string, string>()
  const all = [questionWords, standingWords, incidentWords, analysisWords, rehearsalWords].flatMap((words) =>
    Object.entries(words[language]),
  )
  for (const [key, text] of all) texts.set(key, text)
  for (const [key, text] of all) {
    const end = key.slice(key.lastIndexOf('.') + 1)
    if (!texts.has(end)) texts.set(end, text)
  }
  return texts
}

/** Values that are moments or lengths of time, as people read them; all others as they are. */
function readable(values: Values): Values {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, readableOne(name, value)]))
}

const LENGTHS = new Set(['for', 'within', 'length', 'lasts'])
const MINUTE = 60_000
/** In minutes. */
const AN_HOUR = 60
const A_DAY = 24 * AN_HOUR
/** Numbers above it (March 1973 in milliseconds) are moments: no count in a ceasefire is that large. */
const A_MOMENT = 100_000_000_000

function readableOne(name: string, value: string | number): string | number {
  if (typeof value !== 'number') return value
  if (LENGTHS.has(name)) return lengthText(value)
  return value >= A_MOMENT && isInstant(value) ? timeText(value) : value
}

/** `2 d`, `36 h`, `10 d 10 h 29 min`: a length of time given in milliseconds, to the minute. */
export function lengthText(length: number): string {
  const minutes = Math.round(length / MINUTE)
  if (minutes % A_DAY === 0) return `${minutes / A_DAY} d`
  if (minutes % AN_HOUR === 0) return `${minutes / AN_HOUR} h`
  const parts = [Math.trunc(minutes / A_DAY), Math.trunc((minutes % A_DAY) / AN_HOUR), minutes % AN_HOUR]
  return parts.flatMap((part, at) => (part === 0 ? [] : `${part} ${['d', 'h', 'min'][at]}`)).join(' ')
}

/** `2016-09-12 16:00 UTC`: the same digits in every language, so that two readers can compare them. */
export function timeText(instant: Instant): string {
  return `${formatInstant(instant).slice(0, 16).replace('T', ' ')} UTC`
}

export function speechIn(language: Language): Speech {
  const texts = indexed(language)
  // Latin digits in every language: entry numbers, times and hashes must look the same to all who compare them.
  const locale = language === 'ar' ? 'ar-u-nu-latn' : language
  // Parsing a text costs far more than filling it in, and a check says the same few of a thousand clauses.
  const parsed = new Map<string, IntlMessageFormat>()
  const format = (text: string, values: Values): string => {
    const message = parsed.get(text) ?? new IntlMessageFormat(text, locale, undefined, { ignoreTag: true })
    parsed.set(text, message)
    return String(message.format({ ...values }))
  }
  const say = (text: string | undefined, code: string, values: Values): string => {
    if (text === undefined) return code
    try {
      return format(text, readable(values))
    } catch {
      // A text that wants a value which this reason does not carry: better the bare code than no line at all.
      return code
    }
  }
  return {
    language,
    word: (group, code, values = {}) => say(texts.get(`${group}.${code}`) ?? texts.get(code), code, values),
    reason: ({ code, values }) => say(texts.get(code), code, values),
    label: (word, values = {}) => format(cliWords[language][word], values),
    named: (name, fallback = '') => name?.[language] ?? name?.en ?? fallback,
  }
}
