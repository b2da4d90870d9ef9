import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { equalBytes } from '../bytes/bytes.ts'
import { sha256, type Hash } from '../bytes/sha256.ts'
import { utf8 } from '../bytes/utf8.ts'
import {
  appendLeaf,
  emptyRange,
  emptyRoot,
  leafHash,
  nodeHash,
  rangeFromHashes,
  rangeRoot,
} from './merkle.ts'
import { consistencyProof, inclusionProof, rangeAt, verifyConsistency, verifyInclusion } from './proof.ts'
import { edgeTiles, hashesFromTiles, tilesGrown, type ReadHash } from './tile-growth.ts'
import { decodeBundle, encodeBundle, tilePath, tileWidth, type TileId } from './tiles.ts'

const leaf = (i: number): Hash => leafHash(utf8(`entry ${i}`))
const leaves = (size: number): readonly Hash[] => Array.from({ length: size }, (_, i) => leaf(i))

/** RFC 6962 §2.1, as it is written there: the oracle for everything that is faster. */
function treeHash(hashes: readonly Hash[]): Hash {
  const [only] = hashes
  if (only === undefined) return emptyRoot
  if (hashes.length === 1) return only
  let k = 1
  while (k * 2 < hashes.length) k *= 2
  return nodeHash(treeHash(hashes.slice(0, k)), treeHash(hashes.slice(k)))
}

const readerOver =
  (hashes: readonly Hash[]): ReadHash =>
  (level, index) =>
    treeHash(hashes.slice(index * 2 ** level, (index + 1) * 2 ** level))

const pathOf = ({ level, index, width }: TileId) => tilePath(level, index, width)

/** A store of tiles that grows by batches, as a ledger's does. */
function grownBy(batches: readonly number[]): {
  readonly size: number
  readonly tiles: ReadonlyMap<string, Uint8Array>
} {
  const tiles = new Map<string, Uint8Array>()
  let size = 0
  for (const batch of batches) {
    const arriving = leaves(size + batch).slice(size)
    for (const tile of tilesGrown(size, arriving, (id) => tiles.get(pathOf(id))))
      tiles.set(pathOf(tile), tile.bytes)
    size += batch
  }
  return { size, tiles }
}

test('the root of a growing range is the tree hash of RFC 6962, and survives being stored', () => {
  let range = emptyRange
  for (let size = 0; size <= 70; size++) {
    expect(rangeRoot(range)).toEqual(treeHash(leaves(size)))
    expect(rangeRoot(rangeFromHashes(size, range.hashes))).toEqual(rangeRoot(range))
    range = appendLeaf(range, leaf(size))
  }
  expect(() => rangeFromHashes(3, [leaf(0)])).toThrow('3 entries')
})

test('every entry of every small tree is proved, and no proof fits another entry, place, size or root', async () => {
  for (let size = 1; size <= 20; size++) {
    const all = leaves(size)
    const root = treeHash(all)
    for (let index = 0; index < size; index++) {
      const path = await inclusionProof(index, size, readerOver(all))
      expect(verifyInclusion(leaf(index), index, size, path, root)).toBe(true)
      expect(verifyInclusion(leaf(index + 1), index, size, path, root)).toBe(false)
      expect(verifyInclusion(leaf(index), index, size, path, leaf(99))).toBe(false)
      expect(verifyInclusion(leaf(index), index, size, [...path, leaf(0)], root)).toBe(false)
      // The path of an only entry is empty already: shortening it changes nothing.
      expect(verifyInclusion(leaf(index), index, size, path.slice(1), root)).toBe(path.length === 0)
      for (let other = 0; other < size; other++) {
        expect(verifyInclusion(leaf(index), other, size, path, root)).toBe(other === index)
      }
    }
  }
})

test('every beginning of every small tree is proved, and no other tree passes for a beginning', async () => {
  for (let newer = 0; newer <= 20; newer++) {
    const all = leaves(newer)
    const shown = { size: newer, root: treeHash(all) }
    for (let older = 0; older <= newer; older++) {
      const kept = { size: older, root: treeHash(all.slice(0, older)) }
      const path = await consistencyProof(older, newer, readerOver(all))
      expect(verifyConsistency(kept, shown, path)).toBe(true)
      expect(verifyConsistency({ ...kept, root: leaf(99) }, shown, path)).toBe(false)
      expect(verifyConsistency(kept, shown, [...path, leaf(0)])).toBe(false)
      // The empty tree promises nothing about what follows it.
      expect(verifyConsistency(kept, { ...shown, root: leaf(99) }, path)).toBe(older === 0 && newer > 0)
      expect(verifyConsistency(kept, shown, path.slice(1))).toBe(path.length === 0)
    }
  }
  expect(verifyConsistency({ size: 2, root: leaf(0) }, { size: 1, root: leaf(0) }, [])).toBe(false)
})

test('an entry that is not there cannot be proved', async () => {
  await expect(inclusionProof(3, 3, readerOver(leaves(3)))).rejects.toMatchObject({ code: 'entry-missing' })
  await expect(consistencyProof(4, 3, readerOver(leaves(3)))).rejects.toMatchObject({ code: 'entry-missing' })
})

test('however the batches fall, the tiles of a tree are the same and give its hashes', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 200, max: 600 })), {
        minLength: 1,
        maxLength: 5,
      }),
      async (batches) => {
        const { size, tiles } = grownBy(batches)
        const atOnce = grownBy([size]).tiles
        for (const [path, bytes] of atOnce) expect(tiles.get(path)).toEqual(bytes)
        const read = hashesFromTiles(size, ({ level, index, width }) => {
          const bytes = tiles.get(tilePath(level, index, width))
          if (bytes === undefined) throw new Error(`no ${tilePath(level, index, width)}`)
          return bytes
        })
        const all = leaves(size)
        const root = rangeRoot(all.reduce(appendLeaf, emptyRange))
        expect(rangeRoot(await rangeAt(size, read))).toEqual(root)
        for (const index of [0, Math.floor(size / 2), size - 1]) {
          expect(
            verifyInclusion(leaf(index), index, size, await inclusionProof(index, size, read), root),
          ).toBe(true)
        }
      },
    ),
    { numRuns: 15 },
  )
})

test('tiles of 70,000 entries are those of C2SP’s worked example', () => {
  expect(edgeTiles(70_000)).toEqual([
    { level: 0, index: 273, width: 112 },
    { level: 1, index: 1, width: 17 },
    { level: 2, index: 0, width: 1 },
  ])
  expect(edgeTiles(256)).toEqual([{ level: 1, index: 0, width: 1 }])
  expect(edgeTiles(0)).toEqual([])
  expect([tileWidth(0, 272, 70_000), tileWidth(0, 273, 70_000), tileWidth(0, 274, 70_000)]).toEqual([
    256, 112, 0,
  ])
})

test('an append refuses an edge tile that is missing or of another width', () => {
  expect(() => tilesGrown(3, [leaf(3)], () => undefined)).toThrow('not in this log')
  expect(() => tilesGrown(3, [leaf(3)], () => new Uint8Array(64))).toThrow('not in this log')
})

test('a bundle gives back its entries; cut anywhere inside an entry it is refused', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 6 }), (entries) => {
      expect(decodeBundle(encodeBundle(entries)).map((entry) => [...entry])).toEqual(
        entries.map((entry) => [...entry]),
      )
    }),
  )
  const bundle = encodeBundle([utf8('one'), utf8('two')])
  for (const cut of [1, 2, 3, 4, 6, 9])
    expect(() => decodeBundle(bundle.slice(0, cut))).toThrow('ends inside')
  expect(decodeBundle(bundle.slice(0, 5))).toHaveLength(1)
  expect(() => encodeBundle([new Uint8Array(65_536)])).toThrow('65535')
  expect(decodeBundle(encodeBundle([new Uint8Array(65_535)]))[0]).toHaveLength(65_535)
})

test('leaves and nodes cannot pose as each other', () => {
  const [left, right] = [leaf(0), leaf(1)]
  expect(equalBytes(nodeHash(left, right), leafHash(Uint8Array.from([...left, ...right])))).toBe(false)
  expect(equalBytes(sha256(left, right), nodeHash(left, right))).toBe(false)
})
