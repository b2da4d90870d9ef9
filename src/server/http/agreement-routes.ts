import type { Known } from '../../core/api/params.ts'
import {
  allTextsKnown,
  firstAdoption,
  readingNamed,
  showAgreement,
  showAgreements,
  textAt,
  textKnown,
} from '../../core/api/show-agreement.ts'
import { showCertificate } from '../../core/api/show-certificate.ts'
import { showHistory } from '../../core/api/show-history.ts'
import type { Picture } from '../../core/picture/picture.ts'
import { boardOf } from '../../core/standing/board.ts'
import { textPeriod } from '../../core/standing/period.ts'
import { workingsOf } from '../../core/standing/workings.ts'
import type { AgreementId } from '../../core/statement/fields.ts'
import type { Instant } from '../../core/time/instant.ts'
import { eventInstant, knownSize } from './as-of.ts'
import type { Some } from './handlers.ts'

/** The agreements, and where their clauses stand. */
export const agreementRoutes: Some<
  | 'agreements'
  | 'agreement'
  | 'standings'
  | 'history'
  | 'certificate'
  | 'exchangeCertificate'
  | 'stateCertificate'
> = {
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
    const first = firstAdoption(picture, params.id, known)
    return showAgreement(text, first, textPeriod(picture.engine, text.agreement, known))
  },

  standings: ({ picture }, { params, query }) => {
    const known = knownSize(picture, query.known)
    const { agreement } = textKnown(picture, params.id, known)
    const reading = readingNamed(agreement, query.reading)
    const at = eventInstant(picture, query.at, known)
    const ask = { agreement: agreement.id, at, known, reading }
    const board = boardOf(picture.engine, ask)
    return query.workings === undefined ? board : { ...board, workings: workingsOf(picture.engine, ask) }
  },

  history: ({ picture }, { params, query }) => {
    const known = knownSize(picture, query.known)
    const { agreement } = textKnown(picture, params.id, known)
    const reading = readingNamed(agreement, query.reading)
    const to = eventInstant(picture, query.to, known)
    return showHistory(picture.engine, agreement, { ...query, clause: params.clause, known, reading, to })
  },

  certificate: ({ picture }, { params, query }) => {
    const { agreement, ...ask } = asked(picture, params.id, query)
    const subject = { is: 'clause', clause: params.clause, party: query.party } as const
    return showCertificate(picture.engine, agreement, ask, subject)
  },

  exchangeCertificate: ({ picture }, { params, query }) => {
    const { agreement, ...ask } = asked(picture, params.id, query)
    return showCertificate(picture.engine, agreement, ask, { is: 'exchange', exchange: params.exchange })
  },

  stateCertificate: ({ picture }, { params, query }) => {
    const { agreement, ...ask } = asked(picture, params.id, query)
    return showCertificate(picture.engine, agreement, ask, { is: 'state', state: params.state })
  },
}

type AsOf = {
  readonly at?: Instant | undefined
  readonly known?: Known | undefined
  readonly reading?: string | undefined
}

/** The text that is asked about, as known, with the time and the reading. */
function asked(picture: Picture, id: AgreementId, query: AsOf) {
  const known = knownSize(picture, query.known)
  const { agreement } = textKnown(picture, id, known)
  return {
    agreement,
    at: eventInstant(picture, query.at, known),
    known,
    reading: readingNamed(agreement, query.reading),
  }
}
