import { problems } from '../problem.ts'
import type { DutyKind, NoticeMatter, NoticeRule } from './agreement.ts'
import type { Fields } from './block-fields.ts'
import { boundParty, nearest, type Names } from './names.ts'
import { duration } from './times.ts'
import type { Sentence } from './tokens.ts'

const MATTERS: readonly NoticeMatter[] = ['movement', 'air-activity', 'access', 'other']
const FIX = 'write “with notice: air-activity to JIG at least 24h before”'

/** The key `with notice`: how the acts under `except` have to be announced. Whatever is wrong has been reported. */
export function noticeOf(fields: Fields, duty: DutyKind | undefined, names: Names): NoticeRule | undefined {
  if (!fields.has('with notice')) return undefined
  if (!fields.has('except'))
    return fields.refuse(
      'with notice',
      'a notice excuses nothing by itself',
      'say under “except” which acts are allowed with it',
    )
  if (duty !== 'refrain' && duty !== 'maintain')
    return fields.refuse(
      'with notice',
      'only what must not be done, or must be kept, has exceptions',
      'leave it out, or make the notice a duty of its own',
    )
  return fields.sentence('with notice', (sentence) => notice(sentence, names))
}

/** notice = MATTER "to" PARTY { "," PARTY } "at" "least" duration "before" */
function notice(sentence: Sentence, names: Names): NoticeRule {
  const word = sentence.word('what the notice is about', FIX)
  const about = MATTERS.find((matter) => matter === word.text)
  if (about === undefined) {
    const near = nearest(word.text, MATTERS)
    throw problems.agreementMalformed({
      because: `a notice is not about “${word.text}”`,
      fix: near === undefined ? `name one of ${MATTERS.join(', ')}` : `did you mean ${near}?`,
      where: sentence.where(word),
    })
  }
  sentence.expect(['to'], FIX)
  const to = [receiver(sentence, names)]
  while (sentence.takeIf(',')) to.push(receiver(sentence, names))
  sentence.expect(['at', 'least'], FIX)
  const lead = duration(sentence)
  sentence.expect(['before'], FIX)
  return { about, to: [...new Set(to)], lead }
}

function receiver(sentence: Sentence, names: Names): NoticeRule['to'][number] {
  const party = sentence.word('a party', 'name the party that receives it')
  return boundParty(names, party.text, sentence.where(party))
}
