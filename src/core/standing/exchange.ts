import type { Condition, Exchange } from '../agreement/agreement.ts'
import type { ClauseId } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import type { Evaluation } from './evaluation.ts'
import type { Facts } from './facts.ts'
import { isBy } from './formal.ts'
import type { ExchangeStanding, Reason } from './standing.ts'
import { judge } from './status.ts'
import { unsatisfied, waitsFor } from './waiting.ts'

/**
 * Where linked steps stand. Deadlocked: nobody has moved, each may wait for the others, and the text names no first mover;
 * then `cycle` is the closed path of clauses that wait for each other, and `missing` names what would open it.
 * Legs that lie further apart than the text allows are named too.
 */
export function exchangeStanding(evaluated: Evaluation, exchange: Exchange, at: Instant): ExchangeStanding {
  const legs = exchange.legs.flatMap((id) => {
    const clause = evaluated.text.clauses.get(id)
    return (clause?.bearers ?? []).flatMap((party) => {
      if (clause === undefined) return []
      const facts = evaluated.facts(clause, party)
      return [{ clause, party, facts, status: judge(evaluated, facts, at).status }]
    })
  })
  const done = legs.filter(({ facts }) => isBy(facts.done().onset.certain, at)).length
  const shown = legs.map(({ clause, party, status }) => ({ clause: clause.id, party, status }))
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
  const nobodyFirst = exchange.ifNobodyMoves === undefined && new Set(exchange.legs).size > 1
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
    missing: [...missing, ...tooFarApart(exchange, legs, at)],
  }
}

/** Legs count as simultaneous when their times differ by at most what the text says; with one done, the others run out of it. */
function tooFarApart(
  { within }: Exchange,
  legs: readonly { readonly facts: Facts }[],
  at: Instant,
): readonly Reason[] {
  const shown = legs.flatMap(({ facts }) => {
    const { onset, entries } = facts.done()
    const { certain } = onset
    if (certain === undefined || certain > at) return []
    const established = facts.discharge.established?.earliest
    return [{ from: established ?? certain, until: certain, entries }]
  })
  if (shown.length === 0) return []
  const firstSurely = Math.min(...shown.map(({ until }) => until))
  const firstPerhaps = Math.min(...shown.map(({ from }) => from))
  const all = shown.length === legs.length
  const lastSurely = all ? Math.max(...shown.map(({ from }) => from)) : at
  const lastPerhaps = all ? Math.max(...shown.map(({ until }) => until)) : at
  if (lastPerhaps - firstPerhaps <= within) return []
  const entries = [...new Set(shown.flatMap((one) => one.entries))].toSorted((a, b) => a - b)
  if (lastSurely - firstSurely <= within) {
    return all ? [{ code: 'legs-perhaps-apart', values: { within }, entries }] : []
  }
  const apart = lastSurely - firstSurely
  return [{ code: all ? 'legs-apart' : 'leg-left-behind', values: { within, apart }, entries }]
}

/** Whether somebody says, for each thing that must come first, that at least a part of it is done. */
function isSpokenFor(evaluated: Evaluation, after: Condition, at: Instant): boolean {
  return unsatisfied(evaluated, after, at).every((atom) => {
    if (isBy(evaluated.onset(atom).onset.possible, at)) return true
    const clause = atom.is === 'done' ? evaluated.text.clauses.get(atom.clause) : undefined
    return (
      clause?.bearers.some((party) => isBy(evaluated.facts(clause, party).done().onset.possible, at)) ?? false
    )
  })
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
  const seen = new Map<string, Reason>()
  for (const atom of conditions.flatMap((condition) => unsatisfied(evaluated, condition, at))) {
    const reason = waitsFor(evaluated, atom)
    seen.set(`${reason.code}|${JSON.stringify(reason.values)}`, reason)
  }
  return [...seen.values()]
}
