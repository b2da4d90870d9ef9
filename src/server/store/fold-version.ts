import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What makes the picture and the book of a log: a change in it may make another picture of the same entries. */
const FOLDERS = ['../../core', '../ledger'].map((path) => fileURLToPath(new URL(path, import.meta.url)))
/** Names the exact version of every package that they use. */
const PACKAGE = new URL('../../../package.json', import.meta.url)

/**
 * The version of the code that folds: a digest of the very files that run. What one version put away, another does not
 * take up.
 */
export async function foldVersion(): Promise<string> {
  const hash = createHash('sha256')
    .update(process.version)
    .update(await readFile(PACKAGE))
  for (const folder of FOLDERS) {
    const names = (await readdir(folder, { recursive: true })).filter((name) => /\.[jt]s$/.test(name))
    const files = await Promise.all(names.toSorted().map((name) => readFile(join(folder, name))))
    for (const file of files) hash.update(`${file.length} `).update(file)
  }
  return hash.digest('hex')
}
