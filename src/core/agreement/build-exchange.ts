import type { ClauseId } from '../statement/fields.ts'
import type { Exchange, ExchangeMode } from './agreement.ts'
import type { Fields } from './block-fields.ts'
import { clauses, condition } from './conditions.ts'
import type { Names } from './names.ts'
import { who } from './speakers.ts'
import { duration } from './times.ts'
import type { Sentence } from './tokens.ts'
import { wordingOf, type Quoted } from './wording.ts'

const MODES = ['simultaneous within', 'in turn', 'held by'] as const

/** A block `jig exchange`. Whatever is wrong has been reported. */
export function exchangeOf(fields: Fields, id: ClauseId, quoted: Quoted, names: Names): Exchange | undefined {
  const wording = wordingOf(fields, `the exchange ${id}`, quoted)
  if (!fields.has('legs'))
    fields.missing('legs', 'write “legs: […, …]” with the clauses that depend on each other')
  const given = fields.list('legs')
  const found = given === undefined ? undefined : fields.each('legs', (sentence) => clauses(sentence, names))
  const legs = found?.flat()
  // Where a leg was refused, that has been said: how many are left says nothing.
  if (legs !== undefined && found?.length === given?.length && new Set(legs).size < 2)
    fields.refuse('legs', 'an exchange has at least two legs', 'name the clauses that depend on each other')
  const mode = modeOf(fields, names)
  const after = fields.sentence('after', (sentence) => condition(sentence, names, 'no-clause'))
  const ifNobodyMoves = fields.prose('if nobody moves')
  if (!wording || legs === undefined || mode === undefined) return undefined
  const choices = fields.choices()
  return {
    id,
    wording,
    legs: [...new Set(legs)],
    mode,
    after,
    ifNobodyMoves,
    choices,
    at: fields.head.at(),
  }
}

/** How the legs depend on each other: exactly one of the three keys says it. Whatever is wrong has been reported. */
function modeOf(fields: Fields, names: Names): ExchangeMode | undefined {
  const [first, second] = MODES.filter((key) => fields.has(key))
  if (first === undefined)
    return fields.missing(
      'simultaneous within',
      'say how far apart the legs may be, like “simultaneous within: 6h”; or “in turn”, or “held by”',
    )
  if (second !== undefined)
    return fields.refuse(second, `“${first}” already says how the legs depend on each other`, 'keep one')
  switch (first) {
    case 'simultaneous within': {
      const within = fields.sentence(first, duration)
      return within === undefined ? undefined : { is: 'simultaneous', within }
    }
    case 'in turn': {
      const sameMoment = fields.oneOf(first, {
        'each after the one before': 'out-of-turn',
        'each after or with the one before': 'in-turn',
      } as const)
      return sameMoment === undefined ? undefined : { is: 'in-turn', sameMoment }
    }
    case 'held by':
      return fields.sentence(first, (sentence) => held(sentence, names))
  }
}

/** held = who "for" duration */
function held(sentence: Sentence, names: Names): ExchangeMode {
  const by = who(sentence, names)
  sentence.expect(
    ['for'],
    'say for how long it keeps what it was handed, like “held by: role monitor for 14d”',
  )
  return { is: 'held', by, for: duration(sentence) }
}
