import type { Clause, Condition, Exchange } from '../agreement/agreement.ts'
import type { PartyId } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import {
  type Certificate,
  type CertifiedMove,
  type CertifiedOnset,
  type OfClause,
  type OfExchange,
  type OfState,
} from './certificate.ts'
import { atomsOf, comesTrue, unmet } from '../definitions/conditions.ts'
import { dutiesUnder } from '../definitions/counts.ts'
import { dutyOf } from '../definitions/duty.ts'
import { cycleOf, exchangeAt, isOnce, orderOf, stepsOf } from '../definitions/exchange.ts'
import { movesFor, movesInExchange, movesOnState } from './moves.ts'
import { openAtoms, openClaims, openPerformance, type Open } from './open.ts'
import { standsSince, stateIn, stateOver, type State } from '../definitions/states.ts'
import { standsAt } from '../definitions/status.ts'
import { grouped } from '../definitions/told.ts'
import { NEVER, written, type When, type World } from '../definitions/world.ts'

/** What a certificate speaks of, as it stands in a world. */
export type Subject = {
  readonly status: string
  /** What a certificate of it has to say beside its status, the open sets and the last change. */
  readonly says: () => Pick<Certificate, 'why' | 'next'> & { readonly bounds?: object }
  /** In which its atoms are counted. */
  readonly condition: Condition | undefined
  /** All that is open and could change the status, were it decided. */
  readonly open: () => readonly Open[]
}

/** `undefined` where the text has no such thing. */
export function subjectIn(world: World, asked: Certificate): Subject | undefined {
  const { clauses, exchanges } = world.text
  const { at } = asked
  switch (asked.is) {
    case 'clause': {
      const clause = clauses.get(asked.clause)
      return clause?.bearers.includes(asked.party) ? clauseSubject(world, clause, asked.party, at) : undefined
    }
    case 'exchange': {
      const exchange = exchanges.get(asked.exchange)
      return exchange && exchangeSubject(world, exchange, at)
    }
    case 'state': {
      const term = stateIn(world, asked.state)
      return term && stateSubject(world, term, at)
    }
  }
}

function clauseSubject(world: World, clause: Clause, party: PartyId, at: Instant): Subject {
  const duty = dutyOf(world, clause, party)
  const { status, rests, claim, waits } = standsAt(world, duty, at)
  const { when: condition, duty: kind } = clause
  const { activated, due, ends } = duty
  const isOpen = status === 'contested' || status === 'overdue' || status === 'expired'
  return {
    status,
    condition,
    says: () => ({
      bounds: { activated: onset(activated), due: written(due), ends: written(ends) },
      why: {
        begins: activated.entries,
        rests,
        claim: claim === undefined ? null : { about: claim.about, entries: claim.entries },
        waits,
      } satisfies OfClause['why'],
      next: soonest(movesFor(world, duty, status, at)),
    }),
    open: () => {
      const isUnbegun = activated.possible < NEVER && activated.certain > at
      if (status === 'pending' || (status === 'expired' && isUnbegun))
        return openAtoms(world, unmet(world, condition, at), at)
      if (!isOpen || kind === 'permit' || kind === 'intend') return []
      const performance = kind === 'achieve' && isOnce(duty) ? [openPerformance(world, duty, at)] : []
      return [...performance, ...openClaims(world, duty, at)]
    },
  }
}

function exchangeSubject(world: World, exchange: Exchange, at: Instant): Subject {
  const { after } = exchange
  const status = exchangeAt(world, exchange, at)
  const steps = stepsOf(world, exchange)
  const waits = status === 'done' ? [] : unmet(world, after, at)
  return {
    status,
    condition: after,
    says: () => ({
      why: {
        begins: after === undefined ? [] : comesTrue(world, after).entries,
        waits: waits.map((atom) => atomsOf(after).indexOf(atom)),
        steps: steps.map(({ duty: { clause, bearer }, done }) => {
          return { clause: clause.id, party: bearer, done: onset(done), entries: done.entries }
        }),
        order: orderOf(world, exchange, at),
        cycle: status === 'deadlocked' ? cycleOf(exchange) : [],
      } satisfies OfExchange['why'],
      next: soonest(movesInExchange(world, exchange, status, at)),
    }),
    open: () => {
      if (status === 'waiting') return openAtoms(world, waits, at)
      const lacking = steps.filter(({ duty, done }) => isOnce(duty) && done.certain > at)
      return lacking.map(({ duty }) => openPerformance(world, duty, at))
    },
  }
}

function stateSubject(world: World, term: State, at: Instant): Subject {
  const over = stateOver(world, term)
  const { status, rests, counted, allowed } = over.at(at)
  const { test } = term
  const duties =
    status === 'open' && test !== undefined && test.in === undefined ? dutiesUnder(world, test.of) : []
  return {
    status,
    condition: undefined,
    says: () => {
      const contested = duties.filter((duty) => openClaims(world, duty, at).length > 0)
      return {
        bounds: { began: onset(over.began), since: written(standsSince(over, at)) },
        why: { begins: over.began.entries, rests, counted, allowed } satisfies OfState['why'],
        next: soonest(movesOnState(world, term, status, contested, at)),
      }
    },
    open: () => duties.flatMap((duty) => openClaims(world, duty, at)),
  }
}

function onset({ certain, possible }: When): CertifiedOnset {
  return { certain: written(certain), possible: written(possible) }
}

/** Each move once, by the earliest time by which it is due. */
function soonest(moves: readonly CertifiedMove[]): readonly CertifiedMove[] {
  const named = ({ who, what, subject }: CertifiedMove): string => `${who} ${what} ${subject}`
  const inTime = moves.toSorted((a, b) => (a.by ?? NEVER) - (b.by ?? NEVER) || 0)
  return grouped(inTime, named).flatMap((same) => same.slice(0, 1))
}
