import { bigEndian, concat, fromBigEndian } from '../bytes/bytes.ts'
import { SIGNATURE_BYTES, type Signer, type VerifySignature } from '../bytes/ed25519.ts'
import { utf8 } from '../bytes/utf8.ts'
import { isInstant, type Instant } from '../time/instant.ts'
import { problems } from '../problem.ts'
import { formatNote, parseNote, signatureBy, withSignature, type SignedNote } from './signed-note.ts'
import { parseTreeHead } from './tree-head.ts'
import { keyIdOf, type VerifierKey } from './verifier-key.ts'

const TIME_BYTES = 8

/**
 * What a cosigner's line on a head says. `absent` is no accusation: a cosigner may be late, or hold back its hand.
 * `given` means: at `at`, this head was the largest that the cosigner had seen of the log, and it grew from all before.
 */
export type Cosignature =
  | { readonly is: 'given'; readonly at: Instant }
  | { readonly is: 'absent' }
  | { readonly is: 'invalid' }

/** C2SP tlog-cosignature v1, “Ed25519 signed message”: header, whole seconds, then the head's text. */
function signedMessage(seconds: number, headText: string): Uint8Array {
  return utf8(`cosignature/v1\ntime ${seconds}\n${headText}`)
}

/**
 * The signed head with one more cosignature line. The signer's name is the cosigner's; its key must serve no other
 * cosigner, since the message does not hold the name. The time is cut to whole seconds.
 * @throws Problem `note-malformed`, `tree-head-malformed`
 */
export function cosignTreeHead(noteBytes: Uint8Array, signer: Signer, at: Instant): Uint8Array {
  const note = parseNote(noteBytes)
  parseTreeHead(note.text)
  const keyId = keyIdOf(signer.name, signer.publicKey, 'cosignature')
  if (note.signatures.some((line) => line.name === signer.name && line.keyId === keyId)) {
    throw problems.noteMalformed({ because: `${signer.name} has cosigned it already` })
  }
  const seconds = Math.floor(at / 1000)
  const signature = concat(bigEndian(seconds, TIME_BYTES), signer.sign(signedMessage(seconds, note.text)))
  return formatNote(withSignature(note, { name: signer.name, keyId, signature }))
}

/** What `key` (a cosignature key) says on this head. */
export function cosignatureBy(note: SignedNote, key: VerifierKey, verify: VerifySignature): Cosignature {
  const line = signatureBy(note, key)
  if (line === undefined) return { is: 'absent' }
  const seconds = fromBigEndian(line.signature.subarray(0, TIME_BYTES))
  const at = seconds * 1000
  const fits =
    key.algorithm === 'cosignature' &&
    line.signature.length === TIME_BYTES + SIGNATURE_BYTES &&
    isInstant(at) &&
    verify(key.publicKey, signedMessage(seconds, note.text), line.signature.subarray(TIME_BYTES))
  return fits ? { is: 'given', at } : { is: 'invalid' }
}
