import type { Clause } from '../agreement/agreement.ts'
import type { ActorId, IncidentId, LogIndex } from '../statement/fields.ts'
import type { Duty } from './duty.ts'
import { weighed, wordsOf, type Word } from './speakers.ts'
import { incidentOf, type Log, type Told } from './told.ts'
import { matterName, NEVER, type Owes, type World } from './world.ts'

/** What is said about a duty's being done: kernel K1. `from` is when it may first have been so, `by` when it surely was. */
export type Performance = {
  readonly done: Since | undefined
  /** Said to be done, and not shown by those whom the standard asks for. */
  readonly open: Since | undefined
  /** Those whom the standard asks for looked, and up to `by` it was not done. */
  readonly refuted: Since | undefined
  /** The last word of each who said anything of it, as far as it is not decided. */
  readonly words: readonly Word[]
}

type Since = { readonly from: number; readonly by: number; readonly entries: readonly LogIndex[] }
type Act = Told<'act-declared' | 'act-confirmed' | 'act-refuted' | 'act-unresolved'>

/** Which acts count for a duty: those in a time (open on the right), of which `perhaps` is the earliest that may. */
export type Counting = {
  readonly surely: number
  readonly perhaps: number
  readonly until: number
  /** The entries of the breach that they must not leave for another, where it is one that calls for them. */
  readonly answering: readonly LogIndex[] | undefined
}

const NOTHING: Performance = { done: undefined, open: undefined, refuted: undefined, words: [] }

const STANCE = {
  'act-declared': 'for',
  'act-confirmed': 'for',
  'act-refuted': 'against',
  'act-unresolved': 'undecided',
} as const

/** Every statement that stands about whether a bearer did what a clause asks, in log order. */
export function actsAbout({ log, text }: World, { clause: { id }, bearer }: Owes): readonly Act[] {
  return log
    .of('act-declared', 'act-confirmed', 'act-refuted', 'act-unresolved')
    .filter(({ body }) => body.agreement === text.id && body.clause === id && body.party === bearer)
    .filter((act) => log.at(declaredBy(act)).first?.kind !== 'notice-given')
}

function declaredBy({ body }: Act): LogIndex | undefined {
  return 'declared' in body ? body.declared : undefined
}

/** The same without what its authors have replaced: whoever judges the same declaration again has changed its mind. */
export function actsStanding(world: World, owes: Owes): readonly Act[] {
  const acts = actsAbout(world, owes)
  const isReplaced = (act: Act, other: Act): boolean =>
    other.entry > act.entry &&
    declaredBy(act) !== undefined &&
    declaredBy(other) === declaredBy(act) &&
    act.by.every((actor) => other.by.includes(actor))
  return acts.filter((act) => !acts.some((other) => isReplaced(act, other)))
}

/** Each actor's last word in event time counts; what was once shown to be done stays done. */
export function performance(world: World, duty: Duty): Performance {
  const { counting, isOccurrence } = duty
  const { supposed, log } = world
  const name = matterName(duty, 'performance')
  const at = supposed?.done.get(name)
  if (at !== undefined && !isOccurrence) return { ...NOTHING, done: { from: at, by: at, entries: [] } }
  if (supposed?.refuted.has(name) === true && !isOccurrence)
    return { ...NOTHING, refuted: { from: supposed.at, by: supposed.at, entries: [] } }
  const key = `performance ${world.adopted} ${name} ${JSON.stringify(counting ?? 'any time')}`
  return log.once(key, () => performed(world, duty))
}

/**
 * By whom a duty that is kept to its end was shown to be kept then: whoever confirmed an earlier part said nothing of its
 * last moment.
 */
export function keptAtEnd(world: World, duty: Duty): Since | undefined {
  const { clause, ends } = duty
  const { done } = performance(world, duty)
  if (done === undefined || done.by >= ends - 1) return done
  const last = actsStanding(world, duty)
    .map(spanOf)
    .filter(({ latest }) => latest >= ends - 1)
  return walked(world, clause, last, 'latest').done
}

function performed(world: World, { clause, bearer, counting }: Duty): Performance {
  const all = actsStanding(world, { clause, bearer })
  const { surely: from = 0, perhaps: possible = 0, until = NEVER, answering } = counting ?? {}
  const acts = (answering === undefined ? all : all.filter((act) => answers(world.log, act, answering))).map(
    spanOf,
  )
  const [looks, others] = [acts.filter(isLook), acts.filter((act) => !isLook(act))]
  // What was not done over a span was not done in any part of it.
  const within = (since: number): readonly Spanned[] =>
    looks
      .map((one) => ({
        ...one,
        earliest: Math.max(one.earliest, since),
        latest: Math.min(one.latest, until - 1),
      }))
      .filter(({ earliest, latest }) => earliest <= latest)
  const may = [
    ...others.filter(({ earliest, latest }) => latest >= possible && earliest < until),
    ...within(possible),
  ]
  const must = [
    ...others.filter(({ earliest, latest }) => earliest >= from && latest < until),
    ...within(from),
  ]
  const surely = walked(world, clause, must, 'latest')
  const perhaps = walked(world, clause, may, 'earliest')
  const { done, refuted } = surely
  // One that may lie on either side of the time within which acts count leaves it open.
  const uncertain = done === undefined && must.length < may.length ? perhaps.done : undefined
  return {
    done: done && { ...done, from: Math.min(done.by, perhaps.done?.by ?? done.by) },
    open: perhaps.open ?? uncertain,
    refuted,
    words: perhaps.words,
  }
}

/** An act with the time of which it speaks, as far as that counts. */
type Spanned = { readonly act: Act; readonly earliest: number; readonly latest: number }

function spanOf(act: Act): Spanned {
  const { earliest, latest } = act.body.when
  return { act, earliest, latest }
}

function isLook({ act }: Spanned): boolean {
  return STANCE[act.body.kind] === 'against'
}

type Spoken = Word & { readonly at: number; readonly earliest: number; readonly latest: number }

/** Walks event time by one end of each act's interval, until the duty is shown to be done. */
function walked(
  { log, rule }: World,
  { evidence }: Clause,
  acts: readonly Spanned[],
  end: 'earliest' | 'latest',
): Performance {
  const spoken = new Map<ActorId, Spoken>()
  let found = NOTHING
  const speak = ({ act, earliest, latest }: Spanned, at: number): void => {
    for (const word of wordsOf(act, STANCE[act.body.kind], act.body.kind !== 'act-declared')) {
      const before = spoken.get(word.actor)
      // Of two words of one actor on the same time the later in the log stands.
      const isSame = before !== undefined && before.earliest >= earliest && before.latest <= latest
      if (!isSame || before.entry <= word.entry) spoken.set(word.actor, { ...word, at, earliest, latest })
    }
  }
  const inTime = acts.toSorted((a, b) => a[end] - b[end] || a.act.entry - b.act.entry)
  for (const [i, one] of inTime.entries()) {
    const at = one[end]
    const isDone = STANCE[one.act.body.kind] === 'for'
    // That it was not done at one time says nothing of a performance that is declared for a later one.
    for (const [actor, word] of spoken) {
      if (isDone && word.stance !== 'for' && word.latest < one.latest) spoken.delete(actor)
    }
    speak(one, at)
    // Whoever says of a whole span that it was not done speaks of each performance in it.
    const isOver = (look: Spanned): boolean => look.earliest <= one.earliest && one.latest <= look.latest
    if (isDone) for (const look of acts.filter(isLook)) if (isOver(look)) speak(look, at)
    // What was said of the same moment is weighed together.
    if (inTime[i + 1]?.[end] === at) continue
    const words = [...spoken.values()]
    const { weight, entries } = weighed(log, words, evidence, rule)
    const now = { from: at, by: at, entries }
    if (weight === 'established') return { ...NOTHING, done: now, open: found.open, words }
    if (weight === 'refuted')
      found = { ...NOTHING, refuted: now, open: afterLook(words, inTime.slice(0, i + 1), entries) }
    else if (weight !== 'unheard' && words.some((word) => word.stance !== 'against'))
      found = { ...NOTHING, open: { ...now, from: found.open?.from ?? at } }
  }
  return { ...found, words: [...spoken.values()] }
}

/** What is said to have been done at a time that may be after somebody looked is open from then on. */
function afterLook(
  words: readonly Spoken[],
  acts: readonly Spanned[],
  entries: readonly LogIndex[],
): Since | undefined {
  const looks = words.filter(({ stance }) => stance === 'against').map(({ latest }) => latest)
  const from = Math.min(...looks) + 1
  const isLater = acts.some(({ act, latest }) => STANCE[act.body.kind] === 'for' && latest >= from)
  return isLater ? { from, by: from, entries } : undefined
}

/** Whether an act answers the breach that has these entries: by naming one of its matter, or by naming none at all. */
function answers(log: Log, act: Act, entries: readonly LogIndex[]): boolean {
  const { body } = act
  const declared = log.at(declaredBy(act)).now
  const judged =
    declared?.kind === 'act-declared' && declared.clause === body.clause && declared.party === body.party
      ? declared.answers
      : undefined
  const named = body.answers ?? judged
  return named === undefined || entries.some((entry) => matterOf(log, entry) === matterOf(log, named))
}

/** What an entry speaks of: an incident, or itself where it belongs to none. */
function matterOf(log: Log, entry: LogIndex): IncidentId | LogIndex {
  const { first, now } = log.at(entry)
  if (first?.kind === 'incident-reported') return incidentOf(log, entry) ?? entry
  if (first?.kind === 'finding-made') return (now?.kind === 'finding-made' ? now : first).incident
  return first?.kind === 'reply-made' && first.to < entry ? matterOf(log, first.to) : entry
}
