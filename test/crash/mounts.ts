import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A file system of our own, mounted for one test. */
export type Mounted = Disposable & { readonly folder: string }

/** A file system in a file, whose state can be copied as a power cut would leave it. */
export type Disk = Mounted & {
  /** Copies what has reached the disk so far into another file. */
  snapshot(): string
  /** Takes this file system away and puts what the snapshot holds in its place. */
  replaceBy(snapshot: string): void
}

function run(command: string, ...args: readonly string[]): void {
  execFileSync(command, args, { stdio: 'pipe' })
}

/** Why file systems cannot be mounted here; `undefined` where they can. */
export function whyNoMounts(): string | undefined {
  if (process.platform !== 'linux') return 'file systems are mounted on Linux only'
  if (process.getuid?.() !== 0) return 'mounting a file system needs root'
  return probed(() => memoryDisk(1)[Symbol.dispose](), 'a tmpfs cannot be mounted')
}

/** Why no file system can be mounted from a file; `undefined` where it can. */
export function whyNoDisks(): string | undefined {
  return whyNoMounts() ?? probed(() => loopDisk(8)[Symbol.dispose](), 'a loop device cannot be mounted')
}

function probed(work: () => void, what: string): string | undefined {
  try {
    work()
    return undefined
  } catch (error) {
    const said = error instanceof Error ? error.message.split('\n').at(-1) : ''
    return `${what} here (${said === '' ? 'refused' : said})`
  }
}

/** A file system in memory of so many mebibytes: when it is full it is full. */
export function memoryDisk(mebibytes: number): Mounted {
  const folder = mkdtempSync(join(tmpdir(), 'jig-disk-'))
  try {
    run('mount', '-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'tmpfs', folder)
  } catch (error) {
    rmSync(folder, { recursive: true })
    throw error
  }
  return {
    folder,
    [Symbol.dispose]() {
      run('umount', folder)
      rmSync(folder, { recursive: true })
    },
  }
}

/** An ext4 file system in a file of so many mebibytes, on a loop device. */
export function loopDisk(mebibytes: number): Disk {
  const home = mkdtempSync(join(tmpdir(), 'jig-loop-'))
  const folder = join(home, 'mounted')
  mkdirSync(folder)
  const image = join(home, 'disk')
  writeFileSync(image, '')
  truncateSync(image, mebibytes * 2 ** 20)
  try {
    run('mkfs.ext4', '-q', '-E', 'lazy_itable_init=0,lazy_journal_init=0', image)
    run('mount', '-o', 'loop', image, folder)
  } catch (error) {
    rmSync(home, { recursive: true })
    throw error
  }
  return {
    folder,
    snapshot() {
      const copy = join(home, 'snapshot')
      copyFileSync(image, copy)
      return copy
    },
    replaceBy(snapshot) {
      run('umount', folder)
      run('mount', '-o', 'loop', snapshot, folder)
    },
    [Symbol.dispose]() {
      run('umount', folder)
      rmSync(home, { recursive: true })
    },
  }
}
