import { randomBytes } from 'node:crypto'
import { closeSync, openSync, rmSync, statfsSync, statSync, truncateSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import type * as Pglite from '../../src/server/store/pglite.ts'
import { built } from '../contracts/built.ts'
import { faultsIn, filesOf, servedBy } from './check-log.ts'
import { freshLogs, removeFolders } from './fresh-log.ts'
import { newHistory, retryAll, startLoad } from './load.ts'
import { memoryDisk, whyNoMounts } from './mounts.ts'
import { startNode, whyNoNode } from './node-process.ts'

const skip = whyNoNode() ?? whyNoMounts()
const because = skip === undefined ? '' : ` (skipped: ${skip})`
afterAll(removeFolders)

function free(folder: string): number {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}

/** Fills a file system but for so many bytes. */
function fill(folder: string, left: number): string {
  const filler = join(folder, 'filler')
  const file = openSync(filler, 'w')
  const block = Buffer.alloc(4096, 1)
  for (let more = free(folder) - left; more > 0; more -= block.length) writeSync(file, block)
  closeSync(file)
  return filler
}

test.skipIf(skip !== undefined)(
  `a full disk refuses statements by name, keeps what was receipted, and takes them again when there is room${because}`,
  { timeout: 600_000 },
  async () => {
    const fresh = await freshLogs()
    using disk = memoryDisk(96)
    const place = fresh.copy(join(disk.folder, 'data'))
    const node = await startNode(place)
    const history = newHistory()
    const filler = fill(disk.folder, 256 * 1024)
    let refused = 0
    const load = startLoad(node.port, history, (status, text) => {
      refused += 1
      if (refused >= 40) load.stop()
      return status === 503 && text.includes('"code":"store-full"')
    })
    await load.over
    expect(load.receipts()).toBeGreaterThan(0)
    expect(refused).toBeGreaterThan(0)
    const read = servedBy(node.port)
    expect(await faultsIn(read, history, { logKey: fresh.logKey, mayLag: false })).toEqual([])
    expect(await faultsIn(filesOf(place.data), history, { logKey: fresh.logKey, mayLag: true })).toEqual([])

    rmSync(filler)
    await retryAll(node.port, history)
    expect(history.surprises).toEqual([])
    expect(await faultsIn(read, history, { logKey: fresh.logKey, mayLag: false })).toEqual([])
    read.close()
    // The copy in files may have met the full disk too; a fault of jig's own would come with a stack.
    expect(node.said()).not.toContain('    at ')
    expect(await node.stop()).toBe(0)
    expect(await faultsIn(filesOf(place.data), history, { logKey: fresh.logKey, mayLag: false })).toEqual([])
  },
)

test.skipIf(skip !== undefined)(
  `an embedded database that ends because it cannot write its own log is opened again when there is room${because}`,
  { timeout: 600_000 },
  async () => {
    using disk = memoryDisk(192)
    const { openPgliteStore }: typeof Pglite = await import(
      /* @vite-ignore */ pathToFileURL(built('store/pglite.js')).href
    )
    await using store = await openPgliteStore({ folder: join(disk.folder, 'store') })
    const MiB = 2 ** 20
    // Never room for one more segment of PostgreSQL's write-ahead log (16 MiB), always room for a table to grow.
    const filler = fill(disk.folder, 8 * MiB)
    // Random, so that the database cannot make it smaller.
    const noise = (): Uint8Array => Uint8Array.from(randomBytes(60_000))
    const codes: unknown[] = []
    let kept = 0
    for (let n = 0; codes.length < 3 && n < 1000; n++) {
      if (free(disk.folder) < 4 * MiB) truncateSync(filler, statSync(filler).size - 4 * MiB)
      await store.putBlob(noise()).then(
        () => kept++,
        (error: unknown) => codes.push(error instanceof Error && 'code' in error ? error.code : error),
      )
    }
    expect(codes).toEqual(['store-full', 'store-unreachable', 'store-unreachable'])
    rmSync(filler)
    await store.putBlob(noise())
    expect(await store.blobNames()).toHaveLength(kept + 1)
  },
)
