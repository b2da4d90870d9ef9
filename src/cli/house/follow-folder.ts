import { join } from 'node:path'
import { z } from 'zod'
import { formatVerifierKey, parseVerifierKey, type VerifierKey } from '../../core/log/verifier-key.ts'
import { problems } from '../../core/problem.ts'
import { makeFolder } from './data-folder.ts'
import { readSettingsFile, writeSettingsFile } from './settings-file.ts'

/** What a following node was told at its first start, and holds to at every later one. */
export type FollowSettings = {
  /** The node that is followed. */
  readonly url: string
  /** The key that the log is checked with: another one is another log. */
  readonly logKey: VerifierKey
}

const FILE = 'follow.json'
const followFile = z.strictObject({ url: z.string(), logKey: z.string().transform(parseVerifierKey) })

/** Where a node keeps what is its own beside the log: cosigned heads, findings, statements that wait. */
export function nodeFolder(data: string): string {
  return join(data, 'node')
}

/**
 * What the folder of a following node says; `undefined` where it is none.
 * @throws Problem `file-unreadable`
 */
export async function readFollowSettings(data: string): Promise<FollowSettings | undefined> {
  return readSettingsFile(join(data, FILE), followFile)
}

/** @throws Problem `store-unwritable` */
export async function writeFollowSettings(data: string, { url, logKey }: FollowSettings): Promise<void> {
  await makeFolder(data)
  await writeSettingsFile(join(data, FILE), { url, logKey: formatVerifierKey(logKey) })
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
