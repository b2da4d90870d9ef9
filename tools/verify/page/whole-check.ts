import { sha256Hex } from '../../../src/core/bytes/sha256.ts'
import { verifyEd25519 } from '../../../src/core/bytes/ed25519.ts'
import type { LogProgress, LogReport, VerifyMany } from '../../../src/core/log/log-check.ts'
import type { Misbehaviour } from '../../../src/core/log/verdict.ts'
import type { VerifierKey } from '../../../src/core/log/verifier-key.ts'
import { verifyLog } from '../../../src/core/log/verify-log.ts'
import { logRules, type LogRules } from './log-rules.ts'

export type WholeCheck = {
  /** Gives a file by its path below the log's address; rejects where it is not there. */
  readonly read: (path: string) => Promise<Uint8Array>
  readonly logKey: VerifierKey
  readonly verifyMany: VerifyMany
  /** A signed head that the reader kept from before. */
  readonly kept?: Uint8Array | undefined
  readonly onProgress?: ((progress: LogProgress) => void) | undefined
}

export type WholeReport = LogReport & {
  readonly authors: number
  /** Whether the log says of itself that it is a demonstration. */
  readonly demonstration: boolean
}

/** `verifyLog` with every rule of the log and the texts beside it: all that jig can say of a copy without its keeper. */
export async function checkWhole(check: WholeCheck): Promise<WholeReport> {
  const rules = logRules()
  const report = await verifyLog({
    readTile: check.read,
    head: await check.read('checkpoint'),
    logKey: check.logKey,
    verify: verifyEd25519,
    verifyMany: check.verifyMany,
    readEntry: rules.readEntry,
    kept: check.kept,
    hashTiles: true,
    onProgress: check.onProgress,
  })
  const findings = [...report.findings, ...rules.findings, ...(await checkBlobs(check, rules))]
  const verdict = findings[0] ?? report.verdict
  return { ...report, verdict, findings, authors: rules.authors.size, demonstration: rules.isDemonstration() }
}

async function checkBlobs({ read }: WholeCheck, { blobs }: LogRules): Promise<readonly Misbehaviour[]> {
  const found = await Promise.all(
    [...blobs.keys()].map(async (digest): Promise<Misbehaviour | undefined> => {
      const path = `blob/${digest}`
      try {
        const its = sha256Hex(await read(path))
        const because = `its digest is ${its}`
        return its === digest ? undefined : { holds: false, why: 'tile-differs', path, because }
      } catch (error) {
        const because = error instanceof Error ? error.message : 'it was not handed out'
        return { holds: false, why: 'withheld', path, because }
      }
    }),
  )
  return found.filter((finding) => finding !== undefined)
}
