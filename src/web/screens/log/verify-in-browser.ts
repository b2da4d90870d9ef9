import { acceptableKey, acceptableSignature, verifyEd25519 } from '../../../core/bytes/ed25519.ts'
import type { SignatureJob, VerifyMany } from '../../../core/log/log-check.ts'
import { toHex } from '../../../core/bytes/hex.ts'

/**
 * Checks signatures with WebCrypto where this browser has Ed25519 and the page stands in a secure context, otherwise
 * with @noble. The same verdict either way: core's pre-checks stand in front, as its acceptance rule asks.
 */
export async function browserVerifier(): Promise<{
  readonly by: 'webcrypto' | 'noble'
  readonly verifyMany: VerifyMany
}> {
  const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle
  if (subtle === undefined || !(await hasEd25519(subtle))) {
    return {
      by: 'noble',
      verifyMany: async (jobs) =>
        jobs.map(({ publicKey, message, signature }) => verifyEd25519(publicKey, message, signature)),
    }
  }
  const keys = new Map<string, Promise<CryptoKey>>()
  const keyOf = (publicKey: Uint8Array): Promise<CryptoKey> => {
    const name = toHex(publicKey)
    const known = keys.get(name)
    if (known !== undefined) return known
    const made = subtle.importKey('raw', Uint8Array.from(publicKey), 'Ed25519', false, ['verify'])
    keys.set(name, made)
    return made
  }
  const one = async ({ publicKey, message, signature }: SignatureJob): Promise<boolean> => {
    if (!acceptableKey(publicKey) || !acceptableSignature(signature)) return false
    try {
      return await subtle.verify(
        'Ed25519',
        await keyOf(publicKey),
        Uint8Array.from(signature),
        Uint8Array.from(message),
      )
    } catch {
      // A key that WebCrypto cannot import is no key of the curve.
      return false
    }
  }
  return { by: 'webcrypto', verifyMany: (jobs) => Promise.all(jobs.map(one)) }
}

async function hasEd25519(subtle: SubtleCrypto): Promise<boolean> {
  try {
    // The public key of RFC 8032 §7.1, test 1.
    const key = Uint8Array.from(
      ('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a'.match(/../g) ?? []).map((byte) =>
        Number.parseInt(byte, 16),
      ),
    )
    await subtle.importKey('raw', key, 'Ed25519', false, ['verify'])
    return true
  } catch {
    return false
  }
}
