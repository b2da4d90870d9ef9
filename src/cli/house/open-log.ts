import { existsSync } from 'node:fs'
import type { Signer } from '../../core/bytes/ed25519.ts'
import { formatVerifierKey, verifierKey } from '../../core/log/verifier-key.ts'
import type { Picture } from '../../core/picture/picture.ts'
import { problems } from '../../core/problem.ts'
import type { Named } from '../../core/statement/fields.ts'
import { isInstant, type Duration, type Instant } from '../../core/time/instant.ts'
import { createKey, keyPath, openKey } from '../../server/keys/key-files.ts'
import { demonstrationSigner } from '../../server/keys/node-signer.ts'
import { openLedger, type Ledger, type LedgerKeys } from '../../server/ledger/ledger.ts'
import { openNewLog } from '../../server/ledger/new-log.ts'
import type { LogStore, Snapshots } from '../../server/ledger/ports.ts'
import { publishDigests } from '../../server/ledger/publish-digests.ts'
import { openPgliteStore } from '../../server/store/pglite.ts'
import { openPostgresStore } from '../../server/store/postgres.ts'
import { openSnapshotFiles } from '../../server/store/snapshot-files.ts'
import { openTileExport } from '../../server/store/tile-export.ts'
import { DEMONSTRATION_LOG, DEMONSTRATION_ORIGIN } from '../demonstration/build.ts'
import { dataFolder, makeFolder, readSettings, writeSettings, type LogSettings } from './data-folder.ts'
import { checkNotFollowing } from './follow-folder.ts'
import { foldedPicture } from './folded-picture.ts'
import { holding } from './held.ts'
import type { AskPassphrase } from './passphrase.ts'
import { beginInit, checkInitFinished, endInit, unfinishedInit } from './unfinished-init.ts'

/** Where a node's log is, and who is asked for the passphrase of its keys. */
export type Place = {
  readonly data: string
  /** A PostgreSQL server in place of the embedded store. */
  readonly databaseUrl: string | undefined
  readonly passphrase: AskPassphrase
  /** After how many new entries the state is put away for a quick start; `undefined` leaves it to the store. */
  readonly snapshotEvery?: number | undefined
}

export type OpenLog = AsyncDisposable & {
  readonly ledger: Ledger
  readonly picture: Picture
  readonly settings: LogSettings
  /** Does work whose statements bring their own clock readings, as those of the demonstration do. */
  readonly withOwnClock: <T>(work: () => Promise<T>) => Promise<T>
  /** From now on publishes digests of the picture, so often by the log's own clock. */
  readonly publishDigests: (every: Duration) => void
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

/** Where the node of a place puts its state away. */
export function openSnapshots(
  { data, snapshotEvery }: Place,
  onTrouble: OpenOptions['onTrouble'],
): Promise<Snapshots> {
  return openSnapshotFiles({ folder: dataFolder(data).snapshot, every: snapshotEvery, onTrouble })
}

/**
 * Opens the log of a place, or the demonstration where the place holds none yet.
 * @throws Problem of the store, `store-foreign`, `store-damaged`, `passphrase-wrong`
 */
export async function openLog(place: Place, options: OpenOptions): Promise<OpenLog> {
  await checkNotFollowing(place.data)
  await checkInitFinished(place.data)
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
  /** Who must all sign what changes the rules of the log. */
  readonly coChairs?: readonly string[] | undefined
}

/**
 * Makes keys and opens an empty log in a place that holds none, or goes on where the making of this very log was cut off.
 * @throws Problem `store-foreign` where it holds one already, and those of the store and the keys
 */
export async function initLog(
  place: Place,
  fresh: NewLog,
  onTrouble: OpenOptions['onTrouble'],
): Promise<LogSettings> {
  const folder = dataFolder(place.data)
  const begun = await unfinishedInit(place.data)
  const there = begun ?? (await readSettings(folder.log))
  const goesOn =
    begun?.origin === fresh.origin && begun.log === fresh.log && begun.operator === fresh.operator
  if (there !== undefined && !goesOn)
    throw problems.storeForeign({ found: there.origin, expected: fresh.origin })
  await using store = await openStore(place)
  if ((await store.readHead()) !== undefined && !goesOn) {
    throw problems.storeForeign({ found: 'another log', expected: fresh.origin })
  }
  await beginInit(place.data, fresh)
  const passphrase = await place.passphrase(`the new keys of ${fresh.origin}`)
  const keyNamed = (name: string): Promise<Signer> =>
    (goesOn && existsSync(keyPath(folder.keys, name)) ? openKey : createKey)(folder.keys, name, passphrase)
  const keys = { log: await keyNamed(fresh.origin), operator: await keyNamed(fresh.operator) }
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
      coChairs: fresh.coChairs,
    },
  )
  await writeSettingsOf(folder.log, fresh.log, keys, false)
  await mirror.settled()
  await endInit(place.data)
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
    const snapshots = hold(await openSnapshots(place, onTrouble))
    const { picture, fold } = foldedPicture()
    let ownClock = false
    const stamp = () => (ownClock ? 'by-hand' : 'by-clock')
    const clock = systemClock
    const ledger = hold(
      await openLedger({ store, keys, clock, log, fold, stamp, mirror, snapshots, onProgress, onTrouble }),
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
    const startDigests: OpenLog['publishDigests'] = (every) =>
      void hold(publishDigests({ ledger, picture, log, operator: keys.operator, clock, every, onTrouble }))
    const settings = { log, origin, operator: keys.operator.name, logKey, demonstration }
    return { ledger, picture, settings, withOwnClock, publishDigests: startDigests }
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
