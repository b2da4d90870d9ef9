import type { LogIndex } from '../statement/fields.ts'
import { determinations, isMet, speakerUnder } from './conditions.ts'
import type { Span } from './counts.ts'
import { wordsOf, type Word } from './speakers.ts'
import type { State } from './states.ts'
import { inOrder } from './told.ts'
import { NEVER, type World } from './world.ts'

/** What is said of each moment from `from` to `until`, both included: the words of either kind, and whether they decide it. */
export type Said = {
  readonly from: number
  readonly until: number
  readonly holds: Side
  readonly fails: Side
}
type Side = { readonly words: readonly Word[]; readonly entries: readonly LogIndex[]; readonly sure: boolean }

/** Between two times at which what somebody says begins or ends, nothing changes: there each speaker's last word is weighed. */
export function saidOver({ log, text }: World, { id, decidedBy }: State): readonly Said[] {
  return log.once(`said over time: ${text.digest} ${id}`, () => {
    const speakerOf = speakerUnder(log, decidedBy)
    const told = determinations(log, text.id, id).flatMap((one) => {
      const { value } = one.body
      if (value.is === 'moment') return []
      const { is, from, until = NEVER } = value
      return [{ is, from, until, words: wordsOf(one, 'for', true) }]
    })
    const times = [...new Set(told.flatMap(({ from, until }) => [from, until]))].toSorted((a, b) => a - b)
    const said: Said[] = []
    for (const [i, from] of times.entries()) {
      const last = new Map<string, { is: string; words: readonly Word[] }>()
      for (const { is, words, ...span } of told) {
        if (span.from > from || from >= span.until) continue
        for (const { actor } of words) {
          const own = words.filter((word) => speakerOf(word.actor) === speakerOf(actor))
          last.set(speakerOf(actor), { is, words: own })
        }
      }
      const side = (which: 'holds' | 'fails'): Side => {
        const words = [...last.values()].flatMap((one) => (one.is === which ? one.words : []))
        return {
          words,
          entries: inOrder(words.map(({ entry }) => entry)),
          sure: isMet(log, words, decidedBy),
        }
      }
      if (last.size > 0)
        said.push({ from, until: (times[i + 1] ?? NEVER) - 1, holds: side('holds'), fails: side('fails') })
    }
    return said
  })
}

/** What is said of one moment. */
export function saidOn(world: World, term: State, time: number): Said | undefined {
  return saidOver(world, term).find(({ from, until }) => from <= time && time <= until)
}

/** What is said one way without a break is one span, however many said it of a part each. */
export function unbroken(
  said: readonly Said[],
  isSaid: (one: Said) => boolean,
  sure: boolean,
): readonly Span[] {
  const spans: Span[] = []
  for (const { from, until } of said.filter(isSaid)) {
    const before = spans.at(-1)
    const joins = before?.until === from - 1
    if (joins) spans.pop()
    spans.push({ from: joins ? before.from : from, until, whole: true, sure, entries: [] })
  }
  return spans
}
