import { afterAll, beforeAll, expect, test } from 'vitest'
import { isProblem } from '../../src/core/problem.ts'
import { verifyReceipt } from '../../src/core/log/receipt.ts'
import { openLedger } from '../../src/server/ledger/ledger.ts'
import { verifyWithNode } from '../../src/server/ledger/signature-rule.ts'
import { openPostgresStore } from '../../src/server/store/postgres.ts'
import { failingBatchContract, logStoreContract } from './log-store.ts'
import { opening, report, trial } from './some-log.ts'
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

test.skipIf(skip !== undefined)('two ledgers on one database at once make one gapless log', async () => {
  const url = await running().url()
  await using first = await openPostgresStore(url)
  await using second = await openPostgresStore(url)
  await using one = await openLedger(trial(first))
  await one.submitAll(opening())
  await using other = await openLedger(trial(second))
  const handedIn = Array.from({ length: 120 }, (_, n) => report(n))
  const receipts = await Promise.all(
    handedIn.map(async (note, n) => {
      // Spread over many batches, so that the two meet again and again.
      await new Promise((resolve) => setTimeout(resolve, n * 2))
      return (n % 2 === 0 ? one : other).submit(note)
    }),
  )
  expect(new Set(receipts.map(({ index }) => index)).size).toBe(120)
  for (const [n, note] of handedIn.entries()) {
    const receipt = receipts[n]
    if (receipt === undefined) throw new Error('a receipt is missing')
    expect(verifyReceipt(note, receipt, one.logKey, verifyWithNode)).toEqual({ holds: true })
  }
  await using reread = await openLedger(trial(first))
  expect(reread.size()).toBe(129)
})

test.skipIf(skip !== undefined || process.env['DATABASE_URL_TEST'] !== undefined)(
  'a server that crashes has lost nothing that was acknowledged, and is found again without a restart of ours',
  async () => {
    const { crash } = running()
    if (crash === undefined) throw new Error('this server is not ours to crash')
    await using store = await openPostgresStore(await running().url())
    await using ledger = await openLedger(trial(store))
    await ledger.submitAll(opening())
    const { index } = await ledger.submit(report(1))
    await crash()
    const next = await ledger.submit(report(2)).catch(() => ledger.submit(report(2)))
    expect(next.index).toBe(index + 1)
    expect(await ledger.entries(index, 2)).toEqual([report(1), report(2)])
  },
)

test('a database that is not there is refused by name, without its password', async () => {
  const url = 'postgres://jig:s3cret@127.0.0.1:1/ceasefire?password=s3cret'
  const refusal: unknown = await openPostgresStore(url).catch((error: unknown) => error)
  expect(isProblem(refusal) && refusal.code).toBe('store-unreachable')
  expect(String(refusal)).toContain('jig@127.0.0.1:1/ceasefire')
  expect(JSON.stringify(refusal) + String(refusal)).not.toContain('s3cret')
})
