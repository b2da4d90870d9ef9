import { z } from 'zod'
import { fromBase64, toBase64 } from '../../src/core/bytes/base64.ts'
import { fromHex, toHex } from '../../src/core/bytes/hex.ts'
import { isHash, type Hash } from '../../src/core/bytes/sha256.ts'
import { utf8 } from '../../src/core/bytes/utf8.ts'
import { appendLeaf, emptyRange, leafHash, rangeRoot } from '../../src/core/log/merkle.ts'
import {
  consistencyProof,
  inclusionProof,
  verifyConsistency,
  verifyInclusion,
} from '../../src/core/log/proof.ts'
import { hashesFromTiles, tilesGrown, type ReadHash } from '../../src/core/log/tile-growth.ts'
import type { Outcome } from './outcome.ts'
import type { Vector } from './read-vectors.ts'

/** The leaves that Certificate Transparency's implementations test with. */
const LEAVES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
]
const leaves = LEAVES.map((leaf) => leafHash(fromHex(leaf)))

const common = { name: z.string(), why: z.string(), from: z.string(), size: z.number() }
const schema = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('root'), ...common, root: z.string() }),
  z.strictObject({ what: z.literal('numbered-root'), ...common, root: z.string() }),
  z.strictObject({ what: z.literal('inclusion'), ...common, index: z.number(), path: z.array(z.string()) }),
  z.strictObject({ what: z.literal('consistency'), ...common, older: z.number(), path: z.array(z.string()) }),
])

const rootOf = (size: number): Hash => rangeRoot(leaves.slice(0, size).reduce(appendLeaf, emptyRange))
const hashes = (path: readonly string[]): readonly Hash[] => path.map(fromBase64).filter(isHash)

function readerAt(size: number): ReadHash {
  const [tile] = tilesGrown(0, leaves.slice(0, size), () => undefined)
  return hashesFromTiles(size, () => tile?.bytes ?? new Uint8Array())
}

/** Entry i is the decimal text of i. */
function numberedRoot(size: number): Hash {
  let range = emptyRange
  for (let i = 0; i < size; i++) range = appendLeaf(range, leafHash(utf8(String(i))))
  return rangeRoot(range)
}

export async function merkle(vector: Vector): Promise<Outcome> {
  const v = schema.parse(vector)
  switch (v.what) {
    case 'root':
      return { got: toHex(rootOf(v.size)), want: v.root }
    case 'numbered-root':
      return { got: toHex(numberedRoot(v.size)), want: v.root }
    case 'inclusion': {
      const made = (await inclusionProof(v.index, v.size, readerAt(v.size))).map(toBase64)
      const leaf = leaves[v.index]
      const verifies =
        leaf !== undefined && verifyInclusion(leaf, v.index, v.size, hashes(v.path), rootOf(v.size))
      return { got: { made, verifies }, want: { made: v.path, verifies: true } }
    }
    default: {
      const made = (await consistencyProof(v.older, v.size, readerAt(v.size))).map(toBase64)
      const [older, newer] = [v.older, v.size].map((size) => ({ size, root: rootOf(size) }))
      const verifies =
        older !== undefined && newer !== undefined && verifyConsistency(older, newer, hashes(v.path))
      return { got: { made, verifies }, want: { made: v.path, verifies: true } }
    }
  }
}
