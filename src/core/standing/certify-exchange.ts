import type { Exchange } from '../agreement/agreement.ts'
import {
  MOST_OPEN,
  ORDER_FINDINGS,
  type CertifiedOrder,
  type CertifiedStep,
  type OfExchange,
  type WhyNot,
} from '../certificate/certificate.ts'
import type { Instant } from '../time/instant.ts'
import { metBy } from './begun-by.ts'
import { doneOnset, isDoneOnce } from './clause-onsets.ts'
import type { Evaluation } from './evaluation.ts'
import { exchangeStanding, legsOf } from './exchange.ts'
import { isBy } from './formal.ts'
import { exchangeMoves } from './moves.ts'
import { atomsOf, decidedBy, openAtom, performanceOf } from './open-matters.ts'
import type { ExchangeStanding, Reason } from './standing.ts'
import { unsatisfied } from './waiting.ts'

/** What a certificate says of an exchange, besides of what is asked and what changed it. */
export function certifiedExchange(evaluated: Evaluation, exchange: Exchange, at: Instant) {
  const { status, cycle, missing } = exchangeStanding(evaluated, exchange, at)
  const { after } = exchange
  const waits = status === 'done' || after === undefined ? [] : unsatisfied(evaluated, after, at)
  return {
    is: 'exchange',
    exchange: exchange.id,
    status,
    why: {
      begins: after === undefined ? [] : metBy(evaluated, after),
      waits: waits.map((atom) => atomsOf(after).indexOf(atom)),
      steps: legsOf(evaluated, exchange).map(({ clause, party, facts }): CertifiedStep => {
        const { onset, entries } = doneOnset(facts)
        const done = { certain: onset.certain ?? null, possible: onset.possible ?? null }
        return { clause: clause.id, party, done, entries }
      }),
      order: missing.flatMap((reason) => orderIn(exchange, reason)),
      // Before it begins the circle is there too, but nobody is stuck in it yet.
      cycle: status === 'deadlocked' ? cycle : [],
    },
    whyNot: whyNotIn(evaluated, exchange, status, at),
    next: exchangeMoves(evaluated, exchange, status, at),
  } as const satisfies Partial<Record<keyof OfExchange, unknown>>
}

/** What is said of the order of the legs; nothing where a reason is of something else. */
function orderIn({ legs }: Exchange, { code, values, entries }: Reason): readonly CertifiedOrder[] {
  const is = ORDER_FINDINGS.find((one) => one === code)
  return is === undefined ? [] : [{ is, leg: legs.find((id) => id === values['clause']) ?? null, entries }]
}

/** What would change it, were it decided: what it waits for and, once it does not, the legs that are not done. */
function whyNotIn(
  evaluated: Evaluation,
  exchange: Exchange,
  status: ExchangeStanding['status'],
  at: Instant,
): readonly WhyNot<ExchangeStanding['status']>[] {
  const { after } = exchange
  const first = after === undefined ? [] : unsatisfied(evaluated, after, at)
  const lacking = legsOf(evaluated, exchange).filter(
    ({ clause, facts }) => isDoneOnce(clause) && !isBy(doneOnset(facts).onset.certain, at),
  )
  const open =
    status === 'waiting'
      ? first.flatMap((atom) => (after === undefined ? [] : openAtom(atom, after, at)))
      : lacking.map(({ facts }) => performanceOf(facts, at))
  const asked = {
    evaluated,
    at,
    status,
    statusIn: (then: Evaluation) => exchangeStanding(then, exchange, at).status,
  }
  return [
    ...decidedBy(asked, 'shown', [open.slice(0, MOST_OPEN)]),
    ...decidedBy(asked, 'refuted', status === 'waiting' || open.length > MOST_OPEN ? [] : [open]),
  ]
}
