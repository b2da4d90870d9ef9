import { z } from 'zod'
import { textsNamed } from '../../../core/agreement/texts-named.ts'
import { utf8 } from '../../../core/bytes/utf8.ts'
import { checkCertificate } from '../../../core/certificate/check.ts'
import { isLogIndex } from '../../../core/log/log-index.ts'
import { parseVerifierKey } from '../../../core/log/verifier-key.ts'
import { checkWholeLog } from '../../../core/statement/check-whole-log.ts'
import type { Entry } from '../../../core/statement/entry.ts'
import { fetchFile } from '../log/fetch-file.ts'
import { browserVerifier } from '../log/verify-in-browser.ts'
import type { CertificateNews, CertificateRequest } from './certificate-protocol.ts'

z.config({ jitless: true })

const say = (news: CertificateNews): void => postMessage(news)

/** Does what `jig check-certificate` does, beside the page: the whole log first, then the certificate against it. */
addEventListener('message', (event: MessageEvent<CertificateRequest>) => {
  check(event.data).then(say, (error: unknown) =>
    say({ is: 'failed', because: error instanceof Error ? error.message : String(error) }),
  )
})

async function check({ certificate, logKey, kept }: CertificateRequest): Promise<CertificateNews> {
  const head = await fetchFile('checkpoint')
  const { verifyMany } = await browserVerifier()
  const entries: Entry[] = []
  const { verdict, findings } = await checkWholeLog({
    read: fetchFile,
    head,
    logKey: parseVerifierKey(logKey),
    verifyMany,
    kept: kept === undefined ? undefined : utf8(kept),
    onProgress: ({ entries: done, of }) => say({ is: 'progress', entries: done, of }),
    onStatement: (statement) => {
      const index = entries.length
      if (isLogIndex(index)) entries.push({ index, statement })
    },
  })
  if (!verdict.holds) return { is: 'log-not-in-order', findings }
  const texts = await textsNamed(
    entries.map(({ statement }) => statement),
    fetchFile,
  )
  const checked = checkCertificate(certificate, { entries, textOf: (digest) => texts.get(digest) })
  return { is: 'checked', checked, entries: entries.length }
}
