import { describe, expect, test } from 'vitest'
import { verifyEd25519 } from '../../src/core/bytes/ed25519.ts'
import { sha256Hex } from '../../src/core/bytes/sha256.ts'
import { utf8 } from '../../src/core/bytes/utf8.ts'
import { parseLogIndex } from '../../src/core/log/log-index.ts'
import { leafHash } from '../../src/core/log/merkle.ts'
import { signPictureClaim } from '../../src/core/log/picture-claim.ts'
import { verifierKey } from '../../src/core/log/verifier-key.ts'
import { PICTURE_FORMAT, pictureDigest } from '../../src/core/picture/digest.ts'
import { proveVerdict } from '../../src/core/statement/prove-verdict.ts'
import { gatherCosignatures } from '../../src/server/follow/gather.ts'
import { memoryFiles } from '../../src/server/follow/node-files.ts'
import { demonstrationSigner } from '../../src/server/keys/node-signer.ts'
import { keys, NOW, ORIGIN, report, say } from '../contracts/some-log.ts'
import { until } from '../contracts/until.ts'
import {
  clockRead,
  policyOf,
  reports,
  trialFollower,
  trialLog,
  trialServer,
  type TrialFollower,
} from './trial-nodes.ts'

const logKey = verifierKey(ORIGIN, keys.log.publicKey, 'ed25519')
const north = demonstrationSigner('north.node')
const south = demonstrationSigner('south.node')

/** A log that publishes, honestly, what its entries come to. */
async function digestedLog(notes: readonly Uint8Array[]) {
  const log = await trialLog(notes)
  const size = log.ledger.size()
  const { digest } = pictureDigest(log.picture, size)
  const through = parseLogIndex(String(size - 1))
  await log.ledger.submit(
    say([keys.operator], { kind: 'picture-digested', through, format: PICTURE_FORMAT, digest }),
  )
  return log
}

/** One office shows one log to the north and another to the south, with another picture; the two know of each other. */
async function shownTwoLogs(more: readonly Uint8Array[] = []) {
  const forNorth = await digestedLog([...reports(4), clockRead('2016-09-13T08:30:00Z')])
  const forSouth = await digestedLog([...reports(5)])
  await forSouth.ledger.submitAll(more)
  const [showsNorth, showsSouth] = [await trialServer(forNorth.fetch), await trialServer(forSouth.fetch)]
  const nodes: { north?: TrialFollower; south?: TrialFollower } = {}
  const gone = new Response(null, { status: 503 })
  const northServer = await trialServer(async (request) => nodes.north?.fetch(request) ?? gone.clone())
  const southServer = await trialServer(async (request) => nodes.south?.fetch(request) ?? gone.clone())
  const policy = policyOf(
    [
      { signer: north, url: northServer.url },
      { signer: south, url: southServer.url },
    ],
    1,
  )
  const ofNorth = (nodes.north = await trialFollower(showsNorth.url, { signer: north, policy }))
  const ofSouth = (nodes.south = await trialFollower(showsSouth.url, { signer: south, policy }))
  return {
    north: ofNorth,
    south: ofSouth,
    forNorth,
    forSouth,
    southServer,
    policy,
    showsNorth,
    async [Symbol.asyncDispose]() {
      for (const each of [ofNorth, ofSouth, northServer, southServer, showsNorth, showsSouth])
        await each[Symbol.asyncDispose]()
      for (const each of [forNorth, forSouth]) await each[Symbol.asyncDispose]()
    },
  }
}

describe('two followers are shown two logs, and each publishes what its own came to', () => {
  test('each finds the split view, with both heads, and accuses no honest node', async () => {
    await using scene = await shownTwoLogs()
    for (let round = 0; round < 2; round++) {
      await scene.north.following.look()
      await scene.south.following.look()
    }
    for (const node of [scene.north, scene.south]) {
      expect(node.following.company.nodes().picture).not.toBeNull()
      expect(node.found()).toEqual(['split-view'])
      const [record] = node.following.company.verdicts()
      expect(record && proveVerdict(record, logKey, verifyEd25519).is).toBe('proven')
    }
  })

  test('it is listed once, also where a follower starts again and the heads carry other lines', async () => {
    await using scene = await shownTwoLogs()
    await scene.south.following.look()
    scene.southServer.lie = async (request) =>
      request.url.endsWith('/checkpoint') ? scene.forSouth.fetch(request) : undefined
    await scene.north.following.look()
    const { store, files } = scene.north
    expect(scene.north.following.company.verdicts()).toHaveLength(1)
    await scene.north[Symbol.asyncDispose]()
    scene.southServer.lie = undefined
    await using again = await trialFollower(scene.showsNorth.url, {
      signer: north,
      policy: scene.policy,
      store,
      files,
    })
    await again.following.look()
    await again.following.look()
    expect(again.following.company.verdicts()).toHaveLength(1)
  })

  test('where the other log is longer, its own tiles prove it before this one has grown', async () => {
    await using scene = await shownTwoLogs([report(80)])
    await scene.south.following.look()
    await scene.north.following.look()
    expect(scene.north.found()).toEqual(['history-rewritten'])
    const [record] = scene.north.following.company.verdicts()
    expect(record && proveVerdict(record, logKey, verifyEd25519).is).toBe('proven')
  })

  test('made-up tiles below a longer head, and a made-up root in a claim, convict nobody', async () => {
    await using scene = await shownTwoLogs([report(80)])
    const longer = await digestedLog([...reports(4), clockRead('2016-09-13T08:30:00Z')])
    await longer.ledger.submit(report(80))
    await scene.south.following.look()
    const claim = signPictureClaim(
      ORIGIN,
      {
        size: longer.ledger.size() - 2,
        root: leafHash(utf8('made up')),
        format: PICTURE_FORMAT,
        digest: sha256Hex(utf8('made up')),
      },
      south,
    )
    // The head is the honest one of the log that the north follows, grown by an entry; the tiles are of another.
    let tiles = 0
    scene.southServer.lie = async (request) => {
      if (request.url.endsWith('/checkpoint')) return longer.fetch(request)
      if (request.url.includes('/tile/')) tiles += 1
      return request.url.endsWith('/api/nodes') ? Response.json({ picture: { claim } }) : undefined
    }
    await scene.north.following.look()
    expect(tiles).toBeGreaterThan(0)
    expect(scene.north.found()).toEqual([])
    await longer[Symbol.asyncDispose]()
  })

  test('nor does the log’s own node call the node of the other log a liar', async () => {
    await using scene = await shownTwoLogs()
    await scene.south.following.look()
    let asked = 0
    scene.southServer.lie = async (request) => {
      if (request.url.endsWith('/api/nodes')) asked += 1
      // It cosigns this log too, so that it is asked for its claim.
      return request.url.endsWith('/add-checkpoint') ? ofBoth.fetch(request) : undefined
    }
    await using ofBoth = await trialFollower(scene.showsNorth.url, { signer: south })
    await using gathering = await gatherCosignatures({
      ledger: scene.forNorth.ledger,
      picture: scene.forNorth.picture,
      policy: scene.policy,
      files: memoryFiles(),
      clock: () => NOW,
      backOffMs: 1,
    })
    // Asked a second time, it has been heard the first.
    let n = 100
    await until(async () => {
      await scene.forNorth.ledger.submit(report(n++))
      return asked > 1
    }, 20)
    expect(gathering.company.verdicts()).toEqual([])
  })
})
