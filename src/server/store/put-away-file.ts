import { createHash } from 'node:crypto'
import { readSync } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import type { PutAwayStatements } from '../../core/evidence/said-by-entry.ts'
import { TILE_WIDTH } from '../../core/log/tiles.ts'
import type { LogIndex } from '../../core/log/log-index.ts'
import { isLogIndex } from '../../core/log/log-index.ts'
import { problems } from '../../core/problem.ts'
import type { Statement } from '../../core/statement/kinds.ts'
import { asPlainData, fromPlainData } from './plain-data.ts'

/** Where the whole bundles of statements stand in their file: what a snapshot must hold to find and to check them. */
export type BundlePlaces = {
  /** For each bundle where it ends, in bytes; the next one begins there. */
  readonly ends: number[]
  /** For each bundle the SHA-256 of its bytes. */
  readonly digests: Uint8Array[]
}

/** A statement by its entry. */
export type StatementAt = (index: LogIndex) => Statement

/** Written at one go: some milliseconds of work for the thread that also answers. */
const MOST_AT_ONCE = 256 * 1024

/**
 * Adds the bundles that are whole in a log of `size` entries and not in the file yet, and brings them to the disk. What
 * stands behind the last place belongs to a writing that was cut short, and is written over.
 */
export async function addBundles(
  file: FileHandle,
  { ends, digests }: BundlePlaces,
  size: number,
  statement: StatementAt,
): Promise<void> {
  const whole = Math.floor(size / TILE_WIDTH)
  while (ends.length < whole) {
    const start = ends.at(-1) ?? 0
    const parts: Buffer[] = []
    let length = 0
    const found: BundlePlaces = { ends: [], digests: [] }
    for (let bundle = ends.length; bundle < whole && length < MOST_AT_ONCE; bundle++) {
      const bytes = asPlainData(statementsFrom(bundle * TILE_WIDTH, TILE_WIDTH, statement))
      parts.push(bytes)
      length += bytes.length
      found.ends.push(start + length)
      found.digests.push(digestOf(bytes))
    }
    await file.write(Buffer.concat(parts), 0, length, start)
    ends.push(...found.ends)
    digests.push(...found.digests)
  }
  await file.sync()
}

/** So many statements from an entry on. */
export function statementsFrom(from: number, count: number, statement: StatementAt): readonly Statement[] {
  return Array.from({ length: count }, (_, i) => {
    const index = from + i
    if (!isLogIndex(index)) throw new RangeError('a log has fewer than 2^53 entries')
    return statement(index)
  })
}

/** Read at one go when all is checked. */
const MOST_READ = 4 * 2 ** 20

/** Whether every bundle in the file is what was written there. Some tenths of a second for a million statements. */
export async function bundlesHold(file: FileHandle, { ends, digests }: BundlePlaces): Promise<boolean> {
  for (let first = 0; first < ends.length;) {
    const start = ends[first - 1] ?? 0
    let last = first
    while ((ends[last + 1] ?? Infinity) - start <= MOST_READ) last += 1
    const bytes = Buffer.alloc((ends[last] ?? 0) - start)
    const { bytesRead } = await file.read(bytes, 0, bytes.length, start)
    if (bytesRead < bytes.length) return false
    for (let bundle = first; bundle <= last; bundle++) {
      const part = bytes.subarray((ends[bundle - 1] ?? 0) - start, (ends[bundle] ?? 0) - start)
      if (!digestOf(part).equals(digests[bundle] ?? new Uint8Array())) return false
    }
    first = last + 1
  }
  return true
}

/**
 * Statements that are read from the file when they are asked for. `rest` are those of the last bundle, which is not whole.
 * @param onDamage called where the file is not what was written, before `bundle` throws
 */
export function statementsIn(
  file: FileHandle,
  { ends, digests }: BundlePlaces,
  rest: readonly Statement[],
  onDamage: () => void,
): PutAwayStatements {
  const whole = ends.length
  return {
    size: whole * TILE_WIDTH + rest.length,
    bundle(index) {
      if (index >= whole) return rest
      const start = ends[index - 1] ?? 0
      const bytes = Buffer.allocUnsafe((ends[index] ?? 0) - start)
      const read = readSync(file.fd, bytes, 0, bytes.length, start)
      if (read === bytes.length && digestOf(bytes).equals(digests[index] ?? new Uint8Array())) {
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the digest says that we wrote it
        return fromPlainData(bytes) as readonly Statement[]
      }
      onDamage()
      throw problems.storeDamaged({
        because: `the statements put away beside it are not what was written there (bundle ${index})`,
        fix: 'start the node again: it reads its log from the beginning',
      })
    },
  }
}

function digestOf(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest()
}
