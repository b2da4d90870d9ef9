import { describe, expect, test } from 'vitest'
import { toBase64 } from '../../src/core/bytes/base64.ts'
import { verifyEd25519 } from '../../src/core/bytes/ed25519.ts'
import { sha256Hex, type Sha256 } from '../../src/core/bytes/sha256.ts'
import { fromUtf8, utf8 } from '../../src/core/bytes/utf8.ts'
import { parseLogIndex } from '../../src/core/log/log-index.ts'
import { signPictureClaim, type DigestClaim } from '../../src/core/log/picture-claim.ts'
import { verifierKey } from '../../src/core/log/verifier-key.ts'
import { PICTURE_FORMAT, pictureDigest } from '../../src/core/picture/digest.ts'
import type { CopyAt } from '../../src/core/statement/prove-picture.ts'
import { proveVerdict } from '../../src/core/statement/prove-verdict.ts'
import { parseDuration } from '../../src/core/time/instant.ts'
import { gatherCosignatures } from '../../src/server/follow/gather.ts'
import { memoryFiles } from '../../src/server/follow/node-files.ts'
import { demonstrationSigner } from '../../src/server/keys/node-signer.ts'
import { ownRoot } from '../../src/server/follow/own-tiles.ts'
import { publishDigests } from '../../src/server/ledger/publish-digests.ts'
import { keys, LOG, NOW, ORIGIN, report, say } from '../contracts/some-log.ts'
import {
  clockRead,
  policyOf,
  reports,
  trialFollower,
  trialLog,
  trialServer,
  type Lie,
  type TrialLog,
} from './trial-nodes.ts'

const logKey = verifierKey(ORIGIN, keys.log.publicKey, 'ed25519')
const north = demonstrationSigner('north.node')
const south = demonstrationSigner('south.node')

function digested(size: number, digest: Sha256): Uint8Array {
  const through = parseLogIndex(String(size - 1))
  return say([keys.operator], { kind: 'picture-digested', through, format: PICTURE_FORMAT, digest })
}

/** The picture with one incident less in it: what a keeper might publish who wants one forgotten. */
function falsePicture({ picture, ledger }: TrialLog): string {
  const { text } = pictureDigest(picture, ledger.size())
  const lie = text.replace(/^incidents (\d+)$/m, (_, n: string) => `incidents ${Number(n) - 1}`)
  if (lie === text) throw new Error('the lie is no lie')
  return lie
}

/** The whole copy of the log that a third person has. */
async function copyOf({ ledger, picture }: TrialLog): Promise<CopyAt> {
  const sizes = Array.from({ length: ledger.size() + 1 }, (_, size) => size)
  const roots = await Promise.all(sizes.map((size) => ownRoot(ledger, size)))
  return (size) => {
    const root = roots[size]
    return root === undefined ? undefined : { root, digest: pictureDigest(picture, size).digest }
  }
}

describe('the log’s keeper publishes a false digest of the picture', () => {
  test('a follower names the log, the size, both digests, and the figure, and follows on', async () => {
    await using log = await trialLog([...reports(6), clockRead('2016-09-13T08:30:00Z')])
    const lie = falsePicture(log)
    const size = log.ledger.size()
    await log.ledger.putBlob(utf8(lie))
    await log.ledger.submit(digested(size, sha256Hex(utf8(lie))))
    await using server = await trialServer(log.fetch)
    await using node = await trialFollower(server.url)
    expect(await node.following.look()).toMatchObject({ is: 'grown', size: size + 1 })
    const [record] = node.following.company.verdicts()
    if (record === undefined) throw new Error('there is no verdict')
    expect(record).toMatchObject({
      origin: ORIGIN,
      from: server.url,
      finding: {
        why: 'picture-differs',
        index: size,
        size,
        published: sha256Hex(utf8(lie)),
        computed: pictureDigest(log.picture, size).digest,
        figure: { line: 5, published: 'incidents 5', computed: 'incidents 6' },
      },
    })
    // A third person sees from the file that the log said so, and has to fold the log to see that it is false.
    const proof = proveVerdict(record, logKey, verifyEd25519)
    expect(proof.is).toBe('beyond-proof')
    expect(proof.because).toContain('receipt')
    expect(proveVerdict(record, logKey, verifyEd25519, await copyOf(log)).is).toBe('proven')
    await log.ledger.submit(report(70))
    expect(await node.following.look()).toMatchObject({ is: 'grown', size: size + 2 })
    expect(node.found()).toEqual(['picture-differs'])
  })

  test('one who keeps the text of the false picture back is named all the same', async () => {
    await using log = await trialLog(reports(3))
    await log.ledger.submit(digested(log.ledger.size(), sha256Hex(utf8('anything'))))
    await using server = await trialServer(log.fetch)
    await using node = await trialFollower(server.url)
    await node.following.look()
    expect(node.following.company.verdicts()).toMatchObject([
      { finding: { why: 'picture-differs', figure: null } },
    ])
  })

  test('a text that has another digest than the published one is nobody’s word', async () => {
    await using log = await trialLog(reports(3))
    const digest = sha256Hex(utf8('anything'))
    await log.ledger.submit(digested(log.ledger.size(), digest))
    await using server = await trialServer(log.fetch)
    server.lie = async (request) =>
      request.url.endsWith(`/blob/${digest}`) ? new Response('incidents 1000\n') : undefined
    await using node = await trialFollower(server.url)
    await node.following.look()
    expect(node.following.company.verdicts()).toMatchObject([{ finding: { figure: null } }])
  })

  test('a node that was stopped before it compared does so at its next start', async () => {
    await using log = await trialLog(reports(3))
    await log.ledger.submit(digested(log.ledger.size(), sha256Hex(utf8('anything'))))
    await using server = await trialServer(log.fetch)
    // Without the picture the node compares nothing, like one that stops right after it has stored the entries.
    const first = await trialFollower(server.url, { picture: undefined })
    await first.following.look()
    expect(first.found()).toEqual([])
    await first[Symbol.asyncDispose]()
    await using again = await trialFollower(server.url, { store: first.store, files: first.files })
    await again.following.look()
    expect(again.found()).toEqual(['picture-differs'])
  })
})

test('honest digests, published day after day by the log’s clock, are found to be right', async () => {
  await using log = await trialLog()
  await using _ = publishDigests({
    ledger: log.ledger,
    picture: log.picture,
    log: LOG,
    operator: keys.operator,
    clock: () => NOW,
    every: parseDuration('24h'),
    onTrouble: (error) => {
      throw error
    },
  })
  await using server = await trialServer(log.fetch)
  await using node = await trialFollower(server.url, { signer: north })
  const published = (): number => log.picture.record.ofKind.get('picture-digested')?.length ?? 0
  const days = [
    '2016-09-10T20:00:00Z',
    '2016-09-11T19:59:00Z',
    '2016-09-11T20:00:00Z',
    '2016-09-12T21:00:00Z',
  ]
  const after: number[] = []
  for (const [i, day] of days.entries()) {
    await log.ledger.submitAll([clockRead(day), report(i)])
    await log.ledger.idle()
    await settled(log)
    after.push(published())
    await node.following.look()
  }
  // The second reading comes a minute too early for another.
  expect(after).toEqual([1, 1, 2, 3])
  expect(node.found()).toEqual([])
  const newest = log.picture.record.ofKind.get('picture-digested')?.at(-1) ?? -1
  const view = node.following.company.nodes().picture
  expect(view).toMatchObject({ digest: pictureDigest(log.picture, view?.size ?? 0).digest })
  expect(view?.size).toBeLessThanOrEqual(newest)
})

/** Waits until nothing more is being published. */
async function settled(log: TrialLog): Promise<void> {
  for (let size = -1; size !== log.ledger.size();) {
    size = log.ledger.size()
    await new Promise((resolve) => setTimeout(resolve, 20))
    await log.ledger.idle()
  }
}

/** Answers `/api/nodes` with another claim under the node's own key. */
const claims =
  (claimed: Pick<DigestClaim, 'size' | 'root' | 'digest'>, signer = north): Lie =>
  async (request, honest) => {
    if (!request.url.endsWith('/api/nodes')) return undefined
    const { size, digest } = claimed
    const claim = signPictureClaim(ORIGIN, { ...claimed, format: PICTURE_FORMAT }, signer)
    const view = (await (await honest()).json()) as object
    return Response.json({ ...view, picture: { size, digest, claim } })
  }

describe('a follower lies about its picture', () => {
  /** The log's own node and two followers, who know of each other. */
  async function three() {
    const log = await trialLog([...reports(5), clockRead('2016-09-13T08:30:00Z')])
    const size = log.ledger.size()
    await log.ledger.submit(digested(size, pictureDigest(log.picture, size).digest))
    const server = await trialServer(log.fetch)
    const policy = policyOf([{ signer: north, url: 'http://north' }, { signer: south }], 1)
    const liar = await trialFollower(server.url, { signer: north })
    const liarServer = await trialServer(liar.fetch)
    const withUrls = {
      ...policy,
      cosigners: policy.cosigners.map((one) => ({
        ...one,
        url: one.name === north.name ? liarServer.url : undefined,
      })),
    }
    return {
      log,
      size,
      root: await ownRoot(log.ledger, size),
      server,
      liar,
      liarServer,
      policy: withUrls,
      async [Symbol.asyncDispose]() {
        for (const each of [liarServer, liar, server, log]) await each[Symbol.asyncDispose]()
      },
    }
  }

  test('the log’s own node names it, by what it signed', async () => {
    await using scene = await three()
    const { log, size, root, liar, liarServer } = scene
    const digest = sha256Hex(utf8('another picture'))
    liarServer.lie = claims({ size, root, digest })
    await liar.following.look()
    await using gathering = await gatherCosignatures({
      ledger: log.ledger,
      picture: log.picture,
      policy: scene.policy,
      files: memoryFiles(),
      clock: () => NOW,
      backOffMs: 1,
    })
    await expect.poll(() => gathering.company.verdicts().length).toBe(1)
    const [record] = gathering.company.verdicts()
    if (record?.finding.why !== 'node-picture-differs') throw new Error('another finding')
    const computed = pictureDigest(log.picture, size).digest
    expect(record.finding).toMatchObject({ node: north.name, size, published: digest, computed })
    // Proved to a third person by the signed claim and the log itself; without the log, only that it was claimed.
    expect(proveVerdict(record, logKey, verifyEd25519).is).toBe('beyond-proof')
    const copyAt = await copyOf(log)
    expect(proveVerdict(record, logKey, verifyEd25519, copyAt).is).toBe('proven')
    const claimed = { size, root, format: PICTURE_FORMAT, digest: computed }
    const honest = signPictureClaim(ORIGIN, claimed, north)
    const swapped = { ...record, finding: { ...record.finding, claim: honest } }
    expect(proveVerdict(swapped, logKey, verifyEd25519, copyAt).is).toBe('unproven')
  })

  test('another follower names it too, with the figure where the liar hands its text out', async () => {
    await using scene = await three()
    const { log, size, root, server, liarServer } = scene
    const lie = pictureDigest(log.picture, size).text.replace(/^incidents .*$/m, 'incidents 0')
    const digest = sha256Hex(utf8(lie))
    const lying = claims({ size, root, digest })
    liarServer.lie = async (request, honest) =>
      request.url.endsWith(`/blob/${digest}`) ? new Response(lie) : lying(request, honest)
    await using node = await trialFollower(server.url, { signer: south, policy: scene.policy })
    await node.following.look()
    expect(node.following.company.verdicts()).toMatchObject([
      {
        from: liarServer.url,
        finding: {
          why: 'node-picture-differs',
          node: north.name,
          figure: { published: 'incidents 0', computed: 'incidents 5' },
        },
      },
    ])
  })

  test('what somebody else signed, or nobody, is no claim of that node', async () => {
    await using scene = await three()
    const { size, root, server, liarServer } = scene
    liarServer.lie = claims({ size, root, digest: sha256Hex(utf8('another')) }, south)
    await using node = await trialFollower(server.url, { signer: south, policy: scene.policy })
    await node.following.look()
    liarServer.lie = async (request) =>
      request.url.endsWith('/api/nodes') ? new Response('no json') : undefined
    await node.following.look()
    expect(node.found()).toEqual([])
  })

  test('an honest claim is no finding', async () => {
    await using scene = await three()
    await scene.liar.following.look()
    const { claim } = scene.liar.following.company.nodes().picture ?? {}
    expect(fromUtf8(utf8(claim ?? ''))).toContain(
      `${ORIGIN}\n${scene.size}\n${toBase64(scene.root)}\n${PICTURE_FORMAT}\n`,
    )
    await using node = await trialFollower(scene.server.url, { signer: south, policy: scene.policy })
    await node.following.look()
    expect(node.found()).toEqual([])
  })
})
