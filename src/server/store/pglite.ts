import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { LogStore } from '../ledger/ports.ts'
import { lockFolder } from './folder-lock.ts'
import { openStoreInThisThread } from './pglite-database.ts'
import { storeInThread } from './store-messages.ts'

export type PgliteOptions = {
  /** Holds the database, in a folder of its own, and the file that says who has it open. Made where there is none. */
  readonly folder: string
  /**
   * Whether the database runs in a thread of its own. It runs there from the compiled code, so a program started from
   * TypeScript sources, as tests are, must say `false`. `true` unless said otherwise.
   */
  readonly inWorker?: boolean
}

/**
 * Opens the embedded store in a folder, making it on the first start, which takes some seconds. Nobody else can open
 * the folder until the store is disposed of.
 * @throws Problem `store-in-use`, `store-unwritable`
 */
export async function openPgliteStore({ folder, inWorker = true }: PgliteOptions): Promise<LogStore> {
  const lock = await lockFolder(folder)
  const database = join(folder, 'database')
  try {
    const store = await (inWorker ? openInWorker(database) : openStoreInThisThread(database))
    return {
      ...store,
      async [Symbol.asyncDispose]() {
        try {
          await store[Symbol.asyncDispose]()
        } finally {
          await lock[Symbol.asyncDispose]()
        }
      },
    }
  } catch (error) {
    await lock[Symbol.asyncDispose]()
    throw error
  }
}

function openInWorker(folder: string): Promise<LogStore> {
  return storeInThread(folder, async () => {
    const worker = new Worker(new URL('./pglite-worker.js', import.meta.url), { workerData: { folder } })
    await new Promise<void>((resolve, reject) => {
      const ended = (): void => reject(new Error('the database ended while it was being opened'))
      worker.once('error', reject)
      worker.once('exit', ended)
      worker.once('message', () => {
        worker.off('error', reject)
        worker.off('exit', ended)
        resolve()
      })
    })
    return worker
  })
}
