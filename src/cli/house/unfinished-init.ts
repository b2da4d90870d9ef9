import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { problems } from '../../core/problem.ts'
import { syncOne } from '../../server/store/static-files.ts'
import { makeFolder } from './data-folder.ts'
import { readSettingsFile, writeSettingsFile } from './settings-file.ts'

/** Stands in a data folder from before `jig init` makes anything there until all of it is made. */
const FILE = 'init.json'
const initFile = z.strictObject({ log: z.string(), origin: z.string(), operator: z.string() })

/** The names of a log that is being made. */
export type Names = z.output<typeof initFile>

/**
 * The log that a `jig init` in this folder was to make when it was cut off; `undefined` where none was.
 * @throws Problem `file-unreadable`
 */
export function unfinishedInit(data: string): Promise<Names | undefined> {
  return readSettingsFile(join(data, FILE), initFile)
}

/** When this returns, a folder that is left half made can be told from an empty one. */
export async function beginInit(data: string, { log, origin, operator }: Names): Promise<void> {
  await makeFolder(data)
  await writeSettingsFile(join(data, FILE), { log, origin, operator } satisfies Names)
}

/** The log is whole: the folder is its own from here on. */
export async function endInit(data: string): Promise<void> {
  await rm(join(data, FILE))
  await syncOne(data)
}

/**
 * Refuses the folder of a log that is not whole: without its settings it would be taken for that of the demonstration.
 * @throws Problem `store-foreign`
 */
export async function checkInitFinished(data: string): Promise<void> {
  const begun = await unfinishedInit(data)
  if (begun === undefined) return
  const { log, origin, operator } = begun
  throw problems.storeForeign({
    found: `${origin}, whose making was cut off`,
    expected: 'a log that is whole',
    fix: `finish it: jig init --log ${log} --origin ${origin} --operator ${operator} --data ${data}, with its title`,
  })
}
