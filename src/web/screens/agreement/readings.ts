import type { BoardView } from '../../../core/api/agreement.ts'
import { formatInstant } from '../../../core/time/instant.ts'

/**
 * Readings side by side: the chosen one first, then those put beside it, each once. One that the text does not know stays
 * among them: another in its place would show other figures than those that the address asks for.
 */
export function readingsShown(
  chosen: string | null,
  beside: string | null,
  known: readonly string[],
): readonly string[] {
  const first = chosen === null || chosen === '' ? known[0] : chosen
  const others = (beside ?? '').split(',').filter((id) => id !== '')
  return first === undefined ? [] : [...new Set([first, ...others])]
}

/** The address of one board, with its workings. */
export function boardPath(
  agreement: string,
  at: string | null,
  known: string | null,
  reading: string,
): string {
  const query = new URLSearchParams()
  if (at !== null) query.set('at', at)
  if (known !== null) query.set('known', known)
  query.set('reading', reading)
  query.set('workings', 'yes')
  return `/api/agreements/${encodeURIComponent(agreement)}/standings?${query}`
}

/** The address of the text by which a board was worked out. */
export function textPath({ agreement, at, known }: Pick<BoardView, 'agreement' | 'at' | 'known'>): string {
  const query = new URLSearchParams({ at: formatInstant(at), known: String(known) })
  return `/api/agreements/${encodeURIComponent(agreement)}?${query}`
}
