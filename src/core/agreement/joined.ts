import { problems } from '../problem.ts'
import type { Sentence } from './tokens.ts'

/**
 * Reads `a and b and c` or `a or b or c`. A mixture without brackets is refused: lawyers and programmers disagree about
 * which of the two binds closer, and a duty must not hang on that.
 * @throws Problem `and-or-mixed`, with the place of the second kind of word
 */
export function joined<T>(
  sentence: Sentence,
  one: () => T,
): T | { readonly is: 'all' | 'any'; readonly of: readonly T[] } {
  const first = one()
  const word = sentence.peek()
  if (word !== 'and' && word !== 'or') return first
  const of = [first]
  while (sentence.takeIf(word)) of.push(one())
  if (sentence.peek() === (word === 'and' ? 'or' : 'and')) {
    throw problems.andOrMixed({
      given: sentence.passage.text.trim(),
      fix: 'put brackets around what belongs together',
      where: sentence.here(),
    })
  }
  return { is: word === 'and' ? 'all' : 'any', of }
}
