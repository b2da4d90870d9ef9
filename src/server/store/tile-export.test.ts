import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { utf8 } from '../../core/bytes/utf8.ts'
import { opening, report, say, snhr, trial } from '../../../test/contracts/some-log.ts'
import { openLedger, type Ledger } from '../ledger/ledger.ts'
import type { LogStore, Mirror } from '../ledger/ports.ts'
import { inlineSignatures } from '../ledger/signatures.ts'
import { memoryStore } from './memory-store.ts'
import { rebuildStore } from './rebuild.ts'
import { openTileExport } from './tile-export.ts'

let folder: string
let store: LogStore
let mirror: Mirror
let ledger: Ledger

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'jig-export-'))
  store = memoryStore()
  mirror = await openTileExport(folder, store)
  ledger = await openLedger(trial(store, { mirror }))
  await ledger.submitAll(opening())
})
afterEach(async () => {
  await ledger[Symbol.asyncDispose]()
  await mirror[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true, force: true })
})

const reports = (from: number, count: number): readonly Uint8Array[] =>
  Array.from({ length: count }, (_, n) => report(from + n))

/** Every file below the folder, as paths below the log's address. */
function files(): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .toSorted()
}

test('the exported files are those that the ledger serves, byte for byte', async () => {
  await ledger.submitAll(reports(0, 600))
  await mirror.settled()
  expect(readFileSync(join(folder, 'checkpoint'))).toEqual(Buffer.from(ledger.head()))
  const tiles = files().filter((path) => path.startsWith('tile/'))
  for (const path of tiles) {
    expect(Buffer.from((await ledger.tile(path)) ?? []).equals(readFileSync(join(folder, path)))).toBe(true)
  }
  expect(tiles).toEqual(
    expect.arrayContaining(['tile/0/000', 'tile/0/002.p/97', 'tile/1/000.p/2', 'tile/entries/001']),
  )
  await ledger.submit(report(600))
  await mirror.settled()
  expect(files().filter((path) => path.startsWith('tile/0/000.p'))).toEqual([])
})

test('an export that breaks off again and again leaves the copy whole under the head that it has', async () => {
  const copy = join(folder, 'copy')
  const troubles: unknown[] = []
  let full = false
  const filling: LogStore = {
    ...store,
    readTile: (...which) => (full ? Promise.reject(new Error('no space left')) : store.readTile(...which)),
  }
  await using follower = await openTileExport(copy, filling, (trouble) => troubles.push(trouble))
  const follow = async (): Promise<void> => {
    const head = await store.readHead()
    if (head !== undefined) follower.headMoved(head)
    await follower.settled()
  }
  await follow()
  full = true
  for (const note of reports(0, 3)) {
    await ledger.submit(note)
    await follow()
  }
  expect(troubles).toHaveLength(3)
  expect(readFileSync(join(copy, 'checkpoint'), 'utf8').split('\n')[1]).toBe('9')
  expect(readdirSync(join(copy, 'tile/entries/000.p'))).toContain('9')
  full = false
  await follow()
  expect(readFileSync(join(copy, 'checkpoint'), 'utf8').split('\n')[1]).toBe('12')
  expect(readdirSync(join(copy, 'tile/entries/000.p')).toSorted()).toEqual(['12', '9'])
})

test('of partial tiles those of the newest two heads stay', async () => {
  for (const note of reports(0, 5)) {
    await ledger.submit(note)
    await mirror.settled()
  }
  expect(files().filter((path) => path.startsWith('tile/0/'))).toEqual(['tile/0/000.p/13', 'tile/0/000.p/14'])
})

test('a blob is in the copy when it is in the store', async () => {
  const sha256 = await ledger.putBlob(utf8('a text'))
  expect(readFileSync(join(folder, 'blob', sha256), 'utf8')).toBe('a text')
})

test('what was missed while no copy was kept is caught up on opening', async () => {
  const other = memoryStore()
  const alone = await openLedger(trial(other))
  await alone.submitAll([...opening(), ...reports(0, 300)])
  const sha256 = await alone.putBlob(utf8('a text'))
  await alone[Symbol.asyncDispose]()
  const late = await openTileExport(folder, other)
  await using again = await openLedger(trial(other, { mirror: late }))
  await late.settled()
  expect(readFileSync(join(folder, 'checkpoint'))).toEqual(Buffer.from(again.head()))
  expect(readFileSync(join(folder, 'blob', sha256), 'utf8')).toBe('a text')
})

test('a store that has less than its exported files is refused: it has lost what was published', async () => {
  await ledger.submitAll(reports(0, 5))
  await mirror.settled()
  const younger = memoryStore()
  await (await openLedger(trial(younger))).submitAll(opening())
  await expect(openTileExport(folder, younger)).rejects.toMatchObject({ code: 'store-damaged' })
})

describe('a store rebuilt from the exported files', () => {
  const rebuilt = async (into: LogStore = memoryStore()) => ({
    into,
    report: await rebuildStore({
      folder,
      store: into,
      logKey: ledger.logKey,
      signatures: inlineSignatures(),
    }),
  })

  test('has the same head, entries and tiles, and goes on', async () => {
    await ledger.submitAll(reports(0, 600))
    await mirror.settled()
    const { into, report: checked } = await rebuilt()
    expect(checked).toMatchObject({ verdict: { holds: true }, entries: 609, signatures: 610 })
    await using again = await openLedger(trial(into))
    expect(again.head()).toEqual(ledger.head())
    expect(await again.entries(0, 1000)).toEqual(await ledger.entries(0, 1000))
    expect(await again.tile('tile/1/000.p/2')).toEqual(await ledger.tile('tile/1/000.p/2'))
    expect((await again.submit(report(9999))).index).toBe(609)
  })

  test('is left empty where an entry, a tile, a signature or the head is not what was signed', async () => {
    await ledger.submitAll(reports(0, 300))
    await mirror.settled()
    const spoils: readonly (readonly [string, string])[] = [
      ['tile/entries/000', 'root-differs'],
      ['tile/0/000', 'tile-differs'],
      ['checkpoint', 'signature-invalid'],
    ]
    for (const [path, why] of spoils) {
      const sound = readFileSync(join(folder, path))
      const spoilt = Buffer.from(sound)
      // A digit inside an entry; a bit of a hash; a character of the head's signature.
      const at =
        path === 'checkpoint'
          ? sound.length - 20
          : path === 'tile/0/000'
            ? 100
            : sound.indexOf('2016-09-13') + 3
      spoilt[at] = spoilt[at] === 0x37 ? 0x38 : 0x37
      writeFileSync(join(folder, path), spoilt)
      const { into, report: checked } = await rebuilt()
      expect(checked.findings.map((finding) => finding.why)).toContain(why)
      expect(await into.readHead()).toBeUndefined()
      writeFileSync(join(folder, path), sound)
    }
  })

  test('is left empty where something is withheld', async () => {
    await ledger.submitAll(reports(0, 300))
    await mirror.settled()
    rmSync(join(folder, 'tile/entries/000'))
    const { into, report: checked } = await rebuilt()
    expect(checked.verdict).toMatchObject({ holds: false, why: 'withheld', path: 'tile/entries/000' })
    expect(await into.readHead()).toBeUndefined()
  })

  test('is not made over a store that holds something already', async () => {
    await mirror.settled()
    await expect(rebuilt(store)).rejects.toMatchObject({ code: 'head-moved' })
  })

  test('is not made from a folder without a head', async () => {
    await mirror.settled()
    rmSync(join(folder, 'checkpoint'))
    await expect(rebuilt()).rejects.toMatchObject({ code: 'tree-head-malformed' })
  })

  test('is opened by no ledger when the rebuild was cut short', async () => {
    await ledger.submitAll(reports(0, 600))
    await mirror.settled()
    const into = memoryStore()
    let batches = 0
    const cut: LogStore = {
      ...into,
      append: async (batch) => {
        if (++batches === 3) throw new Error('the power is cut')
        await into.append(batch)
      },
    }
    await expect(rebuilt(cut)).rejects.toThrow('the power is cut')
    await expect(openLedger(trial(into))).rejects.toMatchObject({ code: 'store-damaged' })
  })
})

test('the copy follows one who cites as well as one who reports', async () => {
  await ledger.submit(say([snhr], { kind: 'document-cited', about: 'a bulletin' }))
  await mirror.settled()
  expect(readFileSync(join(folder, 'checkpoint'), 'utf8').split('\n')[1]).toBe('10')
})
