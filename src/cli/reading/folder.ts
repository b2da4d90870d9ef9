import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { VerifierKey } from '../../core/log/verifier-key.ts'
import type { Picture } from '../../core/picture/picture.ts'
import { problems } from '../../core/problem.ts'
import { inlineSignatures } from '../../server/ledger/signatures.ts'
import { openLedger } from '../../server/ledger/ledger.ts'
import { createApp } from '../../server/http/app.ts'
import { memoryStore } from '../../server/store/memory-store.ts'
import { rebuildStore } from '../../server/store/rebuild.ts'
import { demonstrationQuestions } from '../demonstration/load.ts'
import { foldedPicture } from '../house/folded-picture.ts'
import { dataFolder, readSettings, type LogSettings } from '../house/data-folder.ts'
import { picturesFrom, type Pictures } from './pictures.ts'

/**
 * Where the log's files are: in a data folder, or in a copy of them. Reading them takes no lock and no key, so it works
 * while a server runs on the same folder.
 * @throws Problem `file-unreadable`
 */
export async function logFolderIn(folder: string): Promise<string> {
  for (const candidate of [dataFolder(folder).log, folder]) {
    if (await isFile(join(candidate, 'checkpoint'))) return candidate
  }
  throw problems.fileUnreadable({
    file: folder,
    because: 'it holds no log: there is no file “checkpoint”',
    fix: 'name the folder that jig serve or jig export wrote, or ask a running jig with --url',
  })
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile()
  } catch {
    return false
  }
}

/** @throws Problem `file-unreadable` where the folder does not say by which key it can be checked */
export async function settingsIn(logFolder: string): Promise<LogSettings> {
  const settings = await readSettings(logFolder)
  if (settings !== undefined) return settings
  throw problems.fileUnreadable({
    file: join(logFolder, 'log.json'),
    because: 'it is not there, so nothing says by which key the log can be checked',
    fix: 'copy log.json with the other files',
  })
}

/** A folder that is only read has no secret. Its log is never empty, so this signature goes nowhere. */
function readerSigner({ name, publicKey }: VerifierKey) {
  return { name, publicKey, sign: () => new Uint8Array(64) }
}

/** A log that is only read, folded from the files of a folder. */
export type FoldedLog = AsyncDisposable & {
  readonly ledger: Awaited<ReturnType<typeof openLedger>>
  readonly picture: Picture
  readonly settings: LogSettings
}

/**
 * Folds the log in a folder, each entry checked on the way.
 * @throws Problem `file-unreadable`, `store-damaged`
 */
export async function foldedIn(folder: string): Promise<FoldedLog> {
  const logFolder = await logFolderIn(folder)
  const settings = await settingsIn(logFolder)
  const store = memoryStore()
  await using signatures = inlineSignatures()
  const report = await rebuildStore({ folder: logFolder, store, logKey: settings.logKey, signatures })
  if (!report.verdict.holds) {
    throw problems.storeDamaged({
      because: `${report.verdict.why} (${logFolder})`,
      fix: `jig verify ${folder} says what is wrong`,
    })
  }
  const { picture, fold } = foldedPicture()
  const signer = readerSigner(settings.logKey)
  const ledger = await openLedger({
    store,
    keys: { log: signer, operator: signer },
    clock: () => {
      throw new RangeError('a folder that is only read is asked for no time')
    },
    log: settings.log,
    fold,
    stamp: () => 'by-hand',
    signatures: inlineSignatures(),
  })
  return { ledger, picture, settings, [Symbol.asyncDispose]: async () => ledger[Symbol.asyncDispose]() }
}

/**
 * Answers the API's questions from the files of a folder.
 * @throws Problem `file-unreadable`, `store-damaged`
 */
export async function picturesIn(folder: string, version: string): Promise<Pictures> {
  const { ledger, picture, settings } = await foldedIn(folder)
  const questions = settings.demonstration ? demonstrationQuestions() : []
  const app = createApp(
    { ledger, picture, questions },
    {
      version,
      now: () => 0,
      addressOf: () => undefined,
      onFault: (error) => {
        throw error
      },
    },
  )
  const end = async (): Promise<void> => ledger[Symbol.asyncDispose]()
  return picturesFrom(async (address) => app.fetch(new Request(new URL(address, 'http://folder'))), end)
}
