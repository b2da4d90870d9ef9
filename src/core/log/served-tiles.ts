import { equalBytes } from '../bytes/bytes.ts'
import type { Hash } from '../bytes/sha256.ts'
import { isProblem } from '../problem.ts'
import { tilesGrown, type Tile } from './tile-growth.ts'
import { decodeBundle, entriesPath, TILE_WIDTH, tilePath, tileWidth } from './tiles.ts'
import type { Misbehaviour } from './verdict.ts'

type ReadTile = (path: string) => Promise<Uint8Array>

export type FetchedBundle = { readonly holds: true; readonly entries: readonly Uint8Array[] } | Misbehaviour

/** Fetches one bundle. That it is not handed out, or is no bundle of this width, is a finding. Never rejects. */
export async function fetchBundle(readTile: ReadTile, index: number, width: number): Promise<FetchedBundle> {
  const path = entriesPath(index, width)
  const served = await fetched(readTile, path)
  if (!served.holds) return served
  try {
    const entries = decodeBundle(served.bytes)
    if (entries.length === width) return { holds: true, entries }
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

async function fetched(
  readTile: ReadTile,
  path: string,
): Promise<{ readonly holds: true; readonly bytes: Uint8Array } | Misbehaviour> {
  try {
    return { holds: true, bytes: await readTile(path) }
  } catch (error) {
    const because = error instanceof Error ? error.message : 'it was not handed out'
    return { holds: false, why: 'withheld', path, because }
  }
}

/**
 * Compares served hash tiles with what the entries make them, bundle after bundle. The returned function takes the
 * leaf hashes of the next bundle and gives what is wrong with the tiles that they complete.
 */
export function tileComparison(
  size: number,
  readTile: ReadTile,
): (leaves: readonly Hash[]) => Promise<readonly Misbehaviour[]> {
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

async function compareTile(tile: Tile, readTile: ReadTile): Promise<Misbehaviour | undefined> {
  const path = tilePath(tile.level, tile.index, tile.width)
  const served = await fetched(readTile, path)
  if (!served.holds) return served
  if (equalBytes(served.bytes, tile.bytes)) return undefined
  return { holds: false, why: 'tile-differs', path, because: 'its hashes are not those of the entries' }
}
