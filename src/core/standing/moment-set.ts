import type { Standard } from '../agreement/agreement.ts'
import { RECORD_READING } from '../evidence/readings.ts'
import { stanceOf, type Voice } from '../evidence/stance.ts'
import type { TermId } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import { wordsOn, type Word } from './determined.ts'
import type { Question } from './question.ts'

/** A time for a moment, with the words that name it. */
export type Named = { readonly instant: Instant; readonly voices: readonly Voice[] }

/**
 * What a moment was set to, and what was named last. It is set by the word that makes a time meet the standard, together with
 * the words on the same time that stand by then: of one speaker only its last. Nothing else moves it. So whoever repeats a
 * time by itself, after all had set another, has not set it anew.
 */
export function momentSet(asked: Question, id: TermId, by: Standard) {
  const standing = new Map<Word['speaker'], Instant>()
  const saying = new Map<Instant, Map<Word['speaker'], Word>>()
  const named = (instant: Instant): Named => {
    const words = [...(saying.get(instant)?.values() ?? [])]
    return { instant, voices: words.flatMap(({ voices }) => voices) }
  }
  let set: Named | undefined
  let last: Instant | undefined
  const words = wordsOn(asked, id, by)
  for (const [i, word] of words.entries()) {
    const { speaker, value, entry } = word
    if (value.is !== 'moment') continue
    const { instant } = value
    const before = standing.get(speaker)
    if (before !== undefined) saying.get(before)?.delete(speaker)
    standing.set(speaker, instant)
    const same = saying.get(instant) ?? new Map<Word['speaker'], Word>()
    saying.set(instant, same.set(speaker, word))
    last = instant
    // Those who sign one statement say it at once.
    if (words[i + 1]?.entry === entry || set?.instant === instant) continue
    const now = named(instant)
    if (stanceOf(now.voices, by, RECORD_READING, asked.actors)?.bounds.lo === 1) set = now
  }
  return { set, last: last === undefined ? undefined : named(last) }
}
