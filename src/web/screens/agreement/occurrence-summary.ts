import type { StandingView } from '../../../core/api/agreement.ts'
import type { Status } from '../../../core/standing/standing.ts'
import type { Instant } from '../../../core/time/instant.ts'

const STILL_OWED: readonly Status[] = ['active', 'due-soon', 'overdue']

/** What a duty that is owed again and again comes to so far. */
export type OccurrenceSummary = {
  /** All so far, those that are not shown singly among them. */
  readonly all: number
  readonly done: number
  /** The next deadline that is still ahead. */
  readonly next: Instant | undefined
}

/** `undefined` where the duty is owed once, or nothing has called for it yet. */
export function occurrenceSummary(
  { occurrences, why }: Pick<StandingView, 'occurrences' | 'why'>,
  at: Instant,
): OccurrenceSummary | undefined {
  // Numbers are counted from 1 over all of them, though only the last few are handed out.
  const all = occurrences?.at(-1)?.number
  if (occurrences === undefined || all === undefined) return undefined
  const done = why.find(({ code }) => code === 'occurrences-fulfilled')?.values['count']
  const ahead = occurrences.flatMap(({ due, status }) =>
    due !== undefined && due >= at && STILL_OWED.includes(status) ? [due] : [],
  )
  return {
    all,
    done: typeof done === 'number' ? done : 0,
    next: ahead.toSorted((a, b) => a - b)[0],
  }
}
