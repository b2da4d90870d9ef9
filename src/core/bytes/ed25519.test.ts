import { expect, test } from 'vitest'
import { acceptableKey, acceptableSignature, isPublicKey, signerFromSeed, verifyEd25519 } from './ed25519.ts'
import { fromHex } from './hex.ts'

// Other cases, with another implementation's word for each, are in vectors/ed25519.json.
const signer = signerFromSeed('snhr', new Uint8Array(32).fill(1))
const message = Uint8Array.of(1, 2, 3)
const signature = signer.sign(message)
const ORDER = fromHex('edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010')
const PRIME = fromHex('edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f')

const withS = (s: Uint8Array) => Uint8Array.from([...signature.slice(0, 32), ...s])
const withR = (r: Uint8Array) => Uint8Array.from([...r, ...signature.slice(32)])
const signed = (bytes: Uint8Array) => bytes.map((byte, i) => (i === 31 ? byte | 0x80 : byte))
const raised = (bytes: Uint8Array, by: number) => bytes.map((byte, i) => (i === 0 ? byte + by : byte))

test('a signature counts for its key and its message, and for nothing else', () => {
  expect(verifyEd25519(signer.publicKey, message, signature)).toBe(true)
  expect(verifyEd25519(signer.publicKey, Uint8Array.of(1, 2, 4), signature)).toBe(false)
  const other = signerFromSeed('sohr', new Uint8Array(32).fill(2))
  expect(verifyEd25519(other.publicKey, message, signature)).toBe(false)
})

test('the pre-checks alone refuse S from L on, whatever library follows them', () => {
  expect(acceptableSignature(signature)).toBe(true)
  expect(acceptableSignature(withS(raised(ORDER, -1)))).toBe(true)
  expect(acceptableSignature(withS(ORDER))).toBe(false)
  expect(acceptableSignature(withS(raised(ORDER, 1)))).toBe(false)
  expect(acceptableSignature(withS(new Uint8Array(32).fill(255)))).toBe(false)
})

test('the pre-checks alone refuse a key or R whose y is p or more, under either sign', () => {
  for (const by of [0, 1, 3, 18]) {
    for (const encoded of [raised(PRIME, by), signed(raised(PRIME, by))]) {
      expect(acceptableKey(encoded)).toBe(false)
      expect(acceptableSignature(withR(encoded))).toBe(false)
    }
  }
  expect(acceptableKey(raised(PRIME, -2))).toBe(true)
})

test('a key is 32 bytes of a point on the curve', () => {
  expect(isPublicKey(signer.publicKey)).toBe(true)
  expect(isPublicKey(signer.publicKey.slice(1))).toBe(false)
  expect(isPublicKey(Uint8Array.from([2, ...new Uint8Array(31)]))).toBe(false)
})

test('a signer keeps its secret: changing the seed afterwards changes nothing', () => {
  const seed = new Uint8Array(32).fill(1)
  const kept = signerFromSeed('snhr', seed)
  seed.fill(9)
  expect(kept.sign(message)).toEqual(signature)
})
