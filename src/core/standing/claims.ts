import { saidAsOf } from '../evidence/said.ts'
import { stanceOf, type Voice } from '../evidence/stance.ts'
import type { LogIndex } from '../statement/fields.ts'
import { MARKS } from './amended.ts'
import { entryOf } from './branded.ts'
import type { Verdict } from './case.ts'
import type { Evaluation } from './evaluation.ts'
import { isAboutNotice } from './notices.ts'
import type { Question } from './question.ts'
import { each, merged, type Reader } from './reader.ts'
import { codeOf } from './stances.ts'
import {
  EARLIEST,
  emptyTimeline,
  insert,
  LATEST,
  MARK,
  readRows,
  rowsIn,
  SOURCE,
  stands,
  STILL,
  type Strand,
  type Timeline,
} from './timeline.ts'
import { timelineOf } from './timeline-of.ts'
import type { Topic } from './topic.ts'

/**
 * The claims against one bearer under one duty that count as of a question: the rows of a timeline that stood when so many
 * entries were known. Refuted ones and those that the reading does not hear are left out.
 */
export type Claims = { readonly timeline: Timeline; readonly known: number }

/** One claim. It happened no earlier than `from` and no later than `until`. */
export type Claim = {
  readonly from: number
  readonly until: number
  readonly code: number
  readonly mark: number
  /** The report that makes it, or the verdict on a case. */
  readonly of: LogIndex | Verdict
}

export const NO_CLAIMS: Claims = { timeline: emptyTimeline(), known: 0 }

export function claimsOf(asked: Evaluation, topic: Topic | undefined, others: readonly Verdict[]): Claims {
  const claims = topic === undefined ? NO_CLAIMS : { timeline: timelineOf(asked, topic), known: asked.known }
  if (others.length === 0) return claims
  return claimsFrom([...eachClaim(claims), ...others.map(claimBy)])
}

function claimBy(verdict: Verdict): Claim {
  const { earliest: from, latest: until } = verdict
  return { from, until, code: codeOf(verdict), mark: MARKS.none, of: verdict }
}

/** Claims that were made anew from others, and stand whatever is known. */
export function claimsFrom(claims: readonly Claim[]): Claims {
  const timeline = emptyTimeline()
  for (const { from, until, code, mark, of } of claims) {
    const source = typeof of === 'number' ? of : -timeline.verdicts.push(of)
    insert(timeline, { earliest: from, latest: until, since: 0, code, mark, source })
  }
  return { timeline, known: STILL }
}

/** The claims in order of event time. */
export function eachClaim({ timeline, known }: Claims): Iterable<Claim> {
  const readers = timeline.strands.flatMap((strand, code) =>
    strand === undefined ? [] : [claimsOn(timeline, strand, code, known)],
  )
  return each(merged(readers, isBefore))
}

function claimsOn(timeline: Timeline, strand: Strand, code: number, known: number): Reader<Claim> {
  return readRows(
    strand,
    (number) => rowsIn(strand, number),
    (row) => (stands(strand, row, known) ? claimAt(timeline, strand, code, row) : undefined),
  )
}

/** The claim that a row makes. */
export function claimAt(timeline: Timeline, { times, entries }: Strand, code: number, row: number): Claim {
  return {
    from: times[row + EARLIEST] ?? 0,
    until: times[row + LATEST] ?? 0,
    code,
    mark: entries[row + MARK] ?? 0,
    of: basisOf(timeline, times[row + SOURCE] ?? 0),
  }
}

/** Among claims of one event time, the one that rests on the earlier entry comes first. */
export function isBefore(a: Claim, b: Claim): boolean {
  return a.from === b.from ? (entriesOf(a.of)[0] ?? -1) < (entriesOf(b.of)[0] ?? -1) : a.from < b.from
}

/** What a row's source stands for. */
function basisOf({ verdicts }: Timeline, source: number): Claim['of'] {
  if (source >= 0) return entryOf(source)
  const verdict = verdicts[-1 - source]
  if (verdict === undefined) throw new Error('a claim without a matter')
  return verdict
}

/** The entries that bear a claim out. */
export function entriesOf(of: Claim['of']): readonly LogIndex[] {
  return typeof of === 'number' ? [of] : of.entries
}

/** What a claim is about. */
export function aboutOf(of: Claim['of']): Verdict['about'] {
  return typeof of === 'number' ? { is: 'report', report: of } : of.about
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
  if (acts.length === 0) return []
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
