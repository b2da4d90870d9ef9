import { problems } from '../problem.ts'
import type { ClauseId } from '../statement/fields.ts'
import type { Choice, Clause, DutyKind, Exchange, Power, Window, Wording } from './agreement.ts'
import type { Fields } from './block-fields.ts'
import { conductOf, dutyOf } from './build-conduct.ts'
import { missingStandard, silenceOf } from './build-terms.ts'
import { clauses, condition } from './conditions.ts'
import { knownClauses, type Names } from './names.ts'
import { whereIn } from './passage.ts'
import { noticeOf } from './build-notice.ts'
import { parties, standard } from './speakers.ts'
import { anchor, duration } from './times.ts'

/** The words before a block, not yet joined with what its keys say about them. */
export type Quoted = Wording['text'] | undefined

/** A block `jig clause`. Whatever is wrong has been reported. */
export function clauseOf(fields: Fields, id: ClauseId, quoted: Quoted, names: Names): Clause | undefined {
  const wording = wordingOf(fields, `the clause ${id}`, quoted)
  const who = fields.sentence('who', (sentence) => parties(sentence, names))
  if (!fields.has('who')) {
    fields.report(
      problems.bearerMissing({
        clause: id,
        fix: 'write “who: SYR” or “who: each of SYR, OPP”',
        where: whereIn(fields.head),
      }),
    )
  }
  if (who?.jointly === true)
    fields.refuse(
      'who',
      'a duty is owed by each, not jointly',
      'write “who: each of …”; jointly is for powers',
    )
  const duty = dutyOf(fields, id)
  const conduct = conductOf(fields, duty?.says ?? '', names)
  const when = fields.sentence('when', (sentence) => condition(sentence, names))
  const unless = fields.sentence('unless', (sentence) => condition(sentence, names))
  const window = windowOf(fields, id, duty?.duty, names)
  const evidence = fields.sentence('shown by', (sentence) => standard(sentence, names))
  if (!fields.has('shown by'))
    missingStandard(fields, `the clause ${id}`, 'write “shown by: verified by role monitor”')
  const silence = silenceOf(fields, `the clause ${id}`, names)
  const exceptions = fields.texts('except') ?? []
  const notice = noticeOf(fields, duty?.duty, names)
  const choices = [...fields.choices(), ...noDeadline(fields)]
  if (!wording || !who || !duty || !evidence || !silence) return undefined
  const at = fields.head.at()
  const { parties: bearers } = who
  return {
    id,
    wording,
    bearers,
    duty: duty.duty,
    conduct,
    when,
    unless,
    exceptions,
    ...(notice === undefined ? {} : { notice }),
    window,
    evidence,
    ...silence,
    choices,
    at,
  }
}

/** Which keys of time a duty takes depends on its kind: a deadline for what is achieved, an end for what is kept. */
function windowOf(fields: Fields, clause: string, duty: DutyKind | undefined, names: Names): Window {
  const within = fields.sentence('within', duration)
  const by = fields.sentence('by', (sentence) => anchor(sentence, names))
  const until = fields.sentence('until', (sentence) => anchor(sentence, names))
  const late = fields.oneOf('late', { 'still due': 'still-due', lapses: 'lapses' } as const)
  const given = ['within', 'by', 'no deadline'].filter((key) => fields.has(key))
  if (duty === 'achieve') {
    if (fields.has('until'))
      fields.refuse('until', 'what is achieved once has a deadline, not an end', 'write “by” or “within”')
    if (given.length === 0) {
      const fix =
        'write “within: 48h” or “by: DayD + 48h”; if the text names none, say “no deadline: the text names none”'
      fields.report(problems.deadlineMissing({ clause, fix, where: whereIn(fields.head) }))
    }
    if (fields.has('no deadline') && given.length > 1)
      fields.refuse('no deadline', 'a deadline and “no deadline” stand in one clause', 'keep one of them')
  } else if (duty !== undefined) {
    for (const key of [...given, 'late']) {
      if (fields.has(key))
        fields.refuse(key, `“${key}” belongs to “must achieve”`, 'for an end write “until: DayD + 48h”')
    }
  }
  return { within, by, until, late: late ?? 'still-due' }
}

/** A missing deadline is a choice that readers should see beside the clause. */
function noDeadline(fields: Fields): readonly Choice[] {
  const because = fields.prose('no deadline')
  if (because === undefined) return []
  return [{ question: 'By when?', chosen: `No deadline: ${because}`, alternatives: [], disputed: false }]
}

/** A block `jig exchange`. Whatever is wrong has been reported. */
export function exchangeOf(fields: Fields, id: ClauseId, quoted: Quoted, names: Names): Exchange | undefined {
  const wording = wordingOf(fields, `the exchange ${id}`, quoted)
  const legs = (
    fields.has('legs') ? fields.list('legs') : fields.missing('legs', 'write legs: [SEP.3.f, SEP.3.j]')
  )?.flatMap((passage) => fields.read(passage, (sentence) => clauses(sentence, names)) ?? [])
  if (legs !== undefined && new Set(legs).size < 2)
    fields.refuse('legs', 'an exchange has at least two legs', 'name the clauses that depend on each other')
  const within = fields.has('simultaneous within')
    ? fields.sentence('simultaneous within', duration)
    : fields.missing(
        'simultaneous within',
        'say how far apart the legs may be, like “simultaneous within: 6h”',
      )
  const after = fields.sentence('after', (sentence) => condition(sentence, names))
  const ifNobodyMoves = fields.prose('if nobody moves')
  if (!wording || legs === undefined || within === undefined) return undefined
  const choices = fields.choices()
  return {
    id,
    wording,
    legs: [...new Set(legs)],
    within,
    after,
    ifNobodyMoves,
    choices,
    at: fields.head.at(),
  }
}

/** A block `jig power`. Whatever is wrong has been reported. */
export function powerOf(fields: Fields, id: ClauseId, quoted: Quoted, names: Names): Power | undefined {
  const wording = wordingOf(fields, `the power ${id}`, quoted)
  const who = fields.sentence('who', (sentence) => parties(sentence, names))
  if (!fields.has('who')) {
    const fix = 'write “who: jointly USA, RUS”, or “who: each of USA, RUS” if one alone is enough'
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
  const over = (fields.list('over') ?? []).flatMap(
    (passage) =>
      fields.read(passage, (sentence) => {
        const word = sentence.word('a clause', 'name a clause, like SEP.1.b, or several, like SEP.1.*')
        return knownClauses(names, word.text, sentence.where(word))
      }) ?? [],
  )
  const when = fields.sentence('when', (sentence) => condition(sentence, names))
  const effects = {
    'from then on': 'ex-nunc',
    'from then on (ex nunc)': 'ex-nunc',
    'from the start': 'ex-tunc',
    'from the start (ex tunc)': 'ex-tunc',
  } as const
  const effect = fields.has('effect') ? fields.oneOf('effect', effects) : ('ex-nunc' as const)
  if (!wording || who === undefined || may === undefined || effect === undefined) return undefined
  const { parties: holders, jointly } = who
  const choices = fields.choices()
  return {
    id,
    wording,
    holders,
    jointly,
    may,
    over: [...new Set(over)],
    when,
    effect,
    choices,
    at: fields.head.at(),
  }
}

function wordingOf(fields: Fields, block: string, quoted: Quoted): Wording | undefined {
  const cites = fields.prose('cites') ?? fields.missing('cites', 'name the paragraph, like “cites: ¶3(c)”')
  const source = fields.prose('source')
  if (source !== undefined && !/^https?:\/\/\S+$/.test(source))
    fields.refuse('source', `“${source}” is not an address`, 'write an address that begins with https://')
  if (quoted === undefined) {
    const fix = 'put the words (or a paraphrase) in a block quote directly before the block: “> …”'
    return fields.report(problems.wordingMissing({ block, fix, where: whereIn(fields.head) }))
  }
  return cites === undefined ? undefined : { text: quoted, cites, source }
}
