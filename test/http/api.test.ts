import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { memoryStore } from '../../src/server/store/memory-store.ts'
import { openPgliteStore } from '../../src/server/store/pglite.ts'
import { apiSuite } from './api-suite.ts'

apiSuite('the memory store', async () => memoryStore())
apiSuite('the embedded database', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'jig-http-'))
  const store = await openPgliteStore({ folder, inWorker: false })
  return {
    ...store,
    async [Symbol.asyncDispose]() {
      await store[Symbol.asyncDispose]()
      await rm(folder, { recursive: true, force: true })
    },
  }
})
