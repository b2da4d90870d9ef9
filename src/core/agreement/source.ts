import type { Named } from '../statement/fields.ts'

/** A place in the document's source; lines and columns count from 1. */
export type SourcePlace = { readonly line: number; readonly column: number }

/** A choice that the text forced on whoever encoded it: shown beside the clause, counted, never hidden. */
export type Choice = {
  readonly question: string
  readonly chosen: string
  readonly alternatives: readonly string[]
  /** A figure on which sources disagree stays disputed. */
  readonly disputed: boolean
}

/** The words of the document that a block stands for: the block quote before it, and its translations. */
export type Wording = { readonly text: Named; readonly cites: string; readonly source: string | undefined }
