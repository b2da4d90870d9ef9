import { isLogIndex } from '../log/log-index.ts'
import type { Clause } from '../agreement/agreement.ts'
import { saidAsOf } from '../evidence/said.ts'
import { stanceOf, type Because, type Voice } from '../evidence/stance.ts'
import type { ActorId, LogIndex, PartyId } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import { isAboutNotice } from './notices.ts'
import type { ActLog } from './act-log.ts'
import type { Evaluation } from './evaluation.ts'
import type { Question } from './question.ts'
import { countBelow } from './search.ts'

/** What is said about whether a duty was done: the certificate of kernel K1 (response within a window). */
export type Discharge = {
  /** Done on this reading: no earlier than `earliest`, surely by `latest`. */
  readonly established:
    | { readonly earliest: Instant; readonly latest: Instant; readonly entries: readonly LogIndex[] }
    | undefined
  /** Somebody says it was done and the standard is not met: from when it may have been. */
  readonly open:
    | {
        readonly from: Instant
        readonly because: Because | 'time-uncertain'
        readonly entries: readonly LogIndex[]
      }
    | undefined
  /** Those whom the standard admits looked, and it was not done up to `through`. */
  readonly refuted: { readonly through: Instant; readonly entries: readonly LogIndex[] } | undefined
}

/** One statement about whether the duty was done. */
export type Act = {
  readonly entry: LogIndex
  readonly by: readonly ActorId[]
  readonly stance: Voice['stance']
  readonly weight: Voice['weight']
  readonly earliest: Instant
  readonly latest: Instant
  readonly declared: LogIndex | undefined
  /** The entry that it answers, by its own word or by that of the declaration that it judges. */
  readonly answers: LogIndex | undefined
}

const STANCES = {
  'act-declared': 'support',
  'act-confirmed': 'support',
  'act-refuted': 'oppose',
  'act-unresolved': 'inconclusive',
} as const
type ActKind = keyof typeof STANCES

function isActKind(kind: string): kind is ActKind {
  return Object.hasOwn(STANCES, kind)
}

const NONE: readonly LogIndex[] = []

/** Every statement about whether a party did what a clause asks, as known. */
export function actsOn({ known }: Question, log: ActLog | undefined): readonly LogIndex[] {
  return log === undefined || log.entries.length === 0 ? NONE : log.entries.filter((entry) => entry < known)
}

/** What was read of a duty's acts between two entries that touched them, under one reading and with the same actors. */
export type Kept = { readonly acts: readonly Act[]; discharge?: Discharge }

const NOTHING_SAID: Kept = {
  acts: [],
  discharge: { established: undefined, open: undefined, refuted: undefined },
}

/** More readings than this would share what was read: admission keeps far below it. */
const AT_MOST = 65_536

function kept(at: Evaluation, clause: Clause, party: PartyId, log: ActLog | undefined): Kept {
  const touches = log === undefined ? 0 : countBelow(log.touched, at.known)
  if (log === undefined || touches === 0) return NOTHING_SAID
  let ofClause = log.kept.get(clause)
  if (ofClause === undefined) log.kept.set(clause, (ofClause = new Map()))
  const key = at.grants * AT_MOST + at.readingNumber
  let byTouches = ofClause.get(key)
  if (byTouches === undefined) ofClause.set(key, (byTouches = new Map()))
  let read = byTouches.get(touches)
  if (read === undefined) {
    const acts = actsOn(at, log).flatMap((entry) => readAct(at, clause, party, entry))
    byTouches.set(touches, (read = { acts: acts.filter((act) => !isReplaced(act, acts)) }))
  }
  return read
}

/** The same, read: without those that their authors have replaced. */
export function actsRead(at: Evaluation, clause: Clause, party: PartyId): readonly Act[] {
  return kept(at, clause, party, at.ofDuty.get(clause)?.get(party)?.acts).acts
}

/** What the acts that count come to. */
export function dischargeOf(
  at: Evaluation,
  { clause, party, log }: { clause: Clause; party: PartyId; log: ActLog | undefined },
  counting: Counting | undefined,
): Discharge {
  const read = kept(at, clause, party, log)
  if (counting !== undefined) return dischargeFrom(at, clause, read.acts, counting)
  return (read.discharge ??= dischargeFrom(at, clause, read.acts, undefined))
}

/** The time within which an act counts, where not every time does: open on the right. */
export type Counting = { readonly surelyFrom: number; readonly perhapsFrom: number; readonly until: number }

/** What the acts come to. One that may lie on either side of the time within which acts count leaves it open. */
export function dischargeFrom(
  asked: Question,
  clause: Clause,
  acts: readonly Act[],
  counting: Counting | undefined,
): Discharge {
  const perhaps = acts.filter(
    ({ earliest, latest }) =>
      counting === undefined || (latest >= counting.perhapsFrom && earliest < counting.until),
  )
  const inside = perhaps.filter(
    ({ earliest, latest }) =>
      counting === undefined || (earliest >= counting.surelyFrom && latest < counting.until),
  )
  const surely = run(asked, clause, inside, 'latest')
  const possibly = run(asked, clause, perhaps, 'earliest')
  const established =
    surely.met === undefined
      ? undefined
      : {
          earliest:
            possibly.met === undefined || possibly.met.at > surely.met.at ? surely.met.at : possibly.met.at,
          latest: surely.met.at,
          entries: surely.met.entries,
        }
  const { met } = possibly
  const uncertain =
    established === undefined && met !== undefined && inside.length < perhaps.length
      ? { from: met.at, because: 'time-uncertain' as const, entries: met.entries }
      : undefined
  return { established, open: possibly.open ?? uncertain, refuted: surely.refuted }
}

function readAct(asked: Question, clause: Clause, party: PartyId, entry: LogIndex): Act[] {
  const said = asked.engine.record.said.get(entry)
  if (said === undefined || !isActKind(said.statement.kind)) return []
  const body = saidAsOf(asked.engine.record, entry, said.statement.kind, asked.known)
  if (body === undefined || !('party' in body) || body.clause !== clause.id || body.party !== party) return []
  if (isAboutNotice(asked, body)) return []
  const { kind, when } = body
  const declared = 'declared' in body && isLogIndex(body.declared) ? body.declared : undefined
  return [
    {
      entry,
      by: said.by,
      stance: STANCES[kind],
      weight: kind === 'act-declared' ? 'asserted' : 'verified',
      earliest: when.earliest,
      latest: when.latest,
      declared,
      answers: body.answers ?? answeredBy(asked, clause, party, declared),
    },
  ]
}

/** What a declaration of the same duty answers; whoever judges it judges it as an answer to that. */
function answeredBy(
  { engine, known }: Question,
  clause: Clause,
  party: PartyId,
  declared: LogIndex | undefined,
): LogIndex | undefined {
  if (declared === undefined) return undefined
  const body = saidAsOf(engine.record, declared, 'act-declared', known)
  if (body?.kind !== 'act-declared' || body.clause !== clause.id || body.party !== party) return undefined
  return body.answers
}

/** Whoever judges the same declaration again has changed its mind: the later judgement stands. */
function isReplaced(act: Act, acts: readonly Act[]): boolean {
  return (
    act.declared !== undefined &&
    acts.some(
      (other) =>
        other.entry > act.entry &&
        other.declared === act.declared &&
        act.by.every((actor) => other.by.includes(actor)),
    )
  )
}

type Run = {
  met: { at: Instant; entries: readonly LogIndex[] } | undefined
  open: Discharge['open']
  refuted: Discharge['refuted']
}

/**
 * Walks event time: each actor's word holds until it says otherwise; what was once done stays done. What was said of the
 * same moment is weighed together, whoever was heard first; of two words of one actor the later in the log stands.
 */
function run(asked: Question, clause: Clause, acts: readonly Act[], by: 'earliest' | 'latest'): Run {
  const result: Run = { met: undefined, open: undefined, refuted: undefined }
  const words = new Map<ActorId, Voice & { readonly at: Instant }>()
  const sorted = acts.toSorted((a, b) => a[by] - b[by] || a.entry - b.entry)
  for (const [i, act] of sorted.entries()) {
    // That it was not done at one time says nothing of a performance that is declared for a later one.
    if (act.stance === 'support') {
      for (const [actor, word] of words) {
        if (word.stance !== 'support' && word.at < act[by]) words.delete(actor)
      }
    }
    for (const actor of act.by) {
      words.set(actor, { actor, stance: act.stance, weight: act.weight, entry: act.entry, at: act[by] })
    }
    if (sorted[i + 1]?.[by] === act[by]) continue
    const stance = stanceOf([...words.values()], clause.evidence, asked.reading, asked.actors)
    if (stance === undefined) continue
    const { bounds, because, entries } = stance
    if (bounds.lo === 1) {
      result.met = { at: act[by], entries }
      result.refuted = undefined
      return result
    }
    if (bounds.hi === 0) {
      result.refuted = { through: act[by], entries }
      result.open = undefined
    } else if (![...words.values()].every(({ stance: word }) => word === 'oppose')) {
      result.refuted = undefined
      result.open = { from: result.open?.from ?? act[by], because, entries }
    }
  }
  return result
}
