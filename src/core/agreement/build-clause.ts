import { problems } from '../problem.ts'
import type { ClauseId } from '../statement/fields.ts'
import type { Clause } from './agreement.ts'
import type { Fields } from './block-fields.ts'
import { conductOf, dutyOf, excludedBy } from './build-conduct.ts'
import { missingStandard, silenceOf } from './build-terms.ts'
import { noDeadline, repetitionOf, windowOf } from './build-window.ts'
import { condition } from './conditions.ts'
import { someParties, someParty } from './examples.ts'
import type { Names } from './names.ts'
import { whereIn } from './passage.ts'
import { noticeOf } from './build-notice.ts'
import { bearers, standard } from './speakers.ts'
import { wordingOf, type Quoted } from './wording.ts'

/** A block `jig clause`. Whatever is wrong has been reported. */
export function clauseOf(fields: Fields, id: ClauseId, quoted: Quoted, names: Names): Clause | undefined {
  const wording = wordingOf(fields, `the clause ${id}`, quoted)
  const owed = fields.sentence('who', (sentence) => bearers(sentence, names))
  if (!fields.has('who')) {
    fields.report(
      problems.bearerMissing({
        clause: id,
        fix: `write “who: ${someParty(names)}” or “who: each of ${someParties(names)}”`,
        where: whereIn(fields.head),
      }),
    )
  }
  const duty = dutyOf(fields, id)
  const conduct = conductOf(fields, duty?.says ?? '', names)
  const excludes = excludedBy(fields, id, duty?.duty, names)
  const when = fields.sentence('when', (sentence) => condition(sentence, names, 'when'))
  const unless = fields.sentence('unless', (sentence) => condition(sentence, names, 'unless'))
  const window = windowOf(fields, id, duty?.duty, names)
  const repeats = repetitionOf(fields, window, names)
  const evidence = fields.sentence('shown by', (sentence) => standard(sentence, names))
  if (!fields.has('shown by'))
    missingStandard(fields, `the clause ${id}`, 'write “shown by: verified by role monitor”')
  const silence = silenceOf(fields, `the clause ${id}`, names)
  const exceptions = fields.texts('except') ?? []
  const notice = noticeOf(fields, duty?.duty, names)
  const choices = [...fields.choices(), ...noDeadline(fields)]
  if (!wording || !owed || !duty || !evidence || !silence) return undefined
  const at = fields.head.at()
  return {
    id,
    wording,
    bearers: owed,
    duty: duty.duty,
    conduct,
    ...(excludes === undefined ? {} : { excludes }),
    when,
    unless,
    exceptions,
    ...(notice === undefined ? {} : { notice }),
    ...(repeats === undefined ? {} : { repeats }),
    window,
    evidence,
    ...silence,
    choices,
    at,
  }
}
