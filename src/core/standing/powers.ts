import type { Agreement, Power } from '../agreement/agreement.ts'
import { saidAsOf } from '../evidence/said.ts'
import type { ClauseId, LogIndex, PartyId } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import type { Question } from './question.ts'
import { anchorOf, isBy } from './formal.ts'
import { recordedAt } from './recorded.ts'
import type { Onset, Reason } from './standing.ts'

/** One exercise of a power that has effect: by its holders, within what the text lets them do. */
export type Exercise = {
  readonly power: Power
  readonly from: Instant
  readonly until: Instant | undefined
  readonly entries: readonly LogIndex[]
  readonly parties: readonly PartyId[]
  /** The entry with which it was complete: what was known then is the ground on which it was used. */
  readonly completed: LogIndex
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
function coversAll({ over }: Power, { clauses, document }: Agreement): boolean {
  const leftOut = document.flatMap((part) =>
    part.is === 'left-out' && part.kind === 'clause' ? [part.id] : [],
  )
  return [...clauses.keys(), ...leftOut].every((id) => covers(over, id))
}

/** When a power's own condition came true, weighed as if no power had been used, as known when the log had `known` entries. */
export type Ground = (condition: NonNullable<Power['when']>, known: number) => Onset

/** One statement by which a power is used, and for whom its authors act. */
type Use = {
  readonly entry: LogIndex
  readonly by: readonly PartyId[]
  readonly act: Power['may']
  readonly from: Instant
  readonly until: Instant | undefined
  readonly hasReasons: boolean
}

type Group = Pick<Use, 'act' | 'from' | 'until'> & {
  readonly by: PartyId[]
  /** Those of them who gave reasons, where the text asks for them. */
  readonly joined: PartyId[]
  readonly entries: LogIndex[]
  /** The entry with which enough of its holders had joined; later ones that say the same add nothing. */
  completed: LogIndex | undefined
}

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
  const use: Use = { entry, by, act: power.may, from, until: undefined, hasReasons }
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
  const groups = groupsOf(uses, power).toSorted(
    (a, b) => (a.completed ?? Infinity) - (b.completed ?? Infinity),
  )
  for (const group of groups) {
    const { from, until, by, entries, completed } = group
    const verdict = judged(asked, power, group, ground, effective.length)
    if (typeof verdict === 'string') {
      without.push({ power, from, reason: withoutEffect(power, verdict, from, by, entries) })
    } else if (completed !== undefined) {
      effective.push({ power, from, until, entries, parties: by, completed, overturned: verdict.overturned })
    }
  }
  return { effective: effective.toSorted(inOrder), void: without.toSorted(inOrder) }
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

/** The statements by which a power was used, in log order. */
function usesSaid(asked: Question, power: Power): readonly Use[] {
  const { engine, text, known } = asked
  return (engine.about.get(`power|${text.id}|${power.id}`) ?? []).flatMap((entry): readonly Use[] => {
    const body = saidAsOf(engine.record, entry, 'power-exercised', known)
    if (body === undefined || body.kind !== 'power-exercised') return []
    const { act, from, until, words } = body
    return [{ entry, by: spokenFor(asked, entry), act, from, until, hasReasons: words !== undefined }]
  })
}

function spokenFor({ engine, actors }: Question, entry: LogIndex): readonly PartyId[] {
  const authors = engine.record.said.get(entry)?.by ?? []
  return authors.map((actor) => actors.actsFor(actor)).filter((party) => party !== undefined)
}

/** Statements that say the same, taken together. */
function groupsOf(uses: readonly Use[], power: Power): readonly Group[] {
  const groups = new Map<string, Group>()
  for (const { entry, by, act, from, until, hasReasons } of uses) {
    const key = `${act}|${from}|${until ?? ''}`
    const group = groups.get(key) ?? {
      act,
      from,
      until,
      by: [],
      joined: [],
      entries: [],
      completed: undefined,
    }
    for (const party of by) {
      if (!group.by.includes(party)) group.by.push(party)
      if (hasReasons || power.form?.reasons === undefined) group.joined.push(party)
    }
    group.entries.push(entry)
    if (group.completed === undefined && holdersIn(power, group.joined).length >= power.quorum)
      group.completed = entry
    groups.set(key, group)
  }
  return [...groups.values()]
}

function holdersIn({ holders }: Power, by: readonly PartyId[]): readonly PartyId[] {
  return holders.filter((holder) => by.includes(holder))
}

/** The holders who have joined the use that is nearest to its quorum and has not reached it; of several, the first begun. */
export function holdersSoFar(asked: Question, power: Power): readonly PartyId[] {
  const begun = groupsOf(usesSaid(asked, power), power).filter(
    (group) => group.act === power.may && group.completed === undefined,
  )
  const joined = begun.map((group) => holdersIn(power, group.joined))
  return joined.toSorted((a, b) => b.length - a.length)[0] ?? []
}

/** Why an exercise has no effect, as a reason's code; or that it has, and whether its ground has fallen since. */
function judged(
  asked: Question,
  power: Power,
  { act, from, until, by, completed }: Group,
  ground: Ground,
  before: number,
): string | { readonly overturned: boolean } {
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
  const last = limits.by === undefined ? undefined : anchorOf(asked, limits.by).onset.certain
  if (last !== undefined && from > last) return 'power-too-late'
  // How long an extension is shows only beside the end that it moves: see `endOf`.
  const long = may !== 'extend' && limits.length !== undefined
  if (long && (until === undefined || until - from > limits.length)) return 'power-too-long'
  let overturned = false
  if (when !== undefined && !isBy(ground(when, asked.known).certain, from)) {
    const wasMet = isBy(ground(when, completed + 1).certain, from)
    if (!wasMet) return 'power-condition-not-met'
    if (fallsWithItsGround(power)) return 'power-ground-overturned'
    overturned = true
  }
  return limits.times !== undefined && before >= limits.times ? 'power-used-up' : { overturned }
}

/** Whether a use falls once its ground is overturned: as the text says or, where it is silent, as far back as its effect reaches. */
function fallsWithItsGround({ effect, ifOverturned }: Power): boolean {
  return ifOverturned === undefined ? effect === 'ex-tunc' : ifOverturned.is === 'falls'
}
