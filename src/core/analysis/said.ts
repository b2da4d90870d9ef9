import type { Quorum, Standard, Who } from '../agreement/agreement.ts'
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

/** Everybody whom a standard names, as the agreement language writes them. */
export function namedIn(standard: Standard): readonly string[] {
  return whoIn(standard).map(speaker)
}

/** Everybody whom a standard names, in the order of the text. */
export function whoIn(standard: Standard): readonly Who[] {
  if (standard.is === 'said') return [standard.by]
  return standard.is === 'quorum' ? standard.of : standard.of.flatMap(whoIn)
}

/** The standard with one more who may say it: a further name in a quorum, otherwise a further way by “or”. */
export function withOneMore(standard: Standard, who: Who): Standard {
  if (standard.is === 'quorum') return { ...standard, of: [...standard.of, who] }
  const more: Standard = { is: 'said', how: howIn(standard), by: who }
  return { is: 'any', of: standard.is === 'any' ? [...standard.of, more] : [standard, more] }
}

/** A quorum that asks for one voice less; where one voice is left, any of them is enough. */
export function withOneLess({ least, how, of }: Quorum): Standard {
  if (least > 2) return { is: 'quorum', least: least - 1, how, of }
  return { is: 'any', of: of.map((by) => ({ is: 'said', how, by })) }
}

function howIn(standard: Standard): Quorum['how'] {
  if (standard.is === 'said' || standard.is === 'quorum') return standard.how
  return standard.of.map(howIn).find((how) => how === 'verified') ?? 'asserted'
}

/** A standard as the agreement language writes it. */
export function written(standard: Standard): string {
  switch (standard.is) {
    case 'said':
      return `${standard.how} by ${speaker(standard.by)}`
    case 'quorum':
      return `${standard.how} by any ${standard.least} of ${standard.of.map(speaker).join(', ')}`
    case 'all':
    case 'any': {
      const parts = standard.of.map((one) =>
        one.is === 'all' || one.is === 'any' ? `(${written(one)})` : written(one),
      )
      return parts.join(standard.is === 'all' ? ' and ' : ' or ')
    }
  }
}
