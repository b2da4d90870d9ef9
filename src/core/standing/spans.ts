import type { LogIndex } from '../statement/fields.ts'
import { entriesOf } from './claims.ts'
import type { Facts } from './facts.ts'
import { eachOwed, type OwedClaim } from './owed.ts'
import { ESTABLISHED } from './stances.ts'
import type { Span } from './streak.ts'
import { CITED_AT_MOST } from './weigh-claims.ts'

/** A breach, as a span of event time: established on this reading, or open. */
export type BreachSpan = Span & {
  readonly established: boolean
  readonly entries: readonly LogIndex[]
  /** `undefined` where nobody claims it: a time of a repeated duty that was missed, or may have been. */
  readonly claim: OwedClaim | undefined
}

/** Which breaches are asked for, and whether each is to cite its entries or, of open ones, only the first few. */
export type SpansAsked = { readonly which?: 'all' | 'established'; readonly citing?: 'first-few' | 'all' }

/** The breaches by one bearer, in order of event time, read as far as somebody asks for them. */
export function* spansOf(
  facts: Facts,
  { which = 'all', citing = 'first-few' }: SpansAsked = {},
): Generator<BreachSpan> {
  let read = 0
  for (const claim of eachOwed(facts, which)) {
    const { from, until, owed, code, of } = claim
    const established = owed === 'inside' && code === ESTABLISHED
    if (which === 'established' && !established) continue
    // Of open ones only the first few are cited, unless each of them counts for itself.
    const cited = established || citing === 'all' || read < CITED_AT_MOST
    read += 1
    yield { from, until, established, entries: cited ? entriesOf(of) : [], claim }
  }
}
