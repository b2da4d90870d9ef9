import { fromUtf8 } from '../../core/bytes/utf8.ts'
import type { SignedHead } from '../../core/log/check-head.ts'
import type { EntryEvidence } from '../../core/log/finding.ts'
import { isLogIndex } from '../../core/log/log-index.ts'
import { leafHash } from '../../core/log/merkle.ts'
import { inclusionProof, verifyInclusion } from '../../core/log/proof.ts'
import { formatReceipt } from '../../core/log/receipt.ts'
import type { ReadHash } from '../../core/log/tile-growth.ts'
import { isProblem } from '../../core/problem.ts'
import type { LogStore } from '../ledger/ports.ts'
import { LineDown } from './line.ts'
import { Found } from './served-log.ts'

/** Where entries and the proofs of their places come from while a batch is being judged. */
export type Witness = {
  /** The entries before the batch. */
  readonly store: LogStore
  /** Hashes of the tree of `target`. */
  readonly read: ReadHash
  readonly target: SignedHead
  readonly bodies: readonly Uint8Array[]
  /** The index of the first of `bodies`. */
  readonly from: number
}

/** The entries that a finding speaks of, each with the receipt that proves its place under the signed head. */
export async function evidenceOf(
  about: readonly number[],
  witness: Witness,
): Promise<readonly EntryEvidence[]> {
  const entries: EntryEvidence[] = []
  for (const index of about) {
    const { bodies, from, store } = witness
    const body = index >= from ? bodies[index - from] : (await store.readEntries(index, 1))[0]
    if (body === undefined) continue
    // An entry may be no text at all: that is then what is wrong with it.
    entries.push({
      index,
      note: new TextDecoder().decode(body),
      receipt: await receiptOf(index, body, witness),
    })
  }
  return entries
}

async function receiptOf(index: number, body: Uint8Array, { read, target }: Witness): Promise<string | null> {
  const { head, bytes } = target
  if (!isLogIndex(index)) return null
  try {
    const path = await inclusionProof(index, head.size, read)
    const holds = verifyInclusion(leafHash(body), index, head.size, path, head.root)
    return holds ? fromUtf8(formatReceipt({ index, path, head: bytes })) : null
  } catch (error) {
    // The node that misbehaves need not help to prove it; the finding is kept without the receipt.
    if (error instanceof Found || error instanceof LineDown || isProblem(error)) return null
    throw error
  }
}
