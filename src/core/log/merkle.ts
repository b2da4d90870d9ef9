import { isHash, sha256, type Hash } from '../bytes/sha256.ts'
import { problems } from '../problem.ts'

// RFC 6962 §2.1: leaves and nodes are hashed under different prefixes, so neither can pose as the other.
const LEAF = Uint8Array.of(0x00)
const NODE = Uint8Array.of(0x01)

/** The hash under which an entry stands in the tree (RFC 6962 §2.1). */
export function leafHash(entry: Uint8Array): Hash {
  return sha256(LEAF, entry)
}

/** The hash over two subtrees (RFC 6962 §2.1). */
export function nodeHash(left: Hash, right: Hash): Hash {
  return sha256(NODE, left, right)
}

/** The root of the tree without entries: the SHA-256 of nothing (RFC 6962 §2.1). */
export const emptyRoot: Hash = sha256()

/**
 * All that must be kept of a tree to go on appending: the roots of its complete subtrees from left to right, one for
 * each binary digit 1 of `size`, the largest first.
 */
export type CompactRange = { readonly size: number; readonly hashes: readonly Hash[] }

export const emptyRange: CompactRange = { size: 0, hashes: [] }

/** The range after one more leaf. */
export function appendLeaf(range: CompactRange, leaf: Hash): CompactRange {
  const hashes = [...range.hashes]
  let hash = leaf
  for (let size = range.size; size % 2 === 1; size = (size - 1) / 2) {
    const left = hashes.pop()
    if (left === undefined) throw new RangeError('a compact range holds fewer hashes than its size asks for')
    hash = nodeHash(left, hash)
  }
  hashes.push(hash)
  return { size: range.size + 1, hashes }
}

/** The Merkle tree hash of everything appended so far (RFC 6962 §2.1). */
export function rangeRoot(range: CompactRange): Hash {
  return foldRight(range.hashes) ?? emptyRoot
}

/** Joins neighbouring subtrees from the right: the root of the range that they cover. `undefined` for none. */
export function foldRight(hashes: readonly Hash[]): Hash | undefined {
  const last = hashes.at(-1)
  if (last === undefined) return undefined
  return hashes.slice(0, -1).reduceRight((right, left) => nodeHash(left, right), last)
}

/**
 * A range from its stored parts.
 * @throws Problem `proof-malformed` where the number of hashes does not fit the size, or one has not 32 bytes
 */
export function rangeFromHashes(size: number, hashes: readonly Uint8Array[]): CompactRange {
  if (!Number.isSafeInteger(size) || size < 0 || hashes.length !== onesIn(size)) {
    throw problems.proofMalformed({
      because: `${hashes.length} subtree hashes do not make a tree of ${size} entries`,
    })
  }
  const checked = hashes.filter(isHash)
  if (checked.length !== hashes.length) throw problems.proofMalformed({ because: 'a hash has not 32 bytes' })
  return { size, hashes: checked }
}

function onesIn(size: number): number {
  let ones = 0
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) ones += rest % 2
  return ones
}
