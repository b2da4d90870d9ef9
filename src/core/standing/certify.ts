import type { Agreement } from '../agreement/agreement.ts'
import { isLeftOut, noSuchClause } from '../agreement/left-out.ts'
import type { Certificate, CertifiedMove, OfClause, OfExchange, OfState } from '../certificate/certificate.ts'
import { problems, type Problem } from '../problem.ts'
import type { ClauseId, PartyId, TermId } from '../statement/fields.ts'
import { textInForce, type Ask } from './board.ts'
import { certifiedClause } from './certify-clause.ts'
import { certifiedExchange } from './certify-exchange.ts'
import { certifiedState, stateStatus } from './certify-state.ts'
import { evaluation } from './evaluation.ts'
import { exchangeStanding } from './exchange.ts'
import { stateTerm } from './formal.ts'
import { mayHaveChanged, mayHaveChangedAny } from './knowledge-changes.ts'
import { lastChange } from './last-change.ts'
import type { Move } from './standing.ts'
import { judge } from './status.ts'

type Engine = Parameters<typeof textInForce>[0]

/** What a certificate is asked of. */
export type CertificateAsked = Ask &
  (
    | { readonly is: 'clause'; readonly clause: ClauseId; readonly party: PartyId }
    | { readonly is: 'exchange'; readonly exchange: ClauseId }
    | { readonly is: 'state'; readonly state: TermId }
  )

/**
 * The certificate of one clause's standing for one bearer, of an exchange's or of a state's: what `checkCertificate` can
 * hold against the log and the text without the engine.
 * @throws Problem `agreement-unknown`, `clause-unknown` (of an exchange too), `not-found` (of a state), `clause-left-out`
 */
export function certificateOf(engine: Engine, asked: Extract<CertificateAsked, { is: 'clause' }>): OfClause
export function certificateOf(
  engine: Engine,
  asked: Extract<CertificateAsked, { is: 'exchange' }>,
): OfExchange
export function certificateOf(engine: Engine, asked: Extract<CertificateAsked, { is: 'state' }>): OfState
export function certificateOf(engine: Engine, asked: CertificateAsked): Certificate
export function certificateOf(engine: Engine, asked: CertificateAsked): Certificate {
  const { agreement, at, known, reading } = asked
  const { text, entry } = textInForce(engine, asked)
  const evaluated = evaluation(engine, text, known, reading)
  const head = { agreement, text: entry, at, known, rule: reading.rule }
  switch (asked.is) {
    case 'clause': {
      const { party } = asked
      const clause = text.clauses.get(asked.clause)
      if (clause?.bearers.includes(party) !== true) throw noSuchClause(text, asked.clause)
      const says = certifiedClause(evaluated, clause, party, at)
      const changed = lastChange(engine, asked, mayHaveChanged(engine, asked), says.status, (then) => {
        const same = then.text.clauses.get(clause.id)
        return same?.bearers.includes(party) ? judge(then, then.facts(same, party), at).status : null
      })
      return { ...head, ...says, next: written(says.next), changed }
    }
    case 'exchange': {
      const exchange = text.exchanges.get(asked.exchange)
      if (exchange === undefined) throw noSuchClause(text, asked.exchange)
      const says = certifiedExchange(evaluated, exchange, at)
      const changed = lastChange(engine, asked, mayHaveChangedAny(engine, asked), says.status, (then) => {
        const same = then.text.exchanges.get(exchange.id)
        return same === undefined ? null : exchangeStanding(then, same, at).status
      })
      return { ...head, ...says, next: written(says.next), changed }
    }
    case 'state': {
      const term = stateTerm(evaluated, asked.state)
      if (term === undefined) throw noSuchState(text, asked.state)
      const says = certifiedState(evaluated, term, at)
      const changed = lastChange(engine, asked, mayHaveChangedAny(engine, asked), says.status, (then) => {
        const same = stateTerm(then, term.id)
        return same === undefined ? null : stateStatus(then, same, at)
      })
      return { ...head, ...says, next: written(says.next), changed }
    }
  }
}

function noSuchState(text: Agreement, state: TermId): Problem {
  return isLeftOut(text, state) ? noSuchClause(text, state) : problems.notFound({ what: `state ${state}` })
}

function written(moves: readonly Move[]): readonly CertifiedMove[] {
  return moves.map(({ who, what, subject, by }) => ({ who, what, subject, by: by ?? null }))
}
