import { formatVerifierKey, verifierKey } from '../../core/log/verifier-key.ts'
import { addToPicture, createPicture, type Picture } from '../../core/picture/picture.ts'
import { problems } from '../../core/problem.ts'
import type { Named } from '../../core/statement/fields.ts'
import { isInstant, type Instant } from '../../core/time/instant.ts'
import { createKey, openKey } from '../../server/keys/key-files.ts'
import { demonstrationSigner } from '../../server/keys/node-signer.ts'
import { openLedger, type Ledger, type LedgerKeys } from '../../server/ledger/ledger.ts'
import { openNewLog } from '../../server/ledger/new-log.ts'
import type { Fold, LogStore } from '../../server/ledger/ports.ts'
import { openPgliteStore } from '../../server/store/pglite.ts'
import { openPostgresStore } from '../../server/store/postgres.ts'
import { openTileExport } from '../../server/store/tile-export.ts'
import { DEMONSTRATION_LOG, DEMONSTRATION_ORIGIN } from '../demonstration/build.ts'
import { dataFolder, makeFolder, readSettings, writeSettings, type LogSettings } from './data-folder.ts'
import { checkNotFollowing } from './follow-folder.ts'
import { holding } from './held.ts'
import type { AskPassphrase } from './passphrase.ts'

/** Where a node's log is, and who is asked for the passphrase of its keys. */
export type Place = {
  readonly data: string
  /** A PostgreSQL server in place of the embedded store. */
  readonly databaseUrl: string | undefined
  readonly passphrase: AskPassphrase
}

export type OpenLog = AsyncDisposable & {
  readonly ledger: Ledger
  readonly picture: Picture
  readonly settings: LogSettings
  /** Does work whose statements bring their own clock readings, as those of the demonstration do. */
  readonly withOwnClock: <T>(work: () => Promise<T>) => Promise<T>
}

export type OpenOptions = {
  readonly onProgress?: (read: number, of: number) => void
  readonly onTrouble: (error: unknown) => void
}

/** The operator of the demonstration: the reconstruction's own desk. */
const DEMONSTRATION_OPERATOR = 'secretariat'

/** This machine's wall clock. */
export function systemClock(): Instant {
  const now = Date.now()
  if (isInstant(now)) return now
  throw new RangeError('the clock of this machine stands before 1970 or after 9999')
}

/** @throws Problem `store-in-use`, `store-unwritable`, `store-unreachable` */
export async function openStore({ data, databaseUrl }: Place): Promise<LogStore> {
  const folder = dataFolder(data)
  if (databaseUrl === undefined) return openPgliteStore({ folder: folder.store })
  await makeFolder(folder.root)
  return openPostgresStore(databaseUrl)
}

/**
 * Opens the log of a place, or the demonstration where the place holds none yet.
 * @throws Problem of the store, `store-foreign`, `store-damaged`, `passphrase-wrong`
 */
export async function openLog(place: Place, options: OpenOptions): Promise<OpenLog> {
  await checkNotFollowing(place.data)
  const folder = dataFolder(place.data)
  const settings = await readSettings(folder.log)
  if (settings === undefined || settings.demonstration)
    return opened(place, demonstrationKeys(), true, options)
  const passphrase = await place.passphrase(`the keys of ${settings.origin}`)
  const keys = {
    log: await openKey(folder.keys, settings.origin, passphrase),
    operator: await openKey(folder.keys, settings.operator, passphrase),
  }
  return opened(place, { keys, log: settings.log }, false, options)
}

/** A log that begins: its name inside statements, its name in the world, its operator, what it is called. */
export type NewLog = {
  readonly log: string
  readonly origin: string
  readonly operator: string
  readonly title: Named
}

/**
 * Makes keys and opens an empty log in a place that holds none.
 * @throws Problem `store-foreign` where it holds one already, and those of the store and the keys
 */
export async function initLog(
  place: Place,
  fresh: NewLog,
  onTrouble: OpenOptions['onTrouble'],
): Promise<LogSettings> {
  const folder = dataFolder(place.data)
  const there = await readSettings(folder.log)
  if (there !== undefined) throw problems.storeForeign({ found: there.origin, expected: fresh.origin })
  await using store = await openStore(place)
  if ((await store.readHead()) !== undefined) {
    throw problems.storeForeign({ found: 'another log', expected: fresh.origin })
  }
  const passphrase = await place.passphrase(`the new keys of ${fresh.origin}`)
  const keys = {
    log: await createKey(folder.keys, fresh.origin, passphrase),
    operator: await createKey(folder.keys, fresh.operator, passphrase),
  }
  await using mirror = await openTileExport(folder.log, store, onTrouble)
  const options = {
    store,
    keys,
    clock: systemClock,
    log: fresh.log,
    stamp: (): 'by-clock' => 'by-clock',
    mirror,
  }
  await using ledger = await openNewLog(
    { ...options, fold: { add: () => undefined } },
    {
      title: fresh.title,
      demonstration: false,
    },
  )
  await writeSettingsOf(folder.log, fresh.log, keys, false)
  await mirror.settled()
  return { ...fresh, logKey: ledger.logKey, demonstration: false }
}

function demonstrationKeys() {
  const keys = {
    log: demonstrationSigner(DEMONSTRATION_ORIGIN),
    operator: demonstrationSigner(DEMONSTRATION_OPERATOR),
  }
  return { keys, log: DEMONSTRATION_LOG }
}

async function opened(
  place: Place,
  { keys, log }: { readonly keys: LedgerKeys; readonly log: string },
  demonstration: boolean,
  { onProgress, onTrouble }: OpenOptions,
): Promise<OpenLog> {
  const folder = dataFolder(place.data)
  const { value, close } = await holding(async (hold) => {
    const store = hold(await openStore(place))
    const mirror = hold(await openTileExport(folder.log, store, onTrouble))
    const { picture, fold } = foldedPicture()
    let ownClock = false
    const stamp = () => (ownClock ? 'by-hand' : 'by-clock')
    const clock = systemClock
    const ledger = hold(
      await openLedger({ store, keys, clock, log, fold, stamp, mirror, onProgress, onTrouble }),
    )
    await writeSettingsOf(folder.log, log, keys, demonstration)
    const { origin, logKey } = ledger
    const withOwnClock: OpenLog['withOwnClock'] = async (work) => {
      ownClock = true
      try {
        return await work()
      } finally {
        ownClock = false
      }
    }
    const settings = { log, origin, operator: keys.operator.name, logKey, demonstration }
    return { ledger, picture, settings, withOwnClock }
  })
  return { ...value, [Symbol.asyncDispose]: close }
}

function writeSettingsOf(
  folder: string,
  log: string,
  keys: LedgerKeys,
  demonstration: boolean,
): Promise<void> {
  const origin = keys.log.name
  const logKey = formatVerifierKey(verifierKey(origin, keys.log.publicKey, 'ed25519'))
  return writeSettings(folder, { log, origin, operator: keys.operator.name, logKey, demonstration })
}

/** A picture, and the fold that makes it: the texts that entries name are kept beside it. */
export function foldedPicture(): { readonly picture: Picture; readonly fold: Fold } {
  const picture = createPicture()
  const texts = new Map<string, Uint8Array>()
  return {
    picture,
    fold: {
      add: (entry) => addToPicture(picture, entry, (sha256) => texts.get(sha256)),
      blobAdded: (sha256, bytes) => void texts.set(sha256, bytes),
    },
  }
}
