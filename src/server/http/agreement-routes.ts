import {
  allTextsKnown,
  readingNamed,
  showAgreement,
  showAgreements,
  textAt,
  textKnown,
} from '../../core/api/show-agreement.ts'
import { showCertificate } from '../../core/api/show-certificate.ts'
import { showHistory } from '../../core/api/show-history.ts'
import { boardOf } from '../../core/standing/board.ts'
import { textPeriod } from '../../core/standing/period.ts'
import { workingsOf } from '../../core/standing/workings.ts'
import { eventInstant, knownSize } from './as-of.ts'
import type { Some } from './handlers.ts'

/** The agreements, and where their clauses stand. */
export const agreementRoutes: Some<'agreements' | 'agreement' | 'standings' | 'history' | 'certificate'> = {
  agreements: ({ picture }, { query }) => {
    const known = knownSize(picture, query.known)
    return showAgreements(allTextsKnown(picture, known), known)
  },

  agreement: ({ picture }, { params, query }) => {
    const known = knownSize(picture, query.known)
    const text =
      query.at === undefined
        ? textKnown(picture, params.id, known)
        : textAt(picture, params.id, query.at, known)
    return showAgreement(text, textPeriod(picture.engine, text.agreement, known))
  },

  standings: ({ picture }, { params, query }) => {
    const known = knownSize(picture, query.known)
    const { agreement } = textKnown(picture, params.id, known)
    const reading = readingNamed(agreement, query.reading)
    const at = eventInstant(picture, query.at, known)
    const ask = { agreement: agreement.id, at, known, reading }
    return { ...boardOf(picture.engine, ask), workings: workingsOf(picture.engine, ask) }
  },

  history: ({ picture }, { params, query }) => {
    const known = knownSize(picture, query.known)
    const { agreement } = textKnown(picture, params.id, known)
    const reading = readingNamed(agreement, query.reading)
    const to = eventInstant(picture, query.to, known)
    return showHistory(picture.engine, agreement, { ...query, clause: params.clause, known, reading, to })
  },

  certificate: ({ picture }, { params, query }) => {
    const known = knownSize(picture, query.known)
    const { agreement } = textKnown(picture, params.id, known)
    const reading = readingNamed(agreement, query.reading)
    const at = eventInstant(picture, query.at, known)
    return showCertificate(picture.engine, agreement, { ...query, clause: params.clause, at, known, reading })
  },
}
