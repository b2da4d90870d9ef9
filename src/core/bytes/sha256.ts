import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js'
import { toHex } from './hex.ts'

/** A SHA-256 digest: 32 bytes (FIPS 180-4). */
export type Hash = Uint8Array & { readonly brand: 'Hash' }
/** SHA-256, 64 lower-case hexadecimal digits. */
export type Sha256 = string & { readonly brand: 'Sha256' }

export const HASH_BYTES = 32

/** Says that these 32 bytes are a digest; it cannot say of what. */
export function isHash(bytes: Uint8Array): bytes is Hash {
  return bytes.length === HASH_BYTES
}

export function isSha256(text: string): text is Sha256 {
  return /^[0-9a-f]{64}$/.test(text)
}

/** The digest of the parts one after the other. */
export function sha256(...parts: readonly Uint8Array[]): Hash {
  const hash = nobleSha256.create()
  for (const part of parts) hash.update(part)
  const digest: Uint8Array = hash.digest()
  if (isHash(digest)) return digest
  throw new RangeError('SHA-256 gave a digest of another length')
}

/** The same digest as 64 lower-case hexadecimal digits: the name of a blob. */
export function sha256Hex(...parts: readonly Uint8Array[]): Sha256 {
  const text = toHex(sha256(...parts))
  if (isSha256(text)) return text
  throw new RangeError('SHA-256 gave a digest of another length')
}
