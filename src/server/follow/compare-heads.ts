import { fromBase64 } from '../../core/bytes/base64.ts'
import { equalBytes } from '../../core/bytes/bytes.ts'
import { isHash } from '../../core/bytes/sha256.ts'
import { fromUtf8 } from '../../core/bytes/utf8.ts'
import { checkHead, type SignedHead } from '../../core/log/check-head.ts'
import type { Finding } from '../../core/log/finding.ts'
import { verifyConsistency } from '../../core/log/proof.ts'
import { parseReceipt, verifyReceipt } from '../../core/log/receipt.ts'
import { entriesPath, TILE_WIDTH, tileWidth } from '../../core/log/tiles.ts'
import type { VerifierKey } from '../../core/log/verifier-key.ts'
import { isProblem } from '../../core/problem.ts'
import { verifyWithNode } from '../ledger/signature-rule.ts'
import type { CheckedLog } from './checked-log.ts'
import type { FindingsBook } from './findings.ts'
import { rewriting } from './grow.ts'
import type { Line } from './line.ts'
import { Found, servedLog } from './served-log.ts'

/** Heads seen elsewhere that are larger than what is checked here, kept to be compared later. */
const MOST_HEADS_AHEAD = 64

/** Holds heads and receipts that were seen elsewhere against the log that is checked here. */
export type HeadComparison = {
  /** @returns what the head convicts the log of; a head larger than ours is kept until we have grown as far */
  readonly compare: (from: string, note: Uint8Array) => Promise<Finding | undefined>
  /**
   * Holds a head larger than ours against our own newest by the hash tiles of whoever showed it. What those tiles do not
   * prove is no finding.
   * @throws LineDown
   */
  readonly compareLarger: (from: Line, note: Uint8Array) => Promise<void>
  /** Compares the heads that were larger than ours and are no longer. */
  readonly compareKept: () => Promise<void>
  /** @returns what is wrong with what was handed out as the receipt of an entry */
  readonly checkReceipt: (
    from: string,
    entry: Uint8Array,
    receipt: Uint8Array,
  ) => Promise<Finding | undefined>
}

export function headComparison(log: CheckedLog, logKey: VerifierKey, findings: FindingsBook): HeadComparison {
  const ahead = new Map<string, { readonly from: string; readonly note: Uint8Array; readonly size: number }>()

  const compare = async (from: string, note: Uint8Array): Promise<Finding | undefined> => {
    const checked = checkHead(note, logKey, verifyWithNode)
    const complete = log.complete()
    // A head that the log did not sign says nothing of the log.
    if (!checked.holds || checked.head.size === 0) return undefined
    const { size, root } = checked.head
    if (complete === undefined || size > complete.head.size) {
      if (ahead.size < MOST_HEADS_AHEAD) ahead.set(`${size} ${root.join()}`, { from, note, size })
      return undefined
    }
    const seen = { bytes: note, head: checked.head }
    const finding =
      size === complete.head.size
        ? splitView(complete, seen)
        : await rewriting(seen, complete, log.hashes(complete.head.size))
    if (finding !== undefined) await findings.keep(from, finding)
    return finding
  }

  return {
    compare,
    async compareLarger(from, note) {
      const complete = log.complete()
      const checked = checkHead(note, logKey, verifyWithNode)
      if (complete === undefined || !checked.holds || checked.head.size <= complete.head.size) return
      try {
        const shown = { bytes: note, head: checked.head }
        const finding = await rewriting(complete, shown, servedLog(from, shown.head.size).hashes)
        if (finding !== undefined && leadsTo(finding, shown)) await findings.keep(from.url, finding)
      } catch (error) {
        // Of its tiles only those that prove something are of use; what else it hands out convicts nobody.
        if (!(error instanceof Found)) throw error
      }
    },
    async compareKept() {
      const reached = log.complete()?.head.size ?? 0
      for (const [key, { from, note, size }] of ahead) {
        if (size > reached) continue
        ahead.delete(key)
        await compare(from, note)
      }
    },
    async checkReceipt(from, entry, bytes) {
      const because = receiptFault(entry, bytes, logKey)
      if (because === undefined) return compare(from, parseReceipt(bytes).head)
      const receipt = new TextDecoder().decode(bytes)
      const finding = {
        holds: false,
        why: 'receipt-forged',
        entry: fromUtf8(entry),
        receipt,
        because,
      } as const
      await findings.keep(from, finding)
      return finding
    },
  }
}

/** Whether the hashes that a finding rests on belong to the head, and were not made up by whoever handed them out. */
function leadsTo(finding: Finding, { head }: SignedHead): boolean {
  if (finding.why !== 'history-rewritten' || finding.path === undefined) return false
  const root = fromBase64(finding.computedRoot)
  const path = finding.path.map(fromBase64)
  return isHash(root) && path.every(isHash) && verifyConsistency({ size: finding.keptSize, root }, head, path)
}

/** Two signed heads of one size with different roots; `undefined` where the roots are the same. */
export function splitView(kept: SignedHead, shown: SignedHead): Finding | undefined {
  if (equalBytes(kept.head.root, shown.head.root)) return undefined
  return {
    holds: false,
    why: 'split-view',
    one: fromUtf8(kept.bytes),
    other: fromUtf8(shown.bytes),
    size: kept.head.size,
  }
}

/**
 * What it means that a head smaller than the newest is shown: another past, an end that is gone, or an old head again
 * while the entries after it are still handed out.
 * @throws LineDown
 */
export async function whyItShrank(
  log: CheckedLog,
  line: Line,
  kept: SignedHead,
  shown: SignedHead,
): Promise<Finding> {
  const { size } = shown.head
  const complete = log.complete()
  if (complete !== undefined && size > 0 && size <= complete.head.size) {
    const rewritten = await rewriting(shown, complete, log.hashes(complete.head.size))
    if (rewritten !== undefined) return rewritten
  }
  const last = Math.ceil(kept.head.size / TILE_WIDTH) - 1
  const path = entriesPath(last, tileWidth(0, last, kept.head.size))
  const still = (await line.read(path)) ?? (await line.read(entriesPath(last)))
  return {
    holds: false,
    why: still === undefined ? 'log-shrank' : 'head-replayed',
    kept: fromUtf8(kept.bytes),
    shown: fromUtf8(shown.bytes),
    keptSize: kept.head.size,
    shownSize: size,
  }
}

function receiptFault(entry: Uint8Array, bytes: Uint8Array, logKey: VerifierKey): string | undefined {
  try {
    const verdict = verifyReceipt(entry, parseReceipt(bytes), logKey, verifyWithNode)
    return verdict.holds ? undefined : verdict.why
  } catch (error) {
    if (!isProblem(error)) throw error
    return error.code
  }
}
