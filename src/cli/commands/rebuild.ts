import { availableParallelism } from 'node:os'
import { signaturePool } from '../../server/ledger/signatures.ts'
import { rebuildStore } from '../../server/store/rebuild.ts'
import { formatVerifierKey, parseVerifierKey } from '../../core/log/verifier-key.ts'
import { problems } from '../../core/problem.ts'
import { EXIT } from '../exit-codes.ts'
import { dataFolder, writeSettings } from '../house/data-folder.ts'
import { openStore, type Place } from '../house/open-log.ts'
import { progress } from '../print/progress.ts'
import { logFolderIn, settingsIn } from '../reading/folder.ts'
import type { Streams } from '../streams.ts'

/** Makes a store from exported files, checking all of them against the log's key. */
export async function rebuildCommand(
  place: Place,
  options: { readonly from: string; readonly key: string | undefined; readonly json: boolean },
  streams: Streams,
): Promise<number> {
  const folder = await logFolderIn(options.from)
  const settings = await settingsIn(folder)
  const logKey = options.key === undefined ? settings.logKey : parseVerifierKey(options.key)
  await using store = await openStore(place)
  const stored = await store.readHead()
  if (stored !== undefined) {
    throw problems.headMoved({
      size: stored.size,
      fix: 'rebuild into an empty folder: name another with --data',
    })
  }
  await using signatures = signaturePool(availableParallelism())
  const bars = { checking: progress('Checking', streams), writing: progress('Writing', streams) }
  const report = await rebuildStore({
    folder,
    store,
    logKey,
    signatures,
    onProgress: (doing, done, of) => {
      if (doing === 'writing') bars.checking.end()
      bars[doing].to(done, of)
    },
  })
  for (const bar of Object.values(bars)) bar.end()
  if (!report.verdict.holds) {
    streams.out(`The files are NOT intact, and the store was left empty: ${report.verdict.why}`)
    return EXIT.no
  }
  await writeSettings(dataFolder(place.data).log, { ...settings, logKey: formatVerifierKey(logKey) })
  if (options.json) streams.out(JSON.stringify({ origin: settings.origin, size: report.entries }))
  else streams.out(`${settings.origin}: ${report.entries} entries are in ${place.data} again.`)
  return EXIT.fine
}
