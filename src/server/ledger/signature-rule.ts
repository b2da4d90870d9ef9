import { createPublicKey, verify, type KeyObject } from 'node:crypto'
import { acceptableKey, acceptableSignature } from '../../core/bytes/ed25519.ts'
import { toHex } from '../../core/bytes/hex.ts'
import type { VerifySignature } from '../../core/bytes/ed25519.ts'

const MOST_CACHED_KEYS = 10_000
const keys = new Map<string, KeyObject>()

/** Importing a key costs about as much as a check, so each is imported once. */
function imported(publicKey: Uint8Array): KeyObject {
  const name = toHex(publicKey)
  const cached = keys.get(name)
  if (cached !== undefined) return cached
  const key = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey).toString('base64url') },
    format: 'jwk',
  })
  if (keys.size >= MOST_CACHED_KEYS) keys.clear()
  keys.set(name, key)
  return key
}

/**
 * The acceptance rule of core's `verifyEd25519` on OpenSSL. OpenSSL computes the same equation; the checks on canonical
 * encodings and small order, which it leaves out, come first.
 */
export const verifyWithNode: VerifySignature = (publicKey, message, signature) => {
  if (!acceptableKey(publicKey) || !acceptableSignature(signature)) return false
  try {
    return verify(null, message, imported(publicKey), signature)
  } catch {
    // OpenSSL refuses to import some 32 bytes that are no point; for us that is a signature that does not fit.
    return false
  }
}
