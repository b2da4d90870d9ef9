import { problems } from '../problem.ts'
import type { TermId } from '../statement/fields.ts'
import type { Silence, Standard, StateTest, Term, Who } from './agreement.ts'
import { anchor } from './anchors.ts'
import type { Fields } from './block-fields.ts'
import { breachesOf } from './conditions.ts'
import { someParagraph, someParties, someTerm } from './examples.ts'
import { areaExtent, pointList } from './geography.ts'
import type { TERMS } from './kinds.ts'
import type { Names } from './names.ts'
import { whereIn } from './passage.ts'
import { standard, whos } from './speakers.ts'
import { duration, instant } from './times.ts'
import { wholeNumber, type Sentence } from './tokens.ts'

const SILENCE_FIX = 'write “if silent: unknown”, “compliant” or “breach”'
/** Nobody can meet it: for a moment that the text itself fixes. */
const NOBODY: Standard = { is: 'any', of: [] }

/** A block that defines a term. Whatever is wrong has been reported. */
export function termOf(
  fields: Fields,
  id: TermId,
  is: (typeof TERMS)[number],
  names: Names,
): Term | undefined {
  const name = (fields.has('name') ? fields.named('name') : undefined) ?? { en: id }
  const means = fields.prose('means') ?? fields.missing('means', 'say in a sentence what the word means')
  if (means === undefined) return undefined
  const base = { id, name, means, choices: fields.choices(), at: fields.head.at() }
  switch (is) {
    case 'moment': {
      const setBy = fields.sentence('set by', (sentence) => standard(sentence, names))
      const fixed = fields.sentence('fixed', (sentence) => instant(sentence, names))
      if (!fields.has('set by') && !fields.has('fixed')) {
        return missingStandard(
          fields,
          `the moment ${id}`,
          `write “set by: jointly ${someParties(names)}”, or “fixed:” with an instant`,
        )
      }
      return { ...base, is, setBy: setBy ?? NOBODY, fixed }
    }
    case 'state':
      return stateOf(fields, base, names)
    case 'area': {
      const extent = areaExtent(fields)
      return extent === undefined ? undefined : { ...base, is, extent }
    }
    case 'line': {
      const points = pointList(fields, 2)
      const agreed = fields.has('agreed')
        ? fields.oneOf('agreed', { yes: 'yes', no: 'no' })
        : fields.missing('agreed', 'write “agreed: yes” or “agreed: no”')
      return points === undefined || agreed === undefined
        ? undefined
        : { ...base, is, points, agreed: agreed === 'yes' }
    }
    case 'class': {
      const members = fields.has('members')
        ? fields.list('members')
        : fields.missing('members', 'write members: [tank, mortar]')
      return members === undefined ? undefined : { ...base, is, members: members.map(({ text }) => text) }
    }
  }
}

function stateOf(
  fields: Fields,
  base: Omit<Extract<Term, { is: 'state' }>, 'is' | 'test' | 'decidedBy' | 'ifSilent' | 'sources'>,
  names: Names,
): Term | undefined {
  const test = fields.sentence('test', (sentence) => stateTest(sentence, names))
  const decidedBy = fields.sentence('decided by', (sentence) => standard(sentence, names))
  if (!fields.has('test') && !fields.has('decided by'))
    missingStandard(
      fields,
      `the state ${base.id}`,
      `write “decided by: jointly ${someParties(names)}”, or a test`,
    )
  const silence = silenceOf(fields, `the state ${base.id}`, names)
  return silence === undefined ? undefined : { ...base, is: 'state', test, decidedBy, ...silence }
}

/**
 * test  = "no" "breach" "of" clauses [ "in" AGREEMENT ]
 *       | "no" "more" "than" NUMBER ( "breach" | "breaches" ) "of" clauses [ "in" AGREEMENT ] "in" duration
 *       | "no" "more" "breaches" "of" clauses [ "in" AGREEMENT ] "in" duration
 *         "than" "in" "the" "same" "time" "from" anchor
 */
function stateTest(sentence: Sentence, names: Names): StateTest {
  const kept = someParagraph(names)
  const fix = `write “no breach of ${kept}”, “no more than 3 breaches of ${kept} in 7d” or “no more breaches of ${kept} in 7d than in the same time from ${someTerm(names, 'moment')}”`
  if (sentence.takeIf('no', 'breach', 'of')) return { is: 'no-breach', ...breachesOf(sentence, names) }
  sentence.expect(['no', 'more'], fix)
  const count = sentence.takeIf('than') ? wholeNumber(sentence) : undefined
  if (count === undefined || !sentence.takeIf('breach')) sentence.expect(['breaches'], fix)
  sentence.expect(['of'], fix)
  const breaches = breachesOf(sentence, names)
  sentence.expect(['in'], fix)
  const within = duration(sentence)
  if (count !== undefined) return { is: 'at-most', ...breaches, within, limit: { is: 'number', count } }
  sentence.expect(['than', 'in', 'the', 'same', 'time', 'from'], fix)
  return {
    is: 'at-most',
    ...breaches,
    within,
    limit: { is: 'baseline', from: anchor(sentence, names, 'from') },
  }
}

/** The keys `if silent` and `heard from`, which belong together: a silence that decides must be somebody's. */
export function silenceOf(
  fields: Fields,
  block: string,
  names: Names,
): { readonly ifSilent: Silence; readonly sources: readonly Who[] } | undefined {
  const sources = fields.sentence('heard from', (sentence) => {
    const heard = whos(sentence, names)
    sentence.end('part those who are heard by commas, like “heard from: role monitor, role humanitarian”')
    return heard
  })
  if (!fields.has('if silent'))
    return fields.report(problems.silenceMissing({ block, fix: SILENCE_FIX, where: whereIn(fields.head) }))
  const ifSilent = fields.oneOf('if silent', {
    unknown: 'unknown',
    compliant: 'compliant',
    breach: 'breach',
  } as const)
  if (ifSilent === undefined) return undefined
  if (ifSilent !== 'unknown' && !fields.has('heard from')) {
    const fix =
      'write “heard from:” with a role, like “role monitor”, a party, or an actor: silence speaks when all who are named have closed'
    return fields.report(problems.sourcesMissing({ block, fix, where: whereIn(fields.head) }))
  }
  return { ifSilent, sources: sources ?? [] }
}

export function missingStandard(fields: Fields, block: string, fix: string): undefined {
  return fields.report(problems.standardMissing({ block, fix, where: whereIn(fields.head) }))
}
