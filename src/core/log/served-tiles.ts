import { equalBytes } from '../bytes/bytes.ts'
import type { Hash } from '../bytes/sha256.ts'
import { isProblem } from '../problem.ts'
import { tilesGrown, type Tile } from './tile-growth.ts'
import { decodeBundle, entriesPath, TILE_WIDTH, tilePath, tileWidth } from './tiles.ts'
import type { Misbehaviour } from './verdict.ts'

type ReadTile = (path: string) => Promise<Uint8Array>

export type FetchedBundle = { readonly holds: true; readonly entries: readonly Uint8Array[] } | Misbehaviour

/** Fetches one bundle. That it is not handed out, or is not as wide as this, is a finding. Never rejects. */
export async function fetchBundle(readTile: ReadTile, index: number, width: number): Promise<FetchedBundle> {
  const path = entriesPath(index, width)
  const served = await fetched(readTile, path, entriesPath(index))
  if (!served.holds) return served
  try {
    const entries = decodeBundle(served.bytes)
    if (entries.length === width) return { holds: true, entries }
    if (served.inItsPlace && entries.length > width) return { holds: true, entries: entries.slice(0, width) }
    return {
      holds: false,
      why: 'tile-differs',
      path,
      because: `it has ${entries.length} entries, not ${width}`,
    }
  } catch (error) {
    if (!isProblem(error)) throw error
    return { holds: false, why: 'tile-differs', path, because: error.message }
  }
}

/** C2SP tlog-tiles, “Partial Tiles”: where a partial tile is gone, the full one may have taken its place. */
async function fetched(readTile: ReadTile, path: string, full: string): Promise<Fetched> {
  try {
    return { holds: true, inItsPlace: false, bytes: await readTile(path) }
  } catch (error) {
    try {
      if (path !== full) return { holds: true, inItsPlace: true, bytes: await readTile(full) }
    } catch {
      // What is told is why the tile that was asked for is not there.
    }
    const because = error instanceof Error ? error.message : 'it was not handed out'
    return { holds: false, why: 'withheld', path, because }
  }
}

type Fetched =
  | {
      readonly holds: true
      /** Whether these are the bytes of the full tile in the place of a partial one. */
      readonly inItsPlace: boolean
      readonly bytes: Uint8Array
    }
  | Misbehaviour

/** Takes the leaf hashes of the next bundle, and gives what is wrong with the tiles that they complete. */
export type TileComparison = (leaves: readonly Hash[]) => Promise<readonly Misbehaviour[]>

/** Compares served hash tiles with what the entries make them, bundle after bundle. */
export function tileComparison(size: number, readTile: ReadTile): TileComparison {
  const edge = new Map<number, Uint8Array>()
  let done = 0
  return async (leaves) => {
    const grown = tilesGrown(done, leaves, ({ level }) => edge.get(level))
    done += leaves.length
    for (const tile of grown) {
      if (tile.width === TILE_WIDTH) edge.delete(tile.level)
      else edge.set(tile.level, tile.bytes)
    }
    const final = grown.filter((tile) => tile.width === tileWidth(tile.level, tile.index, size))
    const compared = await Promise.all(final.map((tile) => compareTile(tile, readTile)))
    return compared.filter((finding) => finding !== undefined)
  }
}

async function compareTile(
  { level, index, width, bytes }: Tile,
  readTile: ReadTile,
): Promise<Misbehaviour | undefined> {
  const path = tilePath(level, index, width)
  const served = await fetched(readTile, path, tilePath(level, index))
  if (!served.holds) return served
  const hashes = served.inItsPlace ? served.bytes.subarray(0, bytes.length) : served.bytes
  if (equalBytes(hashes, bytes)) return undefined
  return { holds: false, why: 'tile-differs', path, because: 'its hashes are not those of the entries' }
}
