import type { BoardView } from '../../../core/api/agreement.ts'
import { formatInstant } from '../../../core/time/instant.ts'

/** Readings side by side: the chosen one first, then those put beside it, each once and only if the text knows it. */
export function readingsShown(
  chosen: string | null,
  beside: string | null,
  known: readonly string[],
): readonly string[] {
  const first = chosen !== null && known.includes(chosen) ? chosen : known[0]
  const others = (beside ?? '').split(',').filter((id) => known.includes(id))
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
