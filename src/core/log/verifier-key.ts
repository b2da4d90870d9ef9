import { fromBase64, toBase64 } from '../bytes/base64.ts'
import { concat, fromBigEndian } from '../bytes/bytes.ts'
import { isPublicKey } from '../bytes/ed25519.ts'
import { fromHex, toHex } from '../bytes/hex.ts'
import { sha256 } from '../bytes/sha256.ts'
import { utf8 } from '../bytes/utf8.ts'
import { problems } from '../problem.ts'

/** What a key signs: `ed25519` the text of a note; `cosignature` a tree head at a time (C2SP tlog-cosignature, v1). */
export type KeyAlgorithm = 'ed25519' | 'cosignature'

/** A public key under the name of its holder. Name and key id together say which key made a signature line. */
export type VerifierKey = {
  readonly name: string
  /** Unsigned 32 bits. */
  readonly keyId: number
  readonly algorithm: KeyAlgorithm
  readonly publicKey: Uint8Array
}

// C2SP signed-note, “Signature types”.
const TYPE_BYTE = { ed25519: 0x01, cosignature: 0x04 } as const satisfies Record<KeyAlgorithm, number>

// eslint-disable-next-line no-control-regex -- C2SP signed-note: a note holds no control character but the newline
export const CONTROL_BUT_NEWLINE = /[\u0000-\u0009\u000b-\u001f]/

/** C2SP signed-note: a key's name is not empty and holds neither white space, nor plus, nor control characters. */
export function isKeyName(name: string): boolean {
  return name !== '' && !/[\p{White_Space}\p{Surrogate}+]/u.test(name) && !CONTROL_BUT_NEWLINE.test(name)
}

/** The key id (C2SP signed-note): the first four bytes of SHA-256(name ‖ LF ‖ type ‖ public key), big-endian. */
export function keyIdOf(name: string, publicKey: Uint8Array, algorithm: KeyAlgorithm): number {
  const digest = sha256(utf8(name), Uint8Array.of(0x0a, TYPE_BYTE[algorithm]), publicKey)
  return fromBigEndian(digest.subarray(0, 4))
}

/**
 * The verifier key of a holder.
 * @throws Problem `key-malformed` where the name or the key is not acceptable
 */
export function verifierKey(name: string, publicKey: Uint8Array, algorithm: KeyAlgorithm): VerifierKey {
  if (!isKeyName(name)) throw refused('its name is empty or holds a space or a plus sign')
  if (!isPublicKey(publicKey)) throw refused('its 32 bytes are not an Ed25519 public key that jig accepts')
  return { name, keyId: keyIdOf(name, publicKey, algorithm), algorithm, publicKey }
}

/**
 * Reads `name+hexid+base64(type ‖ public key)`, as Go's note package writes it.
 * @throws Problem `key-malformed`
 */
export function parseVerifierKey(text: string): VerifierKey {
  const parts = /^([^+]*)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]*)$/.exec(text)
  if (parts === null) throw refused('it has not the form name+keyid+base64')
  const [, name = '', id = '', material = ''] = parts
  const bytes = decoded(material)
  const type = bytes[0]
  const algorithm =
    type === TYPE_BYTE.ed25519 ? 'ed25519' : type === TYPE_BYTE.cosignature ? 'cosignature' : undefined
  if (algorithm === undefined)
    throw refused('it is neither an Ed25519 key (type 1) nor a cosignature key (type 4)')
  const key = verifierKey(name, bytes.subarray(1), algorithm)
  if (key.keyId !== fromBigEndian(fromHex(id)))
    throw refused(`its key id is ${formatKeyId(key.keyId)}, not ${id}`)
  return key
}

function decoded(material: string): Uint8Array {
  try {
    return fromBase64(material)
  } catch {
    throw refused('its last part is not base64')
  }
}

/** The written form; {@link parseVerifierKey} reads it back. */
export function formatVerifierKey(key: VerifierKey): string {
  const material = concat(Uint8Array.of(TYPE_BYTE[key.algorithm]), key.publicKey)
  return `${key.name}+${formatKeyId(key.keyId)}+${toBase64(material)}`
}

/** A key id as people see it: eight hexadecimal digits. */
export function formatKeyId(keyId: number): string {
  return toHex(Uint8Array.of(keyId >>> 24, keyId >>> 16, keyId >>> 8, keyId))
}

function refused(because: string) {
  return problems.keyMalformed({ because, fix: 'write a key as name+keyid+base64, as `jig key` prints it' })
}
