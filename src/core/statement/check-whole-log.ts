import { sha256Hex } from '../bytes/sha256.ts'
import { verifyEd25519 } from '../bytes/ed25519.ts'
import type { LogProgress, LogReport, VerifyMany } from '../log/log-check.ts'
import { isTrusted, type Trust } from '../log/policy.ts'
import type { Misbehaviour } from '../log/verdict.ts'
import type { VerifierKey } from '../log/verifier-key.ts'
import { verifyLog } from '../log/verify-log.ts'
import type { MarkedEntry } from './key-marks.ts'
import type { Statement } from './kinds.ts'
import { logRules, type LogRules } from './log-rules.ts'
import { policyAt, type StatedPolicy } from './policies.ts'

export type LogToCheck = {
  /** Gives a file by its path below the log's address; rejects where it is not there. */
  readonly read: (path: string) => Promise<Uint8Array>
  /** The signed tree head that the check is held against: the bytes of `checkpoint`. */
  readonly head: Uint8Array
  readonly logKey: VerifierKey
  readonly verifyMany: VerifyMany
  /** A signed head that the reader kept from before. */
  readonly kept?: Uint8Array | undefined
  readonly onProgress?: ((progress: LogProgress) => void) | undefined
  /** Gets each statement that the log's rules let in, in log order. */
  readonly onStatement?: ((statement: Statement) => void) | undefined
}

export type WholeReport = LogReport & {
  readonly authors: number
  /** Whether the log says of itself that it is a demonstration. */
  readonly demonstration: boolean
  /** Entries signed with a key that was revoked later. They stand, and are no findings. */
  readonly marked: readonly MarkedEntry[]
  /** Who stands behind the head, by the policy that the log states for it; `undefined` where it states none. */
  readonly trust: (Trust & { readonly policy: StatedPolicy }) | undefined
}

/** `verifyLog` with every rule of the log and the texts beside it: all that jig can say of a copy without its keeper. */
export async function checkWholeLog(check: LogToCheck): Promise<WholeReport> {
  const rules = logRules(check.onStatement)
  const report = await verifyLog({
    readTile: check.read,
    head: check.head,
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
  return {
    ...report,
    verdict,
    findings,
    authors: rules.authors.size,
    demonstration: rules.isDemonstration(),
    marked: rules.marked(),
    trust: trustOf(check, report, rules),
  }
}

/** A withheld cosignature is no misbehaviour: it is shown, and finds nothing. */
function trustOf({ head }: LogToCheck, { head: read }: LogReport, rules: LogRules): WholeReport['trust'] {
  const policy = read === undefined ? undefined : policyAt(rules.registry(), read.size)
  return policy && { ...isTrusted(head, policy.policy, verifyEd25519), policy }
}

async function checkBlobs({ read }: LogToCheck, { blobs }: LogRules): Promise<readonly Misbehaviour[]> {
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
