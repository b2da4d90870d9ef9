import type { PartyId } from '../statement/fields.ts'
import type { CountingRule } from '../statement/kinds.ts'
import { dateOfSpan, isAboutADay } from './counting-day.ts'
import type { Recount, RecountDay } from './recount.ts'
import type { PublishedSeries, PublishedTally, StatedRule } from './tally.ts'

/** One rule's column: what its owner published, and jig's count by the same rule where one was asked for. */
export type TallyColumn = {
  readonly stated: StatedRule
  readonly series: PublishedSeries | undefined
  readonly recount: Recount | undefined
}

/** What one rule has for one date. Empty lists say that nothing was published: not that nothing happened. */
export type TallyCell = {
  readonly rule: CountingRule['id']
  readonly daily: readonly PublishedTally[]
  /** Running totals whose window ends with this date's counting day. */
  readonly cumulative: readonly PublishedTally[]
  readonly recounted: readonly RecountDay[]
}

export type SideBySide = {
  readonly columns: readonly TallyColumn[]
  /** Dates `2016-09-13` in order, each with a cell for every column in the columns' order. */
  readonly rows: readonly { readonly date: string; readonly cells: readonly TallyCell[] }[]
  /** Figures for several days at once that are no running total: they stand in no row. */
  readonly spanning: readonly { readonly rule: CountingRule['id']; readonly tally: PublishedTally }[]
  /** For each two columns, in order, why their figures cannot be compared one to one. */
  readonly differences: readonly RuleDifference[]
}

/** Features in which two counting rules differ, so that equal conduct gives unequal numbers. */
export type DifferenceReason =
  | 'other-unit'
  | 'other-side-only'
  | 'counts-excluded-groups'
  | 'counts-arrests'
  | 'counts-outside-scope'
  | 'other-acts'
  | 'other-day-boundary'
  | 'other-zone'
  | 'other-evidence'

export type RuleDifference = {
  readonly between: readonly [CountingRule['id'], CountingRule['id']]
  readonly because: readonly {
    readonly reason: DifferenceReason
    /** The rule of which the reason is true; `undefined` where it is true of each towards the other. */
    readonly of: CountingRule['id'] | undefined
  }[]
}

/**
 * Days as rows, rules as columns. A count stands on the date on which most of its window lies, on the clock of
 * `offsetMinutes`, so that "19:00 to 19:00" stands beside "midnight to midnight". Nothing is ever added across columns.
 */
export function sideBySide(columns: readonly TallyColumn[], offsetMinutes: number): SideBySide {
  const rows = new Map<string, Map<CountingRule['id'], Cells>>()
  const spanning: { readonly rule: CountingRule['id']; readonly tally: PublishedTally }[] = []
  const cellsOf = (date: string, rule: CountingRule['id']): Cells => {
    const row = rows.get(date) ?? new Map<CountingRule['id'], Cells>()
    rows.set(date, row)
    const cells = row.get(rule) ?? { daily: [], cumulative: [], recounted: [] }
    row.set(rule, cells)
    return cells
  }
  for (const { stated, series, recount } of columns) {
    const { id } = stated.rule
    for (const tally of series?.daily ?? []) {
      if (isAboutADay(tally.window)) cellsOf(dateOfSpan(tally.window, offsetMinutes), id).daily.push(tally)
      else spanning.push({ rule: id, tally })
    }
    for (const tally of series?.cumulative ?? []) {
      cellsOf(dateOfSpan(lastDay(tally.window), offsetMinutes), id).cumulative.push(tally)
    }
    for (const day of recount?.days ?? []) cellsOf(dateOfSpan(day.day, offsetMinutes), id).recounted.push(day)
  }
  return {
    columns,
    rows: [...rows]
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([date, row]) => ({
        date,
        cells: columns.map(({ stated: { rule } }) => {
          return { rule: rule.id, ...(row.get(rule.id) ?? { daily: [], cumulative: [], recounted: [] }) }
        }),
      })),
    spanning,
    differences: pairs(columns.map(({ stated }) => stated.rule)).map(([one, other]) =>
      differenceOf(one, other),
    ),
  }
}

type Cells = { daily: PublishedTally[]; cumulative: PublishedTally[]; recounted: RecountDay[] }

const DAY = 86_400_000

/** The last day of a running total's window, or the whole window where it is shorter. */
function lastDay<S extends { readonly from: number; readonly until: number }>(window: S): S {
  const from = window.until - DAY
  return from > window.from ? { ...window, from } : window
}

function pairs<T>(all: readonly T[]): readonly (readonly [T, T])[] {
  return all.flatMap((one, i) => all.slice(i + 1).map((other) => [one, other] as const))
}

/** Why the figures of two rules differ even for the same events. */
export function differenceOf(one: CountingRule, other: CountingRule): RuleDifference {
  const because: RuleDifference['because'][number][] = []
  const each = (differs: boolean, reason: DifferenceReason): void => {
    if (differs) because.push({ reason, of: undefined })
  }
  const only = (first: boolean, second: boolean, reason: DifferenceReason): void => {
    if (first !== second) because.push({ reason, of: first ? one.id : other.id })
  }
  each(one.counts !== other.counts, 'other-unit')
  if (listed(one.conductOf) !== listed(other.conductOf)) {
    const of = one.conductOf === null ? other.id : other.conductOf === null ? one.id : undefined
    because.push({ reason: 'other-side-only', of })
  }
  only(one.excludedGroups, other.excludedGroups, 'counts-excluded-groups')
  only(one.arrests, other.arrests, 'counts-arrests')
  only(one.outsideScope, other.outsideScope, 'counts-outside-scope')
  each(listed(one.acts) !== listed(other.acts), 'other-acts')
  each(one.dayStarts !== other.dayStarts, 'other-day-boundary')
  each(one.offsetMinutes !== other.offsetMinutes, 'other-zone')
  each(one.evidence !== other.evidence, 'other-evidence')
  return { between: [one.id, other.id], because }
}

/** A list as one text, whatever its order. */
function listed(of: readonly (PartyId | string)[] | null): string {
  return of === null ? '*' : [...new Set(of)].toSorted().join(' ')
}
