import type { Standard } from '../agreement/agreement.ts'
import { speaker } from './build-graph.ts'

/** The speakers without whom a standard can never be met, as the agreement language writes them. */
export function needed(standard: Standard): ReadonlySet<string> {
  const all = namedIn(standard)
  return new Set(all.filter((name) => !metBy(standard, new Set(all.filter((other) => other !== name)))))
}

/** Whether the word of these speakers alone meets a standard. A role is taken to have as many actors as a quorum needs. */
export function metBy(standard: Standard, speakers: ReadonlySet<string>): boolean {
  switch (standard.is) {
    case 'said':
      return speakers.has(speaker(standard.by))
    case 'all':
      return standard.of.every((one) => metBy(one, speakers))
    case 'any':
      return standard.of.some((one) => metBy(one, speakers))
    case 'quorum': {
      const speak = standard.of.filter((who) => speakers.has(speaker(who)))
      return speak.length >= standard.least || speak.some(({ is }) => is === 'role')
    }
  }
}

/** Whether anybody at all could meet it. */
export function canBeMet(standard: Standard): boolean {
  return metBy(standard, new Set(namedIn(standard)))
}

/** Everybody whom a standard names. */
export function namedIn(standard: Standard): readonly string[] {
  if (standard.is === 'said') return [speaker(standard.by)]
  return standard.is === 'quorum' ? standard.of.map(speaker) : standard.of.flatMap(namedIn)
}
