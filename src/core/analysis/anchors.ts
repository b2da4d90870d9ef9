import type { Agreement, Anchor, Condition } from '../agreement/agreement.ts'

/** An anchor as a base and milliseconds after it: the base is a moment that is not fixed, or `''` for 1970-01-01T00:00:00Z. */
export function pointOf(agreement: Agreement, anchor: Anchor): readonly [string, number] {
  if (anchor.is === 'instant') return ['', anchor.instant]
  const term = agreement.terms.get(anchor.moment)
  const fixed = term?.is === 'moment' ? term.fixed : undefined
  return fixed === undefined ? [anchor.moment, anchor.plus] : ['', fixed + anchor.plus]
}

/** Anchors before which a condition is surely not true, and whether nothing but anchors stands in it. */
export function lowerAnchors(condition: Condition | undefined): {
  readonly anchors: readonly Anchor[]
  readonly every: boolean
} {
  if (condition === undefined) return { anchors: [], every: true }
  if (condition.is === 'reached') return { anchors: [condition.anchor], every: true }
  if (condition.is === 'holds' && condition.since !== undefined)
    return { anchors: [condition.since], every: false }
  if (condition.is !== 'all') return { anchors: [], every: false }
  const parts = condition.of.map(lowerAnchors)
  return { anchors: parts.flatMap(({ anchors }) => anchors), every: parts.every(({ every }) => every) }
}
