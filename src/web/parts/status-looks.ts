import type { IncidentStatus } from '../../core/incident/status.ts'
import type { Status } from '../../core/standing/standing.ts'
import type { Shape } from './shapes.tsx'

/** Which of the searched colours a status wears; the names are classes of `status.css`. */
export type Tone = 'met' | 'progress' | 'due' | 'overdue' | 'breached' | 'disputed' | 'dormant'
export type Look = { readonly tone: Tone; readonly shape: Shape }

/** How the standing of a clause looks. Word first, then shape, then colour. */
export const STATUS_LOOKS: Readonly<Record<Status, Look>> = {
  pending: { tone: 'dormant', shape: 'ring' },
  active: { tone: 'progress', shape: 'half' },
  'due-soon': { tone: 'due', shape: 'clock' },
  overdue: { tone: 'overdue', shape: 'triangle' },
  fulfilled: { tone: 'met', shape: 'tick' },
  breached: { tone: 'breached', shape: 'octagon' },
  contested: { tone: 'disputed', shape: 'diamond' },
  waived: { tone: 'dormant', shape: 'slashed' },
  suspended: { tone: 'dormant', shape: 'pause' },
  expired: { tone: 'dormant', shape: 'square' },
}

/** How the status of an incident looks, in the list and on the map alike. */
export const INCIDENT_LOOKS: Readonly<Record<IncidentStatus, Look>> = {
  reported: { tone: 'progress', shape: 'disc' },
  confirmed: { tone: 'breached', shape: 'triangle' },
  'not-confirmed': { tone: 'dormant', shape: 'square' },
  disputed: { tone: 'disputed', shape: 'diamond' },
  undetermined: { tone: 'dormant', shape: 'question' },
  withdrawn: { tone: 'dormant', shape: 'slashed' },
}

export function incidentLook(status: IncidentStatus): Look {
  return INCIDENT_LOOKS[status]
}

/** How an exchange looks. */
export const EXCHANGE_LOOKS = {
  waiting: { tone: 'dormant', shape: 'ring' },
  open: { tone: 'progress', shape: 'half' },
  deadlocked: { tone: 'disputed', shape: 'diamond' },
  'partly-done': { tone: 'due', shape: 'half' },
  done: { tone: 'met', shape: 'tick' },
} as const satisfies Readonly<Record<string, Look>>
