import type { Anchor, Condition, Standard } from '../agreement/agreement.ts'
import type { PartyId, TermId } from '../statement/fields.ts'
import { breachOf, whenDone } from './breach.ts'
import { amountReached } from './counts.ts'
import { dutyOf, type Duty } from './duty.ts'
import { overturned, usesOf } from './powers.ts'
import { speakersOf, weighed, wordsOf } from './speakers.ts'
import { stateHeld } from './states.ts'
import { grouped, inOrder } from './told.ts'
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

/** All of some, or any of them; of none, never. */
export function joined(how: 'all' | 'any', parts: readonly When[]): When {
  if (parts.length === 0) return NOT_FOUND
  const time = how === 'all' ? Math.max : Math.min
  return {
    certain: time(...parts.map(({ certain }) => certain)),
    possible: time(...parts.map(({ possible }) => possible)),
    entries: inOrder(parts.flatMap(({ entries }) => entries)),
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

/** When a moment of the text is: fixed by it, or by the last determination that meets its standard. */
export function momentOf(world: World, id: TermId): When {
  const term = world.text.terms.get(id)
  if (term?.is !== 'moment') return NOT_FOUND
  if (term.fixed !== undefined) return exactly(term.fixed)
  const said = determinations(world, id, term.setBy)
  const last = said.findLast(({ established }) => established) ?? said.at(-1)
  if (last?.value.is !== 'moment') return NOT_FOUND
  const { instant } = last.value
  return { ...exactly(instant, last.entries), certain: last.established ? instant : NEVER }
}

/** What is said of a term: those who say the same say it together, and it counts from when the last of them said it. */
export function determinations({ log, text }: World, term: TermId, by: Standard | undefined) {
  const told = log
    .of('term-determined')
    .filter(({ body }) => body.agreement === text.id && body.term === term)
  return grouped(told, ({ body }) => JSON.stringify(body.value))
    .toSorted((a, b) => (a.at(-1)?.entry ?? 0) - (b.at(-1)?.entry ?? 0))
    .flatMap((same) => {
      const words = same.flatMap((one) => wordsOf(one, 'for', true))
      // Formal acts are what they are for everybody, whatever the reading admits as evidence of conduct.
      const { weight } = weighed(log, words, by ?? { is: 'any', of: [] }, { is: 'clause-standard' })
      const entries = inOrder(same.map(({ entry }) => entry))
      const established = by !== undefined && weight === 'established'
      return same.slice(0, 1).map(({ body: { value } }) => ({ value, established, entries }))
    })
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
