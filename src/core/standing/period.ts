import type { Agreement } from '../agreement/agreement.ts'
import { RECORD_READING } from '../evidence/readings.ts'
import type { Period } from '../evidence/scope.ts'
import { textClock } from './clocks.ts'
import type { Engine } from './engine-state.ts'
import { evaluation } from './evaluation.ts'

/**
 * The time in which an agreement binds by its own clock, as known when the log had `known` entries: extensions and
 * withdrawals included. `starts` is undefined while the moment on which it starts has not been set.
 */
export function textPeriod(engine: Engine, text: Agreement, known: number): Period {
  const clock = textClock(evaluation(engine, text, known, RECORD_READING))
  return { starts: clock?.starts, ends: clock?.ends }
}
