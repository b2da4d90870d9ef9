import { ed25519 } from '@noble/curves/ed25519.js'
import { concat, equalBytes } from './bytes.ts'
import { fromHex } from './hex.ts'
import { sha512 } from '@noble/hashes/sha2.js'

/**
 * Whether `signature` is the holder's of `publicKey` over `message`. Every implementation follows the one acceptance
 * rule of {@link verifyEd25519}, so that a verdict never depends on the library.
 */
export type VerifySignature = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean

/** Who signs, under which name. The secret stays with the one who made the signer. */
export type Signer = {
  readonly name: string
  readonly publicKey: Uint8Array
  sign(message: Uint8Array): Uint8Array
}

export const PUBLIC_KEY_BYTES = 32
export const SIGNATURE_BYTES = 64

// RFC 8032 §5.1: the field's prime 2^255 − 19 and the order of the base point, little-endian as on the wire.
const P = fromHex('edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f')
const L = fromHex('edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010')

// y of the eight points whose order divides 8. Whoever "owns" one can sign anything with it, or nothing at all.
const SMALL_ORDER_Y = [
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
].map(fromHex)

function below(value: Uint8Array, limit: Uint8Array): boolean {
  for (let i = limit.length - 1; i >= 0; i--) {
    const difference = (value[i] ?? 0) - (limit[i] ?? 0)
    if (difference !== 0) return difference < 0
  }
  return false
}

/** The encoding of a point is canonical (y < p) and the point is not one of the eight of small order. */
function acceptablePoint(encoded: Uint8Array): boolean {
  const y = Uint8Array.from(encoded)
  y[31] = (y[31] ?? 0) & 0x7f
  return below(y, P) && !SMALL_ORDER_Y.some((small) => equalBytes(small, y))
}

/**
 * The part of the acceptance rule that concerns the key alone, without curve arithmetic: 32 bytes, canonical, not of
 * small order. OpenSSL and BoringSSL do not refuse these themselves.
 */
export function acceptableKey(publicKey: Uint8Array): boolean {
  return publicKey.length === PUBLIC_KEY_BYTES && acceptablePoint(publicKey)
}

/** The part that concerns the signature alone: 64 bytes, R canonical and not of small order, S < L. */
export function acceptableSignature(signature: Uint8Array): boolean {
  return (
    signature.length === SIGNATURE_BYTES &&
    acceptablePoint(signature.subarray(0, 32)) &&
    below(signature.subarray(32), L)
  )
}

/** The 32 bytes are a point of the curve that may be registered as somebody's key. */
export function isPublicKey(publicKey: Uint8Array): boolean {
  if (!acceptableKey(publicKey)) return false
  try {
    ed25519.Point.fromBytes(publicKey, false)
    return true
  } catch {
    return false
  }
}

/**
 * The one acceptance rule for Ed25519 signatures (RFC 8032 §5.1.7, pure Ed25519):
 *
 * 1. the key is 32 bytes, its y is canonical (y < p), it is not one of the eight points of small order;
 * 2. the signature is 64 bytes, the y of R is canonical, R is not of small order, and S < L;
 * 3. the key decodes to a point A of the curve;
 * 4. [S]B − [k]A, with k = SHA-512(R ‖ A ‖ message) mod L, encodes to exactly the bytes of R.
 *
 * Step 4 is the equation without the cofactor, as OpenSSL and BoringSSL compute it; the equation with the cofactor
 * (which @noble's own verify uses) accepts crafted signatures that those refuse. Steps 1 and 2 are
 * {@link acceptableKey} and {@link acceptableSignature}; with them in front, node:crypto and WebCrypto follow the rule.
 * `vectors/ed25519.json` holds the cases on which libraries part.
 */
export const verifyEd25519: VerifySignature = (publicKey, message, signature) => {
  if (!acceptableKey(publicKey) || !acceptableSignature(signature)) return false
  const r = signature.subarray(0, 32)
  const k = littleEndian(sha512(concat(r, publicKey, message))) % ed25519.Point.Fn.ORDER
  try {
    const a = ed25519.Point.fromBytes(publicKey, false)
    const sb = ed25519.Point.BASE.multiplyUnsafe(littleEndian(signature.subarray(32)))
    return equalBytes(sb.subtract(a.multiplyUnsafe(k)).toBytes(), r)
  } catch {
    return false
  }
}

function littleEndian(bytes: Uint8Array): bigint {
  return bytes.reduceRight((sum, byte) => sum * 256n + BigInt(byte), 0n)
}

/** A signer from the 32 secret bytes of RFC 8032 §5.1.5. Signing is deterministic. */
export function signerFromSeed(name: string, seed: Uint8Array): Signer {
  const secret = Uint8Array.from(seed)
  return {
    name,
    publicKey: ed25519.getPublicKey(secret),
    sign: (message) => ed25519.sign(message, secret),
  }
}
