import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startPostgres, whyNoPostgres, type PostgresServer } from '../contracts/postgres-server.ts'
import { freshLog, newFolder, removeFolders } from './fresh-log.ts'
import { killedAgainAndAgain } from './killed.ts'
import { whyNoNode } from './node-process.ts'
import { seeded, seedsToRun } from './seeded.ts'

const skip = whyNoNode() ?? whyNoPostgres()
const because = skip === undefined ? '' : ` (skipped: ${skip})`
afterAll(removeFolders)

describe.skipIf(skip !== undefined)(`a node on PostgreSQL, killed under load${because}`, () => {
  let server: PostgresServer
  beforeAll(async () => {
    server = await startPostgres()
  })
  afterAll(() => server[Symbol.asyncDispose]())

  test.each(seedsToRun(2))(
    'has lost nothing that it gave a receipt for (seed %i)',
    { timeout: 600_000 },
    async (seed) => {
      const place = { data: join(newFolder(), 'data'), databaseUrl: await server.url() }
      const logKey = await freshLog(place)
      expect(await killedAgainAndAgain(place, logKey, seeded(seed))).toEqual([])
      rmSync(place.data, { recursive: true })
    },
  )
})
