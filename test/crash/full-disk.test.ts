import { closeSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { faultsIn, filesOf, servedBy } from './check-log.ts'
import { freshLogs, removeFolders } from './fresh-log.ts'
import { newHistory, retryAll, startLoad } from './load.ts'
import { memoryDisk, whyNoMounts } from './mounts.ts'
import { startNode, whyNoNode } from './node-process.ts'

const skip = whyNoNode() ?? whyNoMounts()
const because = skip === undefined ? '' : ` (skipped: ${skip})`
afterAll(removeFolders)

/** Fills a file system but for so many bytes. */
function fill(folder: string, left: number): string {
  const filler = join(folder, 'filler')
  const { bavail, bsize } = statfsSync(folder)
  const file = openSync(filler, 'w')
  const block = Buffer.alloc(bsize, 1)
  for (let free = bavail * bsize; free > left; free -= bsize) writeSync(file, block)
  closeSync(file)
  return filler
}

test.skipIf(skip !== undefined)(
  'a full disk refuses statements in a clear sentence, keeps what was receipted, and takes them again when there is room' +
    because,
  { timeout: 120_000 },
  async () => {
    const fresh = await freshLogs()
    using disk = memoryDisk(96)
    const place = fresh.copy(join(disk.folder, 'data'))
    const node = await startNode(place)
    const history = newHistory()
    const refusals = new Set<string>()
    const filler = fill(disk.folder, 256 * 1024)
    const load = startLoad(node.port, history, (status, text) => {
      refusals.add(`${status} ${text}`)
      if (refusals.size + history.attempts.length > 2000) load.stop()
      return true
    })
    const timer = setTimeout(() => load.stop(), 20_000)
    await load.over
    clearTimeout(timer)
    console.log(
      load.receipts(),
      history.attempts.length,
      [...refusals].slice(0, 6),
      node.said().slice(0, 3000),
    )
    rmSync(filler)
    console.log(await retryAll(node.port, history))
    console.log(history.surprises.slice(0, 5), node.said().slice(-3000))
    const read = servedBy(node.port)
    expect(await faultsIn(read, history, { logKey: fresh.logKey, mayLag: false })).toEqual([])
    read.close()
    await node.stop()
    expect(await faultsIn(filesOf(place.data), history, { logKey: fresh.logKey, mayLag: false })).toEqual([])
  },
)
