import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { formatVerifierKey, parseVerifierKey, type VerifierKey } from '../../core/log/verifier-key.ts'
import { problems } from '../../core/problem.ts'
import { codeOf, hasCode, makeFolder } from './data-folder.ts'

/** What a following node was told at its first start, and holds to at every later one. */
export type FollowSettings = {
  /** The node that is followed. */
  readonly url: string
  /** The key that the log is checked with: another one is another log. */
  readonly logKey: VerifierKey
}

const FILE = 'follow.json'
const followFile = z.strictObject({ url: z.string(), logKey: z.string() })

/** Where a node keeps what is its own beside the log: cosigned heads, findings, statements that wait. */
export function nodeFolder(data: string): string {
  return join(data, 'node')
}

/**
 * What the folder of a following node says; `undefined` where it is none.
 * @throws Problem `file-unreadable`
 */
export async function readFollowSettings(data: string): Promise<FollowSettings | undefined> {
  const file = join(data, FILE)
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return undefined
    throw problems.fileUnreadable({ file, because: codeOf(error) })
  }
  try {
    const { url, logKey } = followFile.parse(JSON.parse(text))
    return { url, logKey: parseVerifierKey(logKey) }
  } catch {
    throw problems.fileUnreadable({ file, because: 'it is not what jig wrote there' })
  }
}

/** @throws Problem `store-unwritable` */
export async function writeFollowSettings(data: string, { url, logKey }: FollowSettings): Promise<void> {
  await makeFolder(data)
  const text = JSON.stringify({ url, logKey: formatVerifierKey(logKey) }, undefined, 2)
  await writeFile(join(data, FILE), `${text}\n`, { flush: true })
}

/**
 * Refuses to write into the folder of a node that follows: its entries come from another node alone.
 * @throws Problem `store-foreign`
 */
export async function checkNotFollowing(data: string): Promise<void> {
  const follows = await readFollowSettings(data)
  if (follows === undefined) return
  throw problems.storeForeign({
    found: `the copy of ${follows.logKey.name} that follows ${follows.url}`,
    expected: 'a log of its own',
    fix: `go on with jig follow ${follows.url} --data ${data}, or choose another folder with --data`,
  })
}
