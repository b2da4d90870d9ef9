import type { AgreementView, BoardView } from '../../../core/api/agreement.ts'
import type { Instant } from '../../../core/time/instant.ts'

/** A moment worth jumping to, and what it is. */
export type KeyDate =
  | { readonly is: 'agreed'; readonly at: Instant }
  | { readonly is: 'clock-starts' | 'clock-ends'; readonly owner: string; readonly at: Instant }
  | { readonly is: 'due'; readonly clause: string; readonly at: Instant }

/** Moments at which something begins, ends or falls due on this board: earliest first, one for each moment and kind. */
export function keyDates(agreement: Pick<AgreementView, 'agreed'>, board: BoardView): readonly KeyDate[] {
  const dates: KeyDate[] = [{ is: 'agreed', at: agreement.agreed }]
  for (const { owner, starts, ends } of board.clocks) {
    dates.push({ is: 'clock-starts', owner, at: starts })
    if (ends !== undefined) dates.push({ is: 'clock-ends', owner, at: ends })
  }
  for (const { clause, due } of board.standings)
    if (due !== undefined) dates.push({ is: 'due', clause, at: due })
  const seen = new Set<string>()
  return dates
    .toSorted((a, b) => a.at - b.at)
    .filter(({ is, at }) => {
      const key = `${is} ${at}`
      if (seen.has(key)) return false
      seen.add(key)
      return true
    })
}
