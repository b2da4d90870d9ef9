import { mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { problems } from '../../core/problem.ts'

const PID_FILE = 'jig.pid'

/** Keeps every other process off a folder until it is disposed of. */
export type FolderLock = AsyncDisposable

/** Who holds a folder. `began` tells a process from a later one with the same number; empty where it is not known. */
type Holder = { readonly pid: number; readonly host: string; readonly began: string }

/**
 * Takes a folder for this process, making it where there is none. Two locks, because each misses a case: a socket name
 * in the kernel (Linux) is freed even by a kill, but is not seen across containers; a file is seen by all who see the
 * folder, but stays behind after a kill. A file left by a process that is gone is replaced, one of a live process never.
 * @throws Problem `store-in-use`, `store-unwritable`
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const place = made(folder)
  const socket = process.platform === 'linux' ? await kernelLock(place) : undefined
  try {
    const file = join(place, PID_FILE)
    takeFile(place, file)
    return {
      async [Symbol.asyncDispose]() {
        rmSync(file, { force: true })
        await closed(socket)
      },
    }
  } catch (error) {
    await closed(socket)
    throw error
  }
}

function made(folder: string): string {
  try {
    mkdirSync(folder, { recursive: true })
    return realpathSync(folder)
  } catch (error) {
    throw unwritable(folder, error)
  }
}

function kernelLock(place: string): Promise<Server> {
  const server = createServer()
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const taken = 'code' in error && error.code === 'EADDRINUSE'
      reject(
        taken ? problems.storeInUse({ folder: place, pid: holderIn(join(place, PID_FILE))?.pid }) : error,
      )
    })
    // A leading zero byte: a name that lives in the kernel and dies with the process, however it dies.
    server.listen(`\0jig:${place}`, () => resolve(server))
    server.unref()
  })
}

function takeFile(folder: string, file: string): void {
  const mine: Holder = { pid: process.pid, host: hostname(), began: beganOf(process.pid) }
  for (;;) {
    try {
      // Flushed: a power cut would leave an empty file, and a node that does not start again by itself.
      writeFileSync(file, `${JSON.stringify(mine)}\n`, { flag: 'wx', flush: true })
      return
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST'))
        throw unwritable(folder, error)
    }
    const holder = holderIn(file)
    if (holder === undefined || holds(holder)) {
      throw problems.storeInUse({
        folder,
        pid: holder?.pid,
        fix: `if no jig uses the folder on any machine, delete ${file}`,
      })
    }
    rmSync(file, { force: true })
  }
}

function holderIn(file: string): Holder | undefined {
  try {
    const read: unknown = JSON.parse(readFileSync(file, 'utf8'))
    if (typeof read !== 'object' || read === null) return undefined
    const { pid, host, began } = read as Partial<Record<keyof Holder, unknown>>
    return typeof pid === 'number' && typeof host === 'string' && typeof began === 'string'
      ? { pid, host, began }
      : undefined
  } catch {
    return undefined
  }
}

/** Whether the holder may still be alive. Of another machine nobody here can tell, so it is. */
function holds({ pid, host, began }: Holder): boolean {
  if (host !== hostname()) return true
  if (pid === process.pid) return began === beganOf(pid) && began !== ''
  try {
    process.kill(pid, 0)
  } catch (error) {
    // ESRCH: gone. EPERM: alive, and somebody else's.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false
  }
  const now = beganOf(pid)
  return began === '' || now === '' || began === now
}

/** Which run of the machine, and when in it the process began: tells it from a later one with its number. */
function beganOf(pid: number): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    // proc(5): field 22; the second field, in parentheses, may itself hold spaces.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
    return `${boot} ${fields[19] ?? ''}`
  } catch {
    return ''
  }
}

function unwritable(folder: string, error: unknown) {
  const because = error instanceof Error && 'code' in error ? String(error.code) : String(error)
  return problems.storeUnwritable({
    folder,
    fix: `choose another folder with --data, or give jig the right to write (${because})`,
  })
}

async function closed(socket: Server | undefined): Promise<void> {
  if (socket !== undefined) await new Promise((resolve) => socket.close(resolve))
}
