import { z } from 'zod'
import { toHex } from '../../../core/bytes/hex.ts'
import { fromUtf8, utf8 } from '../../../core/bytes/utf8.ts'
import { parseVerifierKey } from '../../../core/log/verifier-key.ts'
import { parseNote } from '../../../core/log/signed-note.ts'
import { parseTreeHead } from '../../../core/log/tree-head.ts'
import { checkLogAndPictures } from '../../../core/picture/check-pictures.ts'
import { trustShown } from '../../../core/statement/trust-shown.ts'
import type { CheckNews, CheckRequest, CheckResult } from './check-protocol.ts'
import { fetchFile } from './fetch-file.ts'
import { browserVerifier } from './verify-in-browser.ts'

z.config({ jitless: true })

const say = (news: CheckNews): void => postMessage(news)

/** Runs beside the page: hundreds of thousands of hashes and signatures must not freeze the screen. */
addEventListener('message', (event: MessageEvent<CheckRequest>) => {
  check(event.data).then(
    (result) => say({ is: 'done', result }),
    (error: unknown) =>
      say({ is: 'failed', because: error instanceof Error ? error.message : String(error) }),
  )
})

async function check({ logKey, kept }: CheckRequest): Promise<CheckResult> {
  const started = performance.now()
  let bytes = 0
  const fetched = async (path: string): Promise<Uint8Array> => {
    const body = await fetchFile(path)
    bytes += body.length
    return body
  }
  const head = await fetched('checkpoint')
  const { by, verifyMany } = await browserVerifier()
  const report = await checkLogAndPictures({
    read: fetched,
    head,
    logKey: parseVerifierKey(logKey),
    verifyMany,
    kept: kept === undefined ? undefined : utf8(kept),
    onProgress: (progress) => say({ is: 'progress', progress }),
  })
  return {
    findings: report.findings,
    head:
      report.head === undefined
        ? undefined
        : { note: fromUtf8(head), size: report.head.size, root: toHex(report.head.root) },
    entries: report.entries,
    signatures: report.signatures,
    bytes,
    signers: report.authors,
    pictures: report.pictures,
    trust: trustShown(report),
    by,
    keptSize: sizeOf(kept),
    took: performance.now() - started,
  }
}

function sizeOf(kept: string | undefined): number | undefined {
  if (kept === undefined) return undefined
  try {
    return parseTreeHead(parseNote(utf8(kept)).text).size
  } catch {
    return undefined
  }
}
