import { equalBytes } from '../bytes/bytes.ts'
import type { VerifySignature } from '../bytes/ed25519.ts'
import { fromUtf8 } from '../bytes/utf8.ts'
import { isProblem } from '../problem.ts'
import { verifyConsistency } from './proof.ts'
import { isSignedBy, parseNote, signatureBy } from './signed-note.ts'
import { parseTreeHead, type TreeHead } from './tree-head.ts'
import type { Hash } from '../bytes/sha256.ts'
import { toBase64 } from '../bytes/base64.ts'
import { HOLDS, type Misbehaviour, type Verdict } from './verdict.ts'
import { formatKeyId, type VerifierKey } from './verifier-key.ts'

/** A head whose signature by the log's key holds, or what is wrong with it, as a finding. */
export type CheckedHead = { readonly holds: true; readonly head: TreeHead } | Misbehaviour

/** The same question as `openTreeHead`, answered with a finding in place of a refusal. */
export function checkHead(bytes: Uint8Array, key: VerifierKey, verify: VerifySignature): CheckedHead {
  try {
    const note = parseNote(bytes)
    const head = parseTreeHead(note.text)
    if (head.origin !== key.name) {
      const because = `it is a head of ${head.origin}, not of ${key.name}`
      return { holds: false, why: 'head-malformed', code: 'tree-head-malformed', because }
    }
    if (signatureBy(note, key) === undefined) {
      return { holds: false, why: 'head-unsigned', signer: key.name, head: fromUtf8(bytes) }
    }
    if (!isSignedBy(note, key, verify)) {
      return { holds: false, why: 'signature-invalid', signer: key.name, keyId: formatKeyId(key.keyId) }
    }
    return { holds: true, head }
  } catch (error) {
    if (!isProblem(error)) throw error
    return { holds: false, why: 'head-malformed', code: error.code, because: error.message }
  }
}

/**
 * Compares a head that the reader kept with one that the log shows now. Both are checked first.
 * @param path the consistency proof from the kept size to the shown size
 */
export function compareHeads(
  keptBytes: Uint8Array,
  shownBytes: Uint8Array,
  path: readonly Hash[],
  key: VerifierKey,
  verify: VerifySignature,
): Verdict {
  const kept = checkHead(keptBytes, key, verify)
  if (!kept.holds) return kept
  const shown = checkHead(shownBytes, key, verify)
  if (!shown.holds) return shown
  const apart = headsApart({ bytes: keptBytes, head: kept.head }, { bytes: shownBytes, head: shown.head })
  if (apart !== undefined) return apart
  if (verifyConsistency(kept.head, shown.head, path)) return HOLDS
  // A wrong proof alone convicts nobody: whoever handed it over may have garbled it. Only entries or tiles can.
  return {
    holds: false,
    why: 'proof-malformed',
    because: `it does not lead from ${kept.head.size} to ${shown.head.size} entries with root ${toBase64(shown.head.root)}`,
  }
}

/** A head together with the bytes that were signed: the evidence. */
export type SignedHead = { readonly bytes: Uint8Array; readonly head: TreeHead }

/** What two signed heads convict the log of without any proof: it shrank, or it showed two logs of one size. */
export function headsApart(kept: SignedHead, shown: SignedHead): Misbehaviour | undefined {
  if (kept.head.size > shown.head.size) {
    return {
      holds: false,
      why: 'log-shrank',
      kept: fromUtf8(kept.bytes),
      shown: fromUtf8(shown.bytes),
      keptSize: kept.head.size,
      shownSize: shown.head.size,
    }
  }
  if (kept.head.size === shown.head.size && !equalBytes(kept.head.root, shown.head.root)) {
    return {
      holds: false,
      why: 'split-view',
      one: fromUtf8(kept.bytes),
      other: fromUtf8(shown.bytes),
      size: kept.head.size,
    }
  }
  return undefined
}
