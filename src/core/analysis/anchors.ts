import type { Agreement, Anchor, Clause, Condition } from '../agreement/agreement.ts'

/** An anchor as a base and milliseconds after it: the base is a moment that is not fixed, or `''` for 1970-01-01T00:00:00Z. */
export function pointOf(agreement: Agreement, anchor: Anchor): readonly [string, number] {
  if (anchor.is === 'instant') return ['', anchor.instant]
  const term = agreement.terms.get(anchor.moment)
  const fixed = term?.is === 'moment' ? term.fixed : undefined
  return fixed === undefined ? [anchor.moment, anchor.plus] : ['', fixed + anchor.plus]
}

/**
 * From when a clause may bind at all: the agreement's start, or the day it was agreed for a duty whose own deadline comes
 * before that (such as accepting the terms by a cut-off). A draft is looked at as if it were in force.
 */
export function startOf(agreement: Agreement, { window }: Clause): Anchor {
  const agreed: Anchor = { is: 'instant', instant: agreement.agreed }
  const { startsOn } = agreement
  if (startsOn === undefined || window.by === undefined) return startsOn ?? agreed
  const [base, start] = pointOf(agreement, startsOn)
  const [same, by] = pointOf(agreement, window.by)
  return base === same && by <= start ? agreed : startsOn
}

/** Anchors before which a condition is surely not true, and whether nothing but anchors stands in it. */
export function lowerAnchors(
  agreement: Agreement,
  condition: Condition | undefined,
): {
  readonly anchors: readonly Anchor[]
  readonly every: boolean
} {
  if (condition === undefined) return { anchors: [], every: true }
  if (condition.is === 'reached') return { anchors: [condition.anchor], every: true }
  if (condition.is === 'holds') {
    const since = condition.since ?? agreement.startsOn
    return { anchors: since === undefined ? [] : [since], every: false }
  }
  if (condition.is !== 'all') return { anchors: [], every: false }
  const parts = condition.of.map((one) => lowerAnchors(agreement, one))
  return { anchors: parts.flatMap(({ anchors }) => anchors), every: parts.every(({ every }) => every) }
}
