import { expect } from 'vitest'
import type { Problem } from '../problem.ts'
import type { Agreement } from './agreement.ts'
import { readAgreement } from './read-agreement.ts'

/** What is wrong with a text that has a fault. */
export const refused = (text: string): readonly Problem[] => {
  const { problems } = readAgreement(text, 'truce.md')
  expect(problems).not.toEqual([])
  return problems
}

/** What is left out of a text of which something is read. */
export function leftOut(text: string): readonly string[] {
  const { agreement } = readAgreement(text, 'truce.md')
  if (agreement === undefined) throw new Error('nothing of it is read')
  return agreement.document.flatMap((part) => (part.is === 'left-out' ? [part.id] : []))
}

/** The ids of what is read. */
export function kept(agreement: Agreement | undefined): readonly string[] {
  const { parties, terms, clauses, exchanges, powers } = agreement ?? {}
  return [parties, terms, clauses, exchanges, powers].flatMap((map) => [...(map?.keys() ?? [])])
}

/** Where `mark` stands in the text, counted independently of the reader. */
export function placeOf(
  text: string,
  mark: string,
): { readonly file: string; readonly line: number; readonly column: number } {
  const before = text.slice(0, text.indexOf(mark)).split('\n')
  return { file: 'truce.md', line: before.length, column: (before.at(-1) ?? '').length + 1 }
}

/** A clause that waits for `when`, with the words before it. */
export const clause = (id: string, when: string): string =>
  `\n> Words.\n\n\`\`\`jig clause ${id}\ncites: ¶9\nwho: SYR\nmust achieve: a step\nwhen: ${when}\nwithin: 6h\nshown by: asserted by RUS\nif silent: unknown\n\`\`\`\n`
