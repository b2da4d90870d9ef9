import { problems } from '../problem.ts'
import type { Sentence } from './tokens.ts'

/**
 * Reads `a and b and c` or `a or b or c`. A mixture without brackets is refused: lawyers and programmers disagree about
 * which of the two binds closer, and a duty must not hang on that.
 * @throws Problem `and-or-mixed`, with the place of the second kind of word; `agreement-malformed` if anything else follows
 */
export function joined<T>(
  sentence: Sentence,
  one: () => T,
): T | { readonly is: 'all' | 'any'; readonly of: readonly T[] } {
  const first = one()
  const word = sentence.peek()
  if (word !== 'and' && word !== 'or') {
    if (word === undefined || word === ')') return first
    throw sentence.problem(
      '“and”, “or” or the end is expected',
      `join it with “and” or “or”; without it this says “${sentence.taken()}” and no more`,
    )
  }
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
