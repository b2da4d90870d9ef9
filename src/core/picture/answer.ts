import type { Incident } from '../incident/incident.ts'
import type { LinkedNotice } from '../incident/trail.ts'
import type { AgreementId, ClauseId, IncidentId, LogIndex } from '../statement/fields.ts'
import type { Clock, EndReading, ExchangeStanding, Reason, Standing } from '../standing/standing.ts'
import type { Instant } from '../time/instant.ts'
import type { Question } from './question.ts'
import type { TallyTable } from './tallies.ts'

/** What the record answers: in short as codes, whole as its parts, and on which entries it rests. */
export type Answer = {
  readonly question: Question
  readonly summary: readonly Reason[]
  /** Every entry that the answer rests on, in log order, each once. */
  readonly evidence: readonly LogIndex[]
  readonly parts: Parts
}

export type Parts =
  | {
      readonly is: 'ends'
      readonly agreement: AgreementId
      readonly clocks: readonly Clock[]
      readonly ends: readonly EndReading[]
    }
  | { readonly is: 'incident'; readonly incident: Incident }
  | {
      readonly is: 'clause-ever'
      readonly agreement: AgreementId
      readonly clause: ClauseId
      readonly at: Instant
      readonly readings: readonly { readonly reading: string; readonly standings: readonly Standing[] }[]
    }
  | { readonly is: 'exchange'; readonly agreement: AgreementId; readonly exchange: ExchangeStanding }
  | { readonly is: 'tallies'; readonly from: Instant; readonly until: Instant; readonly table: TallyTable }
  | { readonly is: 'notices'; readonly incident: IncidentId; readonly notices: readonly LinkedNotice[] }
  | {
      readonly is: 'notice-lead'
      readonly agreement: AgreementId
      readonly zone: string
      readonly leadHours: number
      readonly rows: readonly NoticeLead[]
    }

/** One notice against the clock: whether enough time really passes, whatever the clock on the wall did meanwhile. */
export type NoticeLead = {
  readonly givenLocal: string
  readonly given: Instant
  readonly activityLocal: string
  readonly activity: Instant
  readonly minutes: number
  readonly wallMinutes: number
  readonly earliest: Instant
  readonly earliestLocal: string
  readonly inTime: boolean
}

export type Answered = { readonly summary: readonly Reason[]; readonly parts: Parts }

export function reason(
  code: string,
  values: Reason['values'] = {},
  entries: readonly LogIndex[] = [],
): Reason {
  return { code, values, entries }
}
