import { z } from 'zod'
import { fromUtf8, utf8 } from '../../../src/core/bytes/utf8.ts'
import type { LogProgress } from '../../../src/core/log/log-check.ts'
import { parseVerifierKey, type VerifierKey } from '../../../src/core/log/verifier-key.ts'
import { keepHead, keptHead } from '../../../src/web/screens/log/kept-head.ts'
import { browserVerifier } from '../../../src/web/screens/log/verify-in-browser.ts'
import type { PickedLog } from './folder.ts'
import { checkLogAndPictures, type LogAndPicturesReport } from '../../../src/core/picture/check-pictures.ts'

/** What a check came to, with what the page needs to show it. */
export type Checked = {
  readonly report: LogAndPicturesReport
  readonly logKey: VerifierKey
  readonly keyIsClaimed: boolean
  /** The head as signed, to be kept as a file. */
  readonly note: string
  /** Whether an older head, from a file or from this browser, was compared. */
  readonly compared: boolean
  readonly by: 'webcrypto' | 'noble'
  /** Milliseconds. */
  readonly took: number
}

export type Given = {
  readonly log: PickedLog
  /** As the reader entered it; empty where the log's own word is taken. */
  readonly key: string
  readonly keptHead: Uint8Array | undefined
}

/** The folder does not say by which key it can be checked, and the reader did not either. */
export class NoKey extends Error {}

const settings = z.object({ logKey: z.string() })

/** @throws NoKey, Problem `key-malformed` */
export async function checkGiven(
  given: Given,
  onProgress: (progress: LogProgress) => void,
): Promise<Checked> {
  const started = performance.now()
  const logKey = parseVerifierKey(given.key === '' ? await claimedKey(given.log) : given.key.trim())
  const { by, verifyMany } = await browserVerifier()
  const older = keptHead(logKey.name)
  const kept = given.keptHead ?? (older === undefined ? undefined : utf8(older.note))
  const head = await given.log.read('checkpoint')
  const report = await checkLogAndPictures({
    read: given.log.read,
    head,
    logKey,
    kept,
    verifyMany: async (jobs) => {
      // Lets the browser draw and take clicks between two bundles.
      await new Promise((resolve) => setTimeout(resolve, 0))
      return verifyMany(jobs)
    },
    onProgress,
  })
  const note = fromUtf8(head)
  if (report.verdict.holds) keepHead(logKey.name, { note, key: given.key, keptAt: new Date().toISOString() })
  const took = performance.now() - started
  return { report, logKey, keyIsClaimed: given.key === '', note, compared: kept !== undefined, by, took }
}

async function claimedKey(log: PickedLog): Promise<string> {
  try {
    return settings.parse(JSON.parse(fromUtf8(await log.read('log.json')))).logKey
  } catch {
    throw new NoKey()
  }
}
