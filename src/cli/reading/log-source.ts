import { join } from 'node:path'
import { logView } from '../../core/api/log.ts'
import { parseVerifierKey, type VerifierKey } from '../../core/log/verifier-key.ts'
import { problems } from '../../core/problem.ts'
import { readStatic } from '../../server/store/static-files.ts'
import { logFolderIn, settingsIn } from './folder.ts'
import { fetchFrom } from './pictures.ts'

/** A log's files, wherever they are: on a running jig, on any web server, in a folder. */
export type LogSource = {
  /** A file by its path below the log's address. @throws where it is not handed out */
  readonly read: (path: string) => Promise<Uint8Array>
  /** The key that the log's keeper says is its own. Whoever wants to be sure gives a key that came another way. */
  readonly claimedKey: () => Promise<VerifierKey>
}

/** @throws Problem `file-unreadable`, `server-unreachable` */
export async function logSource(urlOrFolder: string): Promise<LogSource> {
  return /^https?:\/\//.test(urlOrFolder) ? sourceAt(urlOrFolder) : sourceIn(urlOrFolder)
}

function sourceAt(url: string): LogSource {
  return {
    read: async (path) => {
      const response = await fetchFrom(url, path)
      if (!response.ok) throw new Error(`${url} answered ${response.status} for ${path}`)
      return new Uint8Array(await response.arrayBuffer())
    },
    claimedKey: async () => {
      const response = await fetchFrom(url, '/api/log')
      if (response.ok)
        return parseVerifierKey(logView.pick({ logKey: true }).parse(await response.json()).logKey)
      throw problems.serverUnreachable({
        url,
        because: `it answered ${response.status} and no key`,
        fix: 'give the key of the log with --key',
      })
    },
  }
}

async function sourceIn(folder: string): Promise<LogSource> {
  const logFolder = await logFolderIn(folder)
  return {
    read: async (path) => {
      const bytes = await readStatic(join(logFolder, path))
      if (bytes === undefined) throw problems.tileMissing({ path })
      return bytes
    },
    claimedKey: async () => (await settingsIn(logFolder)).logKey,
  }
}
