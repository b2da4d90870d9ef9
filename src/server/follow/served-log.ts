import { equalBytes } from '../../core/bytes/bytes.ts'
import { HASH_BYTES } from '../../core/bytes/sha256.ts'
import type { Hash } from '../../core/bytes/sha256.ts'
import { hashesFromTiles, type ReadHash } from '../../core/log/tile-growth.ts'
import { decodeBundle, entriesPath, TILE_WIDTH, tilePath, tileWidth } from '../../core/log/tiles.ts'
import { isProblem } from '../../core/problem.ts'
import type { Finding } from '../../core/log/finding.ts'
import type { Line } from './line.ts'

/** What a node hands out does not fit, or is kept back: a finding that came up while something else was being read. */
export class Found extends Error {
  override readonly name = 'Found'
  readonly finding: Finding

  constructor(finding: Finding) {
    super(finding.why)
    this.finding = finding
  }
}

/** A log as another node hands it out, below one signed head of `size` entries. */
export type ServedLog = {
  readonly size: number
  /**
   * The entries from `from` (inclusive) to `to` (exclusive), in order.
   * @throws LineDown, Found (`withheld`, `tile-differs`)
   */
  readonly entries: (from: number, to: number) => Promise<readonly Uint8Array[]>
  /** Roots of subtrees, from its hash tiles. Rejects with LineDown, Found (`withheld`, `tile-differs`) */
  readonly hashes: ReadHash
}

/** Bundles asked for at once. */
const AT_ONCE = 4

export function servedLog(line: Line, size: number): ServedLog {
  const bundle = async (index: number): Promise<readonly Uint8Array[]> => {
    const width = tileWidth(0, index, size)
    const path = entriesPath(index, width)
    const bytes = await handedOut(line, path, entriesPath(index))
    const entries = readable(path, () => decodeBundle(bytes))
    if (entries.length < width) throw differs(path, `it has ${entries.length} entries, not ${width}`)
    return entries.slice(0, width)
  }
  return {
    size,
    async entries(from, to) {
      const first = Math.floor(from / TILE_WIDTH)
      const count = Math.ceil(to / TILE_WIDTH) - first
      const bundles: (readonly Uint8Array[])[] = []
      for (let at = 0; at < count; at += AT_ONCE) {
        const length = Math.min(AT_ONCE, count - at)
        bundles.push(...(await Promise.all(Array.from({ length }, (_, i) => bundle(first + at + i)))))
      }
      const start = from - first * TILE_WIDTH
      return bundles.flat().slice(start, start + to - from)
    },
    hashes: hashesFromTiles(size, async ({ level, index, width }) => {
      const path = tilePath(level, index, width)
      const bytes = await handedOut(line, path, tilePath(level, index))
      if (bytes.length < width * HASH_BYTES || bytes.length % HASH_BYTES !== 0) {
        throw differs(path, `it has ${bytes.length} bytes, not ${width * HASH_BYTES}`)
      }
      return bytes.slice(0, width * HASH_BYTES)
    }),
  }
}

/** C2SP tlog-tiles, “Partial Tiles”: where a partial tile is gone, the full one may have taken its place. */
async function handedOut(line: Line, path: string, full: string): Promise<Uint8Array> {
  const bytes = (await line.read(path)) ?? (path === full ? undefined : await line.read(full))
  if (bytes !== undefined) return bytes
  throw new Found({ holds: false, why: 'withheld', path, because: 'the signed head says that it exists' })
}

function readable<T>(path: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (!isProblem(error)) throw error
    throw differs(path, error.message)
  }
}

function differs(path: string, because: string): Found {
  return new Found({ holds: false, why: 'tile-differs', path, because })
}

/**
 * A text that an entry names, with its digest checked.
 * @throws LineDown, Found
 */
export async function servedBlob(
  line: Line,
  sha256: string,
  digestOf: (bytes: Uint8Array) => string,
): Promise<Uint8Array> {
  const path = `blob/${sha256}`
  const bytes = await line.read(path)
  if (bytes === undefined) {
    throw new Found({ holds: false, why: 'withheld', path, because: 'an entry of the log names it' })
  }
  const given = digestOf(bytes)
  if (given !== sha256) throw differs(path, `its digest is ${given}`)
  return bytes
}

/** The first of these leaves that the served tree does not hold at its place; `undefined` where it holds all. */
export async function firstDifference(
  served: ServedLog,
  from: number,
  leaves: readonly Hash[],
): Promise<number | undefined> {
  for (const [i, leaf] of leaves.entries()) {
    if (!equalBytes(await served.hashes(0, from + i), leaf)) return from + i
  }
  return undefined
}
