import type { Term } from './agreement.ts'
import type { Names } from './names.ts'

/*
 * Names for the examples in a fix. A fix is followed to the letter, so it names what the text at hand has; where that has
 * nothing of the kind, “…” says that something has to be put there.
 */

const NOTHING = '…'

export const someParty = ({ parties }: Names): string => firstOf(parties)

/** Two parties, parted by a comma. */
export function someParties({ parties }: Names): string {
  const [one = NOTHING, other = NOTHING] = parties
  return `${one}, ${other}`
}

/** A clause other than the one that is being read: few sentences of a clause may name itself. */
export function someClause({ clauses, block }: Names): string {
  const [one, other] = clauses
  return (one === block ? other : one) ?? NOTHING
}

/** All clauses of one paragraph that is not that of the block being read: `T.1.*`; or one clause. */
export function someParagraph(names: Names): string {
  const clause = someClause(names)
  const over = clause.slice(0, clause.lastIndexOf('.') + 1)
  return over === '' || names.block.startsWith(over) ? clause : `${over}*`
}

export const somePower = ({ powers }: Names): string => firstOf(powers)

/** A word of this kind that the text defines. */
export function someTerm({ terms }: Names, is: Term['is']): string {
  for (const [id, kind] of terms) if (kind === is) return id
  return NOTHING
}

function firstOf(ids: Iterable<string>): string {
  const [first = NOTHING] = ids
  return first
}
