import type { Hash } from '../../core/bytes/sha256.ts'
import { emptyRoot, rangeRoot } from '../../core/log/merkle.ts'
import { rangeAt } from '../../core/log/proof.ts'
import { hashesFromTiles, type ReadHash } from '../../core/log/tile-growth.ts'
import { tilePath } from '../../core/log/tiles.ts'
import { problems } from '../../core/problem.ts'

/** A log that this node serves, its own or a checked copy, by its tiles. */
export type OwnTiles = { tile(path: string): Promise<Uint8Array | undefined> }

/** Roots of subtrees of the tree at a size that is reached. Rejects with Problem `tile-missing` */
export function ownHashes(log: OwnTiles, size: number): ReadHash {
  return hashesFromTiles(size, async ({ level, index, width }) => {
    const path = tilePath(level, index, width)
    const bytes = await log.tile(path)
    if (bytes === undefined) throw problems.tileMissing({ path })
    return bytes
  })
}

/** The root of the tree at a size that is reached. @throws Problem `tile-missing` */
export async function ownRoot(log: OwnTiles, size: number): Promise<Hash> {
  return size === 0 ? emptyRoot : rangeRoot(await rangeAt(size, ownHashes(log, size)))
}
