import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { faultsIn, filesOf, servedBy } from './check-log.ts'
import { freshLogs, removeFolders } from './fresh-log.ts'
import { newHistory, retryAll, startLoad } from './load.ts'
import { loopDisk, whyNoDisks } from './mounts.ts'
import { startNode, whyNoNode } from './node-process.ts'
import { seeded, seedsToRun } from './seeded.ts'

const skip = whyNoNode() ?? whyNoDisks()
const because = skip === undefined ? '' : ` (skipped: ${skip})`
afterAll(removeFolders)

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

/**
 * The file system's image is copied while the node stands still: it holds what was brought to the disk and not what was
 * only written, just as after a power cut. The node's own memory, and the kernel's, are lost with the mount.
 */
describe.skipIf(skip !== undefined)(`a power cut under load${because}`, () => {
  let fresh: Awaited<ReturnType<typeof freshLogs>>
  beforeAll(async () => {
    fresh = await freshLogs()
  })

  test.each(seedsToRun(1))(
    'loses nothing that a receipt was given for (seed %i)',
    { timeout: 600_000 },
    async (seed) => {
      const pick = seeded(seed)
      using disk = loopDisk(192)
      const place = fresh.copy(join(disk.folder, 'data'))
      const node = await startNode(place)
      const history = newHistory()
      const load = startLoad(node.port, history)
      await load.reached(50 + pick(200))
      await sleep(pick(25))
      // Written and not synced: if this survived, the trial would cut no power.
      writeFileSync(join(disk.folder, 'unsynced'), 'only in memory')
      node.freeze()
      const snapshot = disk.snapshot()
      await node.kill()
      await load.over
      disk.replaceBy(snapshot)
      expect(contentOf(join(disk.folder, 'unsynced'))).toBe('')
      const promises = { logKey: fresh.logKey }
      expect(await faultsIn(filesOf(place.data), history, { ...promises, mayLag: true })).toEqual([])

      const again = await startNode(place)
      const read = servedBy(again.port)
      expect(await faultsIn(read, history, { ...promises, mayLag: false })).toEqual([])
      await retryAll(again.port, history)
      expect([
        ...(await faultsIn(read, history, { ...promises, mayLag: false })),
        ...history.surprises,
      ]).toEqual([])
      read.close()
      expect(await again.stop()).toBe(0)
    },
  )
})
