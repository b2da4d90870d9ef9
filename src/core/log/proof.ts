import { equalBytes } from '../bytes/bytes.ts'
import type { Hash } from '../bytes/sha256.ts'
import { problems } from '../problem.ts'
import { emptyRange, emptyRoot, foldRight, nodeHash, type CompactRange } from './merkle.ts'
import type { ReadHash } from './tile-growth.ts'

/** The largest power of two below `n` (RFC 6962 §2.1), for n > 1. */
function split(n: number): number {
  let power = 1
  while (power * 2 < n) power *= 2
  return power
}

/** The complete subtrees that make up the leaves from `start` to `end`, left to right. `start` fits their alignment. */
async function subtrees(start: number, end: number, read: ReadHash): Promise<readonly Hash[]> {
  const hashes: Hash[] = []
  for (let at = start; at < end;) {
    let level = 0
    while (2 ** (level + 1) <= end - at && at % 2 ** (level + 1) === 0) level++
    hashes.push(await read(level, at / 2 ** level))
    at += 2 ** level
  }
  return hashes
}

async function rootOf(start: number, end: number, read: ReadHash): Promise<Hash> {
  const root = foldRight(await subtrees(start, end, read))
  if (root === undefined) throw new RangeError('an empty part of the tree has no root')
  return root
}

/** The compact range of the first `size` entries: with it a store goes on appending after a restart. */
export async function rangeAt(size: number, read: ReadHash): Promise<CompactRange> {
  return size === 0 ? emptyRange : { size, hashes: await subtrees(0, size, read) }
}

/**
 * The audit path of entry `index` in a tree of `size` entries (RFC 6962 §2.1.1), from the leaf's sibling upwards.
 * @throws Problem `entry-missing`
 */
export async function inclusionProof(index: number, size: number, read: ReadHash): Promise<readonly Hash[]> {
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) throw problems.entryMissing({ index, size })
  const path: Hash[] = []
  let start = 0
  let end = size
  while (end - start > 1) {
    const middle = start + split(end - start)
    if (index < middle) {
      path.unshift(await rootOf(middle, end, read))
      end = middle
    } else {
      path.unshift(await rootOf(start, middle, read))
      start = middle
    }
  }
  return path
}

/** Whether `path` leads from the leaf at `index` to the root of a tree of `size` entries (RFC 9162 §2.1.3.2). */
export function verifyInclusion(
  leaf: Hash,
  index: number,
  size: number,
  path: readonly Hash[],
  root: Hash,
): boolean {
  if (!Number.isSafeInteger(size) || !Number.isSafeInteger(index) || index < 0 || index >= size) return false
  let position = index
  let last = size - 1
  let hash = leaf
  for (const sibling of path) {
    if (last === 0) return false
    if (position % 2 === 1 || position === last) {
      hash = nodeHash(sibling, hash)
      while (position % 2 === 0 && position !== 0) {
        position /= 2
        last = Math.floor(last / 2)
      }
    } else {
      hash = nodeHash(hash, sibling)
    }
    position = Math.floor(position / 2)
    last = Math.floor(last / 2)
  }
  return last === 0 && equalBytes(hash, root)
}

/**
 * The proof that the tree of `older` entries is the beginning of that of `newer` (RFC 6962 §2.1.2). Empty where the
 * sizes are equal or `older` is 0.
 * @throws Problem `entry-missing` where `older` is larger than `newer`
 */
export async function consistencyProof(
  older: number,
  newer: number,
  read: ReadHash,
): Promise<readonly Hash[]> {
  if (!Number.isSafeInteger(older) || older < 0 || older > newer) {
    throw problems.entryMissing({ index: older, size: newer })
  }
  if (older === 0 || older === newer) return []
  const path: Hash[] = []
  let start = 0
  let end = newer
  let known = true
  while (older !== end) {
    const middle = start + split(end - start)
    if (older <= middle) {
      path.unshift(await rootOf(middle, end, read))
      end = middle
    } else {
      path.unshift(await rootOf(start, middle, read))
      start = middle
      known = false
    }
  }
  return known ? path : [await rootOf(start, end, read), ...path]
}

/** Whether `path` proves that the older tree is the beginning of the newer (RFC 9162 §2.1.4.2). */
export function verifyConsistency(
  older: { readonly size: number; readonly root: Hash },
  newer: { readonly size: number; readonly root: Hash },
  path: readonly Hash[],
): boolean {
  if (!Number.isSafeInteger(older.size) || !Number.isSafeInteger(newer.size)) return false
  if (older.size < 0 || older.size > newer.size) return false
  if (older.size === newer.size) return path.length === 0 && equalBytes(older.root, newer.root)
  if (older.size === 0) return path.length === 0 && equalBytes(older.root, emptyRoot)
  let position = older.size - 1
  let last = newer.size - 1
  while (position % 2 === 1) {
    position = (position - 1) / 2
    last = Math.floor(last / 2)
  }
  const [first, ...rest] = position === 0 ? [older.root, ...path] : path
  if (first === undefined) return false
  let oldHash = first
  let newHash = first
  for (const sibling of rest) {
    if (last === 0) return false
    if (position % 2 === 1 || position === last) {
      oldHash = nodeHash(sibling, oldHash)
      newHash = nodeHash(sibling, newHash)
      while (position % 2 === 0 && position !== 0) {
        position /= 2
        last = Math.floor(last / 2)
      }
    } else {
      newHash = nodeHash(newHash, sibling)
    }
    position = Math.floor(position / 2)
    last = Math.floor(last / 2)
  }
  return last === 0 && equalBytes(oldHash, older.root) && equalBytes(newHash, newer.root)
}
