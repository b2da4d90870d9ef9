import { problems } from '../problem.ts'

// The core is built without the DOM's and Node's types; both runtimes have these two (WHATWG Encoding).
declare const TextEncoder: new () => { encode(text: string): Uint8Array }
declare const TextDecoder: new (
  label: string,
  options: { readonly fatal: boolean; readonly ignoreBOM: boolean },
) => { decode(bytes: Uint8Array): string }

const LONE_SURROGATE = /\p{Surrogate}/u
const encoder = new TextEncoder()
// Without ignoreBOM a leading U+FEFF would vanish, and two different byte strings would read alike.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * The text in UTF-8.
 * @throws Problem `utf8-malformed` where the text holds half of a surrogate pair: it has no UTF-8 form.
 */
export function utf8(text: string): Uint8Array {
  if (LONE_SURROGATE.test(text))
    throw problems.utf8Malformed({ because: 'half of a surrogate pair stands alone' })
  return encoder.encode(text)
}

/**
 * Reads UTF-8 strictly (RFC 3629): overlong forms, surrogates and cut sequences are refused. A byte order mark is kept
 * as the character it is.
 * @throws Problem `utf8-malformed`
 */
export function fromUtf8(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes)
  } catch {
    throw problems.utf8Malformed({ because: 'the bytes are not well-formed', fix: 'save the text as UTF-8' })
  }
}
