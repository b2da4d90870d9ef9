import { showIncident, showIncidents } from '../../core/api/show-incident.ts'
import { showSideBySide, showTallies } from '../../core/api/show-tallies.ts'
import { incident } from '../../core/incident/incident.ts'
import { incidentsOf } from '../../core/incident/list.ts'
import { askingOf } from '../../core/picture/asking.ts'
import { showQuestions } from '../../core/api/show-question.ts'
import { talliesOf, tallyTable } from '../../core/picture/tallies.ts'
import { problems } from '../../core/problem.ts'
import { knownSize } from './as-of.ts'
import type { Some } from './handlers.ts'

/** Incidents on a page, where the reader does not say. */
const PAGE = 100

/** What is said to have happened, how it is counted, and what a demonstration is asked. */
export const incidentRoutes: Some<'incidents' | 'incident' | 'tallies' | 'sideBySide' | 'questions'> = {
  incidents: ({ picture }, { query }) => {
    const known = knownSize(picture, query.known)
    const { after, limit = PAGE, ...filter } = query
    const asked = { ...askingOf(picture, known), filter, after, limit }
    return showIncidents(incidentsOf(picture.incidents, asked), known)
  },

  incident: ({ picture }, { params, query }) => {
    const asking = askingOf(picture, knownSize(picture, query.known))
    const found = incident(picture.incidents, params.id, asking)
    if (found === undefined) throw problems.notFound({ what: `incident ${params.id}` })
    return showIncident(picture.record, found)
  },

  tallies: ({ picture }, { query }) => {
    const known = knownSize(picture, query.known)
    const { series, recounts } = talliesOf(picture, { ...query, known })
    return showTallies(series, recounts, known)
  },

  sideBySide: ({ picture }, { query }) => {
    const known = knownSize(picture, query.known)
    return showSideBySide(tallyTable(picture, { ...query, known }), known)
  },

  questions: ({ picture, questions }, { query }) => {
    const known = knownSize(picture, query.known)
    return showQuestions(picture, questions, known)
  },
}
