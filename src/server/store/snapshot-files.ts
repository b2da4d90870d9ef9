import { rmSync } from 'node:fs'
import { mkdir, open, rm, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { TILE_WIDTH } from '../../core/log/tiles.ts'
import type { Snapshot, Snapshots } from '../ledger/ports.ts'
import { foldVersion } from './fold-version.ts'
import { asPlainData } from './plain-data.ts'
import {
  addBundles,
  bundlesHold,
  statementsFrom,
  statementsIn,
  type BundlePlaces,
  type StatementAt,
} from './put-away-file.ts'
import { packed, unpacked, type Label } from './snapshot-format.ts'
import { readStatic, writeStatic } from './static-files.ts'

/** The state, and where the statements stand: one file, replaced whole. */
const STATE_FILE = 'state'
/** The statements, bundle after bundle; it only grows. */
const STATEMENTS_FILE = 'statements'

/** After a crash so many entries at most are read again: a second or two. */
const EVERY = 2 ** 15

export type SnapshotFilesOptions = {
  readonly folder: string
  /** How many new entries make the next snapshot worth its while. By default 32,768. */
  readonly every?: number | undefined
  /** Told why what is there is not used, and where writing fails. Neither hinders anything else. */
  readonly onTrouble: (error: unknown) => void
}

/**
 * Snapshots in a folder of this node. The state file is written to one side, synced and renamed after the statements
 * below it are on disk, so that a crash at any moment leaves the snapshot before or this one.
 */
export async function openSnapshotFiles(options: SnapshotFilesOptions): Promise<Snapshots> {
  const { folder, every = EVERY, onTrouble } = options
  const stateFile = join(folder, STATE_FILE)
  const version = await foldVersion()
  /** `undefined` where nothing that is there can be built upon. */
  let kept: { readonly file: FileHandle; readonly places: BundlePlaces } | undefined
  let writing: Promise<void> | undefined

  const begun = async () => {
    // The state goes first: it must never point into statements that are not its own.
    await rm(stateFile, { force: true })
    await mkdir(folder, { recursive: true })
    const file = await open(join(folder, STATEMENTS_FILE), 'w+')
    return { file, places: { ends: [], digests: [] } }
  }
  const bringToDisk = async ({ origin, size, root }: Snapshot, state: Uint8Array, statement: StatementAt) => {
    kept ??= await begun()
    const { file, places } = kept
    await addBundles(file, places, size, statement)
    const whole = places.ends.length * TILE_WIDTH
    const rest = statementsFrom(whole, size - whole, statement)
    await writeStatic(stateFile, await packed({ version, origin, size, root, places, rest }, state))
  }
  const discard = async (because: string): Promise<undefined> => {
    onTrouble(new Error(`the snapshot in ${folder} is not used, the log is read instead: ${because}`))
    await rm(stateFile, { force: true })
    await kept?.file.close()
    kept = undefined
  }

  return {
    every,
    discard,
    async read() {
      const bytes = await readStatic(stateFile)
      if (bytes === undefined) return undefined
      const found = unpacked(bytes, version)
      if (typeof found === 'string') return discard(found)
      const { places, rest, origin, size, root } = found.label
      const file = await openStatements(folder, found.label)
      if (typeof file === 'string') return discard(file)
      kept = { file, places }
      const statements = statementsIn(file, places, rest, () => rmSync(stateFile, { force: true }))
      return { origin, size, root, state: found.state, statements }
    },
    busy: () => writing !== undefined,
    write(snapshot, statement) {
      const state = asPlainData(snapshot.state)
      writing = bringToDisk(snapshot, state, statement)
        .catch(onTrouble)
        .finally(() => (writing = undefined))
    },
    async settled() {
      await writing
    },
    async [Symbol.asyncDispose]() {
      await writing
      await kept?.file.close()
    },
  }
}

/** The file of the statements, or why it cannot be used. */
async function openStatements(folder: string, { places }: Label): Promise<FileHandle | string> {
  let file: FileHandle
  try {
    file = await open(join(folder, STATEMENTS_FILE), 'r+')
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  if (await bundlesHold(file, places)) return file
  await file.close()
  return 'the statements beside it are not what was written there'
}
