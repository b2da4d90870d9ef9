import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshLogs, newFolder, removeFolders } from './fresh-log.ts'
import { killedAgainAndAgain } from './killed.ts'
import { whyNoNode } from './node-process.ts'
import { seeded, seedsToRun } from './seeded.ts'

const skip = whyNoNode()
const because = skip === undefined ? '' : ` (skipped: ${skip})`
afterAll(removeFolders)

describe.skipIf(skip !== undefined)(`a node on the embedded store, killed under load${because}`, () => {
  let fresh: Awaited<ReturnType<typeof freshLogs>>
  beforeAll(async () => {
    fresh = await freshLogs()
  })

  test.each(seedsToRun(2))(
    'has lost nothing that it gave a receipt for (seed %i)',
    { timeout: 600_000 },
    async (seed) => {
      const data = join(newFolder(), 'data')
      expect(await killedAgainAndAgain(fresh.copy(data), fresh.logKey, seeded(seed))).toEqual([])
      rmSync(data, { recursive: true })
    },
  )
})
