import type { BreachesOf, Clause } from '../agreement/agreement.ts'
import type { ClauseId } from '../statement/fields.ts'
import type { Evaluation } from './evaluation.ts'
import type { Facts } from './facts.ts'
import { missedSpans } from './occurrences.ts'
import { owedSpans } from './owed.ts'
import { covers } from './powers.ts'
import { merged, readerOf, type Reader } from './reader.ts'
import { spansOf, type BreachSpan, type SpansAsked } from './spans.ts'
import type { Span } from './streak.ts'

/** The clause of this id, and those that stand under the paragraph of this id, in the order of the text. */
function clausesUnder({ text, under }: Evaluation, id: ClauseId): readonly Clause[] {
  let clauses = under.get(id)
  if (clauses === undefined) {
    clauses = [...text.clauses.values()].filter((clause) => covers([id], clause.id))
    under.set(id, clauses)
  }
  return clauses
}

/**
 * Everything known of these clauses, for each of their bearers, in the order of the text. Of another agreement, clauses
 * that it had and dropped are among them: a breach counts under the text that was in force when it happened.
 */
export function factsUnder(at: Evaluation, { of, in: agreement }: BreachesOf): readonly Facts[] {
  if (agreement === undefined) return each(of.flatMap((id) => dutiesUnder(at, id)))
  const other = at.other(agreement)
  if (other === undefined) return []
  return each([
    ...of.flatMap((id) => dutiesUnder(other, id)),
    ...other.dropped().filter(({ clause }) => of.some((id) => covers([id], clause.id))),
  ])
}

function dutiesUnder(at: Evaluation, id: ClauseId): readonly Facts[] {
  return clausesUnder(at, id).flatMap((clause) => clause.bearers.map((bearer) => at.facts(clause, bearer)))
}

/** A clause that is named, and stands under another that is named too, counts once. */
function each(facts: readonly Facts[]): readonly Facts[] {
  return [...new Set(facts)]
}

/** Every breach of these clauses that is established or may still be, missed occurrences of a repeated duty among them. */
export function spansUnder(at: Evaluation, breaches: BreachesOf, asked?: SpansAsked): readonly BreachSpan[] {
  return [...eachSpan(factsUnder(at, breaches), asked)]
}

/** The breaches of these duties, read as far as somebody asks for them: one duty after another. */
export function* eachSpan(duties: readonly Facts[], asked?: SpansAsked): Generator<BreachSpan> {
  for (const facts of duties) {
    yield* spansOf(facts, asked)
    yield* missedBy([facts], asked)
  }
}

/** When the breaches of these duties happened, in order of the earliest time of each. */
export function breachesInTime(duties: readonly Facts[], which: 'all' | 'established'): Reader<Span> {
  const readers: Reader<Span>[] = []
  for (const facts of duties) readers.push(...owedSpans(facts, which))
  const missed = missedBy(duties, { which })
  if (missed.length > 0) readers.push(readerOf(missed.toSorted((a, b) => a.from - b.from)))
  return merged(readers, (a, b) => a.from < b.from)
}

/** The missed occurrences of those duties that are repeated. */
export function missedBy(duties: readonly Facts[], asked?: SpansAsked): readonly BreachSpan[] {
  const missed = duties.flatMap(missedSpans)
  return asked?.which === 'established' ? missed.filter(({ established }) => established) : missed
}
