import { problems, type Problem } from '../problem.ts'
import { someClause, someParty, someTerm } from './examples.ts'
import { isAgreementId } from './ids.ts'
import { an, clausesUnder, kindOf, type Names } from './names.ts'
import { saidWithoutNot, type ConditionOf } from './negated.ts'
import type { Sentence, Token } from './tokens.ts'

/*
 * What people write where a condition or a clause of one belongs, and what says it instead. A fix is followed to the
 * letter: it must neither lead to the next refusal nor change what the text means.
 */

const conditionFix = (names: Names): string =>
  `begin with “on”, “done”, “breached”, “holds”, “exercised”, “overturned”, “acceded” or “more than”, for example “on ${someTerm(names, 'moment')} and done ${someClause(names)}”`

/** What would be right where no condition stands: for a bare name the word that says something of it. */
export function conditionMeant(sentence: Sentence, names: Names, of: ConditionOf): string {
  const word = sentence.peek() ?? ''
  if (word === 'no')
    return `let a state say it: define one with “test: ${sentence.rest()}”, and write “holds” of it`
  if (word === 'not') return saidWithoutNot(sentence, names, of) ?? conditionFix(names)
  const kind = kindOf(names, word)
  return (kind === undefined ? undefined : saidOf(kind, word)) ?? conditionFix(names)
}

/** How a condition speaks of what bears this name; `undefined` where none does. */
function saidOf(kind: ReturnType<typeof kindOf>, id: string): string | undefined {
  switch (kind) {
    case 'clause':
      return `say “done ${id}” or “breached ${id}” of a clause`
    case 'power':
      return `say “exercised ${id}” of a power`
    case 'moment':
      return `say “on ${id}” of a moment`
    case 'state':
      return `say “holds ${id}” of a state`
    default:
      return undefined
  }
}

/** What stands after “done” or “breached” in place of one clause of this agreement; `undefined` where a clause may. */
export function notOneClause(is: 'done' | 'breached', sentence: Sentence, names: Names): Problem | undefined {
  const [word = '', preposition, agreement = ''] = [sentence.peek(), sentence.peek(1), sentence.peek(2)]
  const refused = (because: string, fix: string): Problem =>
    problems.agreementMalformed({ because, fix, where: sentence.here() })
  if (preposition === 'in' && isAgreementId(agreement)) {
    const because = `“${is}” names a clause of this agreement, and ${word} is one of ${agreement}`
    const test = `“test: no breach of ${word} in ${agreement}”`
    const fix = `a state may speak of another agreement: define one with ${test}, and let “unless” say “holds” of it for what binds while it does not hold`
    return refused(because, fix)
  }
  const kind = kindOf(names, word)
  const isNamed = kind !== undefined || names.leftOut.has(word)
  const found = isNamed ? [] : clausesUnder(names, word.endsWith('.*') ? word : `${word}.*`)
  if (found.length > 0) {
    const each = found.slice(0, 6).map((id) => `${is} ${id}`)
    const all = found.length === 1 ? (each[0] ?? '') : `(${each.join(is === 'done' ? ' and ' : ' or ')})`
    const more = found.length > each.length ? ', and so on' : ''
    const stands = word.endsWith('.*')
      ? `${word} stands for ${found.length}`
      : `none is ${word}: under it stand ${found.length}`
    return refused(`“${is}” names one clause, and ${stands}`, `write “${all}”${more}`)
  }
  const fix = kind === 'clause' || names.leftOut.has(word) ? undefined : saidOf(kind, word)
  if (kind === undefined || fix === undefined) return undefined
  return refused(`${word} is ${an(kind)}, and a clause is expected`, fix)
}

/** Breaches are counted whoever made them. @throws Problem `agreement-malformed` where only those of one bearer are asked for */
export function notOfOneBearer(sentence: Sentence, names: Names, words: readonly Token[]): void {
  if (sentence.peek() !== 'by') return
  const said = sentence.peek(1) ?? ''
  const party = names.parties.has(said) ? said : someParty(names)
  const id = words[0]?.text ?? someClause(names)
  const own = `${id.replace(/\.\*$/, '')}.${party.toLowerCase()}`
  throw sentence.problem(
    'the breaches of one bearer alone cannot be asked for: they count whoever made them',
    `split the clause by bearer: make the duty of ${party} a clause of its own, “jig clause ${own}” with “who: ${party}”, and name ${own} here, without “${sentence.rest().replace(/ (?:in|since) .*$/, '')}”`,
  )
}
