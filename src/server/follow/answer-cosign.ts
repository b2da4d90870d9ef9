import { equalBytes } from '../../core/bytes/bytes.ts'
import { checkHead } from '../../core/log/check-head.ts'
import { formatSignatureLines, parseCosignRequest } from '../../core/log/cosign-request.ts'
import { emptyRoot } from '../../core/log/merkle.ts'
import { verifyConsistency } from '../../core/log/proof.ts'
import { parseNote } from '../../core/log/signed-note.ts'
import { parseTreeHead } from '../../core/log/tree-head.ts'
import type { VerifierKey } from '../../core/log/verifier-key.ts'
import { problems } from '../../core/problem.ts'
import { verifyWithNode } from '../ledger/signature-rule.ts'
import type { CosignAnswer } from './company.ts'
import type { Cosigned, Cosigner } from './cosigner.ts'
import type { Follower } from './follower.ts'

export type CosignBench = {
  readonly follower: Follower
  readonly logKey: VerifierKey
  /** `undefined` for a node that only reads. */
  readonly cosigner: Cosigner | undefined
  /** Who asks, as far as it is known: the node that is followed. */
  readonly from: string
  readonly look: () => Promise<unknown>
  readonly onCosigned: (size: number) => void
}

/**
 * `add-checkpoint` of C2SP tlog-witness (commit 8d77562), for a node that cosigns only what it has checked to the last
 * entry. Its checks come in the order of that text, with its statuses. One answer is not in it: `log-not-fetched`, where
 * the entries below the head cannot be had now. Every status of the text would say something untrue of the log.
 * @throws Problem as `Company.cosign` says
 */
export async function answerCosign(request: Uint8Array, bench: CosignBench): Promise<CosignAnswer> {
  const { follower, logKey, cosigner } = bench
  const { oldSize, path, head: bytes } = parseCosignRequest(request)
  const { origin } = parseTreeHead(parseNote(bytes).text)
  if (cosigner === undefined || origin !== logKey.name) {
    throw problems.notFound({ what: `cosigner of ${origin}` })
  }
  const checked = checkHead(bytes, logKey, verifyWithNode)
  if (!checked.holds) {
    throw problems.signatureInvalid({ signer: origin, fix: 'send a head that the log has signed' })
  }
  const { head } = checked
  if (oldSize > head.size) {
    throw problems.proofMalformed({ because: `${oldSize} is more than the head's ${head.size} entries` })
  }
  await follower.heads.compare(bench.from, bytes)
  const older = cosigner.newest()?.head ?? { size: 0, root: emptyRoot }
  if (oldSize !== older.size) return { is: 'conflict', size: older.size }
  if (head.size === older.size && !equalBytes(head.root, older.root))
    return { is: 'other-root', size: older.size }
  if (!verifyConsistency(older, head, path)) {
    throw problems.headInconsistent({ older: older.size, newer: head.size })
  }
  // The log may ask before we have looked; what it asks for must be checked first.
  if ((follower.log.complete()?.head.size ?? 0) < head.size) await bench.look()
  let cosigned: Cosigned
  try {
    cosigned = await cosigner.cosign(bytes, (size) => follower.log.rootAt(size))
  } catch (error) {
    // Another request was cosigned while this one was being checked: the one who asks must begin from there.
    const newest = cosigner.newest()?.head.size ?? 0
    if (newest > head.size) return { is: 'conflict', size: newest }
    throw error
  }
  const { line, note } = cosigned
  follower.gathered.take(note)
  if (head.size > older.size) bench.onCosigned(head.size)
  return { is: 'cosigned', lines: formatSignatureLines(parseNote(note).text, [line]) }
}
