import { concat } from '../bytes/bytes.ts'
import { HASH_BYTES, isHash, type Hash } from '../bytes/sha256.ts'
import { problems } from '../problem.ts'
import { foldRight, nodeHash } from './merkle.ts'
import { TILE_WIDTH, tileWidth, type TileId } from './tiles.ts'

export type Tile = TileId & { readonly bytes: Uint8Array }

/**
 * The partial tiles at the right edge of a tree of `size` entries, lowest level first: what a store reads before it
 * appends. A level whose last tile is full, or that has none, is left out. At most seven, since sizes end at 2^53.
 */
export function edgeTiles(size: number): readonly TileId[] {
  const edge: TileId[] = []
  for (let level = 0, hashes = size; hashes > 0; level++, hashes = Math.floor(hashes / TILE_WIDTH)) {
    const width = hashes % TILE_WIDTH
    if (width > 0) edge.push({ level, index: Math.floor(hashes / TILE_WIDTH), width })
  }
  return edge
}

/**
 * The hash tiles that exist after the append and did not before: full ones once and for ever, and the new partial tile
 * of each level that grew. `edge` gives the bytes of the tiles that {@link edgeTiles} names for the old size.
 * @throws Problem `tile-missing` where an edge tile is not given or has another width
 */
export function tilesGrown(
  size: number,
  newLeaves: readonly Hash[],
  edge: (tile: TileId) => Uint8Array | undefined,
): readonly Tile[] {
  const old = new Map(edgeTiles(size).map((tile) => [tile.level, tile] as const))
  const grown: Tile[] = []
  let arriving = newLeaves
  for (let level = 0, before = size; arriving.length > 0; level++, before = Math.floor(before / TILE_WIDTH)) {
    const tile = old.get(level)
    const row = [...(tile === undefined ? [] : edgeHashes(tile, edge(tile))), ...arriving]
    const first = Math.floor(before / TILE_WIDTH)
    const above: Hash[] = []
    for (let start = 0; start < row.length; start += TILE_WIDTH) {
      const hashes = row.slice(start, start + TILE_WIDTH)
      const index = first + start / TILE_WIDTH
      grown.push({ level, index, width: hashes.length, bytes: concat(...hashes) })
      if (hashes.length === TILE_WIDTH) above.push(subtreeRoot(hashes))
    }
    arriving = above
  }
  return grown
}

function edgeHashes(tile: TileId, bytes: Uint8Array | undefined): readonly Hash[] {
  if (bytes === undefined || bytes.length !== tile.width * HASH_BYTES) {
    throw problems.tileMissing({ path: `of level ${tile.level}, index ${tile.index}, width ${tile.width}` })
  }
  return tileHashes(bytes)
}

/**
 * The hashes of a tile, in order.
 * @throws Problem `tile-malformed` where the bytes are not whole hashes
 */
export function tileHashes(bytes: Uint8Array): readonly Hash[] {
  const hashes: Hash[] = []
  for (let at = 0; at < bytes.length; at += HASH_BYTES) {
    const hash = bytes.slice(at, at + HASH_BYTES)
    if (!isHash(hash)) throw problems.tileMalformed({ because: 'it ends inside a hash' })
    hashes.push(hash)
  }
  return hashes
}

/** The root over a power of two of neighbouring hashes. */
export function subtreeRoot(hashes: readonly Hash[]): Hash {
  let row = hashes
  while (row.length > 1) {
    const above: Hash[] = []
    for (let i = 0; i + 1 < row.length; i += 2) {
      const left = row[i]
      const right = row[i + 1]
      if (left !== undefined && right !== undefined) above.push(nodeHash(left, right))
    }
    row = above
  }
  const root = foldRight(row)
  if (root === undefined) throw new RangeError('no hashes, no root')
  return root
}

/** Gives the bytes of one hash tile at a width that exists in the tree. */
export type ReadHashTile = (tile: TileId) => Uint8Array | Promise<Uint8Array>
/** The root of a complete subtree: of the leaves from `index · 2^level` to `(index + 1) · 2^level`. */
export type ReadHash = (level: number, index: number) => Hash | Promise<Hash>

/**
 * Reads subtree hashes out of the tiles of a tree of `size` entries. Each tile is read once.
 * @throws Problem `tile-missing` (from the reader's promise) where a tile is not as wide as the tree needs
 */
export function hashesFromTiles(size: number, readTile: ReadHashTile): ReadHash {
  const tiles = new Map<string, Promise<readonly Hash[]>>()
  const read = async (tile: TileId): Promise<readonly Hash[]> => edgeHashes(tile, await readTile(tile))
  return async (level, index) => {
    const tileLevel = Math.floor(level / 8)
    const span = 2 ** (level % 8)
    const first = index * span
    const tileIndex = Math.floor(first / TILE_WIDTH)
    const id = { level: tileLevel, index: tileIndex, width: tileWidth(tileLevel, tileIndex, size) }
    const key = `${tileLevel}/${tileIndex}`
    const hashes = tiles.get(key) ?? read(id)
    tiles.set(key, hashes)
    const part = (await hashes).slice(first % TILE_WIDTH, (first % TILE_WIDTH) + span)
    if (part.length !== span)
      throw problems.tileMissing({ path: `of level ${tileLevel}, index ${tileIndex}` })
    return subtreeRoot(part)
  }
}
