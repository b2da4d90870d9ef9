import type { Standard, Term } from '../agreement/agreement.ts'
import { inLogOrder } from '../evidence/log-order.ts'
import { RECORD_READING } from '../evidence/readings.ts'
import { countBelow } from '../evidence/search.ts'
import { stanceOf, type Voice } from '../evidence/stance.ts'
import { push } from '../evidence/multimap.ts'
import type { LogIndex } from '../statement/fields.ts'
import { wordsOn, type Word } from './determined.ts'
import type { Question } from './question.ts'
import type { Span } from './streak.ts'

type StateTerm = Extract<Term, { is: 'state' }>

/** What is said one way of a stretch of time: the words that say so, and whether those who decide have decided it. */
type Side = {
  readonly voices: readonly Voice[]
  readonly entries: readonly LogIndex[]
  readonly established: boolean
}

/** A stretch of event time, open on the right, over which the same words stand. */
export type Stretch = Span & { readonly holds: Side; readonly fails: Side }

/** The end of what is said without one. */
const FOREVER = Number.MAX_SAFE_INTEGER

/**
 * What is said of a state over event time, in order: of every moment each speaker's last word on it. What somebody said later
 * stands in place of what it said before, for the time that the later word names and no other.
 */
export function saidOfState(asked: Question, { id, decidedBy }: StateTerm): readonly Stretch[] {
  const bySpeaker = new Map<Word['speaker'], Piece[]>()
  for (const word of wordsOn(asked, id, decidedBy)) {
    const { value, speaker } = word
    if (value.is === 'moment') continue
    const { from, until = FOREVER } = value
    // Of a time that ends when it begins, or before, nothing is said.
    if (from >= until) continue
    push(bySpeaker, speaker, { word, is: value.is, from, until })
  }
  return stretchesOf([...bySpeaker.values()].flatMap(lastWords), (words) => weigh(asked, words, decidedBy))
}

/** What stands of a word, or all of it. */
type Piece = Span & { readonly word: Word; readonly is: 'holds' | 'fails' }

/** Of one speaker's words in log order, what stands of each: of every moment the last of them. */
function lastWords(words: readonly Piece[]): readonly Piece[] {
  if (words.length === 1) return words
  const times = timesOf(words)
  const place = new Map(times.map((time, i) => [time, i]))
  // Where to look for the next time of which no later word speaks. Each is given away once, so that a long log stays quick.
  const next = times.map((_, i) => i)
  const nextFree = (from: number): number => {
    let at = from
    for (let then = next[at]; then !== undefined && then !== at; then = next[at]) {
      next[at] = next[then] ?? then
      at = then
    }
    return at
  }
  const pieces: Piece[] = []
  for (const word of words.toReversed()) {
    const end = place.get(word.until) ?? 0
    for (let i = nextFree(place.get(word.from) ?? 0); i < end; i = nextFree(i)) {
      pieces.push({ ...word, from: times[i] ?? 0, until: times[i + 1] ?? 0 })
      next[i] = i + 1
    }
  }
  return pieces
}

/** Stretches in order, each as long as the same words stand. */
function stretchesOf(
  pieces: readonly Piece[],
  weighed: (words: readonly Piece[]) => Pick<Stretch, 'holds' | 'fails'>,
): readonly Stretch[] {
  const times = timesOf(pieces)
  const begin = grouped(pieces, ({ from }) => from)
  const end = grouped(pieces, ({ until }) => until)
  const standing = new Set<Piece>()
  const stretches: Stretch[] = []
  for (const [i, from] of times.entries()) {
    for (const piece of end.get(from) ?? []) standing.delete(piece)
    for (const piece of begin.get(from) ?? []) standing.add(piece)
    if (standing.size === 0) continue
    const until = times[i + 1] ?? FOREVER
    const says = weighed([...standing])
    const before = stretches.at(-1)
    if (before?.until === from && isSame(before.holds, says.holds) && isSame(before.fails, says.fails)) {
      stretches[stretches.length - 1] = { ...before, until }
    } else stretches.push({ from, until, ...says })
  }
  return stretches
}

function weigh(asked: Question, words: readonly Piece[], by: Standard | undefined) {
  const side = (which: Piece['is']): Side => {
    const voices = words.flatMap(({ is, word }) => (is === which ? word.voices : []))
    if (voices.length === 0) return NOTHING
    const stance = by === undefined ? undefined : stanceOf(voices, by, RECORD_READING, asked.actors)
    return {
      voices,
      entries: inLogOrder(voices.map(({ entry }) => entry)),
      established: stance?.bounds.lo === 1,
    }
  }
  return { holds: side('holds'), fails: side('fails') }
}

const NOTHING: Side = { voices: [], entries: [], established: false }

function isSame(one: Side, other: Side): boolean {
  const { length } = one.entries
  return length === other.entries.length && one.entries.every((entry, i) => entry === other.entries[i])
}

function timesOf(pieces: readonly Piece[]): readonly number[] {
  return [...new Set(pieces.flatMap(({ from, until }) => [from, until]))].toSorted((a, b) => a - b)
}

function grouped(pieces: readonly Piece[], by: (piece: Piece) => number): ReadonlyMap<number, Piece[]> {
  const groups = new Map<number, Piece[]>()
  for (const piece of pieces) push(groups, by(piece), piece)
  return groups
}

/** What is said of a moment. */
export function readAt(stretches: readonly Stretch[]): (time: number) => Stretch | undefined {
  const ends = stretches.map(({ until }) => until)
  return (time) => {
    const stretch = stretches[countBelow(ends, time + 1)]
    return stretch !== undefined && stretch.from <= time ? stretch : undefined
  }
}

/** The spans, each as long as possible, over which something is said without a break. Open on the right, like stretches. */
export function runsOf(stretches: readonly Stretch[], isSaid: (one: Stretch) => boolean): readonly Span[] {
  const runs: Span[] = []
  for (const one of stretches) {
    if (!isSaid(one)) continue
    const { from, until } = one
    const before = runs.at(-1)
    if (before?.until === from) runs[runs.length - 1] = { from: before.from, until }
    else runs.push({ from, until })
  }
  return runs
}
