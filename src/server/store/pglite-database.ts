import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { createPgConfig } from '@electric-sql/pglite/node-postgres'
import { Pool } from 'pg'
import type { LogStore } from '../ledger/ports.ts'
import { DurableFiles, DURABLE_START } from './durable-files.ts'
import { migrate } from './migrations.ts'
import { sqlStore, type PackedStore } from './sql-store.ts'
import { syncAll, syncOne } from './static-files.ts'

/** A database that runs in this thread, with its one connection. */
export type PgliteDatabase = { readonly pool: Pool } & AsyncDisposable

/**
 * Opens the database in `folder` in this thread, making it first where there is none. The caller holds the folder's
 * lock: PGlite takes none, and two processes on one folder corrupt it without an error.
 * @param onSync called after each fsync that reached the disk
 */
export async function openPgliteDatabase(folder: string, onSync?: () => void): Promise<PgliteDatabase> {
  if (!existsSync(folder)) await makeDatabase(folder)
  const pglite = await start(folder, onSync)
  // oxlint-disable-next-line typescript/no-misused-spread -- all that pg reads of it are plain fields
  const pool = new Pool({ ...createPgConfig(pglite), max: 1, idleTimeoutMillis: 0 })
  return {
    pool,
    async [Symbol.asyncDispose]() {
      if (!pool.ended) await pool.end()
      await pglite.close()
    },
  }
}

/** The store in the database of `folder`, in this thread. The caller holds the folder's lock. */
export async function openStoreInThisThread(folder: string): Promise<LogStore & PackedStore> {
  const database = await openPgliteDatabase(folder)
  try {
    await migrate(database.pool)
  } catch (error) {
    await database[Symbol.asyncDispose]()
    throw error
  }
  return { ...sqlStore(database.pool), [Symbol.asyncDispose]: () => database[Symbol.asyncDispose]() }
}

function start(folder: string, onSync?: () => void): Promise<PGlite> {
  return PGlite.create({ fs: new DurableFiles(folder, onSync), startParams: [...DURABLE_START] })
}

/**
 * Makes the database beside its place and moves it there when it is whole, so that a first start that was cut short
 * leaves nothing that looks like a database. Takes four to five seconds: PostgreSQL's initdb runs in WebAssembly.
 */
async function makeDatabase(folder: string): Promise<void> {
  const unfinished = `${folder}.unfinished`
  await rm(unfinished, { recursive: true, force: true })
  await mkdir(unfinished, { recursive: true })
  const pglite = await start(unfinished)
  await pglite.close()
  await syncAll(unfinished)
  await rename(unfinished, folder)
  await syncOne(dirname(folder))
}
