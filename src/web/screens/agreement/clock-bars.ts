import type { BoardView } from '../../../core/api/agreement.ts'

type Clock = BoardView['clocks'][number]
/** Where one clock lies on the common scale, in percent of its length; `now` only where the time asked about is on it. */
export type ClockBar = {
  readonly clock: Clock
  readonly from: number
  readonly width: number
  readonly now: number | undefined
}

/** All clocks of a board on one scale from the first start to the last end. One without end reaches a little farther. */
export function clockBars({ clocks, at }: Pick<BoardView, 'clocks' | 'at'>): readonly ClockBar[] {
  if (clocks.length === 0) return []
  const first = Math.min(...clocks.map(({ starts }) => starts))
  const marks = clocks.flatMap(({ starts, ends }) => [starts, ends ?? starts])
  const open = clocks.some(({ ends }) => ends === undefined)
  const length = Math.max(Math.max(...marks) - first, 1) * (open ? 1.2 : 1)
  const part = (instant: number): number => Math.round(((instant - first) / length) * 1000) / 10
  const now = at >= first && at <= first + length ? part(at) : undefined
  return clocks.map((clock) => {
    const from = part(clock.starts)
    return { clock, from, width: (clock.ends === undefined ? 100 : part(clock.ends)) - from, now }
  })
}
