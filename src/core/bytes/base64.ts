import { problems } from '../problem.ts'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
/** What each letter stands for, by its code; −1 for all that are none. */
const VALUES = new Int8Array(128).fill(-1)
for (let value = 0; value < ALPHABET.length; value++) VALUES[ALPHABET.charCodeAt(value)] = value

/** Standard base64 with padding (RFC 4648 §4). */
export function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(i, i + 3)
    const left = bytes.length - i
    text += ALPHABET.charAt(a >> 2) + ALPHABET.charAt(((a & 3) << 4) | (b >> 4))
    text += left > 1 ? ALPHABET.charAt(((b & 15) << 2) | (c >> 6)) : '='
    text += left > 2 ? ALPHABET.charAt(c & 63) : '='
  }
  return text
}

/**
 * Reads standard base64 (RFC 4648 §4), strictly: padding is there, and the bits under it are zero (§3.5), so that no
 * bytes have two written forms.
 * @throws Problem `base64-malformed`
 */
export function fromBase64(text: string): Uint8Array {
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  const digits = text.length - padding
  const bytes = new Uint8Array(Math.floor((digits * 6) / 8))
  let held = 0
  let bits = 0
  let at = 0
  for (let i = 0; i < digits; i++) {
    const value = VALUES[text.charCodeAt(i)] ?? -1
    if (value < 0) throw refused(text, 'use only A–Z, a–z, 0–9, + and /')
    held = ((held << 6) | value) & 0xffff
    bits += 6
    if (bits >= 8) {
      bits -= 8
      bytes[at++] = (held >> bits) & 0xff
    }
  }
  if (text.length % 4 !== 0) throw refused(text, 'pad with = to a multiple of four characters')
  if (bits > 0 && (held & ((1 << bits) - 1)) !== 0)
    throw refused(text, 'the unused bits at the end must be zero')
  return bytes
}

function refused(text: string, fix: string) {
  return problems.base64Malformed({ given: text.length > 80 ? `${text.slice(0, 77)}…` : text, fix })
}
