import { stanceOf, type Because } from '../evidence/stance.ts'
import type { LogIndex } from '../statement/fields.ts'
import { gather, type Gathered, type Times } from './case-voices.ts'
import type { Question } from './question.ts'
import { NOTHING, type Case, type Topic } from './topic.ts'

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

/** The verdict on a case as of the question; `undefined` where, under this reading, nothing is said against this bearer. */
export function weigh(asked: Question, topic: Topic, one: Case): Verdict | undefined {
  const { known } = asked
  let touches = one.touched.length
  while (touches > 0 && (one.touched[touches - 1] ?? 0) >= known) touches -= 1
  // Before anything touched it, a lone report is told apart only by whether it was said yet.
  const said = one.about.is === 'incident' || one.about.report < known
  if (!said) return undefined
  const key = touches * GRANTS_AT_MOST + asked.grants
  let weighed = one.weighed[asked.readingNumber]
  if (weighed === undefined) one.weighed[asked.readingNumber] = weighed = { keys: [], verdicts: [] }
  const before = weighed.verdicts[weighed.keys.lastIndexOf(key)]
  if (before !== undefined) return before === NOTHING ? undefined : before
  const verdict = weighAnew(asked, topic, one)
  weighed.keys.push(key)
  weighed.verdicts.push(verdict ?? NOTHING)
  return verdict
}

/** More grants of a role than this would let two questions share a verdict: admission keeps far below it. */
const GRANTS_AT_MOST = 65_536

function weighAnew(asked: Question, topic: Topic, one: Case): Verdict | undefined {
  if (topic.bearer === undefined) return undefined
  const gathered = gather(asked, topic, topic.bearer, one.about)
  // Only what somebody lays to this bearer is a claim against it.
  return gathered.laid ? conclude(asked, topic, one.about, gathered) : undefined
}

function conclude(
  asked: Question,
  { clause }: Topic,
  about: Case['about'],
  gathered: Gathered,
): Verdict | undefined {
  const { voices, times, otherTimes } = gathered
  const stance = stanceOf(voices, clause.evidence, asked.reading, asked.actors)
  if (stance === undefined) return undefined
  const { earliest, latest } = together(times.length > 0 ? times : otherTimes)
  const { entries } = stance
  const { lo, hi } = stance.bounds
  const claimed = lo === 1 && !gathered.found
  // An exception that the bearer claims opens what rests on anybody's mere word; a finding decides.
  if (claimed && gathered.explained && clause.exceptions.length > 0) {
    return { lo: 0, hi, because: 'disputed', earliest, latest, entries, about }
  }
  if (claimed && gathered.unsure) return { lo: 0, hi, because: 'alleged', earliest, latest, entries, about }
  return { lo, hi, because: stance.because, earliest, latest, entries, about }
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
