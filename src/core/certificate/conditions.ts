import type { Anchor, Clause, Condition, Standard } from '../agreement/agreement.ts'
import type { PartyId, TermId } from '../statement/fields.ts'
import { plus, type Duration, type Instant } from '../time/instant.ts'
import { performance } from './acts.ts'
import { breachOf, kept } from './breach.ts'
import { dutyOf } from './duty.ts'
import { exercises } from './powers.ts'
import { weighed, type Word } from './speakers.ts'
import { countPassed, stateHeld } from './counts.ts'
import { grouped, inOrder } from './told.ts'
import { CannotCheck, earliest, exactly, latest, NEVER, type When, type World } from './world.ts'

/** When a condition comes true. What came true once stays true, so “and” is the latest of its parts, “or” the earliest. */
export function comesTrue(world: World, condition: Condition): When {
  if (world.supposed?.atoms.has(condition) === true) return exactly(world.supposed.at)
  const found = world.found.get(condition) ?? workedOut(world, condition)
  world.found.set(condition, found)
  return found
}

function workedOut(world: World, condition: Condition): When {
  switch (condition.is) {
    case 'all':
    case 'any':
      return joined(
        condition.is,
        condition.of.map((part) => comesTrue(world, part)),
      )
    case 'reached':
      return anchored(world, condition.anchor)
    case 'acceded':
      return accession(world, condition.party)
    case 'exercised': {
      const power = world.text.powers.get(condition.power)
      const use = power === undefined ? undefined : exercises(world, power)[0]
      return exactly(use?.from, use?.entries)
    }
    // Done by every bearer; breached by any.
    case 'done':
      return joined(
        'all',
        bearersIn(world, condition).map(([clause, bearer]) => whenDone(world, clause, bearer)),
      )
    case 'breached':
      return joined(
        'any',
        bearersIn(world, condition).map(([clause, one]) => breachOf(world, dutyOf(world, clause, one))),
      )
    case 'holds':
      return stateHeld(world, condition)
    case 'counted':
      return countPassed(world, condition)
    default:
      throw new CannotCheck('the text has a condition that this checker does not weigh')
  }
}

/** Those whose duty a condition speaks of: a clause, with each of its bearers or the one that is named. */
export function bearersIn(
  { text }: World,
  { clause: id, by }: Extract<Condition, { is: 'done' | 'breached' }>,
): readonly (readonly [Clause, PartyId])[] {
  const clause = text.clauses.get(id)
  if (clause === undefined) return []
  return clause.bearers.flatMap((one) => (by === undefined || one === by ? [[clause, one] as const] : []))
}

function whenDone(world: World, clause: Clause, bearer: PartyId): When {
  if (clause.duty === 'maintain' || clause.duty === 'refrain')
    return kept(world, dutyOf(world, clause, bearer))
  const { done, open } = performance(world, clause, bearer)
  const possible = earliest([done?.from, open?.from])
  return { certain: done?.by, possible, entries: done?.entries ?? open?.entries ?? [] }
}

/** All of some, or any of them; of none, never. */
export function joined(how: 'all' | 'any', parts: readonly When[]): When {
  const time = how === 'all' ? latest : earliest
  return {
    certain: time(parts.map(({ certain }) => certain)),
    possible: time(parts.map(({ possible }) => possible)),
    entries: inOrder(parts.flatMap(({ entries }) => entries)),
  }
}

/** The single conditions of a condition, in the order of the text. */
export function atomsOf(condition: Condition): readonly Condition[] {
  return condition.is === 'all' || condition.is === 'any' ? condition.of.flatMap(atomsOf) : [condition]
}

/** The single conditions that are not surely true at `at`, where they stand in the way. */
export function unmet(world: World, condition: Condition, at: number): readonly Condition[] {
  const { certain } = comesTrue(world, condition)
  if (certain !== undefined && certain <= at) return []
  if (condition.is !== 'all' && condition.is !== 'any') return [condition]
  return condition.of.flatMap((part) => unmet(world, part, at))
}

export function anchored(world: World, anchor: Anchor): When {
  if (anchor.is === 'instant') return exactly(anchor.instant)
  return later(momentOf(world, anchor.moment), anchor.plus)
}

export function later({ certain, possible, entries }: When, by: Duration): When {
  const moved = (time: Instant | undefined) => (time === undefined ? undefined : plus(time, by))
  return { certain: moved(certain), possible: moved(possible), entries }
}

/** When a moment of the text is: fixed by it, or by the last determination that meets its standard. */
export function momentOf(world: World, id: TermId): When {
  const term = world.text.terms.get(id)
  if (term?.is !== 'moment') return NEVER
  if (term.fixed !== undefined) return exactly(term.fixed)
  const said = determinations(world, id, term.setBy)
  const last = said.findLast(({ established }) => established) ?? said.at(-1)
  if (last?.value.is !== 'moment') return NEVER
  const { instant } = last.value
  return { ...exactly(instant, last.entries), certain: last.established ? instant : undefined }
}

/** What is said of a term: those who say the same say it together, and it counts from when the last of them said it. */
export function determinations({ log, text, speakers }: World, term: TermId, by: Standard | undefined) {
  const told = log
    .of('term-determined')
    .filter(({ body }) => body.agreement === text.id && body.term === term)
  const values = grouped(told, ({ body }) => JSON.stringify(body.value))
  return values
    .toSorted((a, b) => (a.at(-1)?.entry ?? 0) - (b.at(-1)?.entry ?? 0))
    .flatMap((same) => {
      const words = same.flatMap(({ entry, by: authors }) =>
        authors.map((actor): Word => ({ actor, stance: 'for', verified: true, entry })),
      )
      // Formal acts are what they are for everybody, whatever the reading admits as evidence of conduct.
      const { weight } = weighed(words, by ?? { is: 'any', of: [] }, { is: 'clause-standard' }, speakers)
      const entries = inOrder(same.map(({ entry }) => entry))
      return same.slice(0, 1).map(({ body: { value } }) => ({
        value,
        established: by !== undefined && weight === 'established',
        entries,
      }))
    })
}

/** A party takes the terms by its own word or by that of a guarantor that answers for it; anybody else's leaves it open. */
function accession({ text, log, speakers }: World, party: PartyId): When {
  const entitled = [party, ...(text.parties.get(party)?.answersTo ?? [])]
  const told = log
    .of('party-acceded')
    .filter(({ body }) => body.agreement === text.id && body.party === party)
  const own = told.filter(({ by }) =>
    by.some((actor) => entitled.some((one) => speakers.partyOf(actor) === one)),
  )
  const sure = own.toSorted((a, b) => a.body.when.latest - b.body.when.latest)[0]
  const maybe = told.toSorted((a, b) => a.body.when.earliest - b.body.when.earliest)[0]
  const { latest: certain } = sure?.body.when ?? {}
  const { earliest: possible } = maybe?.body.when ?? {}
  return { certain, possible, entries: [sure ?? maybe].flatMap((cited) => cited?.entry ?? []) }
}
