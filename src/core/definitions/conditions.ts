import type { Anchor, Condition, Standard, Term } from '../agreement/agreement.ts'
import type { ActorId, AgreementId, PartyId, TermId } from '../statement/fields.ts'
import { breachOf, whenDone } from './breach.ts'
import { amountReached } from './counts.ts'
import { dutyOf, type Duty } from './duty.ts'
import { overturned, usesOf } from './powers.ts'
import { namedBy, speakersOf, voiceIn, weighed, wordsOf, type Word } from './speakers.ts'
import { stateHeld } from './states.ts'
import { grouped, inOrder, type Log } from './told.ts'
import { exactly, NEVER, NOT_FOUND, type When, type World } from './world.ts'

/** When a condition comes true. What came true once stays true, so “and” is the latest of its parts, “or” the earliest. */
export function comesTrue(world: World, condition: Condition): When {
  if (world.supposed?.atoms.has(condition) === true) return exactly(world.supposed.at)
  const before = world.found.get(condition)
  if (before !== undefined) return before
  // The reader refuses what waits for itself; should it get through, it never comes true.
  world.found.set(condition, NOT_FOUND)
  const found = workedOut(world, condition)
  world.found.set(condition, found)
  return found
}

function workedOut(world: World, condition: Condition): When {
  switch (condition.is) {
    case 'all':
    case 'any': {
      const parts = condition.of.map((part) => comesTrue(world, part))
      return joined(condition.is, parts)
    }
    case 'reached':
      return anchored(world, condition.anchor)
    case 'acceded':
      return accession(world, condition.party)
    case 'exercised': {
      const [use] = usesOf(world, condition.power)
      return use === undefined ? NOT_FOUND : exactly(use.from, use.entries)
    }
    case 'overturned':
      return overturned(world, condition.power)
    // Done by every bearer; breached by any.
    case 'done': {
      const each = dutiesIn(world, condition).map((duty) => whenDone(world, duty))
      return joined('all', each)
    }
    case 'breached': {
      const each = dutiesIn(world, condition).map((duty) => breachOf(world, duty))
      return joined('any', each)
    }
    case 'holds':
      return stateHeld(world, condition)
    case 'measured':
      return amountReached(world, condition)
    case 'counted': {
      const { within } = condition
      const window = { is: 'sliding', within } as const
      return amountReached(world, { ...condition, is: 'measured', what: 'breaches', how: 'sum', window })
    }
  }
}

type OfClause = Extract<Condition, { is: 'done' | 'breached' }>

/** The duties of which a condition speaks: each bearer's of a clause, or that of the one that is named. */
export function dutiesIn(world: World, { clause: id, by }: OfClause): readonly Duty[] {
  const clause = world.text.clauses.get(id)
  const bearers = clause?.bearers.filter((one) => by === undefined || one === by) ?? []
  return clause === undefined ? [] : bearers.map((one) => dutyOf(world, clause, one))
}

/** All of some, or any of them, by the entries of the first; of none, never. */
export function joined(how: 'all' | 'any', parts: readonly When[]): When {
  if (parts.length === 0) return NOT_FOUND
  const time = how === 'all' ? Math.max : Math.min
  const certain = time(...parts.map((part) => part.certain))
  // Of several that would do, what came later has decided nothing.
  const isFirst = (part: When): boolean => how === 'all' || certain === NEVER || part.certain === certain
  return {
    certain,
    possible: time(...parts.map(({ possible }) => possible)),
    entries: inOrder(parts.filter(isFirst).flatMap(({ entries }) => entries)),
  }
}

/** The single conditions of a condition, in the order of the text. */
export function atomsOf(condition: Condition | undefined): readonly Condition[] {
  if (condition === undefined) return []
  return condition.is === 'all' || condition.is === 'any' ? condition.of.flatMap(atomsOf) : [condition]
}

/** The single conditions that are not surely true at `at`, where they stand in the way. */
export function unmet(world: World, condition: Condition | undefined, at: number): readonly Condition[] {
  if (condition === undefined || comesTrue(world, condition).certain <= at) return []
  if (condition.is !== 'all' && condition.is !== 'any') return [condition]
  return condition.of.flatMap((part) => unmet(world, part, at))
}

export function anchored(world: World, anchor: Anchor): When {
  if (anchor.is === 'instant') return exactly(anchor.instant)
  return later(momentOf(world, anchor.moment), anchor.plus)
}

export function later({ certain, possible, entries }: When, by: number): When {
  return { certain: certain + by, possible: possible + by, entries }
}

/** When a moment of the text is: fixed by it, or what it was set to last; until it is set, what was named last. */
export function momentOf(world: World, id: TermId): When {
  const term = world.text.terms.get(id)
  if (term?.is !== 'moment') return NOT_FOUND
  if (term.fixed !== undefined) return exactly(term.fixed)
  const { set, last } = momentsNamed(world, term)
  const named = set ?? last
  if (named === undefined) return NOT_FOUND
  const entries = inOrder(named.words.map(({ entry }) => entry))
  return { ...exactly(named.instant, entries), certain: set === undefined ? NEVER : named.instant }
}

type Named = { readonly instant: number; readonly words: readonly Word[] }

/**
 * The time that was set last, and the one that was named last, each with the words on it that stood then. Where a word names
 * another time than the one that is set, and all words that stand by then are weighed, only that time can come to be set.
 */
export function momentsNamed(
  { log, text }: World,
  { id, setBy }: Extract<Term, { is: 'moment' }>,
): { readonly set?: Named; readonly last?: Named } {
  const voiceOf = speakerUnder(log, setBy)
  return log.once(`moments named: ${text.digest} ${id}`, () => {
    let found: { set?: Named; last?: Named } = {}
    const said = new Map<string, { instant: number; words: readonly Word[] }>()
    for (const told of determinations(log, text.id, id)) {
      const { value } = told.body
      if (value.is !== 'moment') continue
      const { instant } = value
      for (const own of grouped(wordsOf(told, 'for', true), ({ actor }) => voiceOf(actor))) {
        for (const { actor } of own.slice(0, 1)) said.set(voiceOf(actor), { instant, words: own })
      }
      const words = [...said.values()].flatMap((one) => (one.instant === instant ? one.words : []))
      const last = { instant, words }
      const isSet = found.set?.instant !== instant && isMet(log, words, setBy)
      found = { ...found, last, ...(isSet ? { set: last } : {}) }
    }
    return found
  })
}

/** What is said of a term, in log order. */
export function determinations(log: Log, agreement: AgreementId, term: TermId) {
  return log.of('term-determined').filter(({ body }) => body.agreement === agreement && body.term === term)
}

/** In whose name an actor speaks of a term: as in a quorum where the standard names it, and else for itself. */
export function speakerUnder(log: Log, by: Standard | undefined): (actor: ActorId) => string {
  const speakers = speakersOf(log)
  const of = by === undefined ? [] : namedBy(by)
  const voiceOf = voiceIn({ of }, speakers)
  return (actor) => (of.some((who) => speakers.speaksAs(actor, who)) ? voiceOf(actor) : actor)
}

/** Formal acts are what they are for everybody, whatever the reading admits as evidence of conduct. */
export function isMet(log: Log, words: readonly Word[], by: Standard | undefined): boolean {
  if (by === undefined) return false
  return weighed(log, words, by, { is: 'clause-standard' }).weight === 'established'
}

/** A party takes the terms by its own word or by that of a guarantor that answers for it; anybody else's leaves it open. */
function accession({ text, log }: World, party: PartyId): When {
  const entitled: readonly (PartyId | undefined)[] = [party, ...(text.parties.get(party)?.answersTo ?? [])]
  const told = log
    .of('party-acceded')
    .filter(({ body }) => body.agreement === text.id && body.party === party)
  const own = told.filter(({ by }) => by.some((actor) => entitled.includes(speakersOf(log).partyOf(actor))))
  const sure = own.toSorted((a, b) => a.body.when.latest - b.body.when.latest)[0]
  const maybe = told.toSorted((a, b) => a.body.when.earliest - b.body.when.earliest)[0]
  return {
    certain: sure?.body.when.latest ?? NEVER,
    possible: maybe?.body.when.earliest ?? NEVER,
    entries: [sure ?? maybe].flatMap((cited) => cited?.entry ?? []),
  }
}
