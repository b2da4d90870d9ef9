import type { Clause } from '../agreement/agreement.ts'
import type { LogIndex } from '../statement/fields.ts'
import { entriesOf, ESTABLISHED } from './claims.ts'
import type { Evaluation } from './evaluation.ts'
import { owedOf } from './facts.ts'
import type { Span } from './streak.ts'
import { CITED_AT_MOST } from './weigh-claims.ts'

/** A breach, as a span of event time: established on this reading, or open. */
export type BreachSpan = Span & { readonly established: boolean; readonly entries: readonly LogIndex[] }

/** Every breach of a clause by any of its bearers that is established or may still be, within the time of the duty. */
export function spansAgainst(at: Evaluation, clause: Clause): BreachSpan[] {
  return clause.bearers.flatMap((bearer) => {
    const facts = at.facts(clause, bearer)
    const { claims } = facts
    const spans: BreachSpan[] = []
    for (let i = 0; i < claims.count; i += 1) {
      const from = claims.earliest[i] ?? 0
      const until = claims.latest[i] ?? 0
      const owed = owedOf(facts, i)
      if (owed === 'outside') continue
      const established = owed === 'inside' && claims.code[i] === ESTABLISHED
      // Of open ones only the first few are ever cited.
      const cited = established || spans.length < CITED_AT_MOST
      spans.push({ from, until, established, entries: cited ? entriesOf(claims, i) : [] })
    }
    return spans
  })
}
