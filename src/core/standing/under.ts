import type { Clause } from '../agreement/agreement.ts'
import type { ClauseId } from '../statement/fields.ts'
import type { Evaluation } from './evaluation.ts'
import type { Facts } from './facts.ts'
import { merged } from './merged.ts'
import { missedSpans } from './occurrences.ts'
import { covers } from './powers.ts'
import { spansOf, type BreachSpan, type SpansAsked } from './spans.ts'

/** The clause of this id, and those that stand under the paragraph of this id, in the order of the text. */
export function clausesUnder({ text, under }: Evaluation, id: ClauseId): readonly Clause[] {
  let clauses = under.get(id)
  if (clauses === undefined) {
    clauses = [...text.clauses.values()].filter((clause) => covers([id], clause.id))
    under.set(id, clauses)
  }
  return clauses
}

/** Every breach of these clauses that is established or may still be, missed occurrences of a repeated duty among them. */
export function spansUnder(
  at: Evaluation,
  clauses: readonly ClauseId[],
  asked?: SpansAsked,
): readonly BreachSpan[] {
  return [...eachSpanUnder(at, clauses, asked)]
}

/** The same, read as far as somebody asks for them: clause by clause and bearer by bearer, in the order of the text. */
export function* eachSpanUnder(
  at: Evaluation,
  clauses: readonly ClauseId[],
  asked?: SpansAsked,
): Generator<BreachSpan> {
  for (const clause of clauses.flatMap((id) => clausesUnder(at, id))) {
    for (const bearer of clause.bearers) yield* spansOf(at.facts(clause, bearer), asked)
    for (const span of missedOf(at, clause)) {
      if (asked?.which !== 'established' || span.established) yield span
    }
  }
}

/** The same, in order of the earliest time of each. */
export function spansInTime(
  at: Evaluation,
  clauses: readonly ClauseId[],
  asked?: SpansAsked,
): Generator<BreachSpan> {
  const missed = missedUnder(at, clauses)
    .filter(({ established }) => established || asked?.which !== 'established')
    .toSorted((a, b) => a.from - b.from)
  const sources = [...factsUnder(at, clauses).map((facts) => spansOf(facts, asked)), missed.values()]
  return merged(sources, (a, b) => a.from < b.from)
}

/** Everything known of these clauses, for each of their bearers. */
export function factsUnder(at: Evaluation, clauses: readonly ClauseId[]): readonly Facts[] {
  return clauses
    .flatMap((id) => clausesUnder(at, id))
    .flatMap((clause) => clause.bearers.map((bearer) => at.facts(clause, bearer)))
}

/** The missed occurrences of those clauses that are repeated. */
export function missedUnder(at: Evaluation, clauses: readonly ClauseId[]): readonly BreachSpan[] {
  return clauses.flatMap((id) => clausesUnder(at, id)).flatMap((clause) => missedOf(at, clause))
}

function missedOf(at: Evaluation, clause: Clause): readonly BreachSpan[] {
  if (clause.repeats === undefined) return []
  return clause.bearers.flatMap((bearer) => missedSpans(at.facts(clause, bearer)))
}
