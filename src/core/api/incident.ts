import { z } from 'zod'
import { GRADES, INCIDENT_STATUSES } from '../incident/status.ts'
import { SCOPE_VERDICTS } from '../incident/scopes.ts'
import { QUESTIONS } from '../incident/agreed.ts'
import { CONFIDENCES } from '../incident/attribution.ts'
import { ACTS } from '../statement/fields.ts'
import {
  actorId,
  agreementId,
  clauseId,
  eventTime,
  incidentId,
  instant,
  logIndex,
  named,
  partyId,
  range,
} from './wire.ts'

const act = z.enum(ACTS)
const confidence = z.enum(CONFIDENCES)
const words = z.object({ lang: z.string(), text: z.string() })
const entries = z.array(logIndex)

export const placeView = z.object({
  name: z.string(),
  names: named.optional(),
  /** 1e-7 degrees. */
  latE7: z.int().optional(),
  lonE7: z.int().optional(),
  /** Metres: how closely the source could place it. */
  radius: z.int().optional(),
  governorate: z.string().optional(),
})

/** How an incident lies to one agreement. Outside the scope it is harm, and no breach. */
export const scopeView = z.object({
  agreement: agreementId,
  verdict: z.enum(SCOPE_VERDICTS),
  /** Reason codes; their words are in `words/`. */
  because: z.array(z.string()),
  touches: z.array(z.object({ clause: clauseId, bearer: partyId.optional() })),
})

/** A row of the list and a dot on the map. */
export const incidentSummary = z.object({
  id: incidentId,
  title: named.optional(),
  when: eventTime,
  /** The place known most closely. */
  where: placeView.optional(),
  acts: z.array(act),
  /** Whom somebody says did it. */
  alleged: z.array(partyId),
  parties: z.array(partyId),
  status: z.enum(INCIDENT_STATUSES),
  grade: z.enum(GRADES),
  reports: entries,
  findings: entries,
  sources: z.array(actorId),
  /** The range that holds everybody's figure. */
  killed: range.optional(),
  scopes: z.array(scopeView),
})
export type IncidentSummaryView = z.output<typeof incidentSummary>

export const incidentsView = z.object({
  known: z.int(),
  /** How many incidents fit the filters, on all pages. */
  total: z.int(),
  incidents: z.array(incidentSummary),
  /** The cursor of the next page; give it as `after`. */
  next: z.string().nullable(),
})
export type IncidentsView = z.output<typeof incidentsView>

const spoken = {
  entry: logIndex,
  by: z.array(actorId),
  /** `A` and `B` are sides, `monitors` act for no party, any other is a party that stands for itself. */
  voices: z.array(z.string()),
  saidAt: instant,
  words: words.optional(),
  translations: z.array(z.object({ words, by: z.string() })).optional(),
  cites: z
    .array(
      z.object({
        title: z.string(),
        url: z.string().optional(),
        mark: z.enum(['V', 'V-2', 'M', 'I']),
        note: z.string().optional(),
      }),
    )
    .optional(),
}

const harmOfOne = z
  .object({ killed: range.optional(), killedCivilians: range.optional(), injured: range.optional() })
  .optional()

/** What one source says, in its latest version as known. */
export const reportView = z.object({
  ...spoken,
  act,
  when: eventTime,
  where: placeView,
  means: z.enum(['saw', 'heard', 'recorded', 'told', 'compiled']),
  alleged: partyId.optional(),
  sides: z.array(partyId).optional(),
  against: partyId.optional(),
  harm: harmOfOne,
})

/** What an authorised body concluded. */
export const findingView = z.object({
  ...spoken,
  outcome: z.enum(['confirmed', 'not-confirmed', 'undetermined']),
  touches: z.array(z.object({ agreement: agreementId, clause: clauseId })),
  attribution: z.array(z.object({ to: partyId, confidence })),
  when: eventTime.optional(),
  act: act.optional(),
  harm: harmOfOne,
  dissent: z.array(z.object({ by: z.string(), words })).optional(),
  /** Made by one side alone. */
  separate: z.boolean(),
})

export const replyView = z.object({
  ...spoken,
  to: logIndex,
  stance: z.enum(['accepts', 'denies', 'explains', 'questions']),
})

export const correctionView = z.object({
  entry: logIndex,
  of: logIndex,
  by: z.array(actorId),
  because: z.string(),
  /** Absent: the statement was withdrawn. */
  changed: z
    .array(z.object({ field: z.string(), before: z.string().optional(), after: z.string().optional() }))
    .optional(),
})

const figures = z.object({
  accounts: z.array(
    z.object({
      entry: logIndex,
      by: z.array(actorId),
      voices: z.array(z.string()),
      from: z.enum(['report', 'finding']),
      count: range,
    }),
  ),
  hull: range.optional(),
})

export const noticeView = z.object({
  entry: logIndex,
  by: z.array(actorId),
  saidAt: instant,
  about: z.enum(['movement', 'air-activity', 'access', 'other']),
  words: words.optional(),
  to: z.array(
    z.object({
      party: partyId,
      /** Absent: the record holds no acknowledgement, which is not to say that there was none. */
      acknowledged: z
        .object({ entry: logIndex, saidAt: instant, readBack: z.string().optional() })
        .optional(),
    }),
  ),
})
export type NoticeView = z.output<typeof noticeView>

const answer = z.discriminatedUnion('is', [
  z.object({ is: z.literal('happened'), value: z.enum(['yes', 'no', 'divided']) }),
  z.object({ is: z.literal('when'), value: eventTime }),
  z.object({ is: z.literal('act'), value: z.array(act) }),
  z.object({ is: z.literal('by-whom'), value: z.array(partyId) }),
  z.object({ is: z.literal('killed'), value: range }),
])

/** One incident whole, as known: every account side by side, nothing merged but what is marked as a hull. */
export const incidentView = z.object({
  id: incidentId,
  known: z.int(),
  title: named.optional(),
  reports: z.array(reportView),
  withdrawn: entries,
  findings: z.array(findingView),
  replies: z.array(replyView),
  corrections: z.array(correctionView),
  acts: z.array(z.object({ act, from: z.enum(['alleged', 'observed', 'found']), entries })),
  when: z.object({
    hull: eventTime.optional(),
    tightest: z.object({ entry: logIndex, time: eventTime }).optional(),
  }),
  where: z.object({
    best: placeView.optional(),
    all: z.array(z.object({ entry: logIndex, place: placeView })),
  }),
  harm: z.object({ killed: figures, killedCivilians: figures, injured: figures }),
  candidates: z.array(
    z.object({
      party: partyId,
      saidBy: z.array(
        z.object({
          entry: logIndex,
          by: z.array(actorId),
          voices: z.array(z.string()),
          from: z.enum(['report', 'finding']),
          confidence,
        }),
      ),
      strongest: confidence,
      accepted: entries,
      answered: z.array(z.object({ entry: logIndex, stance: z.enum(['denies', 'explains']) })),
    }),
  ),
  parties: z.array(partyId),
  scopes: z.array(scopeView),
  grade: z.enum(GRADES),
  status: z.enum(INCIDENT_STATUSES),
  agreed: z.array(
    z.object({
      question: z.enum(QUESTIONS),
      state: z.enum(['agreed', 'not-agreed', 'one-voice', 'nobody']),
      cells: z.array(z.object({ voice: z.string(), answer: answer.optional(), entries })),
    }),
  ),
  notices: z.array(noticeView),
  knowledge: z.object({ first: logIndex, last: logIndex }),
})
export type IncidentView = z.output<typeof incidentView>
