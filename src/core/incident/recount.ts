import type { ActorId, IncidentId, LogIndex, Range } from '../statement/fields.ts'
import type { CountingRule } from '../statement/kinds.ts'
import type { EventTime } from '../time/event-time.ts'
import { accountsOf, type Accounts } from './accounts.ts'
import type { Asking } from './asking.ts'
import { measure, type Doubt, type LeftOut } from './counted.ts'
import { countingDays, isTooCoarseForDays, placed, type Span } from './counting-day.ts'
import type { Incidents } from './fold.ts'
import { addRanges } from './harm.ts'
import { orderDuring } from './order.ts'

/** One incident as it went into a count. */
export type Counted = {
  readonly incident: IncidentId
  readonly entries: readonly LogIndex[]
  /** What it adds: `least` is 0 where it is only possible. */
  readonly adds: Range
  readonly doubts: readonly Doubt[]
}

export type RecountDay = { readonly day: Span; readonly count: Range; readonly counted: readonly Counted[] }

/**
 * Jig's own count by somebody's rule, from the reports and findings of this record alone. A day's least is what is
 * certain, its most what is possible; the days' mosts may add up to more than the total, because one incident may be
 * possible on two days and is counted once in the total.
 */
export type Recount = {
  readonly rule: CountingRule
  readonly window: Span
  readonly known: number
  readonly days: readonly RecountDay[]
  readonly total: Range
  /** Counted in the total and on no day: the sources knew the time no better than a week. */
  readonly onNoDay: readonly Counted[]
  /** How many incidents in the window the rule left out, by reason. */
  readonly leftOut: ReadonlyMap<LeftOut, number>
  readonly coverage: Coverage
}

/** Whose word the count rests on: what no source recorded cannot be counted, and its absence proves nothing. */
export type Coverage = {
  readonly sources: readonly ActorId[]
  /**
   * Every counted report speaks of deaths: then sources that record only deadly events may be all there is, and a count
   * of breaches leaves out those that killed nobody.
   */
  readonly onlyDeadly: boolean
}

/** Counts by a rule over a window, day by day on the rule's own clock. */
export function recount(incidents: Incidents, rule: CountingRule, window: Span, asking: Asking): Recount {
  const days = countingDays(rule, window)
  const byDay = new Map<Span, Counted[]>(days.map((day) => [day, []]))
  const onNoDay: Counted[] = []
  const leftOut = new Map<LeftOut, number>()
  const sources = new Set<ActorId>()
  let total: Range = { least: 0, most: 0 }
  let counted = 0
  let deadly = 0
  for (const { id } of orderDuring(incidents, window, asking.known)) {
    const accounts = accountsOf(incidents, id, asking)
    const measured = measure(accounts, rule, asking)
    if (measured.is === 'left-out') {
      leftOut.set(measured.because, (leftOut.get(measured.because) ?? 0) + 1)
      continue
    }
    const inWindow = within(accounts.id, measured, window)
    if (inWindow === undefined) continue
    total = addRanges(total, inWindow.adds)
    counted += 1
    if (isDeadly(accounts)) deadly += 1
    for (const { entry, by } of accounts.reports) {
      if (measured.entries.includes(entry)) for (const actor of by) sources.add(actor)
    }
    if (isTooCoarseForDays(measured.when)) onNoDay.push(inWindow)
    else {
      for (const day of days) {
        const onDay = within(accounts.id, measured, clip(day, window))
        if (onDay !== undefined) byDay.get(day)?.push(onDay)
      }
    }
  }
  return {
    rule,
    window,
    known: asking.known,
    days: days.map((day) => dayOf(day, byDay.get(day) ?? [])),
    total,
    onNoDay,
    leftOut: new Map([...leftOut].toSorted(([one], [other]) => (one < other ? -1 : 1))),
    coverage: { sources: [...sources].toSorted(), onlyDeadly: counted > 0 && deadly === counted },
  }
}

function clip(day: Span, window: Span): Span {
  return {
    from: day.from < window.from ? window.from : day.from,
    until: day.until > window.until ? window.until : day.until,
  }
}

function within(
  incident: IncidentId,
  measured: {
    readonly when: EventTime
    readonly adds: Range
    readonly doubts: readonly Doubt[]
    readonly entries: readonly LogIndex[]
  },
  span: Span,
): Counted | undefined {
  const where = placed(measured.when, span)
  if (where === 'not') return undefined
  const doubts: readonly Doubt[] =
    where === 'possible' ? [...measured.doubts, 'time-uncertain'] : measured.doubts
  const adds = doubts.length === 0 ? measured.adds : { least: 0, most: measured.adds.most }
  return { incident, entries: measured.entries, adds, doubts }
}

function dayOf(day: Span, counted: readonly Counted[]): RecountDay {
  return {
    day,
    count: counted.reduce((sum, { adds }) => addRanges(sum, adds), { least: 0, most: 0 } as Range),
    counted,
  }
}

function isDeadly({ reports }: Accounts): boolean {
  return reports.length > 0 && reports.every(({ body }) => (body.harm?.killed?.least ?? 0) > 0)
}
