import type { Clause } from '../agreement/agreement.ts'
import { stanceOf, type Because, type Voice } from '../evidence/stance.ts'
import type { ActorId, LogIndex, PartyId } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import { instantOf } from './branded.ts'
import type { ActLog } from './act-log.ts'
import { readActs, type Act } from './acts.ts'
import type { Evaluation } from './evaluation.ts'
import type { Question } from './question.ts'
import { countBelow } from '../evidence/search.ts'

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
  /** The last word of each who said anything of it, as far as it is not decided. */
  readonly words: readonly Voice[]
}

/**
 * What a duty's acts were and came to between two entries that touched them, under one reading and with the same actors:
 * as far as it was asked. The acts themselves are kept for those alone who ask for them again.
 */
export type Kept = { acts: readonly Act[] | undefined; discharge: Discharge | undefined }

const NOTHING_SAID: Kept = {
  acts: [],
  discharge: { established: undefined, open: undefined, refuted: undefined, words: [] },
}

/** More readings than this would share what was read: admission keeps far below it. */
const AT_MOST = 65_536

function kept(at: Evaluation, clause: Clause, log: ActLog | undefined): Kept {
  const touches = log === undefined ? 0 : countBelow(log.touched, at.known)
  if (log === undefined || touches === 0) return NOTHING_SAID
  let ofClause = log.kept.get(clause)
  if (ofClause === undefined) log.kept.set(clause, (ofClause = new Map()))
  const key = at.grants * AT_MOST + at.readingNumber
  let byTouches = ofClause.get(key)
  if (byTouches === undefined) ofClause.set(key, (byTouches = new Map()))
  let read = byTouches.get(touches)
  if (read === undefined) byTouches.set(touches, (read = { acts: undefined, discharge: undefined }))
  return read
}

/** The acts of a duty, without those that their authors have replaced. */
export function actsRead(at: Evaluation, clause: Clause, party: PartyId): readonly Act[] {
  return actsIn(at, { clause, party, log: at.ofDuty.get(clause)?.get(party)?.acts })
}

type ActsOf = { readonly clause: Clause; readonly party: PartyId; readonly log: ActLog | undefined }

function actsIn(at: Evaluation, { clause, party, log }: ActsOf): readonly Act[] {
  const read = kept(at, clause, log)
  return (read.acts ??= readActs(at, clause, party, log))
}

/** What the acts that count come to. */
export function dischargeOf(at: Evaluation, of: ActsOf, counting: Counting | undefined): Discharge {
  const { clause, party, log } = of
  if (counting !== undefined) return dischargeFrom(at, clause, actsIn(at, of), counting)
  const read = kept(at, clause, log)
  return (read.discharge ??= dischargeFrom(
    at,
    clause,
    read.acts ?? readActs(at, clause, party, log),
    undefined,
  ))
}

/**
 * The same of a duty that is kept to its end, from what is said of its last moment: whoever confirmed an earlier part before
 * that said nothing of it.
 */
export function dischargeAtEnd(at: Evaluation, of: ActsOf, ends: Instant): Discharge {
  const all = dischargeOf(at, of, undefined)
  if (all.established === undefined || all.established.latest >= ends - 1) return all
  const last = dischargeFrom(
    at,
    of.clause,
    actsIn(at, of).filter(({ latest }) => latest >= ends - 1),
    undefined,
  )
  return last.established === undefined ? all : { ...all, established: last.established }
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
  const perhaps = counting === undefined ? acts : actsWithin(acts, counting, 'perhaps')
  const inside = counting === undefined ? acts : actsWithin(acts, counting, 'surely')
  const surely = run(asked, clause, inside, latestOf)
  const possibly = run(asked, clause, perhaps, earliestOf)
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
  return { established, open: possibly.open ?? uncertain, refuted: surely.refuted, words: possibly.words }
}

/**
 * The acts that count for a time. That something was not done is said of all of a span, and so of that part of it which
 * lies in the time; what was done was done at one moment, which lies there surely or perhaps.
 */
function actsWithin(acts: readonly Act[], counting: Counting, how: 'surely' | 'perhaps'): readonly Act[] {
  const { surelyFrom, perhapsFrom, until } = counting
  const since = how === 'surely' ? surelyFrom : perhapsFrom
  return acts.flatMap((act): readonly Act[] => {
    const { earliest, latest, stance } = act
    if (stance === 'oppose') {
      const from = instantOf(Math.max(earliest, since)) ?? earliest
      const through = instantOf(Math.min(latest, until - 1)) ?? latest
      return from > through ? [] : [{ ...act, earliest: from, latest: through }]
    }
    const counts =
      how === 'surely' ? earliest >= surelyFrom && latest < until : latest >= perhapsFrom && earliest < until
    return counts ? [act] : []
  })
}

type Run = {
  met: { at: Instant; entries: readonly LogIndex[] } | undefined
  open: Discharge['open']
  refuted: Discharge['refuted']
  words: readonly Voice[]
}

/** The last word of each actor: when it was so, and until when it speaks of it. */
type Words = Map<
  ActorId,
  Voice & { readonly at: Instant; readonly earliest: Instant; readonly latest: Instant }
>

/**
 * Walks event time: each actor's word holds until it says otherwise; what was once done stays done. What was said of the
 * same moment is weighed together, whoever was heard first; of two words of one actor the later in the log stands.
 */
function run(asked: Question, clause: Clause, acts: readonly Act[], timeOf: (act: Act) => Instant): Run {
  const result: Run = { met: undefined, open: undefined, refuted: undefined, words: [] }
  const words: Words = new Map()
  const sorted = acts.toSorted((a, b) => timeOf(a) - timeOf(b) || a.entry - b.entry)
  const looks = acts.filter(({ stance }) => stance === 'oppose')
  for (const [i, act] of sorted.entries()) {
    const at = timeOf(act)
    if (act.stance === 'support') {
      for (const [actor, word] of words) {
        // That it was not done at one time says nothing of a performance that is declared for a later one.
        if (word.stance !== 'support' && word.latest < act.latest) words.delete(actor)
      }
    }
    speak(words, act, at)
    // Whoever says of a whole span that it was not done speaks of each performance in it.
    if (act.stance === 'support') {
      for (const look of looks) if (spansOver(look, act)) speak(words, look, at)
    }
    const next = sorted[i + 1]
    if (next !== undefined && timeOf(next) === at) continue
    result.words = [...words.values()]
    const stance = stanceOf(result.words, clause.evidence, asked.reading, asked.actors)
    if (stance === undefined) continue
    const { bounds, because, entries } = stance
    if (bounds.lo === 1) {
      result.met = { at, entries }
      result.refuted = undefined
      return result
    }
    if (bounds.hi === 0) {
      result.refuted = { through: at, entries }
      result.open = openAfterLook(words, sorted.slice(0, i + 1), entries)
    } else if (!result.words.every(({ stance: word }) => word === 'oppose')) {
      result.refuted = undefined
      result.open = { from: result.open?.from ?? at, because, entries }
    }
  }
  return result
}

/** Of two words of one actor on the same time the later in the log stands. */
function speak(words: Words, { by, stance, weight, entry, earliest, latest }: Act, at: Instant): void {
  for (const actor of by) {
    const before = words.get(actor)
    const isSame = before !== undefined && before.earliest >= earliest && before.latest <= latest
    if (isSame && before.entry > entry) continue
    words.set(actor, { actor, stance, weight, entry, at, earliest, latest })
  }
}

function spansOver(look: Act, { earliest, latest }: Act): boolean {
  return look.earliest <= earliest && latest <= look.latest
}

const earliestOf = ({ earliest }: Act): Instant => earliest
const latestOf = ({ latest }: Act): Instant => latest

/** Whoever looked says nothing of what may have been done after that: a span that reaches further stays open from there. */
function openAfterLook(words: Words, acts: readonly Act[], entries: readonly LogIndex[]): Discharge['open'] {
  const looks = [...words.values()].filter(({ stance }) => stance === 'oppose').map(({ latest }) => latest)
  const from = instantOf(Math.min(...looks) + 1)
  if (from === undefined || !acts.some(({ stance, latest }) => stance === 'support' && latest >= from))
    return undefined
  return { from, because: 'disputed', entries }
}
