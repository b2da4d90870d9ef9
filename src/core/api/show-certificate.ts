import type { Agreement } from '../agreement/agreement.ts'
import type { ClauseId, TermId } from '../statement/fields.ts'
import type { Ask } from '../standing/board.ts'
import { certificateOf } from '../standing/certify.ts'
import type { Engine } from '../standing/engine.ts'
import type { CertificateView } from './certificate.ts'
import { instanceAsked, type HistoryAsked } from './show-history.ts'
import type { Frozen } from './write.ts'

/** What a certificate is asked of; of a clause, its first bearer's standing where none is named. */
type Subject =
  | ({ readonly is: 'clause' } & Pick<HistoryAsked, 'clause' | 'party'>)
  | { readonly is: 'exchange'; readonly exchange: ClauseId }
  | { readonly is: 'state'; readonly state: TermId }

/**
 * Why a clause, an exchange or a state stands as it stands, for whoever wants to check it against the log.
 * @throws Problem `clause-unknown` (of an exchange too), `clause-left-out`, `party-unknown`, `not-found` (of a state)
 */
export function showCertificate(
  engine: Engine,
  agreement: Agreement,
  { at, known, reading }: Omit<Ask, 'agreement'>,
  subject: Subject,
): Frozen<CertificateView> {
  const whose = subject.is === 'clause' ? { ...subject, ...instanceAsked(agreement, subject) } : subject
  const asked = { agreement: agreement.id, at, known, reading, ...whose }
  return { format: 'jig-certificate/2', ...certificateOf(engine, asked) }
}
