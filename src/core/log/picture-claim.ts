import type { Signer, VerifySignature } from '../bytes/ed25519.ts'
import { isSha256, type Sha256 } from '../bytes/sha256.ts'
import { fromUtf8, utf8 } from '../bytes/utf8.ts'
import { isProblem } from '../problem.ts'
import { decimal } from './log-index.ts'
import { formatNote, isSignedBy, parseNote, signNote } from './signed-note.ts'
import { verifierKey, type VerifierKey } from './verifier-key.ts'

/** What somebody says that the picture came to when the log had `size` entries. */
export type DigestClaim = { readonly size: number; readonly format: string; readonly digest: Sha256 }

/** The first line of a claim: no statement, tree head or receipt begins like it, so a signature under it means nothing else. */
const FIRST_LINE = 'jig picture claim'

/**
 * A node's own word for what the picture came to at one size of a log: a signed note of five lines
 * (docs/formats/picture-digest.md, “A node's claim”).
 */
export function signPictureClaim(
  origin: string,
  { size, format, digest }: DigestClaim,
  signer: Signer,
): string {
  const text = [FIRST_LINE, origin, size, format, digest, ''].join('\n')
  return fromUtf8(formatNote(signNote(text, [signer])))
}

/**
 * What a node claims of the log `origin`.
 * @param node the node's key, as policies name it: a cosigner signs its claims with the same key
 * @returns `undefined` where the note is no claim, or not signed by that key: then nobody has claimed anything
 */
export function openPictureClaim(
  note: string,
  origin: string,
  node: VerifierKey,
  verify: VerifySignature,
): DigestClaim | undefined {
  try {
    const parsed = parseNote(utf8(note))
    if (!isSignedBy(parsed, claimKey(node), verify)) return undefined
    const [first, log, sizeText = '', format = '', digest = '', ...rest] = parsed.text.split('\n')
    const size = decimal(sizeText)
    if (first !== FIRST_LINE || log !== origin || rest.join() !== '') return undefined
    return Number.isNaN(size) || !isSha256(digest) ? undefined : { size, format, digest }
  } catch (error) {
    if (!isProblem(error)) throw error
    return undefined
  }
}

/** The key that a node's claims are signed with: the bytes of its cosigner key, for notes. */
export function claimKey({ name, publicKey }: VerifierKey): VerifierKey {
  return verifierKey(name, publicKey, 'ed25519')
}
