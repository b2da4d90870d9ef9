import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { createAdaptorServer } from '@hono/node-server'
import { createApp } from '../../src/server/http/app.ts'
import { StaticFiles } from '../../src/server/http/static-files.ts'
import { openLedger } from '../../src/server/ledger/ledger.ts'
import { memoryStore } from '../../src/server/store/memory-store.ts'
import { foldedPicture } from '../attack/trial-nodes.ts'
import { trial } from '../contracts/some-log.ts'
import { SALT_ROAD_NOW, SALT_ROAD_TEXTS, saltRoadNotes } from './salt-road.ts'
import type { Served } from './served-demonstration.ts'

/** The built web app over a log in memory, in which the invented agreement of `salt-road.md` runs. */
export async function serveSaltRoad(): Promise<Served> {
  const { picture, fold } = foldedPicture()
  const ledger = await openLedger(trial(memoryStore(), { fold, clock: () => SALT_ROAD_NOW }))
  for (const blob of SALT_ROAD_TEXTS) await ledger.putBlob(blob)
  await ledger.submitAll(saltRoadNotes())
  const app = createApp(
    { ledger, picture, questions: [] },
    {
      version: 'trial',
      now: () => performance.now(),
      addressOf: () => undefined,
      files: new StaticFiles(fileURLToPath(new URL('../../dist/web', import.meta.url))),
      onFault: (error) => {
        throw error
      },
    },
  )
  const server = createAdaptorServer({ fetch: async (request: Request) => app.fetch(request) })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      app.live.close()
      await new Promise<void>((resolve) => server.close(() => resolve()))
      await ledger[Symbol.asyncDispose]()
    },
  }
}
