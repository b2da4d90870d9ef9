import { saidAsOf } from '../evidence/said.ts'
import { stanceOf, type Because } from '../evidence/stance.ts'
import type { ActorId, LogIndex } from '../statement/fields.ts'
import { gather, type Gathered, type Times } from './case-voices.ts'
import type { Hearing } from './question.ts'
import type { Case, Topic } from './topic.ts'
import { touchesKept } from './touched.ts'

/** What a case comes to as of a question: whether the bearer breached the duty, and when that would have been. */
export type Verdict = {
  readonly lo: 0 | 1
  readonly hi: 0 | 1
  readonly because: Because
  readonly earliest: number
  readonly latest: number
  readonly entries: readonly LogIndex[]
  /** What the claim is about: a case, or a statement that a continuing duty was not kept. */
  readonly about: Case['about'] | { readonly is: 'refutation'; readonly entry: LogIndex }
}

/** What a case comes to, and those whose word was taken in: what is known of them may change it. */
export type Weighed = { readonly verdict: Verdict | undefined; readonly heard: readonly ActorId[] }

/** Weighs a case as of the question. There is no verdict where, under this reading, nothing stands against the bearer. */
export function weigh(asked: Hearing, topic: Topic, { about }: Case): Weighed {
  if (topic.bearer === undefined) return { verdict: againstNobody(asked, topic, about), heard: [] }
  const gathered = gather(asked, topic, topic.bearer, about)
  // Only what somebody lays to this bearer is a claim against it.
  const verdict = gathered.laid ? conclude(asked, topic, about, gathered) : undefined
  return { verdict: verdict?.hi === 1 ? verdict : undefined, heard: gathered.heard }
}

/** A report that names nobody, as it was last corrected and not withdrawn: open, whoever it is linked with. */
function againstNobody(asked: Hearing, { clause, side }: Topic, about: Case['about']): Verdict | undefined {
  if (about.is !== 'report') return undefined
  const { engine, known, text } = asked
  const body = saidAsOf(engine.record, about.report, 'incident-reported', known)
  if (body?.kind !== 'incident-reported') return undefined
  if (side === undefined ? body.sides !== undefined : body.sides?.includes(side) !== true) return undefined
  const touches = touchesKept(engine.touches, body, text)
  if (!touches.some((touch) => touch.clause === clause.id && touch.bearer === undefined)) return undefined
  const { earliest, latest } = body.when
  return { lo: 0, hi: 1, because: 'alleged', earliest, latest, entries: [about.report], about }
}

/** Whether two verdicts on one case say the same and rest on the same entries. */
export function sameVerdict(a: Verdict, b: Verdict): boolean {
  return (
    a.lo === b.lo &&
    a.because === b.because &&
    a.earliest === b.earliest &&
    a.latest === b.latest &&
    a.entries.length === b.entries.length &&
    a.entries.every((entry, i) => entry === b.entries[i])
  )
}

function conclude(
  asked: Hearing,
  { clause }: Topic,
  about: Case['about'],
  gathered: Gathered,
): Verdict | undefined {
  const stance = stanceOf(gathered.voices, clause.evidence, asked.reading, asked.actors)
  if (stance === undefined) return undefined
  const { entries } = stance
  const { earliest, latest } = together(timesHeard(gathered, entries))
  const { lo, hi } = stance.bounds
  const claimed = lo === 1 && !gathered.found
  // An exception that the bearer claims opens what rests on anybody's mere word; a finding decides.
  if (claimed && gathered.explained && clause.exceptions.length > 0) {
    return { lo: 0, hi, because: 'disputed', earliest, latest, entries, about }
  }
  if (claimed && gathered.unsure) return { lo: 0, hi, because: 'alleged', earliest, latest, entries, about }
  return { lo, hi, because: stance.because, earliest, latest, entries, about }
}

/**
 * A finding that the reading hears decides when it was, as it decides what it was: a report of another time opens nothing.
 * Else it is when those say who report it; and where none of them does, when anybody says.
 */
function timesHeard(
  { times, foundTimes, otherTimes }: Gathered,
  heard: readonly LogIndex[],
): readonly Times[] {
  const found = foundTimes.filter(({ entry }) => heard.includes(entry))
  return [found, times, foundTimes, otherTimes].find((some) => some.length > 0) ?? []
}

/** Nobody said when. */
const ANY_TIME: Times = { earliest: 0, latest: Number.MAX_SAFE_INTEGER }

/** The time that all accounts allow; where they exclude each other, the whole span of them. */
function together(times: readonly Times[]): Times {
  if (times.length === 0) return ANY_TIME
  let [from, until, least, most] = [-Infinity, Infinity, Infinity, -Infinity]
  for (const { earliest, latest } of times) {
    if (earliest > from) from = earliest
    if (latest < until) until = latest
    if (earliest < least) least = earliest
    if (latest > most) most = latest
  }
  return from <= until ? { earliest: from, latest: until } : { earliest: least, latest: most }
}
