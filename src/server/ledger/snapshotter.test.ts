import * as fc from 'fast-check'
import { mkdtempSync, rmSync } from 'node:fs'
import { readFile, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { foldedPicture } from '../../cli/house/folded-picture.ts'
import { isLogIndex } from '../../core/log/log-index.ts'
import type { Picture } from '../../core/picture/picture.ts'
import { keys, opening, report, say, snhr, trial } from '../../../test/contracts/some-log.ts'
import { memoryStore } from '../store/memory-store.ts'
import { openSnapshotFiles } from '../store/snapshot-files.ts'
import { openLedger, type Ledger } from './ledger.ts'
import type { LogStore } from './ports.ts'

const folders: string[] = []
const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'jig-snapshot-'))
  folders.push(folder)
  return folder
}
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true })
})

type Run = AsyncDisposable & {
  readonly ledger: Ledger
  readonly picture: Picture
  /** Entries read from the store at the start. */
  readonly read: number
  readonly told: readonly string[]
}

/** A node's run on a store, with snapshots in a folder. */
async function run(store: LogStore, folder: string, every = 64): Promise<Run> {
  const told: string[] = []
  const onTrouble = (error: unknown): void => void told.push(String(error))
  const snapshots = await openSnapshotFiles({ folder, every, onTrouble })
  const { picture, fold } = foldedPicture()
  let read = 0
  const counting: LogStore = {
    ...store,
    async readEntries(from, limit) {
      const entries = await store.readEntries(from, limit)
      read += entries.length
      return entries
    },
  }
  const ledger = await openLedger(trial(counting, { fold, snapshots, onTrouble }))
  const readAtStart = read
  return {
    ledger,
    picture,
    read: readAtStart,
    told,
    async [Symbol.asyncDispose]() {
      await ledger[Symbol.asyncDispose]()
      await snapshots[Symbol.asyncDispose]()
    },
  }
}

/** What comes after the opening, from the `from`-th on: reports, and now and then one of them is withdrawn. */
function notesFrom(from: number, count: number, story = 0): readonly Uint8Array[] {
  return Array.from({ length: count }, (_, i) => {
    const n = from + i
    const earlier = Math.floor(n / 2)
    const entry = 9 + earlier
    if (n % 7 !== 0 || n === 0 || earlier % 7 === 0 || !isLogIndex(entry)) return report(story + n)
    return say([snhr], { kind: 'statement-withdrawn', entry, because: `mistaken ${n}` })
  })
}

const saidIn = ({ record, size }: Picture) =>
  Array.from({ length: size }, (_, index) => (isLogIndex(index) ? record.said.get(index) : undefined)).map(
    (said) => said && { ...said, versions: said.versions.map(({ entry, body }) => ({ entry, body })) },
  )

describe('a ledger with snapshots', () => {
  test(
    'is after any number of stops and starts the ledger that reads everything',
    { timeout: 60_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.tuple(fc.nat(150), fc.constantFrom(1, 64, 100)), { minLength: 1, maxLength: 4 }),
          async (runs) => {
            const store = memoryStore()
            const folder = newFolder()
            let done = 0
            for (const [count, every] of runs) {
              await using node = await run(store, folder, every)
              if (node.ledger.size() === 0) await node.ledger.submitAll(opening())
              await node.ledger.submitAll(notesFrom(done, count))
              done += count
              expect(node.told).toEqual([])
            }
            await using again = await run(store, folder)
            await using whole = await run(store, newFolder())
            expect(saidIn(again.picture)).toEqual(saidIn(whole.picture))
            expect(again.picture.registry).toEqual(whole.picture.registry)
            expect(again.ledger.head()).toEqual(whole.ledger.head())
            // The book knows what was said before: an old report can be withdrawn still.
            await again.ledger.submitAll(notesFrom(done, 15))
          },
        ),
        { numRuns: 6 },
      )
    },
  )

  test('reads at the start what came after the snapshot, and nothing before', async () => {
    const store = memoryStore()
    const folder = newFolder()
    {
      await using first = await run(store, folder)
      await first.ledger.submitAll([...opening(), ...notesFrom(0, 500)])
    }
    await using again = await run(store, folder)
    expect(again.read).toBe(0)
    expect(again.ledger.size()).toBe(509)
  })

  const damages: readonly (readonly [string, (folder: string) => Promise<void>, RegExp])[] = [
    ['is cut off', (folder) => truncate(join(folder, 'state'), 3000), /not what was written/],
    ['is empty', (folder) => truncate(join(folder, 'state'), 0), /not what was written/],
    ['has one bit turned', (folder) => flip(join(folder, 'state'), 5000), /not what was written/],
    [
      'has lost its statements',
      (folder) => truncate(join(folder, 'statements'), 100),
      /not what was written/,
    ],
    ['has one bit of a statement turned', (folder) => flip(join(folder, 'statements'), 200), /not what was/],
  ]
  test.each(damages)('reads the whole log, and says so, where the snapshot %s', async (_, damage, said) => {
    const store = memoryStore()
    const folder = newFolder()
    {
      await using first = await run(store, folder)
      await first.ledger.submitAll([...opening(), ...notesFrom(0, 300)])
    }
    await damage(folder)
    {
      await using again = await run(store, folder)
      expect(again.read).toBe(309)
      expect(again.told).toEqual([expect.stringMatching(said)])
      expect(again.picture.size).toBe(309)
    }
    // And has a good one again.
    await using after = await run(store, folder)
    expect([after.read, after.told]).toEqual([0, []])
  })

  test('reads the whole log where the snapshot is of another log, or of more than there is', async () => {
    const folder = newFolder()
    const longer = memoryStore()
    {
      await using first = await run(longer, folder)
      await first.ledger.submitAll([...opening(), ...notesFrom(0, 300)])
    }
    const other = memoryStore()
    await using node = await run(other, folder)
    expect(node.told).toEqual([expect.stringMatching(/309 entries, and the log 0/)])
    await node.ledger.submitAll([...opening(), ...notesFrom(0, 400, 1000)])
    expect(node.picture.size).toBe(409)
  })

  test('puts nothing away after a batch that broke off half folded', async () => {
    const store = memoryStore()
    const folder = newFolder()
    {
      await using first = await run(store, folder)
      await first.ledger.submitAll([...opening(), ...notesFrom(0, 100)])
    }
    {
      await using broken = await run(store, folder)
      broken.picture.record.said.add = () => {
        throw new RangeError('a bug in the fold')
      }
      await expect(broken.ledger.submit(report(5000))).rejects.toThrow('a bug in the fold')
      await expect(broken.ledger.submit(report(5001))).rejects.toThrow('a bug in the fold')
    }
    await using again = await run(store, folder)
    expect([again.read, again.picture.size, again.told]).toEqual([1, 110, []])
  })

  test('takes up nothing where the log of that size had another root', async () => {
    const folder = newFolder()
    {
      await using first = await run(memoryStore(), folder)
      await first.ledger.submitAll([...opening(), ...notesFrom(0, 300)])
    }
    const other = memoryStore()
    {
      await using without = await run(other, newFolder())
      await without.ledger.submitAll([...opening(), ...notesFrom(0, 400, 1000)])
    }
    await using node = await run(other, folder)
    expect(node.told).toEqual([expect.stringMatching(/another root/)])
    expect(node.read).toBe(409)
  })

  test('refuses to answer from statements that were damaged meanwhile, and reads the log at the next start', async () => {
    const store = memoryStore()
    const folder = newFolder()
    {
      await using first = await run(store, folder)
      await first.ledger.submitAll([...opening(), ...notesFrom(0, 300)])
    }
    {
      await using again = await run(store, folder)
      expect(again.read).toBe(0)
      await flip(join(folder, 'statements'), 200)
      const index = 3
      if (!isLogIndex(index)) throw new RangeError('no entry')
      expect(() => again.picture.record.said.get(index)).toThrow(/not what was written there/)
      expect(again.picture.registry.operator).toBe(keys.operator.name)
    }
    await using after = await run(store, folder)
    expect(after.read).toBe(309)
    expect(saidIn(after.picture)).toHaveLength(309)
  })
})

async function flip(file: string, at: number): Promise<void> {
  const bytes = await readFile(file)
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at)
  await writeFile(file, bytes)
}
