import { saidAsOf, sameAuthors, type Record } from '../evidence/said.ts'
import type { ActorId, LogIndex, Range, RuleId } from '../statement/fields.ts'
import type { CountingRule } from '../statement/kinds.ts'
import type { Instant } from '../time/instant.ts'
import type { Span } from './counting-day.ts'
import { addRanges, rangesMeet } from './harm.ts'

/** A counting rule as known, and where it is stated. A number without its rule is never shown. */
export type StatedRule = { readonly entry: LogIndex; readonly rule: CountingRule }

/** How a tally's parts add up: exactly, within the ranges given, not at all, or there are none. */
export type PartsCheck = {
  readonly is: 'no-parts' | 'equal' | 'possible' | 'differs'
  readonly sum: Range | undefined
}

/** One published figure, as it stands. */
export type PublishedTally = {
  readonly entry: LogIndex
  readonly by: readonly ActorId[]
  readonly window: Span
  readonly cumulative: boolean
  readonly count: Range
  readonly parts: readonly { readonly name: string; readonly count: Range }[]
  readonly partsSum: PartsCheck
  /** Corrections of this figure that are known, oldest first. */
  readonly corrected: readonly LogIndex[]
  /** Whether the rule's owner is among the authors: somebody else's count by that rule is not the owner's. */
  readonly byOwner: boolean
}

/** Everything published under one rule. Daily and running totals are different series and are never mixed. */
export type PublishedSeries = {
  readonly ruleId: RuleId
  /** `undefined`: somebody published under a rule that nobody has stated. */
  readonly stated: StatedRule | undefined
  /** By end of window, then entry. */
  readonly daily: readonly PublishedTally[]
  readonly cumulative: readonly PublishedTally[]
  /** What each running total leaves for the days of which no figure was published. Derived, and marked so. */
  readonly implied: readonly ImpliedTally[]
}

/** What must lie between two running totals (or since their common beginning) beyond the daily figures inside. */
export type ImpliedTally = {
  readonly from: readonly LogIndex[]
  readonly window: Span
  readonly count: Range
}

export type TallyQuestion = {
  readonly rule?: RuleId | undefined
  /** Figures whose window ends after this instant. */
  readonly from?: Instant | undefined
  /** Figures whose window begins before this instant. */
  readonly to?: Instant | undefined
  readonly known: number
}

/**
 * The counting rules as known, in order of id. A rule's id belongs to those who stated it first: only the same authors
 * can restate it, or a rival could change what a published number means.
 */
export function rulesOf(record: Record, known: number): ReadonlyMap<RuleId, StatedRule> {
  const rules = new Map<RuleId, StatedRule & { readonly by: readonly ActorId[] }>()
  for (const entry of record.ofKind.get('counting-rule-stated') ?? []) {
    const rule = saidAsOf(record, entry, 'counting-rule-stated', known)?.rule
    const by = record.said.get(entry)?.by
    if (rule === undefined || by === undefined) continue
    const first = rules.get(rule.id)
    if (first === undefined || sameAuthors(first.by, by)) rules.set(rule.id, { entry, rule, by })
  }
  const sorted = [...rules].toSorted(([one], [other]) => (one < other ? -1 : 1))
  return new Map(sorted.map(([id, { entry, rule }]) => [id, { entry, rule }]))
}

/** What was published, rule by rule in order of id, as known. */
export function publishedTallies(record: Record, question: TallyQuestion): readonly PublishedSeries[] {
  const rules = rulesOf(record, question.known)
  const rows = new Map<RuleId, PublishedTally[]>()
  for (const entry of record.ofKind.get('tally-published') ?? []) {
    const body = saidAsOf(record, entry, 'tally-published', question.known)
    const said = record.said.get(entry)
    if (body === undefined || said === undefined) continue
    if (question.rule !== undefined && body.rule !== question.rule) continue
    if (question.from !== undefined && body.window.until <= question.from) continue
    if (question.to !== undefined && body.window.from >= question.to) continue
    const owner = rules.get(body.rule)?.rule.owner
    const list = rows.get(body.rule) ?? []
    rows.set(body.rule, list)
    list.push({
      entry,
      by: said.by,
      window: body.window,
      cumulative: body.cumulative,
      count: body.count,
      parts: body.parts ?? [],
      partsSum: checkParts(body.count, body.parts ?? []),
      corrected: said.versions
        .filter((version) => version.entry < question.known)
        .map((version) => version.entry),
      byOwner: owner !== undefined && said.by.includes(owner),
    })
  }
  return [...rows]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([ruleId, all]) => {
      const ordered = all.toSorted(
        (one, other) => one.window.until - other.window.until || one.entry - other.entry,
      )
      const daily = ordered.filter(({ cumulative }) => !cumulative)
      const cumulative = ordered.filter((row) => row.cumulative)
      return { ruleId, stated: rules.get(ruleId), daily, cumulative, implied: impliedBy(daily, cumulative) }
    })
}

/** Adds the parts up and says whether they make the count. A published sum that does not add up is shown as it is. */
export function checkParts(count: Range, parts: readonly { readonly count: Range }[]): PartsCheck {
  if (parts.length === 0) return { is: 'no-parts', sum: undefined }
  let sum: Range = { least: 0, most: 0 }
  for (const part of parts) sum = addRanges(sum, part.count)
  if (sum.least === count.least && sum.most === count.most) return { is: 'equal', sum }
  return { is: rangesMeet(sum, count) ? 'possible' : 'differs', sum }
}

/**
 * What a running total leaves for the one stretch of which no figure was published: the total less the total before it
 * (of the same beginning) and less the days between. Only where one stretch is missing, no windows overlap, and every
 * figure is an exact number; a total smaller than its days implies nothing.
 */
function impliedBy(
  daily: readonly PublishedTally[],
  cumulative: readonly PublishedTally[],
): readonly ImpliedTally[] {
  return cumulative.flatMap((total, i) => {
    const before = cumulative
      .slice(0, i)
      .findLast(({ window }) => window.from === total.window.from && window.until < total.window.until)
    const span = { from: before?.window.until ?? total.window.from, until: total.window.until }
    const inside = daily.filter(({ window }) => window.from >= span.from && window.until <= span.until)
    const less = before === undefined ? inside : [...inside, before]
    const gap = onlyGapIn(
      span,
      inside.map(({ window }) => window),
    )
    const exact = [total, ...less].every(({ count }) => count.least === count.most)
    if (gap === undefined || !exact || less.length === 0) return []
    const rest = less.reduce((sum, { count }) => sum - count.least, total.count.least)
    if (rest < 0) return []
    return [
      {
        from: [total, ...less].map(({ entry }) => entry),
        window: gap,
        count: { least: rest, most: rest },
      },
    ]
  })
}

/** The one stretch of a span that no window covers; `undefined` if there is none, more than one, or windows overlap. */
function onlyGapIn(span: Span, windows: readonly Span[]): Span | undefined {
  const gaps: Span[] = []
  let reached = span.from
  for (const { from, until } of windows.toSorted((one, other) => one.from - other.from)) {
    if (from < reached) return undefined
    if (from > reached) gaps.push({ from: reached, until: from })
    reached = until
  }
  if (reached < span.until) gaps.push({ from: reached, until: span.until })
  return gaps.length === 1 ? gaps[0] : undefined
}
