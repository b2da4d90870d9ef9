import { z } from 'zod'
import { actorId, instant, logIndex, named, partyId, range, ruleId } from './wire.ts'
import { ACTS } from '../statement/fields.ts'

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
  /** The entry that states the rule. */
  statedBy: logIndex.nullable(),
})

/** A number that its owner published, as published. */
export const figureView = z.object({
  from: instant,
  /** Exclusive. */
  until: instant,
  cumulative: z.boolean(),
  count: range,
  parts: z.array(z.object({ name: z.string(), count: range })),
  /** Whether the parts make up the count; `null` where there are none. */
  partsSum: z.boolean().nullable(),
  entry: logIndex,
})

/** Jig's own count by the same rule, from the reports and findings of the record. */
export const recountView = z.object({
  from: instant,
  until: instant,
  count: range,
  entries: z.array(logIndex),
})

/** Everything by one rule: what its owner published, what the record gives by the same rule. Never added to another. */
export const columnView = z.object({
  rule: ruleView,
  published: z.array(figureView),
  recounted: z.array(recountView),
})
export type ColumnView = z.output<typeof columnView>

export const talliesView = z.object({
  known: z.int(),
  from: instant.nullable(),
  to: instant.nullable(),
  columns: z.array(columnView),
})
export type TalliesView = z.output<typeof talliesView>
