import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { isProblem } from '../../src/core/problem.ts'
import { lockFolder } from '../../src/server/store/folder-lock.ts'
import { migrate } from '../../src/server/store/migrations.ts'
import { openPgliteDatabase } from '../../src/server/store/pglite-database.ts'
import { built, whyNotBuilt } from './built.ts'
import { filled, nextOn } from './log-store.ts'
import { sqlStore } from '../../src/server/store/sql-store.ts'

const notBuilt = whyNotBuilt()
const because = notBuilt === undefined ? '' : ` (skipped: ${notBuilt})`
const folders: string[] = []
function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'jig-repairs-'))
  folders.push(folder)
  return folder
}
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

test('PGlite brings each commit to the disk before it says so', async () => {
  let syncs = 0
  const database = await openPgliteDatabase(join(newFolder(), 'database'), () => syncs++)
  await migrate(database.pool)
  const store = sqlStore(database.pool)
  let at = await filled(store, 1)
  const { rows } = await database.pool.query<{ fsync: string }>('show fsync')
  expect(rows[0]?.fsync).toBe('on')
  for (let commit = 0; commit < 5; commit++) {
    syncs = 0
    at = nextOn(at, 1)
    await store.append(at.batch)
    expect(syncs).toBeGreaterThan(0)
  }
  await database[Symbol.asyncDispose]()
})

describe('a folder belongs to one process', () => {
  test('a second opening in the same process is refused, and the folder is free again after the first', async () => {
    const folder = newFolder()
    const first = await lockFolder(folder)
    expect(await refusal(lockFolder(folder))).toMatchObject({
      code: 'store-in-use',
      detail: { pid: process.pid },
    })
    await first[Symbol.asyncDispose]()
    await (await lockFolder(folder))[Symbol.asyncDispose]()
    expect(existsSync(join(folder, 'jig.pid'))).toBe(false)
  })

  test.skipIf(notBuilt !== undefined)(
    'another process that holds the folder is named, and its kill frees it' + because,
    async () => {
      const folder = newFolder()
      const holder = await holdInAnotherProcess(folder)
      expect(await refusal(lockFolder(folder))).toMatchObject({
        code: 'store-in-use',
        detail: { pid: holder.pid },
      })
      await holder.kill()
      expect(existsSync(join(folder, 'jig.pid'))).toBe(true)
      await (await lockFolder(folder))[Symbol.asyncDispose]()
    },
  )

  test.skipIf(notBuilt !== undefined)(
    'the file of a live process is never taken, even where the kernel has no lock' + because,
    async () => {
      const folder = newFolder()
      const elsewhere = newFolder()
      const holder = await holdInAnotherProcess(elsewhere)
      writeFileSync(join(folder, 'jig.pid'), readFileSync(join(elsewhere, 'jig.pid')))
      expect(await refusal(lockFolder(folder))).toMatchObject({
        code: 'store-in-use',
        detail: { pid: holder.pid },
      })
      expect(existsSync(join(folder, 'jig.pid'))).toBe(true)
      await holder.kill()
    },
  )

  test('the file of another machine is never taken; the refusal says what to do', async () => {
    const folder = newFolder()
    writeFileSync(join(folder, 'jig.pid'), JSON.stringify({ pid: 1, host: `not-${hostname()}`, began: '' }))
    const refused = await refusal(lockFolder(folder))
    expect(refused).toMatchObject({ code: 'store-in-use' })
    expect(refused).toHaveProperty('fix', expect.stringContaining('jig.pid'))
  })

  test('the number of a dead process that another has got since does not hold the folder', async () => {
    const folder = newFolder()
    writeFileSync(
      join(folder, 'jig.pid'),
      JSON.stringify({ pid: process.ppid, host: hostname(), began: 'an earlier run of the machine 1' }),
    )
    const lock = await lockFolder(folder)
    expect(JSON.parse(readFileSync(join(folder, 'jig.pid'), 'utf8'))).toMatchObject({ pid: process.pid })
    await lock[Symbol.asyncDispose]()
  })

  test('a place where no folder can be made is refused by name', async () => {
    const file = join(newFolder(), 'a-file')
    writeFileSync(file, '')
    expect(await refusal(lockFolder(join(file, 'data')))).toMatchObject({ code: 'store-unwritable' })
  })
})

async function refusal(work: Promise<unknown>): Promise<unknown> {
  const answer: unknown = await work.catch((error: unknown) => error)
  expect(isProblem(answer)).toBe(true)
  return answer
}

type Holder = { readonly pid: number; kill(): Promise<void> }

/** A real second process that takes the folder and keeps it until it is killed. */
async function holdInAnotherProcess(folder: string): Promise<Holder> {
  const script = fileURLToPath(new URL('./hold-folder.mjs', import.meta.url))
  const child = spawn(process.execPath, [script, built('store/folder-lock.js'), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  await Promise.race([
    new Promise<void>((resolve) => child.stdout.once('data', () => resolve())),
    ended.then(() => Promise.reject(new Error('the holder ended early'))),
  ])
  return {
    pid: child.pid ?? 0,
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}
