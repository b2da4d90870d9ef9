import { someParties } from './examples.ts'
import type { Names } from './names.ts'
import type { Sentence } from './tokens.ts'

/*
 * No condition says “not”: what is true stays true, and what is not so yet may be so tomorrow. What people mean by it is
 * said by another key in most places, and in the rest somebody has to decide it.
 */

/** What a condition belongs to: the `when` or the `unless` of a clause, or a block that has no `unless`. */
export type ConditionOf = 'when' | 'unless' | 'no-clause'

const NEGATED =
  /^not ((?:on|done|breached|holds|exercised|overturned|acceded|more than) .+?)(?: (?:and|or) .*)?$/

/** What says the same as `not …`, which comes next; `undefined` if what follows is no condition either. */
export function saidWithoutNot(sentence: Sentence, names: Names, of: ConditionOf): string | undefined {
  const [, said] = NEGATED.exec(sentence.rest()) ?? []
  if (said === undefined) return undefined
  const whole = sentence.passage.text
  const hasBrackets = /[()]/.test(whole)
  const isJoinedBy = (word: 'and' | 'or'): boolean => whole.includes(` ${word} `)
  const leftOver = (key: string): string =>
    isJoinedBy('and') || isJoinedBy('or') ? `take “not ${said}” out of “${key}”` : `leave “${key}” out`
  if (of === 'unless' && !hasBrackets && !isJoinedBy('and')) {
    const goesOn = said.startsWith('holds ') ? ', and goes on when the state fails again' : ''
    return `no condition says “not”: what does not bind until something comes about begins with it${goesOn}. Let “when” say “${said}”, after “and” if it says something already, and ${leftOver(of)}`
  }
  const unbroken = said.startsWith('breached ')
    ? `a state with “test: no breach of ${said.split(' ')[1]}”`
    : undefined
  if (of === 'when' && !hasBrackets && !isJoinedBy('or')) {
    const kept = unbroken === undefined ? '' : `; or define ${unbroken}, and write “holds” of it`
    return `no condition says “not”: let “unless” say “${said}”, after “or” if it says something already, which sets the duty aside from then on, and ${leftOver(of)}${kept}`
  }
  const decided =
    unbroken ??
    `a state with “decided by: jointly ${someParties(names)}”, or whoever is to say whether it is so`
  return `no condition says “not”, and no other key says it here: define ${decided}, and write “holds” of it`
}
