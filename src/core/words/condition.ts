import { conditionWordsAr } from './condition.ar.ts'
import { conditionWordsRu } from './condition.ru.ts'

/**
 * The words for what a clause waits for, gives way to and ends with, as ICU messages that are put one after the other:
 * see `core/api/condition-phrases.ts`. `at` is an instant, `for` and `within` are lengths of time, both in milliseconds.
 * Where a language bends what stands for a length or a name, those stand in brackets or after a colon.
 */
const en = {
  begins: 'It begins once',
  lifted: 'It is lifted once',
  ends: 'It ends',
  and: 'and',
  or: 'or',
  open: '(',
  close: ')',
  instant: 'it is {at}',
  moment: '{term} has come',
  'moment-later': 'it is {for} after {term}',
  done: '{clause} is done',
  'done-by': '{clause} is done by {party}',
  breached: 'a violation of {clause} is found',
  'breached-by': 'a violation of {clause} by {party} is found',
  holds: '“{state}” holds',
  'holds-for': '“{state}” holds without a break for {for}',
  'since-instant': 'since {at}',
  'since-moment': 'since {term}',
  'since-moment-later': 'from {for} after {term} on',
  exercised: 'the power {power} is used',
  acceded: '{party} accepts the terms',
  overturned: 'the ground on which the power {power} was used has fallen',
  breaches:
    'more than {over, plural, one {# violation of {clauses} is found} other {# violations of {clauses} are found}}',
  killed: 'violations of {clauses} have killed more than {over, plural, one {# person} other {# people}}',
  'civilians-killed':
    'violations of {clauses} have killed more than {over, plural, one {# civilian} other {# civilians}}',
  injured: 'violations of {clauses} have injured more than {over, plural, one {# person} other {# people}}',
  'in-one': 'in a single one of them',
  'window-sliding': 'in the last {within}',
  'window-day': 'on one calendar day',
  'window-day-from': 'on one calendar day that begins at {clock}',
  'window-whole': 'since the beginning',
  'until-instant': 'on {at}',
  'until-moment': 'with {term}',
  'until-moment-later': '{for} after {term}',
}

export type ConditionWord = keyof typeof en
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of a literal are exactly those of its type
export const CONDITION_WORDS = Object.keys(en) as readonly ConditionWord[]
/** Every language has every key, or it does not compile. */
export type ConditionWords = { readonly [K in ConditionWord]: string }

export const conditionWords: { readonly [L in 'en' | 'ar' | 'ru']: ConditionWords } = {
  en,
  ar: conditionWordsAr,
  ru: conditionWordsRu,
}
