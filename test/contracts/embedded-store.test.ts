import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import type * as Pglite from '../../src/server/store/pglite.ts'
import { isProblem } from '../../src/core/problem.ts'
import { openLedger } from '../../src/server/ledger/ledger.ts'
import { openPgliteStore } from '../../src/server/store/pglite.ts'
import { built, whyNotBuilt } from './built.ts'
import { filled, nextOn } from './log-store.ts'
import { trial } from './some-log.ts'

const folders: string[] = []
function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'jig-embedded-'))
  folders.push(folder)
  return folder
}
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

test('the embedded store keeps a log from one opening to the next, and its folder from everybody else', async () => {
  const folder = newFolder()
  const first = await openPgliteStore({ folder, inWorker: false })
  const { head } = await filled(first, 3, 300)
  const second: unknown = await openPgliteStore({ folder, inWorker: false }).catch((error: unknown) => error)
  expect(isProblem(second) && second.code).toBe('store-in-use')
  await first[Symbol.asyncDispose]()
  await using again = await openPgliteStore({ folder, inWorker: false })
  expect((await again.readHead())?.size).toBe(head.size)
  expect(await again.readEntries(0, 1000)).toHaveLength(303)
})

test('a first start that was cut short is begun again', async () => {
  const folder = newFolder()
  const unfinished = await openPgliteStore({ folder, inWorker: false })
  await unfinished[Symbol.asyncDispose]()
  // What a kill during the first start leaves: everything is still under the name that is never opened.
  renameSync(join(folder, 'database'), join(folder, 'database.unfinished'))
  await using store = await openPgliteStore({ folder, inWorker: false })
  expect(await store.readHead()).toBeUndefined()
  expect(existsSync(join(folder, 'database.unfinished'))).toBe(false)
})

/** The compiled module, with the types of its source. */
const shipped = async (): Promise<typeof Pglite> =>
  import(/* @vite-ignore */ pathToFileURL(built('store/pglite.js')).href)

const notBuilt = whyNotBuilt()
const because = notBuilt === undefined ? '' : ` (skipped: ${notBuilt})`

describe.skipIf(notBuilt !== undefined)(
  `the embedded store in its worker thread, as shipped${because}`,
  () => {
    test('keeps a log, refuses by name across the thread, and closes', async () => {
      const folder = newFolder()
      const { openPgliteStore: open } = await shipped()
      const store = await open({ folder })
      const at = await filled(store, 3, 300)
      expect(await store.readEntries(0, 1000)).toHaveLength(303)
      expect(await store.readTile(1, 0, 1)).toHaveLength(32)
      const refused: unknown = await store
        .append(nextOn({ ...at, head: { ...at.head, size: 1 } }, 1).batch)
        .catch((error: unknown) => error)
      expect(refused).toMatchObject({ name: 'Problem', code: 'head-moved' })
      const name = await store.putBlob(new TextEncoder().encode('a text'))
      expect(await store.blobNames()).toEqual([name])
      await store[Symbol.asyncDispose]()
      await using again = await open({ folder })
      expect((await again.readHead())?.size).toBe(303)
    })

    test('has lost nothing that was acknowledged when its process is killed', async () => {
      const folder = newFolder()
      const script = fileURLToPath(new URL('./append-until-killed.mjs', import.meta.url))
      const child = spawn(
        process.execPath,
        [script, fileURLToPath(new URL('../../dist/', import.meta.url)), folder],
        {
          stdio: ['ignore', 'pipe', 'inherit'],
        },
      )
      let acknowledged = 0
      await new Promise<void>((resolve, reject) => {
        child.stdout.on('data', (said: Buffer) => {
          for (const line of said.toString().trim().split('\n')) acknowledged = Number(line)
          if (acknowledged >= 40) child.kill('SIGKILL')
        })
        child.once('exit', (_, signal) =>
          signal === 'SIGKILL' ? resolve() : reject(new Error('it ended by itself')),
        )
      })
      const { openPgliteStore: open } = await shipped()
      await using store = await open({ folder })
      await using ledger = await openLedger(trial(store))
      expect(ledger.size()).toBeGreaterThanOrEqual(acknowledged)
    })
  },
)
