import type { Hash } from '../../core/bytes/sha256.ts'
import { appendLeaf, emptyRange, nodeHash, rangeRoot, type CompactRange } from '../../core/log/merkle.ts'
import { rangeAt } from '../../core/log/proof.ts'
import {
  edgeTiles,
  hashesFromTiles,
  tileHashes,
  tilesGrown,
  type ReadHash,
  type Tile,
} from '../../core/log/tile-growth.ts'
import { TILE_WIDTH, tileWidth } from '../../core/log/tiles.ts'
import { problems } from '../../core/problem.ts'
import type { LogStore } from './ports.ts'

/** What must be held of the Merkle tree to append to it: the roots of its complete subtrees, and its partial tiles. */
export type Tree = {
  readonly range: CompactRange
  /** The bytes of the partial tile of each level that has one. */
  readonly edge: ReadonlyMap<number, Uint8Array>
}

export const emptyTree: Tree = { range: emptyRange, edge: new Map() }

export type Growth = { readonly tree: Tree; readonly root: Hash; readonly tiles: readonly Tile[] }

/** The tree after these leaves, and the tiles that are new by them. */
export function grown(tree: Tree, leaves: readonly Hash[]): Growth {
  const tiles = tilesGrown(tree.range.size, leaves, ({ level }) => tree.edge.get(level))
  const edge = new Map(tree.edge)
  for (const tile of tiles) {
    if (tile.width === TILE_WIDTH) edge.delete(tile.level)
    else edge.set(tile.level, tile.bytes)
  }
  const range = leaves.reduce(appendLeaf, tree.range)
  return { tree: { range, edge }, root: rangeRoot(range), tiles }
}

/**
 * The tree of the first `size` entries, from the store's tiles.
 * @throws Problem `tile-missing`, `proof-malformed` where the tiles are not there or are not whole
 */
export async function treeFromStore(store: LogStore, size: number): Promise<Tree> {
  const edge = new Map<number, Uint8Array>()
  for (const { level, index, width } of edgeTiles(size)) {
    edge.set(level, await storedTile(store, level, index, width))
  }
  const read = hashesFromTiles(size, ({ level, index, width }) => storedTile(store, level, index, width))
  return { range: await rangeAt(size, read), edge }
}

async function storedTile(store: LogStore, level: number, index: number, width: number): Promise<Uint8Array> {
  const bytes = await store.readTile(level, index, width)
  if (bytes === undefined) throw problems.tileMissing({ path: `of level ${level}, index ${index}` })
  return bytes
}

/**
 * Reads subtree roots of the tree of `size` entries, for proofs. Every tile is read once and every root computed once,
 * so that the receipts of a whole batch cost little more than one. `fresh` are tiles that need not be asked for.
 */
export function subtreeHashes(store: LogStore, size: number, fresh: readonly Tile[] = []): ReadHash {
  const tiles = new Map<string, Promise<readonly Hash[]>>()
  for (const tile of fresh) {
    tiles.set(`${tile.level}/${tile.index}`, Promise.resolve(tileHashes(tile.bytes)))
  }
  const tileAt = (level: number, index: number): Promise<readonly Hash[]> => {
    const key = `${level}/${index}`
    const known = tiles.get(key)
    if (known !== undefined) return known
    const asked = storedTile(store, level, index, tileWidth(level, index, size)).then(tileHashes)
    tiles.set(key, asked)
    return asked
  }
  const computed = new Map<string, Promise<Hash>>()
  const compute = async (level: number, index: number): Promise<Hash> => {
    if (level % 8 !== 0)
      return nodeHash(await read(level - 1, 2 * index), await read(level - 1, 2 * index + 1))
    const hashes = await tileAt(level / 8, Math.floor(index / TILE_WIDTH))
    const hash = hashes[index % TILE_WIDTH]
    if (hash === undefined) throw problems.tileMissing({ path: `of level ${level / 8}, hash ${index}` })
    return hash
  }
  const read = (level: number, index: number): Promise<Hash> => {
    const key = `${level}:${index}`
    const known = computed.get(key) ?? compute(level, index)
    computed.set(key, known)
    return known
  }
  return read
}
