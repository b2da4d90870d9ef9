import { readFile } from 'node:fs/promises'
import type { z } from 'zod'
import { utf8 } from '../../core/bytes/utf8.ts'
import { problems } from '../../core/problem.ts'
import { writeStatic } from '../../server/store/static-files.ts'
import { codeOf, hasCode } from './system-errors.ts'

/**
 * What a settings file says; `undefined` where there is none.
 * @throws Problem `file-unreadable`, also where it is not what jig wrote there
 */
export async function readSettingsFile<S extends z.ZodType>(
  file: string,
  schema: S,
): Promise<z.output<S> | undefined> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return undefined
    throw problems.fileUnreadable({ file, because: codeOf(error) })
  }
  try {
    return schema.parse(JSON.parse(text))
  } catch {
    throw problems.fileUnreadable({ file, because: 'it is not what jig wrote there' })
  }
}

/** Writes a settings file whole or not at all: a node whose settings a power cut had emptied would not start. */
export async function writeSettingsFile(file: string, settings: object): Promise<void> {
  await writeStatic(file, utf8(`${JSON.stringify(settings, undefined, 2)}\n`))
}
