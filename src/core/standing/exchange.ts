import type { Condition, Exchange, Who } from '../agreement/agreement.ts'
import { namesFirstMover } from '../agreement/exchange.ts'
import { inLogOrder } from '../evidence/log-order.ts'
import type { ClauseId } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import { doneOnset, isDoneOnce } from './clause-onsets.ts'
import type { Evaluation } from './evaluation.ts'
import type { Facts } from './facts.ts'
import { isBy } from './formal.ts'
import type { ExchangeStanding, Reason } from './standing.ts'
import type { Span } from './streak.ts'
import { judge } from './status.ts'
import { eachOnce, unsatisfied, waitsFor } from './waiting.ts'

/**
 * Where linked steps stand. Deadlocked: nobody has moved, each may wait for the others, and the text names no first mover;
 * then `cycle` is the closed path of clauses that wait for each other, and `missing` names what would open it.
 * Legs that lie further apart than the text allows, or come out of turn, are named too.
 */
export function exchangeStanding(evaluated: Evaluation, exchange: Exchange, at: Instant): ExchangeStanding {
  const legs = legsOf(evaluated, exchange)
  const done = legs.filter(({ facts }) => isBy(doneOnset(facts).onset.certain, at)).length
  const shown = legs.map(({ clause, party, facts }) => {
    return { clause: clause.id, party, status: judge(evaluated, facts, at).status }
  })
  const missing =
    done === legs.length
      ? []
      : missingFor(
          evaluated,
          exchange,
          legs.map(({ clause }) => clause),
          at,
        )
  const after = exchange.after === undefined ? undefined : evaluated.onset(exchange.after).onset
  const begins =
    exchange.after === undefined
      ? legs.some(({ facts }) => isBy(facts.activated.possible, at))
      : isSpokenFor(evaluated, exchange.after, at)
  const nobodyFirst = !namesFirstMover(exchange) && new Set(exchange.legs).size > 1
  const stuck = done === 0 && nobodyFirst
  const status =
    done === legs.length && done > 0
      ? 'done'
      : done > 0
        ? 'partly-done'
        : !begins
          ? 'waiting'
          : stuck
            ? 'deadlocked'
            : after !== undefined && !isBy(after.certain, at)
              ? 'waiting'
              : 'open'
  return {
    exchange: exchange.id,
    status,
    legs: shown,
    cycle: stuck ? closedPath(exchange.legs) : [],
    missing: [...missing, ...orderOf(exchange, legs, at)],
  }
}

/** The legs, each for each of its bearers, in the order of the text. */
export function legsOf(evaluated: Evaluation, exchange: Exchange) {
  return exchange.legs
    .flatMap((id) => evaluated.text.clauses.get(id) ?? [])
    .flatMap((clause) =>
      clause.bearers.map((party) => ({ clause, party, facts: evaluated.facts(clause, party) })),
    )
}

type Shown = { readonly clause: Leg; readonly facts: Facts }

/** What the legs' times come to under the way in which they depend on each other. */
function orderOf(exchange: Exchange, legs: readonly Shown[], at: Instant): readonly Reason[] {
  const { mode } = exchange
  switch (mode.is) {
    case 'simultaneous':
      return apart(legs, at, mode.within, {
        surely: (all) => (all ? 'legs-apart' : 'leg-left-behind'),
        perhaps: 'legs-perhaps-apart',
        not: undefined,
      })
    case 'held':
      return apart(legs, at, mode.for, {
        surely: () => 'legs-returned',
        perhaps: 'legs-perhaps-returned',
        not: (all) => (all ? 'legs-released' : 'legs-held'),
      }).map((reason) => ({ ...reason, values: { ...reason.values, who: nameOf(mode.by) } }))
    case 'in-turn':
      return exchange.legs
        .slice(1)
        .flatMap((leg, i) => outOfTurn(legs, exchange.legs[i], leg, mode.sameMoment, at))
  }
}

/** Whoever is meant, by its own id. */
export function nameOf(who: Who): string {
  return who.is === 'party' ? who.party : who.is === 'actor' ? who.actor : who.role
}

type Codes = {
  readonly surely: (all: boolean) => string
  readonly perhaps: string
  readonly not: ((all: boolean) => string) | undefined
}

/** Whether the legs lie further apart than `within`; with one done, the others run out of it. */
function apart(legs: readonly Shown[], at: Instant, within: number, codes: Codes): readonly Reason[] {
  const shown = legs.flatMap(({ facts }) => doneBy(facts, at) ?? [])
  if (shown.length === 0) return []
  const firstSurely = Math.min(...shown.map(({ until }) => until))
  const all = shown.length === legs.length
  const lastSurely = all ? Math.max(...shown.map(({ from }) => from)) : at
  const entries = inLogOrder(shown.flatMap((one) => one.entries))
  const values = { within, until: firstSurely + within }
  const far = lastSurely - firstSurely
  if (far > within) return [{ code: codes.surely(all), values: { ...values, apart: far }, entries }]
  if (furthest(shown, all ? undefined : at) > within) return [{ code: codes.perhaps, values, entries }]
  return codes.not === undefined ? [] : [{ code: codes.not(all), values, entries }]
}

/** How far apart they may be at most: each from every other, however uncertain its own time is, or from what comes last. */
function furthest(shown: readonly Span[], last: Instant | undefined): number {
  const distances = shown.flatMap((one) =>
    last === undefined
      ? shown.map((other) => (one === other ? 0 : other.until - one.from))
      : [last - one.from],
  )
  return Math.max(...distances)
}

/** When a leg was done, as surely known by `at`; `undefined` if it is not. */
function doneBy(facts: Facts, at: Instant) {
  const { onset, entries } = doneOnset(facts)
  const { certain } = onset
  if (certain === undefined || certain > at) return undefined
  // What is kept to its end, or done each time, is done at one moment whenever it was confirmed.
  const proof = isDoneOnce(facts.clause) ? facts.discharge.established : undefined
  return { from: proof?.earliest ?? certain, until: certain, entries }
}

/** Whether a leg was done before the one whose turn it was. */
function outOfTurn(
  legs: readonly Shown[],
  first: ClauseId | undefined,
  next: ClauseId,
  sameMoment: 'in-turn' | 'out-of-turn',
  at: Instant,
): readonly Reason[] {
  const before = legs.filter(({ clause }) => clause.id === first)
  const tie = sameMoment === 'in-turn' ? 1 : 0
  return legs
    .filter(({ clause }) => clause.id === next)
    .flatMap(({ facts }): readonly Reason[] => {
      const done = doneBy(facts, at)
      if (done === undefined) return []
      // Every bearer of the leg before has to have done it: the last of them counts.
      const from = Math.max(...before.map((one) => possibly(one.facts, at)))
      const until = Math.max(...before.map((one) => doneBy(one.facts, at)?.until ?? Infinity))
      if (until < done.from + tie) return []
      const surely = done.until < from + 1 - tie
      const when = done.until < from ? 'before' : 'no-later'
      const values = { clause: next, before: first ?? '', ...(surely ? { when } : {}) }
      return [{ code: surely ? 'leg-out-of-turn' : 'leg-perhaps-out-of-turn', values, entries: done.entries }]
    })
}

/** The earliest time at which a leg may have been done, as far as was said by `at`. */
function possibly(facts: Facts, at: Instant): number {
  const { possible } = doneOnset(facts).onset
  return possible === undefined || possible > at ? Infinity : possible
}

/** Whether somebody says, of each thing that must come first, that at least a part of it is done. */
function isSpokenFor(evaluated: Evaluation, condition: Condition, at: Instant): boolean {
  if (isBy(evaluated.onset(condition).onset.possible, at)) return true
  switch (condition.is) {
    case 'all':
      return condition.of.every((part) => isSpokenFor(evaluated, part, at))
    case 'any':
      return condition.of.some((part) => isSpokenFor(evaluated, part, at))
    case 'done': {
      const clause = evaluated.text.clauses.get(condition.clause)
      const bearers =
        clause?.bearers.filter((one) => condition.by === undefined || one === condition.by) ?? []
      return bearers.some(
        (party) => clause && isBy(doneOnset(evaluated.facts(clause, party)).onset.possible, at),
      )
    }
    default:
      return false
  }
}

function closedPath(legs: readonly ClauseId[]): readonly ClauseId[] {
  const once = [...new Set(legs)]
  return [...once, ...once.slice(0, 1)]
}

type Leg = Parameters<Evaluation['facts']>[0]

/** What has not happened yet: the antecedents of the exchange and of its legs, each once, in the order of the text. */
function missingFor(
  evaluated: Evaluation,
  exchange: Exchange,
  legs: readonly Leg[],
  at: Instant,
): readonly Reason[] {
  const conditions = [exchange.after, ...legs.map(({ when }) => when)].filter((one) => one !== undefined)
  const atoms = conditions.flatMap((condition) => unsatisfied(evaluated, condition, at))
  return eachOnce(atoms.map((atom) => waitsFor(evaluated, atom)))
}
