import type { Agreement, Power } from '../agreement/agreement.ts'
import type { ClauseId, LogIndex, PartyId } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import type { Question } from './question.ts'
import { anchorOf, isBy } from './formal.ts'
import { attemptsOf, spokenFor, usesSaid, type Attempt, type Use } from './power-uses.ts'
import { recordedAt } from './recorded.ts'
import type { Onset, Reason } from './standing.ts'

/** One exercise of a power that has effect: by its holders, within what the text lets them do. */
export type Exercise = {
  readonly power: Power
  readonly from: Instant
  /** Until when it is to last, as its holders said. */
  readonly until: Instant | undefined
  /** Until when it lasts: no longer than until it is taken back. What is done once it has effect lasts all the same. */
  readonly lasts: Instant | undefined
  /** The statements by which it was used, and the one with which it was taken back. */
  readonly entries: readonly LogIndex[]
  readonly parties: readonly PartyId[]
  /** The entry with which it was complete: what was known then is the ground on which it was used. */
  readonly completed: LogIndex
  /** What is to be said of it beside: that its ground has fallen, or that it was taken back. */
  readonly remarks: readonly Reason[]
  /** Its ground was met as known then and is not any more. It stands all the same, because the text lets it. */
  readonly overturned: boolean
}

export type Exercises = {
  readonly effective: readonly Exercise[]
  /** Attempts without effect, each with the reason. */
  readonly void: readonly { readonly power: Power; readonly from: Instant; readonly reason: Reason }[]
}

/** Whether a power's or state's list of clauses covers a clause: by its id, or by that of the paragraph it stands under. */
export function covers(over: readonly ClauseId[], clause: string): boolean {
  return over.length === 0 || over.some((id) => id === clause || clause.startsWith(`${id}.`))
}

/** Whether a power acts on every clause of a text; those that are left out because they have a fault are clauses of it too. */
export function coversAll({ over }: Power, { clauses, document }: Agreement): boolean {
  const leftOut = document.flatMap((part) =>
    part.is === 'left-out' && part.kind === 'clause' ? [part.id] : [],
  )
  return [...clauses.keys(), ...leftOut].every((id) => covers(over, id))
}

/** When a power's own condition came true, weighed as if no power had been used, as known when the log had `known` entries. */
export type Ground = (condition: NonNullable<Power['when']>, known: number) => Onset

/**
 * Every exercise of a power as known, in order of effect. Its quorum acts by one statement or by several that say the
 * same; of more uses than the text allows, those that were complete first count.
 */
export function exercisesOf(asked: Question, power: Power, ground: Ground): Exercises {
  return weighed(asked, power, ground, usesSaid(asked, power))
}

/** What a party said in an entry, to be read as if it had used a power by it: from then on, and without an end. */
export type ReadAsUse = {
  readonly entry: LogIndex
  readonly party: PartyId
  readonly from: Instant
  readonly hasReasons: boolean
}

/**
 * What a holder's words come to if they are read as one more use of its power, on the whole text: the exercise by the
 * holder that would then have effect at that time (this one, or one from before), or why this one would have none.
 */
export function readAsUse(asked: Question, power: Power, ground: Ground, said: ReadAsUse): Exercise | Reason {
  const { entry, party, from, hasReasons } = said
  // Nobody uses another's power: what a guarantor says in the name of a holder is no word of the holder.
  const isOwn = spokenFor(asked, entry).includes(party)
  const by = isOwn ? [party] : []
  const lacks = (code: string): Reason => withoutEffect(power, code, from, by, [entry])
  if (asked.text.force === 'draft') return lacks('draft')
  if (!coversAll(power, asked.text)) return lacks('power-does-not-reach')
  const use: Use = { entry, by, act: power.may, from, until: undefined, hasReasons, takenBack: undefined }
  const uses = [...usesSaid(asked, power), ...(isOwn ? [use] : [])].toSorted((a, b) => a.entry - b.entry)
  const { effective, void: without } = weighed(asked, power, ground, uses)
  const had = effective.find((one) => one.from <= from && one.parties.includes(party))
  return (
    had ?? without.find(({ reason }) => reason.entries.includes(entry))?.reason ?? lacks('power-wrong-body')
  )
}

function weighed(asked: Question, power: Power, ground: Ground, uses: readonly Use[]): Exercises {
  const effective: Exercise[] = []
  const without: Exercises['void'][number][] = []
  const attempts = attemptsOf(uses, power).toSorted(
    (a, b) => (a.completed ?? Infinity) - (b.completed ?? Infinity),
  )
  for (const attempt of attempts) {
    const { from, by, completed, takenBack } = attempt
    const entries = takenBack === undefined ? attempt.entries : [...attempt.entries, takenBack]
    const verdict = judged(asked, power, attempt, ground, effective.length)
    if (typeof verdict !== 'string') {
      if (completed !== undefined)
        effective.push(exercise(asked, power, { ...attempt, entries, completed }, verdict.overturned))
      // Of what lacked something else and is no longer said, there is nothing to say.
    } else if (takenBack === undefined || verdict === TAKEN_BACK)
      without.push({ power, from, reason: withoutEffect(power, verdict, from, by, entries) })
  }
  return { effective: effective.toSorted(inOrder), void: without.toSorted(inOrder) }
}

/** The code of a use that was taken back before it had effect. */
const TAKEN_BACK = 'power-taken-back'

type Complete = Attempt & { readonly completed: LogIndex }

function exercise(asked: Question, power: Power, attempt: Complete, overturned: boolean): Exercise {
  const { from, until, by: parties, entries, completed, takenBack } = attempt
  const back = takenBack === undefined ? undefined : recordedAt(asked, takenBack).certain
  // To withdraw and to resume is done at once: what was ended does not go on because a word is taken back.
  const isDone = power.may === 'withdraw' || power.may === 'resume'
  const isCut = back !== undefined && !isDone && (until === undefined || back < until)
  const values = { power: power.id, from }
  const remarks: Reason[] = []
  if (overturned) remarks.push({ code: 'power-stands-overturned', values, entries })
  if (isCut) remarks.push({ code: 'power-ended-taken-back', values: { ...values, until: back }, entries })
  else if (takenBack !== undefined) {
    const code = back === undefined ? 'power-unread-taken-back' : 'power-stands-taken-back'
    remarks.push({ code, values, entries })
  }
  return { power, from, until, lasts: isCut ? back : until, entries, parties, completed, remarks, overturned }
}

/**
 * Whether a use was taken back before it had effect, by the log's clock. That is from the time that it names, but not before
 * it was on the record itself: until then nobody went by it (Vienna Convention on the Law of Treaties, article 68).
 */
function isTakenBackFirst(asked: Question, { from, takenBack }: Attempt, completed: LogIndex): boolean {
  if (takenBack === undefined) return false
  const back = recordedAt(asked, takenBack).certain
  const known = recordedAt(asked, completed).certain
  return back !== undefined && known !== undefined && back <= Math.max(from, known)
}

function withoutEffect(
  power: Power,
  code: string,
  from: Instant,
  by: readonly PartyId[],
  entries: readonly LogIndex[],
): Reason {
  const have = holdersIn(power, by).length
  const told = power.form?.told === undefined ? {} : { within: power.form.told }
  return { code, values: { power: power.id, from, needs: power.quorum, have, ...told }, entries }
}

const inOrder = (a: { from: Instant }, b: { from: Instant }): number => a.from - b.from

function holdersIn({ holders }: Power, by: readonly PartyId[]): readonly PartyId[] {
  return holders.filter((holder) => by.includes(holder))
}

/** Why an exercise has no effect, as a reason's code; or that it has, and whether its ground has fallen since. */
function judged(
  asked: Question,
  power: Power,
  attempt: Attempt,
  ground: Ground,
  before: number,
): string | { readonly overturned: boolean } {
  const { act, from, by, completed } = attempt
  const { may, when, form = {}, limits = {} } = power
  const holders = holdersIn(power, by).length
  if (act !== may) return 'power-does-not-reach'
  if (holders === 0) return 'power-wrong-body'
  if (completed === undefined)
    return holders < power.quorum ? 'power-short-of-quorum' : 'power-without-reasons'
  if (form.told !== undefined) {
    const told = recordedAt(asked, completed).certain
    if (told === undefined || told + form.told > from) return 'power-not-told-in-time'
  }
  const outside = outsideLimits(asked, power, attempt)
  if (outside !== undefined) return outside
  let overturned = false
  if (when !== undefined && !isBy(ground(when, asked.known).certain, from)) {
    const wasMet = isBy(ground(when, completed + 1).certain, from)
    if (!wasMet) return 'power-condition-not-met'
    if (fallsWithItsGround(power)) return 'power-ground-overturned'
    overturned = true
  }
  if (isTakenBackFirst(asked, attempt, completed)) return TAKEN_BACK
  return limits.times !== undefined && before >= limits.times ? 'power-used-up' : { overturned }
}

/** Why a use lies outside the time that the text allows; `undefined` where it does not. */
export function outsideLimits(
  asked: Question,
  { may, limits = {} }: Power,
  { from, until }: Pick<Attempt, 'from' | 'until'>,
): string | undefined {
  const last = limits.by === undefined ? undefined : anchorOf(asked, limits.by).onset.certain
  if (last !== undefined && from > last) return 'power-too-late'
  // How long an extension is shows only beside the end that it moves: see `endOf`.
  const long = may !== 'extend' && limits.length !== undefined
  return long && (until === undefined || until - from > limits.length) ? 'power-too-long' : undefined
}

/** Whether a use falls once its ground is overturned: as the text says or, where it is silent, as far back as its effect reaches. */
function fallsWithItsGround({ effect, ifOverturned }: Power): boolean {
  return ifOverturned === undefined ? effect === 'ex-tunc' : ifOverturned.is === 'falls'
}
