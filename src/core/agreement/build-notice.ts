import { problems } from '../problem.ts'
import type { DutyKind, NoticeMatter, NoticeRule } from './agreement.ts'
import type { Fields } from './block-fields.ts'
import { boundParty, nearest, type Names } from './names.ts'
import { duration } from './times.ts'
import type { Sentence } from './tokens.ts'

const MATTERS: readonly NoticeMatter[] = ['movement', 'air-activity', 'access', 'other']

/** The key `with notice`: how the acts under `except` have to be announced. Whatever is wrong has been reported. */
export function noticeOf(fields: Fields, duty: DutyKind | undefined, names: Names): NoticeRule | undefined {
  if (!fields.has('with notice')) return undefined
  if (duty !== undefined && duty !== 'refrain' && duty !== 'maintain')
    return fields.refuse(
      'with notice',
      'notice belongs to exceptions, and only what must not be done, or must be kept, has any',
      duty === 'permit'
        ? 'write what is forbidden without notice: “must not” in place of “may”, with what is allowed under “except”; or make the notice a duty of its own'
        : 'leave it out, or make the notice a duty of its own',
    )
  if (!fields.has('except'))
    return fields.refuse(
      'with notice',
      'a notice excuses nothing by itself',
      'say under “except” which acts are allowed with it',
    )
  return fields.sentence('with notice', (sentence) => notice(sentence, names))
}

/** notice = MATTER "to" PARTY { "," PARTY } "at" "least" duration "before" */
function notice(sentence: Sentence, names: Names): NoticeRule {
  const matter = MATTERS.find((one) => one === sentence.peek()) ?? 'movement'
  const told = names.parties.size === 0 ? '' : `, and for “…” who is told: ${[...names.parties].join(' or ')}`
  const fix = `write “with notice: ${matter} to … at least 24h before”${told}`
  const word = sentence.word('what the notice is about', fix)
  const about = MATTERS.find((one) => one === word.text)
  if (about === undefined) {
    const near = nearest(word.text, MATTERS)
    throw problems.agreementMalformed({
      because: `a notice is not about “${word.text}”`,
      fix: near === undefined ? `name one of ${MATTERS.join(', ')}` : `did you mean ${near}?`,
      where: sentence.where(word),
    })
  }
  sentence.expect(['to'], fix)
  const to = [receiver(sentence, names)]
  while (sentence.takeIf(',')) to.push(receiver(sentence, names))
  sentence.expect(['at', 'least'], fix)
  const lead = duration(sentence)
  sentence.expect(['before'], fix)
  return { about, to: [...new Set(to)], lead }
}

function receiver(sentence: Sentence, names: Names): NoticeRule['to'][number] {
  const party = sentence.word('a party', 'name the party that receives it')
  return boundParty(names, party.text, sentence.where(party))
}
