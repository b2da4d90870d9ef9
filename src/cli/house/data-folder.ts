import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { utf8 } from '../../core/bytes/utf8.ts'
import { parseVerifierKey, type VerifierKey } from '../../core/log/verifier-key.ts'
import { problems } from '../../core/problem.ts'
import { writeStatic } from '../../server/store/static-files.ts'

/** Where a node keeps what is its own, under one folder. */
export type DataFolder = {
  readonly root: string
  /** The embedded database; empty where DATABASE_URL names a server. */
  readonly store: string
  /** The log as static files, in the layout of C2SP tlog-tiles. Reading needs nothing else. */
  readonly log: string
  readonly keys: string
}

export function dataFolder(root: string): DataFolder {
  return { root, store: join(root, 'store'), log: join(root, 'log'), keys: join(root, 'keys') }
}

/** What a node knows of its log beside the log itself. Nothing secret. */
export type LogSettings = {
  /** The log's name inside statements: `syria-2016`. */
  readonly log: string
  /** Its name in the world, and the name of its key: `jig.example/syria-2016`. */
  readonly origin: string
  readonly operator: string
  readonly logKey: VerifierKey
  readonly demonstration: boolean
}

/** Lies beside the checkpoint, so that a copy of the files says by which key it can be checked. */
const SETTINGS = 'log.json'
const settingsFile = z.strictObject({
  log: z.string(),
  origin: z.string(),
  operator: z.string(),
  logKey: z.string(),
  demonstration: z.boolean(),
})

/**
 * The settings of a folder of exported files; `undefined` where there are none.
 * @throws Problem `file-unreadable`
 */
export async function readSettings(logFolder: string): Promise<LogSettings | undefined> {
  const file = join(logFolder, SETTINGS)
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return undefined
    throw problems.fileUnreadable({ file, because: codeOf(error) })
  }
  try {
    const settings = settingsFile.parse(JSON.parse(text))
    return { ...settings, logKey: parseVerifierKey(settings.logKey) }
  } catch {
    throw problems.fileUnreadable({ file, because: 'it is not what jig wrote there' })
  }
}

/** @throws Problem `store-unwritable` */
export async function writeSettings(logFolder: string, written: z.input<typeof settingsFile>): Promise<void> {
  await makeFolder(logFolder)
  // Whole or not at all: a node whose settings a power cut had emptied would not start.
  await writeStatic(join(logFolder, SETTINGS), utf8(`${JSON.stringify(written, undefined, 2)}\n`))
}

/** @throws Problem `store-unwritable` */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true })
  } catch (error) {
    throw problems.storeUnwritable({ folder, fix: `${codeOf(error)}; choose another folder with --data` })
  }
}

/** The system's own word for what went wrong, such as ENOENT. */
export function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  return error instanceof Error ? error.message : String(error)
}

export function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return codes.includes(codeOf(error))
}
