import type { Language } from './say.ts'

/** The text of one of core's standing codes; `undefined` where core has no words for it. */
export function standingText(_language: Language, _group: string, _code: string): string | undefined {
  return undefined
}
