import type { Range } from '../../../core/statement/fields.ts'

/** Where a range lies on the scale, in percent; `open` has no upper bound and reaches to the edge. */
export type RangeBar = { readonly from: number; readonly width: number; readonly open: boolean }

/** Ranges on one scale from 0 to the largest bound; an exact number is still two percent wide, or nobody would see it. */
export function rangeBars(ranges: readonly Range[]): readonly RangeBar[] {
  const most = Math.max(1, ...ranges.map((range) => range.most ?? range.least))
  const scale = ranges.some((range) => range.most === null) ? most * 1.15 : most
  const part = (value: number): number => (value / scale) * 98
  return ranges.map((range) => {
    const from = part(range.least)
    const until = range.most === null ? 100 : part(range.most) + 2
    return { from, width: Math.max(2, until - from), open: range.most === null }
  })
}
