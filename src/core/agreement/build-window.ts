import { problems } from '../problem.ts'
import type { Duration } from '../time/instant.ts'
import type { Choice, DutyKind, Repetition, Window } from './agreement.ts'
import { anchor, momentMeant } from './anchors.ts'
import type { Fields } from './block-fields.ts'
import { breachesOf } from './conditions.ts'
import { someClause, someParagraph, someTerm } from './examples.ts'
import { kindOf, type Names } from './names.ts'
import { whereIn } from './passage.ts'
import { BY_THE_CLOCK, duration, SHORTEST_PERIOD } from './times.ts'
import { tokens, type Sentence } from './tokens.ts'

const OF_ACHIEVE = ['within', 'by', 'no deadline'] as const
const REPEATING = ['every', 'for each'] as const

/**
 * The keys of time. Which of them a duty takes depends on its kind: a deadline for what is achieved, an end for what is
 * kept, and both for what is achieved again and again. Whatever is wrong has been reported.
 */
export function windowOf(fields: Fields, clause: string, duty: DutyKind | undefined, names: Names): Window {
  const isRepeated = REPEATING.some((key) => fields.has(key))
  const within = fields.sentence('within', (sentence) => withinOf(sentence, names, isRepeated))
  const by = fields.sentence('by', (sentence) => anchor(sentence, names, 'by'))
  const until = fields.sentence('until', (sentence) => anchor(sentence, names, 'until'))
  const late = fields.oneOf('late', { 'still due': 'still-due', lapses: 'lapses' } as const)
  const early = fields.oneOf('early', { counts: 'counts', 'does not count': 'does-not-count' } as const)
  const delay = fields.sentence('after a delay of', duration)
  if (delay !== undefined && !fields.has('when'))
    fields.refuse(
      'after a delay of',
      'nothing is named that it would come after',
      `say under “when” what that is, like “when: done ${someClause(names)}”`,
    )
  if (duty === 'achieve') deadlineKeys(fields, clause, someTerm(names, 'moment'))
  else if (duty !== undefined) onlyAchieved(fields, someTerm(names, 'moment'))
  return {
    ...(delay === undefined ? {} : { delay }),
    ...(early === 'does-not-count' ? { early } : {}),
    within,
    by,
    until,
    late: late ?? 'still-due',
  }
}

/** The duration of `within`. What counts it from somewhere else belongs to other keys. */
function withinOf(sentence: Sentence, names: Names, isRepeated: boolean): Duration {
  const instead = `${BY_THE_CLOCK}; or write “by” in place of “within”, with the instant at which it ends, like 2016-09-13T00:00:00Z`
  if (kindOf(names, sentence.peek() ?? '') === 'moment') {
    const fix = isRepeated ? ofEach('24h') : `write “by: ${sentence.rest()}” in place of “within”`
    throw sentence.problem('a duration is expected', fix)
  }
  if (/^\d{4}-/.test(sentence.peek() ?? '') && !isRepeated)
    throw sentence.problem('a duration is expected', `write “by: ${sentence.rest()}” in place of “within”`)
  const length = duration(sentence, isRepeated ? BY_THE_CLOCK : instead)
  if (sentence.peek() !== undefined)
    throw sentence.problem(
      'nothing more is expected: “within” counts from when the duty begins',
      countedFrom(sentence, names, isRepeated),
    )
  return length
}

const ofEach = (length: string): string =>
  `write “within: ${length}”, counted from the beginning of each occurrence`

/** What counts a length from the words after it: from a clause, or from a moment. */
function countedFrom(sentence: Sentence, names: Names, isRepeated: boolean): string {
  const words = tokens(sentence.rest()).map(({ text }) => text)
  const taken = sentence.taken()
  if (isRepeated) return ofEach(taken)
  const clause = words.find((word) => names.clauses.has(word))
  if (clause !== undefined) {
    const is = words.includes('breached') || words.includes('breach') ? 'breached' : 'done'
    return `let “when” say “${is} ${clause}”, and write “within: ${taken}”`
  }
  const known = words.find((word) => kindOf(names, word) === 'moment')
  const moment = known ?? momentMeant(names, words.at(-1) ?? '')
  if (moment === undefined)
    return `write “by: ${someTerm(names, 'moment')} + ${taken}” in place of “within”, with the moment that is meant`
  const defined =
    kindOf(names, moment) === 'moment' ? '' : `, and define the moment in a block “jig moment ${moment}”`
  return `write “by: ${moment} + ${taken}” in place of “within”${defined}`
}

/** A deadline is needed, one is enough, and an end belongs only to what is owed again and again. */
function deadlineKeys(fields: Fields, clause: string, moment: string): void {
  const repeated = REPEATING.find((key) => fields.has(key))
  const given = OF_ACHIEVE.filter((key) => fields.has(key))
  if (repeated === undefined && fields.has('until'))
    fields.refuse('until', 'what is achieved once has a deadline, not an end', 'write “by” or “within”')
  if (repeated !== undefined && fields.has('by'))
    fields.refuse('by', 'what is owed again and again has no single deadline', ofEach('24h'))
  if (given.length === 0 && repeated !== 'every') {
    const fix = `write “within: 48h” or “by: ${moment} + 48h”; if the text names none, say “no deadline: the text names none”`
    fields.report(problems.deadlineMissing({ clause, fix, where: whereIn(fields.head) }))
  }
  if (fields.has('no deadline') && given.length > 1)
    fields.refuse('no deadline', 'a deadline and “no deadline” stand in one clause', 'keep one of them')
}

function onlyAchieved(fields: Fields, moment: string): void {
  for (const key of [...OF_ACHIEVE, ...REPEATING, 'late', 'early']) {
    if (fields.has(key))
      fields.refuse(key, `“${key}” belongs to “must achieve”`, `for an end write “until: ${moment} + 48h”`)
  }
}

/**
 * The keys `every` and `for each`, of which a clause has at most one. Whatever is wrong has been reported.
 * @param within the deadline of each occurrence, where the clause names one
 */
export function repetitionOf(fields: Fields, { within }: Window, names: Names): Repetition | undefined {
  if (fields.has('every') && fields.has('for each'))
    return fields.refuse(
      'for each',
      '“every” and “for each” stand in one clause',
      'keep one of them, or make two clauses',
    )
  if (fields.has('for each')) return fields.sentence('for each', (sentence) => forEach(sentence, names))
  const period = fields.sentence('every', duration)
  if (period === undefined) return undefined
  if (period < SHORTEST_PERIOD)
    return fields.refuse('every', 'a period is at least one hour', 'write “every: 24h”')
  if (within !== undefined && within > period)
    return fields.refuse(
      'within',
      'this deadline comes after the next period has begun, so two would be owed at once',
      'make it no longer than the period, or leave it out',
    )
  return { is: 'every', period }
}

/** for-each = [ "alleged" ] "breach" "of" clauses [ "in" AGREEMENT ] [ "since" anchor ] */
function forEach(sentence: Sentence, names: Names): Repetition {
  const alleged = sentence.takeIf('alleged')
  const kept = someParagraph(names)
  sentence.expect(['breach', 'of'], `write “breach of ${kept}”, or “alleged breach of ${kept}”`)
  const breaches = breachesOf(sentence, names)
  if (!sentence.takeIf('since')) return { is: 'for-each', breaches, alleged }
  return { is: 'for-each', breaches, alleged, since: anchor(sentence, names, 'since') }
}

/** A missing deadline is a choice that readers should see beside the clause. */
export function noDeadline(fields: Fields): readonly Choice[] {
  const because = fields.prose('no deadline')
  if (because === undefined) return []
  return [{ question: 'By when?', chosen: `No deadline: ${because}`, alternatives: [], disputed: false }]
}
