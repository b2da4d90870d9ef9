import type { Agreement } from '../agreement/agreement.ts'
import { certificateOf } from '../standing/certify.ts'
import type { Engine } from '../standing/engine.ts'
import type { Instant } from '../time/instant.ts'
import type { CertificateView } from './certificate.ts'
import { instanceAsked, type HistoryAsked } from './show-history.ts'
import type { Frozen } from './write.ts'

type CertificateAsked = Pick<HistoryAsked, 'clause' | 'party' | 'known' | 'reading'> & {
  readonly at: Instant
}

/**
 * Why a clause stands as it stands for one of its bearers, for whoever wants to check it against the log.
 * @throws Problem `clause-unknown`, `party-unknown`
 */
export function showCertificate(
  engine: Engine,
  agreement: Agreement,
  { at, known, reading, ...asked }: CertificateAsked,
): Frozen<CertificateView> {
  const instance = instanceAsked(agreement, asked)
  return { format: 'jig-certificate/1', ...certificateOf(engine, { ...instance, at, known, reading }) }
}
