import { availableParallelism } from 'node:os'
import {
  parseVerifierKey,
  formatVerifierKey,
  verifierKey,
  type VerifierKey,
} from '../../core/log/verifier-key.ts'
import type { Signer } from '../../core/bytes/ed25519.ts'
import type { Policy } from '../../core/log/policy.ts'
import { problems } from '../../core/problem.ts'
import { follow, type Following } from '../../server/follow/follow.ts'
import { diskFiles } from '../../server/follow/node-files.ts'
import { serve, type Listening } from '../../server/http/serve.ts'
import { StaticFiles } from '../../server/http/static-files.ts'
import { createKey, listKeys, openKey } from '../../server/keys/key-files.ts'
import { demonstrationSigner } from '../../server/keys/node-signer.ts'
import { signaturePool } from '../../server/ledger/signatures.ts'
import { openTileExport } from '../../server/store/tile-export.ts'
import { demonstrationQuestions } from '../demonstration/load.ts'
import { DEMONSTRATION_LOG } from '../demonstration/build.ts'
import { EXIT } from '../exit-codes.ts'
import { dataFolder, readSettings, writeSettings } from '../house/data-folder.ts'
import { nodeFolder, readFollowSettings, writeFollowSettings } from '../house/follow-folder.ts'
import { foldedPicture } from '../house/folded-picture.ts'
import { openSnapshots, openStore, systemClock, type Place } from '../house/open-log.ts'
import { readPolicy } from '../house/read-policy.ts'
import { expectShortLives } from '../house/short-lived.ts'
import { progress } from '../print/progress.ts'
import { logSource } from '../reading/log-source.ts'
import type { Streams } from '../streams.ts'
import { followLines } from './follow-lines.ts'

export type FollowCommandOptions = {
  readonly port: number
  readonly host: string
  readonly cors: string | undefined
  /** Proxies whose word on who asks is taken. */
  readonly trustedProxies: readonly string[] | undefined
  readonly web: string
  readonly version: string
  /** The log's key, had from somewhere else than the node that is followed. */
  readonly key: string | undefined
  readonly policy: string | undefined
  /** Under which name the node cosigns; without it, it only reads. */
  readonly name: string | undefined
  /** Cosigns with the published key of the demonstration, which proves nothing. */
  readonly demonstration: boolean
  readonly stopped: Promise<unknown>
}

/** Follows another node: fetches and checks its log, cosigns it, and serves the same API from its own copy. */
export async function followCommand(
  url: string,
  place: Place,
  options: FollowCommandOptions,
  streams: Streams,
): Promise<number> {
  expectShortLives()
  const folder = dataFolder(place.data)
  const policy = await readPolicy(options.policy)
  const logKey = await pinnedKey(url, place, options, policy, streams)
  const signer =
    options.name === undefined ? undefined : await nodeKey(options.name, place, options.demonstration)
  if (signer !== undefined) {
    const key = formatVerifierKey(verifierKey(signer.name, signer.publicKey, 'cosignature'))
    streams.out(`cosigns as ${signer.name}; its key, for the policies of others: ${key}`)
  }
  const onTrouble = (error: unknown): void =>
    streams.err(`jig: ${error instanceof Error ? error.message : String(error)}`)
  await using store = await openStore(place)
  await writeFollowSettings(place.data, { url, logKey })
  await using mirror = await openTileExport(folder.log, store, onTrouble)
  await using snapshots = await openSnapshots(place, onTrouble)
  // While it catches up this thread has little else to do.
  await using signatures = signaturePool(availableParallelism())
  const { picture, fold } = foldedPicture()
  const bar = progress('Reading and checking entries', streams)
  const say = followLines(url, streams)
  await using following: Following = await follow({
    url,
    store,
    files: diskFiles(nodeFolder(place.data)),
    logKey,
    policy,
    signatures,
    clock: systemClock,
    fold,
    picture,
    mirror,
    snapshots,
    name: options.name ?? `the node in ${place.data}`,
    signer,
    onProgress: bar.to,
    onEvent(event) {
      if (event.is === 'look') bar.end()
      say(event)
    },
    onTrouble,
  })
  following.ledger.onPublished(() => {
    const { log = DEMONSTRATION_LOG, operator = '', demonstration } = picture.registry
    const settings = { log, operator, demonstration, origin: logKey.name, logKey: formatVerifierKey(logKey) }
    readSettings(folder.log)
      .then(async (there) => there ?? writeSettings(folder.log, settings))
      .catch(onTrouble)
  })
  await using listening: Listening = await serve(
    {
      ledger: following.ledger,
      picture,
      // What is followed may be the demonstration; that is known only once its first entry is here.
      get questions() {
        return picture.registry.log === DEMONSTRATION_LOG ? demonstrationQuestions() : []
      },
      company: following.company,
    },
    { ...options, files: new StaticFiles(options.web), onFault: onTrouble },
  )
  following.start()
  streams.out(`follows ${logKey.name} at ${url}, and serves it at ${listening.url}`)
  await options.stopped
  streams.err('Stopping.')
  return EXIT.fine
}

/**
 * The key that the log is checked with: given, from the policy, kept from the first start, or, the first time and said
 * aloud, the one that the followed node claims.
 * @throws Problem `store-foreign` where the folder follows another log
 */
async function pinnedKey(
  url: string,
  { data }: Place,
  options: FollowCommandOptions,
  policy: Policy,
  { err }: Streams,
): Promise<VerifierKey> {
  const kept = (await readFollowSettings(data))?.logKey
  const given = options.key === undefined ? policy.logs[0]?.key : parseVerifierKey(options.key)
  if (kept !== undefined && given !== undefined && formatVerifierKey(kept) !== formatVerifierKey(given)) {
    throw problems.storeForeign({
      found: kept.name,
      expected: given.name,
      fix: 'follow another log in a folder of its own',
    })
  }
  const known = given ?? kept
  if (known !== undefined) return known
  // A folder that already holds a log of its own must never be filled from elsewhere.
  const own = await readSettings(dataFolder(data).log)
  if (own !== undefined) {
    throw problems.storeForeign({
      found: own.origin,
      expected: `a copy of ${url}`,
      fix: 'choose another folder with --data',
    })
  }
  const claimed = await (await logSource(url)).claimedKey()
  err(`jig: the log’s key is taken from the node itself: ${formatVerifierKey(claimed)}`)
  err('  → compare it with what others were told; from now on no other key is taken')
  return claimed
}

async function nodeKey(name: string, place: Place, demonstration: boolean): Promise<Signer> {
  if (demonstration) return demonstrationSigner(name)
  const { keys } = dataFolder(place.data)
  const there = (await listKeys(keys)).some(({ key }) => key.name === name)
  const passphrase = await place.passphrase(there ? `the key of ${name}` : `the new key of ${name}`)
  return there ? openKey(keys, name, passphrase) : createKey(keys, name, passphrase)
}
