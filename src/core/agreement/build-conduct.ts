import { problems } from '../problem.ts'
import { ACTS, type Act, type ClauseId } from '../statement/fields.ts'
import type { Conduct, DutyKind } from './agreement.ts'
import { tidy, type Fields } from './block-fields.ts'
import { clauses } from './conditions.ts'
import { someParty, someTerm } from './examples.ts'
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
    const word = sentence.word('a party', `name a party, like ${someParty(names)}`)
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
  const road = someTerm(names, 'line')
  const fix = `write “${someTerm(names, 'class')} 3500 m north of ${road}”, or without a class “500 m south of ${road}”`
  const incomplete = () =>
    problems.distanceIncomplete({
      given: sentence.passage.text.trim(),
      fix,
      where: sentence.problem('', '').where,
    })
  const numberFollows = (): boolean => /^\d/.test(sentence.peek() ?? '')
  const klass = numberFollows() ? undefined : sentence.word('a class or a number of metres', fix)
  const number = sentence.word('a number of metres', fix)
  if (!/^[1-9]\d{0,6}$/.test(number.text) || !sentence.takeIf('m'))
    throw sentence.problem('a whole number of metres is expected, written like “3500 m”', fix)
  const side = sentence.peek() ?? ''
  if (!SIDES.includes(side)) throw incomplete()
  sentence.word('a side', fix)
  if (!sentence.takeIf('of') || sentence.peek() === undefined) throw incomplete()
  const line = sentence.word('a line', fix)
  return {
    metres: Number(number.text),
    line: knownTerm(names, line.text, 'line', sentence.where(line)),
    side,
    class: klass === undefined ? undefined : knownTerm(names, klass.text, 'class', sentence.where(klass)),
  }
}

/** `1,000` and `1 000`: a number whose digits are parted by threes, and what comes after it. */
const GROUPED = /^(\d{1,3})((?:[ ,.'’]\d{3})+) (.+)$/

function atMostOf(fields: Fields): Conduct['atMost'] {
  const passage = fields.passage('at most')
  if (passage === undefined) return undefined
  const text = tidy(passage.text)
  const refused = (because: string, fix: string): undefined =>
    fields.report(problems.agreementMalformed({ because, fix, where: whereIn(passage) }))
  const [, first = '', groups, of = ''] = GROUPED.exec(text) ?? []
  if (groups !== undefined) {
    const alone = `write the digits of a number without anything between them: “at most: ${first}${groups.replaceAll(/\D/g, '')} ${of}”`
    return groups.includes(' ')
      ? refused(
          `“${first}${groups}” may be one number or several`,
          `${alone}; or begin what is counted with a word`,
        )
      : refused(`“${first}${groups}” holds “${groups.slice(0, 1)}” between its digits`, alone)
  }
  const parts = /^(0|[1-9]\d{0,6}) (.+)$/.exec(text)
  if (parts !== null) return { count: Number(parts[1]), of: parts[2] ?? '' }
  return refused(
    `“${text}” does not begin with a number and go on with what it counts`,
    'write the number in digits, at most 9999999, and after it what is counted, like “at most: 20 …”',
  )
}
