import { problems } from '../problem.ts'
import type { ClauseId } from '../statement/fields.ts'
import type { Power, PowerForm, PowerLimits } from './agreement.ts'
import { anchor } from './anchors.ts'
import type { Fields } from './block-fields.ts'
import { condition } from './conditions.ts'
import { someClause, someParagraph, someParties } from './examples.ts'
import { knownClause, knownClauses, type Names } from './names.ts'
import { whereIn } from './passage.ts'
import { holders } from './speakers.ts'
import { duration } from './times.ts'
import { wholeNumber, type Sentence } from './tokens.ts'
import { wordingOf, type Quoted } from './wording.ts'

/** A block `jig power`. Whatever is wrong has been reported. */
export function powerOf(fields: Fields, id: ClauseId, quoted: Quoted, names: Names): Power | undefined {
  const wording = wordingOf(fields, `the power ${id}`, quoted)
  const held = fields.sentence('who', (sentence) => holders(sentence, names))
  if (!fields.has('who')) {
    const two = someParties(names)
    const fix = `write “who: jointly ${two}” if it takes all of them, or “who: each of ${two}” if one alone is enough`
    fields.report(problems.holderMissing({ power: id, fix, where: whereIn(fields.head) }))
  }
  const acts = {
    waive: 'waive',
    extend: 'extend',
    suspend: 'suspend',
    resume: 'resume',
    withdraw: 'withdraw',
  } as const
  const may = fields.has('may')
    ? fields.oneOf('may', acts)
    : fields.missing('may', `write “may: ${Object.keys(acts).join('”, “')}”`)
  const over = fields
    .each('over', (sentence) => {
      const word = sentence.word(
        'a clause',
        `name a clause, like ${someClause(names)}, or several, like ${someParagraph(names)}`,
      )
      if (word.text === names.agreement && !names.clauses.has(word.text))
        throw problems.agreementMalformed({
          because: `${word.text} is the agreement itself, and a clause is expected`,
          fix: 'leave “over” out: without it the power is over the whole agreement',
          where: sentence.where(word),
        })
      return knownClauses(names, word.text, sentence.where(word))
    })
    .flat()
  const when = fields.sentence('when', (sentence) => condition(sentence, names, 'no-clause'))
  const effects = {
    'from then on': 'ex-nunc',
    'from then on (ex nunc)': 'ex-nunc',
    'from the start': 'ex-tunc',
    'from the start (ex tunc)': 'ex-tunc',
  } as const
  const effect = fields.has('effect') ? fields.oneOf('effect', effects) : ('ex-nunc' as const)
  const ifOverturned = overturnedOf(fields, names)
  const form = fields.sentence('form', formOf)
  const limits = limitsOf(fields, names)
  if (!wording || held === undefined || may === undefined || effect === undefined) return undefined
  const choices = fields.choices()
  return {
    id,
    wording,
    holders: held.parties,
    quorum: held.quorum,
    may,
    over: [...new Set(over)],
    when,
    effect,
    ...(ifOverturned === undefined ? {} : { ifOverturned }),
    ...(limits === undefined ? {} : { limits }),
    ...(form === undefined ? {} : { form }),
    choices,
    at: fields.head.at(),
  }
}

/** What becomes of a use whose ground falls away. Whatever is wrong has been reported. */
function overturnedOf(fields: Fields, names: Names): Power['ifOverturned'] {
  if (!fields.has('if overturned')) return undefined
  // A ground with a fault is still one: what is wrong with it is said there.
  if (!fields.has('when'))
    return fields.refuse(
      'if overturned',
      'this power needs no ground, so none can be overturned',
      'say under “when” on what ground it may be used',
    )
  return fields.sentence('if overturned', (sentence) => overturned(sentence, names))
}

/** overturned = "it" ( "stands" | "falls" ) | CLAUSE "is" "owed" */
function overturned(sentence: Sentence, names: Names): NonNullable<Power['ifOverturned']> {
  const fix = `write “it stands”, “it falls”, or a clause, like “${someClause(names)} is owed”`
  if (sentence.takeIf('it', 'stands')) return { is: 'stands' }
  if (sentence.takeIf('it', 'falls')) return { is: 'falls' }
  const word = sentence.word('what becomes of it', fix)
  sentence.expect(['is', 'owed'], fix)
  return { is: 'compensate', clause: knownClause(names, word.text, 'clause', sentence.where(word)) }
}

/** form = asked , [ "and" , asked ] ; asked = "told" , duration , "before" | "with" , "reasons" — each once */
function formOf(sentence: Sentence): PowerForm {
  const fix = 'write “told 24h before”, “with reasons”, or both with “and” between them'
  let form: PowerForm = {}
  do {
    const here = sentence.here()
    const before = form
    if (sentence.takeIf('with', 'reasons')) form = { ...form, reasons: true }
    else {
      sentence.expect(['told'], fix)
      form = { ...form, told: duration(sentence) }
      sentence.expect(['before'], fix)
    }
    if (Object.keys(form).length === Object.keys(before).length)
      throw problems.agreementMalformed({ because: 'a form asks for one thing twice', fix, where: here })
  } while (sentence.takeIf('and'))
  return form
}

/** How often, how long and until when the power may be used. Whatever is wrong has been reported. */
function limitsOf(fields: Fields, names: Names): PowerLimits | undefined {
  const times = fields.sentence('no more than', (sentence) => {
    const here = sentence.here()
    const count = wholeNumber(sentence)
    if (count === 0)
      throw problems.agreementMalformed({
        because: 'a power that may be used no more than 0 times is none',
        fix: 'say how often, or leave the power out',
        where: here,
      })
    if (!sentence.takeIf('time')) sentence.expect(['times'], 'write “no more than: 2 times”')
    return count
  })
  const length = fields.sentence('for no longer than', duration)
  const by = fields.sentence('no later than', (sentence) => anchor(sentence, names, 'no later than'))
  if (times === undefined && length === undefined && by === undefined) return undefined
  return {
    ...(times === undefined ? {} : { times }),
    ...(length === undefined ? {} : { length }),
    ...(by === undefined ? {} : { by }),
  }
}
