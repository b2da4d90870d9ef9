import { toBase64 } from '../bytes/base64.ts'
import type { VerifySignature } from '../bytes/ed25519.ts'
import { fromUtf8 } from '../bytes/utf8.ts'
import { cosignatureBy } from './cosignature.ts'
import { leafHash } from './merkle.ts'
import { verifyInclusion } from './proof.ts'
import { checkHead } from './check-head.ts'
import { parseNote } from './signed-note.ts'
import { formatTlogProof, parseTlogProof, type TlogProof } from './tlog-proof-2025-12.ts'
import { HOLDS, type Verdict } from './verdict.ts'
import type { VerifierKey } from './verifier-key.ts'

/**
 * What an author holds against a log that would rather not have heard: where the entry stands, the path from it to the
 * root, and the head that the log signed (and others cosigned). Verifies without a network.
 */
export type Receipt = TlogProof

/** Which cosigners the reader expects, and how many of them make a head trusted. */
export type CosignerPolicy = { readonly keys: readonly VerifierKey[]; readonly needed: number }

/** The bytes of a receipt: the text of the C2SP draft `tlog-proof`. */
export function formatReceipt(receipt: Receipt): Uint8Array {
  return formatTlogProof(receipt)
}

/** @throws Problem `proof-malformed` */
export function parseReceipt(bytes: Uint8Array): Receipt {
  return parseTlogProof(bytes)
}

/** Whether the receipt proves that exactly these bytes stand in the log whose key is `logKey`. */
export function verifyReceipt(
  entryBytes: Uint8Array,
  receipt: Receipt,
  logKey: VerifierKey,
  verify: VerifySignature,
  cosigners: CosignerPolicy = { keys: [], needed: 0 },
): Verdict {
  const checked = checkHead(receipt.head, logKey, verify)
  if (!checked.holds) return checked
  const { head } = checked
  if (receipt.index >= head.size) {
    return { holds: false, why: 'proof-malformed', because: `its head has only ${head.size} entries` }
  }
  const leaf = leafHash(entryBytes)
  if (!verifyInclusion(leaf, receipt.index, head.size, receipt.path, head.root)) {
    return {
      holds: false,
      why: 'entry-differs',
      index: receipt.index,
      head: fromUtf8(receipt.head),
      leaf: toBase64(leaf),
    }
  }
  const note = parseNote(receipt.head)
  const given = cosigners.keys
    .filter((key) => cosignatureBy(note, key, verify).is === 'given')
    .map((key) => key.name)
  return given.length >= cosigners.needed
    ? HOLDS
    : {
        holds: false,
        why: 'cosigners-missing',
        head: fromUtf8(receipt.head),
        needed: cosigners.needed,
        given,
      }
}
