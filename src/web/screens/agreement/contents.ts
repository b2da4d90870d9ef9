import type { AgreementView, BoardView } from '../../../core/api/agreement.ts'
import { STATUSES, type Status } from '../../../core/standing/standing.ts'
import type { Named } from '../../../core/statement/fields.ts'

export type DocumentPart = AgreementView['document'][number]

/** A heading of the document and what stands under it up to the next. */
export type Section = {
  readonly anchor: string
  readonly depth: number
  readonly text: Named
  /** Figures and words that are disputed under this heading itself. */
  readonly disputed: number
  /** Clauses under this heading itself; those under its own sub-headings belong to those. */
  readonly clauses: readonly string[]
}

/** The id of the heading that is the `n`-th part of the document. */
export function anchorOf(n: number): string {
  return `part-${n}`
}

/** A choice that is disputed, and the id of the row of the page at which it stands. */
export type DisputedChoice = { readonly of: string; readonly row: string; readonly question: string }

type WithChoices = Pick<AgreementView, 'terms' | 'clauses' | 'exchanges' | 'powers' | 'document'>

/** The id of the row at which a part of the document stands; headings and paragraphs have none. */
export function rowOf(part: DocumentPart): string | undefined {
  if (!('id' in part)) return undefined
  return part.is === 'term' ? `term-${part.id}` : `clause-${part.id}`
}

/** Every disputed choice of the text, in reading order. */
export function disputedChoices(agreement: WithChoices): readonly DisputedChoice[] {
  return agreement.document.flatMap((part) => {
    const row = rowOf(part)
    if (!('id' in part) || row === undefined) return []
    return choicesOf(agreement, part.id).flatMap(({ disputed, question }) =>
      disputed ? [{ of: part.id, row, question }] : [],
    )
  })
}

function choicesOf({ terms, clauses, exchanges, powers }: WithChoices, wanted: string) {
  return [...terms, ...clauses, ...exchanges, ...powers].find(({ id }) => id === wanted)?.choices ?? []
}

/** The headings in order. What comes before the first heading belongs to none. The title (depth 1) is not one of them. */
export function sectionsOf(agreement: WithChoices): readonly Section[] {
  type Growing = { anchor: string; depth: number; text: Named; disputed: number; clauses: string[] }
  const sections: Growing[] = []
  for (const [n, part] of agreement.document.entries()) {
    const last = sections.at(-1)
    if (part.is === 'heading' && part.depth > 1) {
      sections.push({ anchor: anchorOf(n), depth: part.depth, text: part.text, disputed: 0, clauses: [] })
    } else if (last !== undefined && 'id' in part) {
      if (part.is === 'clause') last.clauses.push(part.id)
      last.disputed += choicesOf(agreement, part.id).filter(({ disputed }) => disputed).length
    }
  }
  return sections
}

/** The row of the first clause, in reading order, with a bearer who has this status. */
export function firstRowWith(
  { document }: Pick<AgreementView, 'document'>,
  { standings }: Pick<BoardView, 'standings'>,
  status: Status,
): string | undefined {
  const having = new Set<string>(standings.flatMap((one) => (one.status === status ? [one.clause] : [])))
  const part = document.find((one) => one.is === 'clause' && having.has(one.id))
  return part === undefined ? undefined : rowOf(part)
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
