import { fromBase64, toBase64 } from '../bytes/base64.ts'
import { bigEndian, concat, fromBigEndian } from '../bytes/bytes.ts'
import type { Signer, VerifySignature } from '../bytes/ed25519.ts'
import { fromUtf8, utf8 } from '../bytes/utf8.ts'
import { problems, type Where } from '../problem.ts'
import { CONTROL_BUT_NEWLINE, isKeyName, keyIdOf, type VerifierKey } from './verifier-key.ts'

/** A text and who signed it (C2SP signed-note). Parsed is not verified: anyone can write a name on a line. */
export type SignedNote = {
  /** Ends with a newline; that newline is signed too. */
  readonly text: string
  readonly signatures: readonly NoteSignature[]
}

export type NoteSignature = {
  readonly name: string
  /** Unsigned 32 bits: which of the holder's keys. */
  readonly keyId: number
  /** What follows the key id: 64 bytes of Ed25519, or 8 of time and 64 for a cosignature. Other types are kept as is. */
  readonly signature: Uint8Array
}

/** C2SP asks for at least 16; Go's note package takes 100. */
export const MOST_SIGNATURES = 100

const SIGNATURE_LINE = '— '

/**
 * Reads a signed note, byte for byte: what is accepted is written back by {@link formatNote} as the same bytes.
 * @throws Problem `note-malformed`
 */
export function parseNote(bytes: Uint8Array): SignedNote {
  const whole = decoded(bytes)
  const control = CONTROL_BUT_NEWLINE.exec(whole)
  if (control !== null) throw refused('it holds a control character', lineOf(whole, control.index))
  const cut = whole.lastIndexOf('\n\n')
  if (cut < 0) throw refused('no empty line parts the text from the signatures')
  const text = whole.slice(0, cut + 1)
  const block = whole.slice(cut + 2)
  if (block === '') throw refused('it is not signed')
  if (!block.endsWith('\n')) throw refused('its last line does not end with a newline')
  const firstLine = lineOf(whole, cut + 2).line ?? 1
  const lines = block.slice(0, -1).split('\n')
  if (lines.length > MOST_SIGNATURES)
    throw refused(`it has ${lines.length} signatures; at most ${MOST_SIGNATURES} are read`)
  return { text, signatures: lines.map((line, i) => parseSignature(line, { line: firstLine + i })) }
}

function parseSignature(line: string, where: Where): NoteSignature {
  if (!line.startsWith(SIGNATURE_LINE))
    throw refused('a signature line begins with an em dash and a space', where)
  const rest = line.slice(SIGNATURE_LINE.length)
  const space = rest.indexOf(' ')
  const name = rest.slice(0, Math.max(space, 0))
  if (!isKeyName(name))
    throw refused('a signature line names its signer in one word without a plus sign', where)
  let bytes: Uint8Array
  try {
    bytes = fromBase64(rest.slice(space + 1))
  } catch {
    throw refused('a signature is standard base64', where)
  }
  if (bytes.length < 5) throw refused('a signature has four bytes of key id and at least one more', where)
  return { name, keyId: fromBigEndian(bytes.subarray(0, 4)), signature: bytes.slice(4) }
}

/**
 * The bytes of a note.
 * @throws Problem `note-malformed` where the note could not be read back as the same: an unfinished last line, a
 * control character, no signature, a name with a space
 */
export function formatNote(note: SignedNote): Uint8Array {
  if (!note.text.endsWith('\n')) throw refused('its text does not end with a newline')
  if (CONTROL_BUT_NEWLINE.test(note.text)) throw refused('it holds a control character')
  if (note.signatures.length === 0) throw refused('it is not signed')
  const lines = note.signatures.map((line) => {
    if (!isKeyName(line.name))
      throw refused('a signature line names its signer in one word without a plus sign')
    if (line.signature.length === 0) throw refused('a signature is empty')
    return `${SIGNATURE_LINE}${line.name} ${toBase64(concat(bigEndian(line.keyId, 4), line.signature))}\n`
  })
  return utf8(`${note.text}\n${lines.join('')}`)
}

/** Signs `text` with every signer, in that order. `text` ends with a newline. */
export function signNote(text: string, signers: readonly Signer[]): SignedNote {
  const message = utf8(text)
  const signatures = signers.map((signer) => ({
    name: signer.name,
    keyId: keyIdOf(signer.name, signer.publicKey, 'ed25519'),
    signature: signer.sign(message),
  }))
  return { text, signatures }
}

/** The same note with one more line at the end. */
export function withSignature(note: SignedNote, signature: NoteSignature): SignedNote {
  return { text: note.text, signatures: [...note.signatures, signature] }
}

/** The line that this key made, or claims to have made; `undefined` where there is none. */
export function signatureBy(note: SignedNote, key: VerifierKey): NoteSignature | undefined {
  return note.signatures.find((line) => line.name === key.name && line.keyId === key.keyId)
}

/** Whether the note carries a line of this Ed25519 key that fits the text. Lines of other keys are not looked at. */
export function isSignedBy(note: SignedNote, key: VerifierKey, verify: VerifySignature): boolean {
  const line = signatureBy(note, key)
  return (
    line !== undefined &&
    key.algorithm === 'ed25519' &&
    verify(key.publicKey, utf8(note.text), line.signature)
  )
}

function decoded(bytes: Uint8Array): string {
  try {
    return fromUtf8(bytes)
  } catch {
    throw refused('its bytes are not well-formed UTF-8')
  }
}

function lineOf(text: string, offset: number): Where {
  return { line: text.slice(0, offset).split('\n').length }
}

function refused(because: string, where?: Where) {
  return problems.noteMalformed({ because, where, fix: 'text, an empty line, then lines “— name base64”' })
}
