import type { Agreement } from '../agreement/agreement.ts'
import { touchesOf, type Reported, type Touch } from '../evidence/scope.ts'

/** Touches already worked out, by text and by what a report says; kept for speed, and no part of any answer. */
export type TouchMemo = Map<Agreement, Map<object, readonly Touch[]>>

/** The duties that a report touches by a text. A body never changes, so it is matched once. */
export function touchesKept(memo: TouchMemo, report: Reported, text: Agreement): readonly Touch[] {
  let ofText = memo.get(text)
  if (ofText === undefined) memo.set(text, (ofText = new Map()))
  let touches = ofText.get(report)
  if (touches === undefined) ofText.set(report, (touches = touchesOf(report, text).touches))
  return touches
}

/**
 * What of a report decides its touches, as one short text; `undefined` where it names clauses itself, or a point that
 * an area of the text measures. Two reports with the same text touch the same duties.
 */
export function touchSignature(report: Reported, { terms }: Agreement): string | undefined {
  const { act, alleged, against, sides, touches, where } = report
  if (touches !== undefined) return undefined
  if (where.latE7 !== undefined && measures(terms)) return undefined
  return `${act}|${alleged ?? ''}|${against ?? ''}|${sides?.join(' ') ?? '-'}|${where.governorate ?? '-'}`
}

function measures(terms: Agreement['terms']): boolean {
  for (const term of terms.values()) {
    if (term.is === 'area' && (term.extent.is === 'circle' || term.extent.is === 'polygon')) return true
  }
  return false
}
