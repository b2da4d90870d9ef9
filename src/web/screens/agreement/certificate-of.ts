import type { BoardView } from '../../../core/api/agreement.ts'
import type { CertificateView } from '../../../core/api/certificate.ts'
import { formatInstant } from '../../../core/time/instant.ts'

/** What is shown on the page and has a certificate: a clause for one of its bearers, an exchange or a state. */
export type Certified =
  | ({ readonly is: 'clause' } & Pick<BoardView['standings'][number], 'clause' | 'party' | 'status'>)
  | ({ readonly is: 'exchange' } & Pick<BoardView['exchanges'][number], 'exchange' | 'status'>)
  | ({ readonly is: 'state' } & Pick<BoardView['states'][number], 'state' | 'holds'>)

/** As of when, and by whose evidence, it is shown. */
export type ShownOn = Pick<BoardView, 'at' | 'known' | 'reading'>

/** Where a node gives the certificate of what is shown. */
export function certificatePath(agreement: string, { at, known, reading }: ShownOn, of: Certified): string {
  const asked = new URLSearchParams({ at: formatInstant(at), known: String(known), reading })
  if (of.is === 'clause') asked.set('party', of.party)
  const name = encodeURIComponent(nameOf(of))
  return `/api/agreements/${encodeURIComponent(agreement)}/${of.is}s/${name}/certificate?${asked}`
}

/** The name of the file in which it is saved. */
export function certificateFile(of: Certified): string {
  return `certificate-${nameOf(of)}${of.is === 'clause' ? `-${of.party}` : ''}.json`
}

function nameOf(of: Certified): string {
  return of.is === 'clause' ? of.clause : of.is === 'exchange' ? of.exchange : of.state
}

/** Whether a certificate is of what is shown: one of another clause, time or outcome would prove nothing of it. */
export function isCertificateOf(
  certificate: CertificateView,
  agreement: string,
  { at, known }: ShownOn,
  of: Certified,
): boolean {
  const isThen = certificate.agreement === agreement && certificate.at === at && certificate.known === known
  switch (of.is) {
    case 'clause': {
      const isOne = certificate.is === 'clause' && certificate.clause === of.clause
      return isThen && isOne && certificate.party === of.party && certificate.status === of.status
    }
    case 'exchange':
      return (
        isThen &&
        certificate.is === 'exchange' &&
        certificate.exchange === of.exchange &&
        certificate.status === of.status
      )
    case 'state': {
      const isOne = certificate.is === 'state' && certificate.state === of.state
      return isThen && isOne && OUTCOMES[certificate.status] === `${of.holds.lo}${of.holds.hi}`
    }
  }
}

/** The bounds under which a state is shown, by what its certificate says. */
const OUTCOMES = { holds: '11', open: '01', fails: '00', 'not-yet': '00' } as const
