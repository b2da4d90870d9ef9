import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import type { LogStore } from '../../src/server/ledger/ports.ts'
import { migrate } from '../../src/server/store/migrations.ts'
import { openPgliteDatabase, type PgliteDatabase } from '../../src/server/store/pglite-database.ts'
import { sqlStore } from '../../src/server/store/sql-store.ts'
import { failingBatchContract, logStoreContract } from './log-store.ts'

// One real, durable database for the file, since making one takes seconds; each test gets a schema of its own.
const folder = mkdtempSync(join(tmpdir(), 'jig-pglite-'))
let database: PgliteDatabase | undefined
let schemas = 0

function running(): PgliteDatabase {
  if (database === undefined) throw new Error('PGlite is not running')
  return database
}

beforeAll(async () => {
  database = await openPgliteDatabase(join(folder, 'database'))
})
afterAll(async () => {
  await database?.[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true, force: true })
})

async function fresh(): Promise<LogStore> {
  const { pool } = running()
  const schema = `test_${schemas++}`
  await pool.query(`create schema ${schema}`)
  await pool.query(`set search_path to ${schema}`)
  await migrate(pool)
  return { ...sqlStore(pool), async [Symbol.asyncDispose]() {} }
}

logStoreContract('PGlite', fresh)

failingBatchContract('PGlite', async () => ({
  store: await fresh(),
  spoil: async () =>
    void (await running().pool.query('alter table tile add constraint spoilt check (level < 0) not valid')),
  mend: async () => void (await running().pool.query('alter table tile drop constraint spoilt')),
}))
