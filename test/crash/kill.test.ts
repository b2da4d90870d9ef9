import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { VerifierKey } from '../../src/core/log/verifier-key.ts'
import { startPostgres, whyNoPostgres, type PostgresServer } from '../contracts/postgres-server.ts'
import { faultsIn, filesOf, servedBy, type ReadLog } from './check-log.ts'
import { freshLog, freshLogs, newFolder, removeFolders } from './fresh-log.ts'
import { newHistory, retryAll, startLoad } from './load.ts'
import { startingNode, startNode, whyNoNode, type NodePlace, type NodeProcess } from './node-process.ts'
import { seeded, type Pick } from './seeded.ts'

// `npm run test:crash -- --runs 200 --seed 1` sets these.
const RUNS = Number(process.env['JIG_CRASH_RUNS'] ?? 2)
const FIRST_SEED = Number(process.env['JIG_CRASH_SEED'] ?? 1)
const seeds = Array.from({ length: RUNS }, (_, run) => FIRST_SEED + run)
const KILLS = 2

/**
 * A node under load from four clients, killed again and again. Of each kill the seed says when: most of them after some
 * receipts, some while the node is still starting.
 * @returns all that is wrong afterwards
 */
async function killedAgainAndAgain(
  place: NodePlace,
  logKey: VerifierKey,
  pick: Pick,
): Promise<readonly string[]> {
  const history = newHistory()
  const faults: string[] = []
  const check = async (when: string, read: ReadLog, mayLag: boolean): Promise<void> => {
    for (const fault of await faultsIn(read, history, { logKey, mayLag })) faults.push(`${when}: ${fault}`)
  }
  const heard = (node: NodeProcess): void => {
    if (node.said() !== '') faults.push(`the node said: ${node.said()}`)
  }
  let node = await startNode(place)
  for (let kill = 1; kill <= KILLS; kill++) {
    const load = startLoad(node.port, history)
    await load.reached(1 + pick(150))
    // The kill falls anywhere between two receipts.
    await sleep(pick(25))
    await node.kill()
    await load.over
    heard(node)
    await check(`files after kill ${kill}`, filesOf(place.data), true)
    if (pick(4) === 0) {
      const starting = startingNode(place)
      await Promise.race([sleep(pick(1500)), starting.listening.catch(() => {})])
      await starting.kill()
      await check(`files after a kill at the start`, filesOf(place.data), true)
    }
    node = await startNode(place)
    const read = servedBy(node.port)
    await check(`after kill ${kill}`, read, false)
    await retryAll(node.port, history)
    await check(`after kill ${kill} and the retries`, read, false)
    read.close()
  }
  expect(await node.stop()).toBe(0)
  heard(node)
  await check('files at rest', filesOf(place.data), false)
  const without = history.attempts.filter(({ receipt }) => receipt === undefined).length
  if (without > 0) faults.push(`${without} statements have no receipt at the end`)
  return [...faults, ...history.surprises]
}

const notBuilt = whyNoNode()
const because = (skip: string | undefined): string => (skip === undefined ? '' : ` (skipped: ${skip})`)
afterAll(removeFolders)

describe.skipIf(notBuilt !== undefined)(
  `a node on the embedded store, killed under load${because(notBuilt)}`,
  () => {
    let fresh: Awaited<ReturnType<typeof freshLogs>>
    beforeAll(async () => {
      fresh = await freshLogs()
    })

    test.each(seeds)(
      'has lost nothing that it gave a receipt for (seed %i)',
      { timeout: 240_000 },
      async (seed) => {
        const data = join(newFolder(), 'data')
        expect(await killedAgainAndAgain(fresh.copy(data), fresh.logKey, seeded(seed))).toEqual([])
        rmSync(data, { recursive: true })
      },
    )
  },
)

const noPostgres = notBuilt ?? whyNoPostgres()

describe.skipIf(noPostgres !== undefined)(
  `a node on PostgreSQL, killed under load${because(noPostgres)}`,
  () => {
    let server: PostgresServer
    beforeAll(async () => {
      server = await startPostgres()
    })
    afterAll(() => server[Symbol.asyncDispose]())

    test.each(seeds)(
      'has lost nothing that it gave a receipt for (seed %i)',
      { timeout: 240_000 },
      async (seed) => {
        const place = { data: join(newFolder(), 'data'), databaseUrl: await server.url() }
        const logKey = await freshLog(place)
        expect(await killedAgainAndAgain(place, logKey, seeded(seed))).toEqual([])
        rmSync(place.data, { recursive: true })
      },
    )
  },
)
