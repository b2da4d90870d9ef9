import { z } from 'zod'
import { ACTS } from '../statement/fields.ts'
import { actorId, incidentId, instant, logIndex, named, partyId, range, ruleId } from './wire.ts'

/** A counting rule: no number of jig is shown without it. */
export const ruleView = z.object({
  id: ruleId,
  owner: actorId,
  name: named,
  counts: z.enum([
    'alleged-breaches',
    'violations-found',
    'reported-events',
    'people-killed',
    'civilians-killed',
  ]),
  conductOf: z.array(partyId).nullable(),
  acts: z.array(z.enum(ACTS)).nullable(),
  excludedGroups: z.boolean(),
  arrests: z.boolean(),
  outsideScope: z.boolean(),
  dayStarts: z.string(),
  zone: z.string(),
  offsetMinutes: z.int(),
  evidence: z.enum(['own-word', 'finding']),
  note: z.string().optional(),
})
const stated = z.object({ entry: logIndex, rule: ruleView })

/** From (inclusive) until (exclusive). */
const span = z.object({ from: instant, until: instant })

/** A number as it was published. */
export const figureView = z.object({
  entry: logIndex,
  by: z.array(actorId),
  window: span,
  cumulative: z.boolean(),
  count: range,
  parts: z.array(z.object({ name: z.string(), count: range })),
  /** How the parts add up: `differs` says that the published sum is not theirs. */
  partsSum: z.object({ is: z.enum(['no-parts', 'equal', 'possible', 'differs']), sum: range.optional() }),
  corrected: z.array(logIndex),
  byOwner: z.boolean(),
})

/** Everything published under one rule. Daily and running totals are never mixed. */
export const seriesView = z.object({
  ruleId,
  stated: stated.optional(),
  daily: z.array(figureView),
  cumulative: z.array(figureView),
  /** What running totals leave for the days of which no figure was published: derived by jig, not published. */
  implied: z.array(z.object({ from: z.array(logIndex), window: span, count: range })),
})

const counted = z.object({
  incident: incidentId,
  entries: z.array(logIndex),
  adds: range,
  doubts: z.array(z.string()),
})
const recountDay = z.object({ day: span, count: range, counted: z.array(counted) })

/** Jig's own count by the same rule, from the reports and findings of this record alone. */
export const recountView = z.object({
  rule: ruleView,
  window: span,
  known: z.int(),
  days: z.array(recountDay),
  total: range,
  /** Counted in the total and on no day: the sources knew the time no better than a week. */
  onNoDay: z.array(counted),
  leftOut: z.array(z.object({ because: z.string(), incidents: z.int() })),
  coverage: z.object({ sources: z.array(actorId), onlyDeadly: z.boolean() }),
})
export type RecountView = z.output<typeof recountView>

/** One rule's column, without its figures: those stand in the rows. */
export const columnView = z.object({
  stated,
  implied: seriesView.shape.implied,
  /** Jig's own count over the whole window; its incidents are at `/api/tallies?rule=…&from=…&to=…`. */
  recount: z
    .object({
      total: range,
      /** Counted in the total and on no day: the sources knew the time no better than a week. */
      onNoDay: z.int(),
      leftOut: recountView.shape.leftOut,
      coverage: recountView.shape.coverage,
    })
    .optional(),
})

/** Every series with its rule. Nothing is ever added across rules. */
export const talliesView = z.object({
  known: z.int(),
  series: z.array(seriesView),
  /** Jig's own counts over the window asked for; none where no window was asked for. */
  recounts: z.array(recountView),
})
export type TalliesView = z.output<typeof talliesView>

/** Days as rows, counting rules as columns. */
export const sideBySideView = z.object({
  known: z.int(),
  /** The window that jig's own counts cover. */
  window: span,
  /** Minutes east of UTC of the clock by which a count stands on a date. */
  offsetMinutes: z.int(),
  columns: z.array(columnView),
  rows: z.array(
    z.object({
      /** `2016-09-13` */
      date: z.string(),
      cells: z.array(
        z.object({
          rule: ruleId,
          /** Empty: nothing was published, not that nothing happened. */
          daily: z.array(figureView),
          cumulative: z.array(figureView),
          recounted: z.array(z.object({ day: span, count: range, incidents: z.int() })),
        }),
      ),
    }),
  ),
  /** Figures for several days at once that are no running total: they stand in no row. */
  spanning: z.array(z.object({ rule: ruleId, tally: figureView })),
  /** For each two columns why their figures cannot be compared one to one. */
  differences: z.array(
    z.object({
      between: z.tuple([ruleId, ruleId]),
      because: z.array(z.object({ reason: z.string(), of: ruleId.optional() })),
    }),
  ),
})
export type SideBySideView = z.output<typeof sideBySideView>
