import type { Standard } from '../agreement/agreement.ts'
import { saidAsOf } from '../evidence/said.ts'
import { namedIn, speaksAs, voiceOf, type Voice } from '../evidence/stance.ts'
import { push } from '../evidence/multimap.ts'
import type { ActorId, LogIndex, PartyId, TermId } from '../statement/fields.ts'
import type { StatementOf } from '../statement/kinds.ts'
import type { Question } from './question.ts'

/** One speaker's word on a term, as one entry has it: of two of them on the same matter the later one stands. */
export type Word = {
  /** Those whom the standard names speak with the voice that they have in a quorum, everybody else for itself. */
  readonly speaker: ActorId | PartyId
  readonly value: StatementOf<'term-determined'>['value']
  readonly entry: LogIndex
  /** The speaker's actors that signed it. */
  readonly voices: readonly Voice[]
}

/** What is said of a term, as known, in log order. */
export function wordsOn(asked: Question, term: TermId, by: Standard | undefined): readonly Word[] {
  const { engine, text, known } = asked
  const speakerOf = speakersUnder(asked, by)
  const words: Word[] = []
  for (const entry of engine.about.get(`term|${text.id}|${term}`) ?? []) {
    const body = saidAsOf(engine.record, entry, 'term-determined', known)
    if (body === undefined || body.kind !== 'term-determined') continue
    const signed = new Map<ActorId | PartyId, Voice[]>()
    for (const actor of engine.record.said.get(entry)?.by ?? []) {
      push(signed, speakerOf(actor), { actor, stance: 'support', weight: 'verified', entry })
    }
    for (const [speaker, voices] of signed) words.push({ speaker, value: body.value, entry, voices })
  }
  return words
}

/** In whose name each actor speaks of a term. Asked once of each, since the same few speak again and again. */
function speakersUnder(
  { actors }: Question,
  by: Standard | undefined,
): (actor: ActorId) => ActorId | PartyId {
  const named = by === undefined ? [] : namedIn(by)
  const found = new Map<ActorId, ActorId | PartyId>()
  return (actor) => {
    const before = found.get(actor)
    if (before !== undefined) return before
    const isNamed = named.some((who) => speaksAs(actor, who, actors))
    const speaker = isNamed ? voiceOf(actor, named, actors) : actor
    found.set(actor, speaker)
    return speaker
  }
}
