import { standingWords } from '../../core/words/standing.ts'
import type { Language } from './say.ts'

/** The text of one of core's standing codes; `undefined` where core has no words for it. */
export function standingText(language: Language, group: string, code: string): string | undefined {
  const texts: Readonly<Record<string, string>> = standingWords[language]
  return texts[`${group}.${code}`]
}
