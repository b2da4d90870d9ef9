import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { namesIn, readStatic, writeStatic } from '../store/static-files.ts'

/**
 * What a node keeps of its own beside the log: the head it cosigned last, the findings it made, the statements it holds
 * for its authors. Names are one or two words parted by a slash, in `[a-z0-9.-]`.
 */
export type NodeFiles = {
  readonly read: (name: string) => Promise<Uint8Array | undefined>
  /** When this returns, the file is on disk; a power cut leaves the old one or the new one. */
  readonly write: (name: string, bytes: Uint8Array) => Promise<void>
  /** The names in a folder, in ascending order; none where there is no folder. */
  readonly list: (folder: string) => Promise<readonly string[]>
  readonly remove: (name: string) => Promise<void>
}

/** Files below a folder of this machine. */
export function diskFiles(root: string): NodeFiles {
  return {
    read: (name) => readStatic(join(root, name)),
    write: (name, bytes) => writeStatic(join(root, name), bytes),
    list: async (folder) =>
      (await namesIn(join(root, folder))).filter((name) => !name.endsWith('.unfinished')).toSorted(),
    remove: (name) => rm(join(root, name), { force: true }),
  }
}

/** Files that are forgotten when the process ends: for tests, and for looking at a log without keeping it. */
export function memoryFiles(): NodeFiles {
  const files = new Map<string, Uint8Array>()
  return {
    read: async (name) => files.get(name),
    write: async (name, bytes) => void files.set(name, Uint8Array.from(bytes)),
    list: async (folder) =>
      [...files.keys()]
        .filter((name) => name.startsWith(`${folder}/`))
        .map((name) => name.slice(folder.length + 1))
        .toSorted(),
    remove: async (name) => void files.delete(name),
  }
}
