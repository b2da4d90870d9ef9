import type { Anchor, Clause, Condition, Power } from '../agreement/agreement.ts'
import type { ClauseId, LogIndex, PartyId, TermId } from '../statement/fields.ts'
import { plus, type Instant } from '../time/instant.ts'
import { performance } from './acts.ts'
import { breachClaim } from './breaches.ts'
import { dutyOf, kept } from './duty.ts'
import { weighed, type Word } from './speakers.ts'
import { inOrder } from './in-order.ts'
import { CannotCheck, grouped, isBy, NEVER, type When, type World } from './world.ts'

/** When a moment of the text is: fixed by it, or by the last determination that meets its standard. */
function momentOf({ text, log, speakers }: World, id: TermId): When {
  const term = text.terms.get(id)
  if (term?.is !== 'moment') return NEVER
  if (term.fixed !== undefined) return { certain: term.fixed, possible: term.fixed, entries: [] }
  const told = log.of('term-determined').filter(({ body }) => body.agreement === text.id && body.term === id)
  // Those who say the same value say it together; a value counts from when the last of them said it.
  const values = grouped(told, ({ body }) => JSON.stringify(body.value))
  let proposed: When = NEVER
  let set: When = NEVER
  for (const same of values.toSorted((a, b) => (a.at(-1)?.entry ?? 0) - (b.at(-1)?.entry ?? 0))) {
    const value = same[0]?.body.value
    if (value?.is !== 'moment') continue
    const entries = inOrder(same.map(({ entry }) => entry))
    const words = same.flatMap(({ entry, by }) =>
      by.map((actor): Word => ({ actor, stance: 'for', verified: true, entry })),
    )
    const established =
      weighed(words, term.setBy, { is: 'clause-standard' }, speakers).weight === 'established'
    if (established) set = { certain: value.instant, possible: value.instant, entries }
    else proposed = { certain: undefined, possible: value.instant, entries }
  }
  return set === NEVER ? proposed : set
}

export function anchored(world: World, anchor: Anchor): When {
  if (anchor.is === 'instant') return { certain: anchor.instant, possible: anchor.instant, entries: [] }
  const { certain, possible, entries } = momentOf(world, anchor.moment)
  const later = (time: Instant | undefined) => (time === undefined ? undefined : plus(time, anchor.plus))
  return { certain: later(certain), possible: later(possible), entries }
}

/**
 * When a condition comes true.
 * @throws CannotCheck for streaks and counts, which this checker does not weigh
 */
export function comesTrue(world: World, condition: Condition): When {
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
      const first = power === undefined ? undefined : exercises(world, power)[0]
      return first === undefined
        ? NEVER
        : { certain: first.from, possible: first.from, entries: first.entries }
    }
    case 'done':
    case 'breached': {
      const clause = world.text.clauses.get(condition.clause)
      const bearers =
        clause?.bearers.filter((one) => condition.by === undefined || one === condition.by) ?? []
      if (clause === undefined) return NEVER
      return condition.is === 'done'
        ? joined(
            'all',
            bearers.map((bearer) => whenDone(world, clause, bearer)),
          )
        : joined(
            'any',
            bearers.map((bearer) => breachClaim(world, dutyOf(world, clause, bearer))),
          )
    }
    case 'holds':
    case 'counted':
      throw new CannotCheck(`a condition “${condition.is}”, which rests on all claims of a stretch of time`)
  }
}

function whenDone(world: World, clause: Clause, bearer: PartyId): When {
  if (clause.duty === 'permit') return NEVER
  if (clause.duty === 'achieve' || clause.duty === 'intend') {
    const { done, open } = performance(world, clause, bearer)
    const possible =
      done === undefined
        ? open?.from
        : open === undefined || done.earliest < open.from
          ? done.earliest
          : open.from
    return { certain: done?.latest, possible, entries: done?.entries ?? open?.entries ?? [] }
  }
  return kept(world, dutyOf(world, clause, bearer))
}

export function joined(how: 'all' | 'any', parts: readonly When[]): When {
  const side = (pick: (part: When) => Instant | undefined): Instant | undefined => {
    const times = parts.map(pick).filter((time) => time !== undefined)
    if (times.length === 0 || (how === 'all' && times.length < parts.length)) return undefined
    return times.toSorted((a, b) => (how === 'all' ? b - a : a - b))[0]
  }
  return {
    certain: side(({ certain }) => certain),
    possible: side(({ possible }) => possible),
    entries: inOrder(parts.flatMap(({ entries }) => entries)),
  }
}

/** A party takes the terms by its own word or by that of a guarantor that answers for it; anybody else's leaves it open. */
function accession({ text, log, speakers }: World, party: PartyId): When {
  const entitled = [party, ...(text.parties.get(party)?.answersTo ?? [])]
  const told = log
    .of('party-acceded')
    .filter(({ body }) => body.agreement === text.id && body.party === party)
  const sure = told
    .filter(({ by }) => by.some((actor) => entitled.some((one) => speakers.partyOf(actor) === one)))
    .toSorted((a, b) => a.body.when.latest - b.body.when.latest || a.entry - b.entry)[0]
  const maybe = told.toSorted((a, b) => a.body.when.earliest - b.body.when.earliest || a.entry - b.entry)[0]
  const cited = sure ?? maybe
  return {
    certain: sure?.body.when.latest,
    possible: maybe?.body.when.earliest,
    entries: cited === undefined ? [] : [cited.entry],
  }
}

/** One use of a power that has effect. */
export type Exercise = {
  readonly power: Power
  readonly from: Instant
  readonly until: Instant | undefined
  readonly entries: readonly LogIndex[]
}

/** The uses of a power that have effect: by its holders, for what the text lets them do, once its condition was met. */
export function exercises(world: World, power: Power): readonly Exercise[] {
  const { log, speakers, text } = world
  const told = log
    .of('power-exercised')
    .filter(({ body }) => body.agreement === text.id && body.power === power.id && body.act === power.may)
  return grouped(told, ({ body }) => `${body.from}|${body.until ?? ''}`)
    .flatMap((uses): Exercise[] => {
      const [first] = uses
      if (first === undefined) return []
      const { from, until } = first.body
      const by = uses.flatMap((use) => use.by.map((actor) => speakers.partyOf(actor)))
      const held = power.holders.filter((holder) => by.includes(holder))
      const enough = power.jointly ? held.length === power.holders.length : held.length > 0
      // Weighed as if no power had been used; and with no condition at all when already in that case.
      const met =
        power.when === undefined ||
        !world.powers ||
        isBy(comesTrue({ ...world, powers: false }, power.when).certain, from)
      return enough && met ? [{ power, from, until, entries: uses.map(({ entry }) => entry) }] : []
    })
    .toSorted((a, b) => a.from - b.from)
}

/** Uses of powers of one kind that reach a clause, in order of effect. */
export function exercisesOver(world: World, clause: ClauseId, may: Power['may']): readonly Exercise[] {
  if (!world.powers) return []
  return [...world.text.powers.values()]
    .filter(
      ({ may: does, over }) =>
        does === may &&
        (over.length === 0 || over.some((id) => id === clause || clause.startsWith(`${id}.`))),
    )
    .flatMap((power) => exercises(world, power))
    .toSorted((a, b) => a.from - b.from || (a.entries.at(-1) ?? 0) - (b.entries.at(-1) ?? 0))
}
