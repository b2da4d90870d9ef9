import { z } from 'zod'
import {
  bounds,
  clauseId,
  instant,
  logIndex,
  onset,
  partyId,
  actorId,
  range,
  reason,
  termId,
} from './wire.ts'

/** Over how long is counted; `within` in milliseconds, `startsAt` in minutes after local midnight. */
const countWindow = z.discriminatedUnion('is', [
  z.object({ is: z.literal('sliding'), within: z.int() }),
  z.object({ is: z.literal('calendar-day'), startsAt: z.int() }),
  z.object({ is: z.literal('whole-time') }),
])

const count = z.object({
  /** The clause, exchange or power in whose condition it stands. */
  of: clauseId,
  clauses: z.array(clauseId),
  what: z.enum(['breaches', 'killed', 'civilians-killed', 'injured']),
  how: z.enum(['sum', 'max']),
  window: countWindow,
  over: z.int(),
  range,
  reached: onset,
  entries: z.array(logIndex),
})

const power = z.object({
  power: clauseId,
  ground: onset.optional(),
  waits: z.array(reason),
  last: instant.optional(),
  uses: z.array(
    z.object({
      from: instant,
      until: instant.optional(),
      by: z.array(z.union([partyId, actorId])),
      entries: z.array(logIndex),
      hasEffect: z.boolean(),
      why: z.array(reason),
    }),
  ),
})

const state = z.object({
  state: termId,
  test: z
    .object({
      holds: bounds,
      counted: range,
      entries: z.array(logIndex),
      limit: range,
      within: z.int().optional(),
      baseline: z.object({ from: instant, until: instant }).optional(),
    })
    .optional(),
  decided: z.object({ holds: z.boolean(), entries: z.array(logIndex) }).optional(),
})

/** What stands behind a board, for people who check it by hand. */
export const workingsView = z.object({
  /** In the order in which they became known. */
  texts: z.array(
    z.object({
      entry: logIndex,
      from: instant.optional(),
      is: z.enum(['in-force', 'replaced', 'to-come', 'displaced']),
      changed: z.array(clauseId),
    }),
  ),
  counts: z.array(count),
  powers: z.array(power),
  states: z.array(state),
})
