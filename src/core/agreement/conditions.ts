import { problems } from '../problem.ts'
import type { BreachesOf, Condition, CountWindow, Measured } from './agreement.ts'
import { anchor } from './anchors.ts'
import { conditionMeant, notOfOneBearer, notOneClause } from './condition-faults.ts'
import { someClause, someParty, somePower, someTerm } from './examples.ts'
import { isAgreementId, isClauseId } from './ids.ts'
import { joined } from './joined.ts'
import { boundParty, knownClause, knownClauses, knownTerm, type Names } from './names.ts'
import type { ConditionOf } from './negated.ts'
import { duration, minuteOfDay } from './times.ts'
import { wholeNumber, type Sentence, type Token } from './tokens.ts'
import type { ClauseId } from '../statement/fields.ts'

/*
 * condition = one { "and" one } | one { "or" one }
 * one       = "on" anchor
 *           | "done" CLAUSE [ "by" PARTY ]           | "breached" CLAUSE [ "by" PARTY ]
 *           | "holds" STATE [ "for" duration ] [ "since" anchor ]
 *           | "exercised" POWER                      | "overturned" POWER
 *           | "acceded" PARTY                        | "more" "than" counted
 *           | "(" condition ")"
 * clauses   = CLAUSE { "," CLAUSE }                  SEP.1.* stands for all whose ids begin with SEP.1.
 */

/** @throws Problem `and-or-mixed`, `term-unknown`, `clause-unknown`, `party-unknown` or `agreement-malformed`, with its place */
export function condition(sentence: Sentence, names: Names, of: ConditionOf): Condition {
  return joined<Condition>(sentence, () => one(sentence, names, of))
}

function one(sentence: Sentence, names: Names, of: ConditionOf): Condition {
  if (sentence.takeIf('(')) {
    const inner = condition(sentence, names, of)
    sentence.expect([')'], 'close the bracket')
    return inner
  }
  if (sentence.takeIf('on')) return { is: 'reached', anchor: anchor(sentence, names, 'on') }
  for (const is of ['done', 'breached'] as const)
    if (sentence.takeIf(is)) return aboutClause(is, sentence, names)
  if (sentence.takeIf('holds')) return holds(sentence, names)
  if (sentence.takeIf('exercised')) {
    const word = sentence.word('a power', `name a power, like ${somePower(names)}`)
    return { is: 'exercised', power: knownClause(names, word.text, 'power', sentence.where(word)) }
  }
  if (sentence.takeIf('overturned')) {
    const word = sentence.word('a power', `name a power, like ${somePower(names)}`)
    return { is: 'overturned', power: knownClause(names, word.text, 'power', sentence.where(word)) }
  }
  if (sentence.takeIf('acceded')) {
    const word = sentence.word('a party', `name a party, like ${someParty(names)}`)
    return { is: 'acceded', party: boundParty(names, word.text, sentence.where(word)) }
  }
  if (sentence.takeIf('more', 'than')) return counted(sentence, names)
  throw sentence.problem('a condition is expected', conditionMeant(sentence, names, of))
}

function aboutClause(is: 'done' | 'breached', sentence: Sentence, names: Names): Condition {
  const fault = notOneClause(is, sentence, names)
  if (fault !== undefined) throw fault
  const word = sentence.word('a clause', `name a clause, like ${someClause(names)}`)
  const clause = knownClause(names, word.text, 'clause', sentence.where(word))
  if (!sentence.takeIf('by')) return { is, clause, by: undefined }
  const party = sentence.word('a party', `name a party, like ${someParty(names)}`)
  return { is, clause, by: boundParty(names, party.text, sentence.where(party)) }
}

function holds(sentence: Sentence, names: Names): Condition {
  const word = sentence.word('a state', `name a state, like ${someTerm(names, 'state')}`)
  const state = knownTerm(names, word.text, 'state', sentence.where(word))
  const length = sentence.takeIf('for') ? duration(sentence) : undefined
  const since = sentence.takeIf('since') ? anchor(sentence, names, 'since') : undefined
  return { is: 'holds', state, for: length, since }
}

const PEOPLE = { killed: 'killed', injured: 'injured' } as const

/**
 * counted = NUMBER ( "breach" | "breaches" ) "of" clauses over
 *         | NUMBER people "in" "breaches" "of" clauses over
 *         | NUMBER people "in" "one" "breach" "of" clauses
 * people  = "killed" | "civilians" "killed" | "injured"
 */
function counted(sentence: Sentence, names: Names): Condition {
  const kept = someClause(names)
  const fix = `write “more than 3 breaches of ${kept} in 7d”, or “more than 10 killed in breaches of ${kept} in 7d”`
  const over = wholeNumber(sentence)
  const what = people(sentence)
  if (what !== 'breaches') sentence.expect(['in'], fix)
  const single = what !== 'breaches' && sentence.takeIf('one', 'breach')
  if (!single && !sentence.takeIf('breach')) sentence.expect(['breaches'], fix)
  sentence.expect(['of'], fix)
  const words = clauseWords(sentence, names)
  notOfOneBearer(sentence, names, words)
  const of = known(sentence, names, words)
  if (single) {
    return { is: 'measured', clauses: of, what, how: 'max', over, window: { is: 'whole-time' } }
  }
  const window = countWindow(sentence)
  return what === 'breaches' && window.is === 'sliding'
    ? { is: 'counted', clauses: of, over, within: window.within }
    : { is: 'measured', clauses: of, what, how: 'sum', over, window }
}

function people(sentence: Sentence): Measured {
  if (sentence.takeIf('civilians', 'killed')) return 'civilians-killed'
  const word = sentence.peek()
  if (word !== 'killed' && word !== 'injured') return 'breaches'
  sentence.takeIf(word)
  return PEOPLE[word]
}

/** over = "in" ( "all" | "one" "calendar" "day" [ "from" HH:MM ] | duration ) */
function countWindow(sentence: Sentence): CountWindow {
  sentence.expect(['in'], 'say over how long: “in 7d”, “in one calendar day” or “in all”')
  if (sentence.takeIf('all')) return { is: 'whole-time' }
  if (!sentence.takeIf('one', 'calendar', 'day')) return { is: 'sliding', within: duration(sentence) }
  return { is: 'calendar-day', startsAt: sentence.takeIf('from') ? minuteOfDay(sentence) : 0 }
}

/** Clauses of this agreement, parted by commas, each once. @throws Problem `clause-unknown`, with its place */
export function clauses(sentence: Sentence, names: Names): readonly ClauseId[] {
  return known(sentence, names, clauseWords(sentence, names))
}

/**
 * clauses [ "in" AGREEMENT ]
 *
 * Whether another agreement has such clauses is not asked here: it may be adopted later, and amended after that.
 * @throws Problem `clause-unknown` or `agreement-malformed`, with its place
 */
export function breachesOf(sentence: Sentence, names: Names): BreachesOf {
  const words = clauseWords(sentence, names)
  notOfOneBearer(sentence, names, words)
  const agreement = sentence.peek(1)
  // “in 7d” is over how long, and no agreement is written so.
  if (sentence.peek() !== 'in' || agreement === undefined || !isAgreementId(agreement))
    return { of: known(sentence, names, words) }
  const where = sentence.here()
  sentence.takeIf('in', agreement)
  if (agreement === names.agreement) {
    throw problems.agreementMalformed({
      because: `${agreement} is this agreement itself`,
      fix: `leave out “in ${agreement}”`,
      where,
    })
  }
  return { of: [...new Set(words.map((word) => elsewhere(sentence, word)))], in: agreement }
}

function clauseWords(sentence: Sentence, names: Names): readonly Token[] {
  const words: Token[] = []
  do words.push(sentence.word('a clause', `name a clause, like ${someClause(names)}`))
  while (sentence.takeIf(','))
  return words
}

function known(sentence: Sentence, names: Names, words: readonly Token[]): readonly ClauseId[] {
  return [...new Set(words.flatMap((word) => knownClauses(names, word.text, sentence.where(word))))]
}

/** `COH.A1.*` and `COH.A1` are the same of another agreement: who stands under it changes with its text. */
function elsewhere(sentence: Sentence, word: Token): ClauseId {
  const id = word.text.endsWith('.*') ? word.text.slice(0, -2) : word.text
  if (isClauseId(id)) return id
  throw problems.agreementMalformed({
    because: `“${word.text}” is not written as a clause is`,
    fix: 'name a clause of that agreement by its number there, or with “.*” after it all that stand under it',
    where: sentence.where(word),
  })
}
