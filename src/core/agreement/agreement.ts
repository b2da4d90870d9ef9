import type { AgreementId, ClauseId, Named, PartyId, Sha256, TermId } from '../statement/fields.ts'
import type { Calendar } from '../time/calendar.ts'
import type { Instant } from '../time/instant.ts'
import type { Clause } from './clause.ts'
import type { Exchange } from './exchange.ts'
import type { Power } from './power.ts'
import type { SourcePlace } from './source.ts'
import type { Term } from './terms.ts'
import type { Anchor } from './when.ts'

// What an agreement consists of: whoever reads one finds all of its types here.
export type * from './clause.ts'
export type * from './exchange.ts'
export type * from './power.ts'
export type * from './source.ts'
export type * from './standard.ts'
export type * from './terms.ts'
export type * from './when.ts'

/**
 * An agreement as a machine runs it: the result of reading one literate Markdown document.
 * The eight primitives are Term, Evidence, Duty, When, Window, Count, Exchange and Power.
 */
export type Agreement = {
  readonly id: AgreementId
  readonly title: Named
  /** A draft that never came into force is shown, and none of its clauses is ever active. */
  readonly force: 'in-force' | 'draft'
  /** When the text was agreed or, for a draft, dated. */
  readonly agreed: Instant
  /** From when its clauses may bind; `undefined` for a draft. */
  readonly startsOn: Anchor | undefined
  readonly calendar: Calendar
  readonly terms: ReadonlyMap<TermId, Term>
  readonly parties: ReadonlyMap<PartyId, Party>
  readonly clauses: ReadonlyMap<ClauseId, Clause>
  readonly exchanges: ReadonlyMap<ClauseId, Exchange>
  readonly powers: ReadonlyMap<ClauseId, Power>
  /** The document in reading order, for people. */
  readonly document: readonly DocumentPart[]
  /** Digest of the Markdown bytes: the version of the text. */
  readonly digest: Sha256
}

export type DocumentPart =
  | { readonly is: 'heading'; readonly depth: 1 | 2 | 3; readonly text: Named }
  | { readonly is: 'paragraph'; readonly text: string }
  | { readonly is: 'clause' | 'exchange' | 'power'; readonly id: ClauseId }
  | { readonly is: 'term'; readonly id: TermId }
  | LeftOut

/**
 * A block that is not part of the agreement as it runs, because it has a fault or rests on one that has: shown to people
 * in its place, with the words that stand before it. `kind` and `id` are as written, and may be of no kind that there is.
 */
export type LeftOut = {
  readonly is: 'left-out'
  readonly kind: string
  readonly id: string
  readonly text: Named | undefined
  readonly at: SourcePlace
}

/** A party or excluded group. Excluded groups are outside the protection, and their conduct breaches nothing. */
export type Party = {
  readonly id: PartyId
  readonly name: Named
  readonly excluded: boolean
  /** Which side it belongs to, as a letter: sides are only ever A and B (or C for third parties). */
  readonly side: 'A' | 'B' | 'C' | undefined
  /** Guarantors who answer for it. */
  readonly answersTo: readonly PartyId[]
  readonly at: SourcePlace
}
