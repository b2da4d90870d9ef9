import { sha256Hex, type Sha256 } from '../bytes/sha256.ts'
import { fromUtf8 } from '../bytes/utf8.ts'
import type { PublishedDigest } from '../log/picture-claim.ts'
import type { PartingFigure } from '../log/verdict.ts'
import { PICTURE_FORMAT, pictureDigest } from './digest.ts'
import type { Picture } from './picture.ts'

/**
 * Gives the bytes kept under a digest by whoever published it: for a digest of a picture its text. Rejects, or gives
 * `undefined`, where they are not handed out; nobody is obliged to keep them.
 */
export type ReadText = (digest: Sha256) => Promise<Uint8Array | undefined>

/** How a claim stands to what the entries make. `not-compared`: it is in a form that this version of jig cannot make. */
export type DigestComparison =
  | { readonly is: 'same' }
  | { readonly is: 'not-compared' }
  | { readonly is: 'differs'; readonly computed: Sha256; readonly figure: PartingFigure | null }

/** Holds a claimed digest against the picture, which has folded at least that many entries. */
export async function compareDigest(
  picture: Picture,
  { size, format, digest }: PublishedDigest,
  readText: ReadText,
): Promise<DigestComparison> {
  if (format !== PICTURE_FORMAT) return { is: 'not-compared' }
  const own = pictureDigest(picture, size)
  if (own.digest === digest) return { is: 'same' }
  const text = await claimedText(digest, readText)
  const figure = text === undefined ? null : partingFigure(text, own.text)
  return { is: 'differs', computed: own.digest, figure }
}

/** The text that has the claimed digest; a text that has another is nobody's word. */
async function claimedText(digest: Sha256, readText: ReadText): Promise<string | undefined> {
  try {
    const bytes = await readText(digest)
    return bytes === undefined || sha256Hex(bytes) !== digest ? undefined : fromUtf8(bytes)
  } catch {
    // Whatever hinders the other in handing it out, or us in reading it: the digests differ all the same.
    return undefined
  }
}

/** A figure in a finding is a sentence, not a way to fill the reader's disk. */
const MOST_SHOWN = 300

/** The first line in which two texts part; two different texts always part in one. */
function partingFigure(published: string, computed: string): PartingFigure {
  const [theirs, ours] = [published.split('\n'), computed.split('\n')]
  let line = 0
  while (theirs[line] === ours[line]) line += 1
  const shown = (text: string | undefined): string | null => text?.slice(0, MOST_SHOWN) ?? null
  return { line: line + 1, published: shown(theirs[line]), computed: shown(ours[line]) }
}
