import { afterAll, beforeAll, expect, test } from 'vitest'
import { isProblem } from '../../src/core/problem.ts'
import { openPostgresStore } from '../../src/server/store/postgres.ts'
import { failingBatchContract, logStoreContract } from './log-store.ts'
import { startPostgres, whyNoPostgres, type PostgresServer } from './postgres-server.ts'

const skip = whyNoPostgres()
let server: PostgresServer | undefined

function running(): PostgresServer {
  if (server === undefined) throw new Error('PostgreSQL is not running')
  return server
}

beforeAll(async () => {
  if (skip === undefined) server = await startPostgres()
})
afterAll(async () => {
  await server?.[Symbol.asyncDispose]()
})

logStoreContract('PostgreSQL', async () => openPostgresStore(await running().url()), skip)

failingBatchContract(
  'PostgreSQL',
  async () => {
    const url = await running().url()
    const store = await openPostgresStore(url)
    const side = running().pool(url)
    return {
      store,
      spoil: async () =>
        void (await side.query('alter table tile add constraint spoilt check (level < 0) not valid')),
      mend: async () => {
        await side.query('alter table tile drop constraint spoilt')
        await side.end()
      },
    }
  },
  skip,
)

test.skipIf(skip !== undefined)('several may bring the tables up to date at once', async () => {
  const url = await running().url()
  const stores = await Promise.all([1, 2, 3].map(() => openPostgresStore(url)))
  expect(await Promise.all(stores.map((store) => store.readHead()))).toEqual([
    undefined,
    undefined,
    undefined,
  ])
  for (const store of stores) await store[Symbol.asyncDispose]()
})

test('a database that is not there is refused by name, without its password', async () => {
  const url = 'postgres://jig:s3cret@127.0.0.1:1/ceasefire?password=s3cret'
  const refusal: unknown = await openPostgresStore(url).catch((error: unknown) => error)
  expect(isProblem(refusal) && refusal.code).toBe('store-unreachable')
  expect(String(refusal)).toContain('jig@127.0.0.1:1/ceasefire')
  expect(JSON.stringify(refusal) + String(refusal)).not.toContain('s3cret')
})
