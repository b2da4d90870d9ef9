import type { CertificateView } from '../../core/api/certificate.ts'
import { textsNamed } from '../../core/agreement/texts-named.ts'
import { checkCertificate } from '../../core/certificate/check.ts'
import { isLogIndex } from '../../core/log/log-index.ts'
import { parseVerifierKey } from '../../core/log/verifier-key.ts'
import { problems } from '../../core/problem.ts'
import { checkWholeLog } from '../../core/statement/check-whole-log.ts'
import type { Entry } from '../../core/statement/entry.ts'
import { formatInstant } from '../../core/time/instant.ts'
import { signaturePool } from '../../server/ledger/signatures.ts'
import { EXIT } from '../exit-codes.ts'
import { progress } from '../print/progress.ts'
import { readCertificateFile } from '../reading/certificate-file.ts'
import { logSource, type LogSource } from '../reading/log-source.ts'
import type { Streams } from '../streams.ts'

export type CheckCertificateOptions = {
  /** A folder with a copy of the log, or the address of one. */
  readonly log: string
  /** The log's key, had from somewhere else than the log's own keeper. */
  readonly key: string | undefined
  readonly json: boolean
}

/**
 * Whether a certificate is true of a log: the log is checked first, every entry and signature of it, and then what the
 * certificate says is worked out again from the entries and the text, without the engine.
 */
export async function checkCertificateCommand(
  file: string,
  { log, key, json }: CheckCertificateOptions,
  streams: Streams,
): Promise<number> {
  const certificate = await readCertificateFile(file)
  const source = await logSource(log)
  const entries = await checkedEntries(source, { log, key }, streams)
  const texts = await textsNamed(
    entries.map(({ statement }) => statement),
    source.read,
  )
  const checked = checkCertificate(certificate, { entries, textOf: (digest) => texts.get(digest) })
  if (checked.is === 'cannot') throw problems.certificateNotWeighed({ because: checked.because })
  const { at, known, status } = certificate
  if (json) streams.out(JSON.stringify(checked))
  else {
    const says = `${subjectOf(certificate)}: ${status} at ${formatInstant(at)}, as known with ${known} entries`
    streams.out(`${checked.is === 'holds' ? 'True' : 'NOT true'} of the log: ${says}.`)
    if (checked.is === 'refused') streams.out(`  ${checked.because}`)
  }
  return checked.is === 'holds' ? EXIT.fine : EXIT.no
}

function subjectOf(certificate: CertificateView): string {
  switch (certificate.is) {
    case 'clause':
      return `${certificate.clause}, ${certificate.party}`
    case 'exchange':
      return certificate.exchange
    case 'state':
      return certificate.state
  }
}

/** @throws Problem `store-damaged` where the log is not intact: nothing can be checked against it */
async function checkedEntries(
  source: LogSource,
  { log, key }: Pick<CheckCertificateOptions, 'log' | 'key'>,
  streams: Streams,
): Promise<readonly Entry[]> {
  await using signatures = signaturePool()
  const bar = progress('Checking entries', streams)
  const entries: Entry[] = []
  const { verdict } = await checkWholeLog({
    read: source.read,
    head: await source.read('checkpoint'),
    logKey: key === undefined ? await source.claimedKey() : parseVerifierKey(key),
    verifyMany: (jobs) => signatures.verifyMany(jobs),
    onProgress: (done) => bar.to(done.entries, done.of),
    onStatement: (statement) => {
      const index = entries.length
      if (isLogIndex(index)) entries.push({ index, statement })
    },
  })
  bar.end()
  if (verdict.holds) return entries
  throw problems.storeDamaged({
    because: `${verdict.why} (${log})`,
    fix: `jig verify ${log} says what is wrong`,
  })
}
