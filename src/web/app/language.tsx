import { createContext, useContext, useLayoutEffect, useMemo, type ReactNode } from 'react'
import { I18nProvider } from 'react-aria-components'
import type { Named } from '../../core/statement/fields.ts'
import { isLanguage, localeOf, sayIn, type Language, type Numerals, type Say } from '../words/say.ts'
import { keep, kept } from './kept.ts'
import { useParam } from './url-state.ts'

type Speech = {
  readonly language: Language
  readonly numerals: Numerals
  readonly dir: 'ltr' | 'rtl'
  readonly say: Say
  /** Writes a whole number in the reader's digits and grouping. */
  readonly count: (value: number) => string
  /** The name in the reader's language, or in English. */
  readonly nameOf: (named: Named) => string
  readonly speak: (language: Language) => void
}

const SpeechContext = createContext<Speech | undefined>(undefined)

/** Words, direction and digits for everything below. The language stands in the address, so that a link keeps it. */
export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [asked, ask] = useParam('lang')
  const [digits] = useParam('digits')
  const language = isLanguage(asked) ? asked : preferred()
  const numerals: Numerals = digits === 'arab' && language === 'ar' ? 'arab' : 'latn'
  const dir = language === 'ar' ? 'rtl' : 'ltr'

  const speech = useMemo<Speech>(() => {
    const numbers = new Intl.NumberFormat(localeOf(language, numerals))
    return {
      language,
      numerals,
      dir,
      say: sayIn(language, numerals),
      count: (value) => numbers.format(value),
      nameOf: (named) => named[language] ?? named.en,
      speak: (next) => {
        keep('language', next)
        ask(next)
      },
    }
  }, [language, numerals, dir, ask])

  useLayoutEffect(() => {
    document.documentElement.lang = language
    document.documentElement.dir = dir
  }, [language, dir])

  return (
    <SpeechContext value={speech}>
      {/* React Aria's plugin for English wants the region. */}
      <I18nProvider locale={language === 'en' ? 'en-US' : localeOf(language, numerals)}>
        {children}
      </I18nProvider>
    </SpeechContext>
  )
}

export function useSpeech(): Speech {
  const speech = useContext(SpeechContext)
  if (speech === undefined) throw new Error('a part that speaks stands outside the language provider')
  return speech
}

function preferred(): Language {
  const wanted = [kept('language'), ...navigator.languages.map((tag) => tag.slice(0, 2))]
  return wanted.find(isLanguage) ?? 'en'
}
