import type { Agreement } from '../agreement/agreement.ts'
import { noSuchClause } from '../agreement/left-out.ts'
import type { Reading } from '../evidence/reading.ts'
import { problems } from '../problem.ts'
import type { Engine } from '../standing/engine.ts'
import { historyOf } from '../standing/history.ts'
import type { AgreementId, ClauseId, PartyId } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import type { HistoryView } from './question.ts'
import type { Frozen } from './write.ts'

export type HistoryAsked = {
  readonly clause: ClauseId
  readonly party?: PartyId | undefined
  readonly from?: Instant | undefined
  readonly to: Instant
  readonly known: number
  readonly reading: Reading
}

/**
 * How one clause's standing changed for one of its bearers.
 * @throws Problem `clause-unknown`, `clause-left-out`, `party-unknown`
 */
export function showHistory(engine: Engine, agreement: Agreement, asked: HistoryAsked): Frozen<HistoryView> {
  const { to, known } = asked
  const from = asked.from ?? agreement.agreed
  const coordinates = { ...instanceAsked(agreement, asked), from, to, known }
  const changes = historyOf(engine, { ...coordinates, reading: asked.reading })
  return { ...coordinates, reading: asked.reading.id, changes }
}

type Instance = { readonly agreement: AgreementId; readonly clause: ClauseId; readonly party: PartyId }

/**
 * The duty that is asked about: a clause for one of its bearers, for the first where the question names none.
 * @throws Problem `clause-unknown`, `party-unknown`
 */
export function instanceAsked(agreement: Agreement, asked: Pick<HistoryAsked, 'clause' | 'party'>): Instance {
  const clause = agreement.clauses.get(asked.clause)
  if (clause === undefined) {
    throw noSuchClause(agreement, asked.clause)
  }
  const party = asked.party ?? clause.bearers[0]
  if (party === undefined || !clause.bearers.includes(party)) {
    const fix = `the clause binds ${clause.bearers.join(', ')}`
    throw problems.partyUnknown({ party: party ?? '', near: undefined, fix })
  }
  return { agreement: agreement.id, clause: clause.id, party }
}
