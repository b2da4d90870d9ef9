import { problems } from '../problem.ts'
import { ACTS, type Act, type ClauseId } from '../statement/fields.ts'
import type { Conduct, DutyKind } from './agreement.ts'
import type { Fields } from './block-fields.ts'
import { clauses } from './conditions.ts'
import { knownParty, knownTerm, nearest, type Names } from './names.ts'
import { whereIn } from './passage.ts'
import type { Sentence } from './tokens.ts'

/** The keys that say what is to be done, of which a clause has exactly one. */
const DUTIES = {
  'must achieve': 'achieve',
  'must keep': 'maintain',
  'must not': 'refrain',
  may: 'permit',
  'intends to': 'intend',
} as const satisfies Record<string, DutyKind>

const SIDES = ['north', 'south', 'east', 'west']
const DISTANCE_FIX =
  'write “heavy 3500 m north of CastelloRoad”, or without a class “500 m south of CastelloRoad”'

/** The duty's kind and its sentence. Whatever is wrong has been reported. */
export function dutyOf(
  fields: Fields,
  clause: string,
): { readonly duty: DutyKind; readonly says: string } | undefined {
  const keys = ['must achieve', 'must keep', 'must not', 'may', 'intends to'] as const
  const [key, another] = keys.filter((candidate) => fields.has(candidate))
  if (key === undefined) {
    const fix = `write one of ${keys.map((each) => `“${each}: …”`).join(', ')}`
    return fields.report(problems.dutyMissing({ clause, fix, where: whereIn(fields.head) }))
  }
  if (another !== undefined)
    return fields.refuse(
      another,
      `one clause holds one duty, and “${key}” already says one`,
      'make it a clause of its own',
    )
  const says = fields.prose(key)
  return says === undefined ? undefined : { duty: DUTIES[key], says }
}

/** The keys by which reports are matched to the clause: acts, against, area, distance, at most. */
export function conductOf(fields: Fields, says: string, names: Names): Conduct {
  const acts = fields.each('acts', actOf)
  const against = fields.each('against', (sentence) => {
    const word = sentence.word('a party', 'name a party, like OPP')
    return knownParty(names, word.text, sentence.where(word))
  })
  const area = fields.sentence('area', (sentence) => {
    const word = sentence.word('an area', 'name an area that this agreement defines')
    return knownTerm(names, word.text, 'area', sentence.where(word))
  })
  const distance = fields.sentence('distance', (sentence) => distanceOf(sentence, names))
  return { says, acts, against, area, distance, atMost: atMostOf(fields) }
}

/** The duties that this one cannot go with. Whatever is wrong has been reported. */
export function excludedBy(
  fields: Fields,
  clause: string,
  duty: DutyKind | undefined,
  names: Names,
): readonly ClauseId[] | undefined {
  if (!fields.has('cannot go with')) return undefined
  if (duty === 'permit' || duty === 'intend')
    return fields.refuse(
      'cannot go with',
      'nobody has to do what is only allowed or intended, so it stands in the way of nothing',
      'say it of a duty: “must achieve”, “must keep” or “must not”',
    )
  const found = fields.each('cannot go with', (sentence) => clauses(sentence, names)).flat()
  if (!found.some((id) => id === clause)) return [...new Set(found)]
  return fields.refuse('cannot go with', 'a duty cannot exclude itself', 'name the other duty')
}

function actOf(sentence: Sentence): Act {
  const word = sentence.word('an act', `name one of ${ACTS.join(', ')}`)
  const act = ACTS.find((each) => each === word.text)
  if (act !== undefined) return act
  const near = nearest(word.text, ACTS)
  throw problems.agreementMalformed({
    because: `there is no act “${word.text}”`,
    fix: near === undefined ? `name one of ${ACTS.join(', ')}` : `did you mean ${near}?`,
    where: sentence.where(word),
  })
}

/** distance = [ CLASS ] NUMBER "m" ( "north" | "south" | "east" | "west" ) "of" LINE */
function distanceOf(sentence: Sentence, names: Names): NonNullable<Conduct['distance']> {
  const incomplete = () =>
    problems.distanceIncomplete({
      given: sentence.passage.text.trim(),
      fix: DISTANCE_FIX,
      where: sentence.problem('', '').where,
    })
  const numberFollows = (): boolean => /^\d/.test(sentence.peek() ?? '')
  const klass = numberFollows() ? undefined : sentence.word('a class or a number of metres', DISTANCE_FIX)
  const number = sentence.word('a number of metres', DISTANCE_FIX)
  if (!/^[1-9]\d{0,6}$/.test(number.text) || !sentence.takeIf('m'))
    throw sentence.problem('a whole number of metres is expected, written like “3500 m”', DISTANCE_FIX)
  const side = sentence.peek() ?? ''
  if (!SIDES.includes(side)) throw incomplete()
  sentence.word('a side', DISTANCE_FIX)
  if (!sentence.takeIf('of') || sentence.peek() === undefined) throw incomplete()
  const line = sentence.word('a line', DISTANCE_FIX)
  return {
    metres: Number(number.text),
    line: knownTerm(names, line.text, 'line', sentence.where(line)),
    side,
    class: klass === undefined ? undefined : knownTerm(names, klass.text, 'class', sentence.where(klass)),
  }
}

function atMostOf(fields: Fields): Conduct['atMost'] {
  const text = fields.prose('at most')
  if (text === undefined) return undefined
  const parts = /^(0|[1-9]\d{0,6}) (.+)$/.exec(text)
  if (parts !== null) return { count: Number(parts[1]), of: parts[2] ?? '' }
  return fields.refuse(
    'at most',
    `“${text}” names no number and what it counts`,
    'write “at most: 20 armed people”',
  )
}
