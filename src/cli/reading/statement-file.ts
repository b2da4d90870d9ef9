import { readFile } from 'node:fs/promises'
import { fromUtf8 } from '../../core/bytes/utf8.ts'
import { problems } from '../../core/problem.ts'
import { codeOf } from '../house/system-errors.ts'

/** The bytes of a file, or of the standard input where the file is `-`. @throws Problem `file-unreadable` */
export async function readGiven(file: string): Promise<Uint8Array> {
  try {
    if (file !== '-') return await readFile(file)
    const parts: Uint8Array[] = []
    for await (const part of process.stdin as AsyncIterable<Uint8Array>) parts.push(part)
    return new Uint8Array(Buffer.concat(parts))
  } catch (error) {
    throw problems.fileUnreadable({ file, because: codeOf(error) })
  }
}

/** @throws Problem `file-unreadable`, `utf8-malformed` */
export async function readGivenText(file: string): Promise<string> {
  return fromUtf8(await readGiven(file))
}
