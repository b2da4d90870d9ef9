import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { parseVerifierKey, type VerifierKey } from '../../core/log/verifier-key.ts'
import { problems } from '../../core/problem.ts'
import { readSettingsFile, writeSettingsFile } from './settings-file.ts'
import { codeOf } from './system-errors.ts'

/** Where a node keeps what is its own, under one folder. */
export type DataFolder = {
  readonly root: string
  /** The embedded database; empty where DATABASE_URL names a server. */
  readonly store: string
  /** The log as static files, in the layout of C2SP tlog-tiles. Reading needs nothing else. */
  readonly log: string
  readonly keys: string
  /** What was worked out from the log, for a quick start; can be deleted at any time while the node stands still. */
  readonly snapshot: string
}

export function dataFolder(root: string): DataFolder {
  const below = (name: string): string => join(root, name)
  return { root, store: below('store'), log: below('log'), keys: below('keys'), snapshot: below('snapshot') }
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
  logKey: z.string().transform(parseVerifierKey),
  demonstration: z.boolean(),
})

/**
 * The settings of a folder of exported files; `undefined` where there are none.
 * @throws Problem `file-unreadable`
 */
export async function readSettings(logFolder: string): Promise<LogSettings | undefined> {
  return readSettingsFile(join(logFolder, SETTINGS), settingsFile)
}

/** @throws Problem `store-unwritable` */
export async function writeSettings(logFolder: string, written: z.input<typeof settingsFile>): Promise<void> {
  await makeFolder(logFolder)
  await writeSettingsFile(join(logFolder, SETTINGS), written)
}

/** @throws Problem `store-unwritable` */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true })
  } catch (error) {
    throw problems.storeUnwritable({ folder, fix: `${codeOf(error)}; choose another folder with --data` })
  }
}
