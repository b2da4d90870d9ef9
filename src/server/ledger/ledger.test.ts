import { expect, test } from 'vitest'
import { verifyEd25519 } from '../../core/bytes/ed25519.ts'
import { verifyReceipt } from '../../core/log/receipt.ts'
import { decodeBundle } from '../../core/log/tiles.ts'
import { verifyLog } from '../../core/log/verify-log.ts'
import { statementReader } from '../../core/statement/admission.ts'
import { parseStatement } from '../../core/statement/parse.ts'
import { plus, parseDuration, type Instant } from '../../core/time/instant.ts'
import { demonstrationSigner } from '../keys/node-signer.ts'
import { keys, NOW, opening, report, trial } from '../../../test/contracts/some-log.ts'
import { memoryStore } from '../store/memory-store.ts'
import { openLedger, type Ledger } from './ledger.ts'
import { openNewLog } from './new-log.ts'
import type { LogStore } from './ports.ts'
import { verifyWithNode } from './signature-rule.ts'

const reports = (count: number): readonly Uint8Array[] => Array.from({ length: count }, (_, n) => report(n))

async function opened(
  store: LogStore = memoryStore(),
  more: Parameters<typeof trial>[1] = {},
): Promise<Ledger> {
  const ledger = await openLedger(trial(store, more))
  if (ledger.size() === 0) await ledger.submitAll(opening())
  return ledger
}

test('a statement gets a receipt that holds without the ledger', async () => {
  await using ledger = await opened()
  const note = report(1)
  const receipt = await ledger.submit(note)
  expect(receipt.index).toBe(9)
  expect(verifyReceipt(note, receipt, ledger.logKey, verifyEd25519)).toEqual({ holds: true })
  expect(verifyReceipt(report(2), receipt, ledger.logKey, verifyEd25519)).toMatchObject({
    why: 'entry-differs',
  })
})

test('every receipt of many batches holds, those given at once and those asked for later', async () => {
  await using ledger = await opened()
  const notes = reports(700)
  const given = await ledger.submitAll(notes)
  for (const at of [0, 1, 246, 247, 248, 500, 699]) {
    const [note, early] = [notes[at], given[at]]
    if (note === undefined || early === undefined) throw new Error('a receipt is missing')
    const late = await ledger.receipt(early.index)
    for (const receipt of [early, late]) {
      expect(verifyReceipt(note, receipt, ledger.logKey, verifyWithNode)).toEqual({ holds: true })
    }
  }
})

test('what it serves passes the check that a stranger makes of the whole log', async () => {
  await using ledger = await opened()
  await ledger.submitAll(reports(600))
  const checked = await verifyLog({
    readTile: async (path) => (await ledger.tile(path)) ?? Promise.reject(new Error(`no ${path}`)),
    head: ledger.head(),
    logKey: ledger.logKey,
    verify: verifyWithNode,
    verifyMany: async (jobs) => jobs.map((job) => verifyWithNode(job.publicKey, job.message, job.signature)),
    readEntry: statementReader(),
    hashTiles: true,
  })
  expect(checked.findings).toEqual([])
  expect(checked).toMatchObject({ verdict: { holds: true }, entries: 609, signatures: 610 })
})

test('a tile is served at widths that the log has reached, and at no other', async () => {
  await using ledger = await opened()
  expect(decodeBundle((await ledger.tile('tile/entries/000.p/9')) ?? new Uint8Array())).toHaveLength(9)
  expect(await ledger.tile('tile/0/000.p/9')).toHaveLength(9 * 32)
  expect(await ledger.tile('tile/0/000.p/10')).toBeUndefined()
  expect(await ledger.tile('tile/entries/001.p/1')).toBeUndefined()
  await expect(ledger.tile('tile/0/0')).rejects.toMatchObject({ code: 'tile-path-malformed' })
})

test('statements handed in at once share a transaction and a head', async () => {
  const store = memoryStore()
  let transactions = 0
  const counted: LogStore = {
    ...store,
    append: (batch) => {
      transactions += 1
      return store.append(batch)
    },
  }
  await using ledger = await opened(counted)
  transactions = 0
  const receipts = await Promise.all(reports(200).map((note) => ledger.submit(note)))
  expect(transactions).toBe(1)
  expect(new Set(receipts.map(({ head }) => Buffer.from(head).toString())).size).toBe(1)
  expect(receipts.map(({ index }) => index)).toEqual(Array.from({ length: 200 }, (_, n) => 9 + n))
})

test('reopening gives the same log, the same registry, and folds every entry once, in order', async () => {
  const store = memoryStore()
  const first = await opened(store)
  await first.submitAll(reports(2000))
  const { size, head } = { size: first.size(), head: first.head() }
  await first[Symbol.asyncDispose]()
  const seen: number[] = []
  const progress: number[] = []
  await using again = await openLedger(
    trial(store, {
      fold: { add: ({ index }) => seen.push(index) },
      onProgress: (read) => progress.push(read),
    }),
  )
  expect(again.size()).toBe(size)
  expect(again.head()).toEqual(head)
  expect(seen).toEqual(Array.from({ length: size }, (_, index) => index))
  expect(progress.at(-1)).toBe(size)
  expect((await again.submit(report(9999))).index).toBe(size)
})

test('listeners hear of each batch after it is folded; one that throws hinders nobody', async () => {
  const folded: number[] = []
  const troubles: unknown[] = []
  await using ledger = await opened(memoryStore(), {
    fold: { add: ({ index }) => folded.push(index) },
    onTrouble: (trouble) => troubles.push(trouble),
  })
  const heard: (readonly [number, number, number])[] = []
  ledger.onPublished(() => {
    throw new Error('gone away')
  })
  const end = ledger.onPublished((from, size) => heard.push([from, size, folded.length]))
  await ledger.submit(report(1))
  end()
  await ledger.submit(report(2))
  expect(heard).toEqual([[9, 10, 10]])
  expect(troubles).toHaveLength(2)
})

test('more waiting statements than the ledger can soon take are turned away by name', async () => {
  await using ledger = await opened()
  const answers = await Promise.allSettled(reports(4200).map((note) => ledger.submit(note)))
  const busy = answers.filter((answer) => answer.status === 'rejected')
  expect(busy).toHaveLength(104)
  expect(busy[0]?.reason).toMatchObject({ code: 'ledger-busy' })
})

test('submitting a list says which note was refused, and keeps those before it', async () => {
  await using ledger = await opened()
  const [first, second] = reports(2)
  if (first === undefined || second === undefined) throw new Error('no reports')
  await expect(ledger.submitAll([first, second, first])).rejects.toMatchObject({
    note: 2,
    cause: { code: 'duplicate-statement', detail: { index: 9 } },
  })
  expect(ledger.size()).toBe(11)
})

test('the log’s clock is read into the record once a minute, and only before something that was said', async () => {
  let now: Instant = NOW
  const store = memoryStore()
  await using ledger = await openNewLog(trial(store, { stamp: () => 'by-clock', clock: () => now }), {
    title: { en: 'A trial' },
    demonstration: true,
  })
  await ledger.submitAll(opening().slice(1))
  await expect(ledger.submit(opening()[0] ?? new Uint8Array())).rejects.toMatchObject({
    code: 'duplicate-statement',
  })
  await ledger.submit(report(1))
  now = plus(now, parseDuration('1min'))
  await expect(ledger.submit(report(1))).rejects.toMatchObject({ code: 'duplicate-statement' })
  await ledger.submit(report(2))
  await ledger.submit(report(3))
  const kinds = (await ledger.entries(0, 100)).map((entry) => parseStatement(entry).statement.kind)
  expect(kinds.slice(0, 3)).toEqual(['log-opened', 'clock-read', 'role-granted'])
  expect(kinds.slice(-4)).toEqual([
    'incident-reported',
    'clock-read',
    'incident-reported',
    'incident-reported',
  ])
})

test('two ledgers on one store both go on: who comes second reads what the first wrote, and follows', async () => {
  const store = memoryStore()
  await using one = await opened(store)
  const folded: number[] = []
  await using other = await opened(store, { fold: { add: ({ index }) => folded.push(index) } })
  await one.submitAll(reports(3))
  const note = report(10)
  const receipt = await other.submit(note)
  expect(receipt.index).toBe(12)
  expect(verifyReceipt(note, receipt, other.logKey, verifyWithNode)).toEqual({ holds: true })
  expect(folded).toEqual(Array.from({ length: 13 }, (_, index) => index))
  await expect(other.submit(report(1))).rejects.toMatchObject({ code: 'duplicate-statement' })
})

test('a store of another log is refused by name', async () => {
  const store = memoryStore()
  await (await opened(store))[Symbol.asyncDispose]()
  const elsewhere = { ...keys, log: demonstrationSigner('jig.example/other') }
  await expect(openLedger(trial(store, { keys: elsewhere }))).rejects.toMatchObject({ code: 'store-foreign' })
  await expect(openLedger(trial(store, { log: 'other' }))).rejects.toMatchObject({ code: 'store-foreign' })
})

test('a store whose entries are not what was signed is refused by name', async () => {
  const store = memoryStore()
  const ledger = await opened(store)
  await ledger.submitAll(reports(300))
  await ledger[Symbol.asyncDispose]()
  const changes: Partial<LogStore>[] = [
    {
      readEntries: async (from, limit) =>
        (await store.readEntries(from, limit)).map((body, i) => (from + i === 200 ? report(999) : body)),
    },
    {
      readEntries: async (from, limit) =>
        (await store.readEntries(from, limit)).slice(0, Math.max(0, 305 - from)),
    },
    { readHead: async () => ({ ...(await headOf(store)), size: 308 }) },
    { readHead: async () => ({ ...(await headOf(store)), note: opening()[0] ?? new Uint8Array() }) },
  ]
  for (const change of changes) {
    await expect(openLedger(trial({ ...store, ...change }))).rejects.toMatchObject({ code: 'store-damaged' })
  }
})

async function headOf(store: LogStore) {
  const head = await store.readHead()
  if (head === undefined) throw new Error('no head')
  return head
}
