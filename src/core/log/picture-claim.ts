import type { Signer, VerifySignature } from '../bytes/ed25519.ts'
import { isSha256, type Hash, type Sha256 } from '../bytes/sha256.ts'
import { fromUtf8, utf8 } from '../bytes/utf8.ts'
import { isProblem } from '../problem.ts'
import { formatNote, isSignedBy, parseNote, signNote } from './signed-note.ts'
import { formatTreeHead, parseTreeHead } from './tree-head.ts'
import { verifierKey, type VerifierKey } from './verifier-key.ts'

/** What somebody says that the picture came to when the log had `size` entries. */
export type PublishedDigest = { readonly size: number; readonly format: string; readonly digest: Sha256 }

/**
 * What a node says so of, down to the entries: `root` is that of its log at `size`. Without it, a node that was shown
 * another log could not be told from one that lies about this one.
 */
export type DigestClaim = PublishedDigest & { readonly root: Hash }

/** The first line of a claim: no statement, tree head or receipt begins like it, so a signature under it means nothing else. */
const FIRST_LINE = 'jig picture claim'
const LINES = 6

/**
 * A node's own word for what the picture came to at one size of a log: a signed note of six lines
 * (docs/formats/picture-digest.md, “A node's claim”).
 */
export function signPictureClaim(
  origin: string,
  { size, root, format, digest }: DigestClaim,
  signer: Signer,
): string {
  const text = `${FIRST_LINE}\n${formatTreeHead({ origin, size, root })}${format}\n${digest}\n`
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
    const lines = parsed.text.split('\n')
    const [first, log = '', size = '', root = '', format = '', digest = ''] = lines
    if (first !== FIRST_LINE || log !== origin || lines.length !== LINES + 1) return undefined
    const head = parseTreeHead(`${log}\n${size}\n${root}\n`)
    return isSha256(digest) ? { size: head.size, root: head.root, format, digest } : undefined
  } catch (error) {
    if (!isProblem(error)) throw error
    return undefined
  }
}

/** The key that a node's claims are signed with: the bytes of its cosigner key, for notes. */
export function claimKey({ name, publicKey }: VerifierKey): VerifierKey {
  return verifierKey(name, publicKey, 'ed25519')
}
