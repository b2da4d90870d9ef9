import type { AgreementView, BoardView } from '../../../core/api/agreement.ts'
import { STATUSES, type Status } from '../../../core/standing/standing.ts'

export type DocumentPart = AgreementView['document'][number]

/** A heading of the document and what stands under it up to the next. */
export type Section = {
  readonly anchor: string
  readonly depth: number
  readonly text: string
  /** Clauses under this heading itself; those under its own sub-headings belong to those. */
  readonly clauses: readonly string[]
}

/** The id of the heading that is the `n`-th part of the document. */
export function anchorOf(n: number): string {
  return `part-${n}`
}

/** The headings in order. What comes before the first heading belongs to none. The title (depth 1) is not one of them. */
export function sectionsOf(document: readonly DocumentPart[]): readonly Section[] {
  const sections: { anchor: string; depth: number; text: string; clauses: string[] }[] = []
  for (const [n, part] of document.entries()) {
    if (part.is === 'heading' && part.depth > 1) {
      sections.push({ anchor: anchorOf(n), depth: part.depth, text: part.text, clauses: [] })
    } else if (part.is === 'clause') {
      sections.at(-1)?.clauses.push(part.id)
    }
  }
  return sections
}

/** How many standings of these clauses have each status, in the order of the statuses; those with none are left out. */
export function countStatuses(
  board: Pick<BoardView, 'standings'>,
  clauses: readonly string[],
): readonly { readonly status: Status; readonly n: number }[] {
  const wanted = new Set(clauses)
  const counts = new Map<Status, number>()
  for (const { clause, status } of board.standings) {
    if (wanted.has(clause)) counts.set(status, (counts.get(status) ?? 0) + 1)
  }
  return STATUSES.flatMap((status) => {
    const n = counts.get(status) ?? 0
    return n > 0 ? [{ status, n }] : []
  })
}
