import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { startPostgres, whyNoPostgres } from '../contracts/postgres-server.ts'
import { faultsIn, filesOf, servedBy } from './check-log.ts'
import { freshLog, newFolder, removeFolders } from './fresh-log.ts'
import { newHistory, retryAll, startLoad } from './load.ts'
import { startNode, whyNoNode } from './node-process.ts'

// A server that others use too must not be stopped for a test.
const notOurs =
  process.env['DATABASE_URL_TEST'] === undefined
    ? undefined
    : 'DATABASE_URL_TEST names a server that is not ours to stop'
const skip = whyNoNode() ?? whyNoPostgres() ?? notOurs
const because = skip === undefined ? '' : ` (skipped: ${skip})`
afterAll(removeFolders)

test.skipIf(skip !== undefined)(
  `a node whose database crashes and comes back refuses by name meanwhile, and goes on by itself${because}`,
  { timeout: 600_000 },
  async () => {
    await using server = await startPostgres()
    const place = { data: join(newFolder(), 'data'), databaseUrl: await server.url() }
    const logKey = await freshLog(place)
    const node = await startNode(place)
    const history = newHistory()
    let refused = 0
    for (let crash = 0; crash < 3; crash++) {
      const load = startLoad(node.port, history, (status, text) => {
        refused += 1
        return status === 503 && text.includes('"code":"store-unreachable"')
      })
      await load.reached(30)
      await server.crash?.()
      await load.reached(load.receipts() + 30)
      load.stop()
      await load.over
    }
    expect(refused).toBeGreaterThan(0)
    await retryAll(node.port, history)
    const read = servedBy(node.port)
    expect([...(await faultsIn(read, history, { logKey, mayLag: false })), ...history.surprises]).toEqual([])
    read.close()
    expect(node.said()).not.toContain('    at ')
    expect(await node.stop()).toBe(0)
    expect(await faultsIn(filesOf(place.data), history, { logKey, mayLag: false })).toEqual([])
  },
)
