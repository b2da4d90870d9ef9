import { saidAsOf } from '../evidence/said.ts'
import { stanceOf, type Voice } from '../evidence/stance.ts'
import type { LogIndex } from '../statement/fields.ts'
import { entryOf } from './branded.ts'
import { weigh, type Verdict } from './case.ts'
import { isAboutNotice } from './notices.ts'
import type { Question } from './question.ts'
import { settle, type Topic } from './topic.ts'

/** Stances as small numbers, so that a hundred thousand of them fit in a column. From `OPEN` on, a claim is open. */
export const ESTABLISHED = 1
export const OPEN = 2
const CODES = { established: ESTABLISHED, alleged: 2, disputed: 3, inconclusive: 4, unreported: 2 } as const
const NOT_HEARD = 0

export const OPEN_REASONS = ['alleged', 'disputed', 'inconclusive', 'notice-open'] as const

/**
 * The claims against one bearer under one duty that count as of a question, in order of event time. Refuted ones and
 * those that the reading does not hear are left out.
 */
export type Claims = {
  readonly count: number
  readonly earliest: Float64Array
  readonly latest: Float64Array
  readonly code: Uint8Array
  /** The report's entry or, below zero, −1 − its place in `verdicts`. */
  readonly source: Int32Array
  readonly verdicts: readonly Verdict[]
  /** Only under an amended text: how each lies to the time of the duty, see `amended.ts`. */
  readonly marks?: Uint8Array
}

const NONE: Claims = {
  count: 0,
  earliest: new Float64Array(0),
  latest: new Float64Array(0),
  code: new Uint8Array(0),
  source: new Int32Array(0),
  verdicts: [],
}

export function claimsOf(asked: Question, topic: Topic | undefined, others: readonly Verdict[]): Claims {
  // Only what is asked of the present is kept: a past is seldom asked twice.
  if (topic === undefined || others.length > 0 || asked.known < topic.changed) {
    return mergedClaims(asked, topic, others)
  }
  const key = `${asked.readingNumber}|${asked.grants}`
  const before = topic.kept.get(key)
  if (before !== undefined && before.changed === topic.changed) return before.claims
  const claims = mergedClaims(asked, topic, others)
  topic.kept.set(key, { changed: topic.changed, claims })
  return claims
}

function mergedClaims(asked: Question, topic: Topic | undefined, others: readonly Verdict[]): Claims {
  const verdicts = [...others]
  for (const one of topic?.cases.values() ?? []) {
    const verdict = topic === undefined ? undefined : weigh(asked, topic, one)
    if (verdict !== undefined && verdict.hi === 1) verdicts.push(verdict)
  }
  const rows = topic?.columns.count ?? 0
  if (rows === 0 && verdicts.length === 0) return NONE
  verdicts.sort((a, b) => a.earliest - b.earliest || firstOf(a) - firstOf(b))
  return merge(asked, topic, verdicts)
}

function firstOf({ entries }: Verdict): number {
  return entries[0] ?? -1
}

function merge(asked: Question, topic: Topic | undefined, verdicts: readonly Verdict[]): Claims {
  const rows = topic?.columns.count ?? 0
  const most = rows + verdicts.length
  const earliest = new Float64Array(most)
  const latest = new Float64Array(most)
  const code = new Uint8Array(most)
  const source = new Int32Array(most)
  let count = 0
  let next = 0
  const put = (from: number, until: number, stance: number, by: number): void => {
    earliest[count] = from
    latest[count] = until
    code[count] = stance
    source[count] = by
    count += 1
  }
  const putVerdictsUntil = (time: number): void => {
    for (let one = verdicts[next]; one !== undefined && one.earliest < time; one = verdicts[next]) {
      put(one.earliest, one.latest, codeOf(one), -1 - next)
      next += 1
    }
  }
  if (topic !== undefined && rows > 0) {
    settle(topic.columns)
    const { columns } = topic
    const { notPlain } = asked.engine
    const words = wordCodes(asked, topic)
    for (let i = 0; i < rows; i += 1) {
      const entry = columns.entry[i] ?? 0
      if (entry >= asked.known || notPlain[entry] === 1) continue
      let stance = words[columns.author[i] ?? 0] ?? NOT_HEARD
      if (stance === NOT_HEARD) continue
      if (stance === ESTABLISHED && columns.unsure[i] === 1) stance = OPEN
      const from = columns.earliest[i] ?? 0
      if (next < verdicts.length) putVerdictsUntil(from)
      put(from, columns.latest[i] ?? 0, stance, entry)
    }
  }
  putVerdictsUntil(Infinity)
  return { count, earliest, latest, code, source, verdicts }
}

function codeOf({ lo, because }: Verdict): number {
  if (lo === 1) return ESTABLISHED
  return because === 'disputed' || because === 'inconclusive' ? CODES[because] : OPEN
}

/** Which entry it is changes nothing about what it comes to. */
const NO_ENTRY = entryOf(0)

/** What a plain report comes to by who made it: one report by itself is its authors' word and nothing more. */
function wordCodes({ engine, reading, actors }: Question, { clause }: Topic): Uint8Array {
  const codes = new Uint8Array(engine.authorGroups.length)
  for (const [number, by] of engine.authorGroups.entries()) {
    const voices = by.map((actor): Voice => ({
      actor,
      stance: 'support',
      weight: 'asserted',
      entry: NO_ENTRY,
    }))
    const stance = stanceOf(voices, clause.evidence, reading, actors)
    codes[number] = stance === undefined ? NOT_HEARD : stance.bounds.lo === 1 ? ESTABLISHED : OPEN
  }
  return codes
}

/** The entries that bear a claim out. */
export function entriesOf({ source, verdicts }: Claims, i: number): readonly LogIndex[] {
  const of = source[i] ?? 0
  return of >= 0 ? [entryOf(of)] : (verdicts[-1 - of]?.entries ?? [])
}

/**
 * Refutations of a continuing duty: a verifier says that at some time it was not kept. Each is a claim of a breach;
 * a confirmation that covers the same time speaks against it.
 */
export function refutations(
  asked: Question,
  topic: Pick<Topic, 'clause' | 'bearer'>,
  acts: readonly LogIndex[],
): readonly Verdict[] {
  const { record } = asked.engine
  const heard = acts.flatMap((entry) => {
    const kind = record.said.get(entry)?.statement.kind
    if (kind !== 'act-refuted' && kind !== 'act-confirmed') return []
    const body = saidAsOf(record, entry, kind, asked.known)
    if (body === undefined || !('clause' in body)) return []
    if (body.clause !== topic.clause.id || body.party !== topic.bearer) return []
    if (isAboutNotice(asked, body)) return []
    return [{ entry, refutes: kind === 'act-refuted', when: body.when, by: record.said.get(entry)?.by ?? [] }]
  })
  return heard
    .filter(({ refutes }) => refutes)
    .flatMap(({ entry, when, by }): Verdict[] => {
      const voices: Voice[] = by.map((actor) => ({ actor, stance: 'support', weight: 'verified', entry }))
      for (const other of heard) {
        if (other.refutes || other.when.earliest > when.earliest || other.when.latest < when.latest) continue
        for (const actor of other.by) {
          voices.push({ actor, stance: 'oppose', weight: 'verified', entry: other.entry })
        }
      }
      const stance = stanceOf(voices, topic.clause.evidence, asked.reading, asked.actors)
      if (stance === undefined || stance.bounds.hi === 0) return []
      const { bounds, because, entries } = stance
      const about = { is: 'refutation' as const, entry }
      return [{ ...bounds, because, earliest: when.earliest, latest: when.latest, entries, about }]
    })
}
