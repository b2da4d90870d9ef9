import { describe, expect, test } from 'vitest'
import { concat } from '../../src/core/bytes/bytes.ts'
import { fromUtf8, utf8 } from '../../src/core/bytes/utf8.ts'
import { verifyEd25519 } from '../../src/core/bytes/ed25519.ts'
import { formatCosignRequest } from '../../src/core/log/cosign-request.ts'
import { cosignatureBy } from '../../src/core/log/cosignature.ts'
import { isTrusted, type Policy } from '../../src/core/log/policy.ts'
import { parseNote } from '../../src/core/log/signed-note.ts'
import { parseReceipt, verifyReceipt } from '../../src/core/log/receipt.ts'
import { gatherCosignatures } from '../../src/server/follow/gather.ts'
import { memoryFiles } from '../../src/server/follow/node-files.ts'
import { demonstrationSigner } from '../../src/server/keys/node-signer.ts'
import { memoryStore } from '../../src/server/store/memory-store.ts'
import { NOW, report } from '../contracts/some-log.ts'
import { until } from '../contracts/until.ts'
import {
  appOf,
  cosignerKey,
  foldedPicture,
  policyOf,
  reports,
  trialFollower,
  trialLog,
  trialServer,
  type TrialLog,
} from './trial-nodes.ts'

const north = demonstrationSigner('north.node')
const south = demonstrationSigner('south.node')

async function gathering(log: TrialLog, policy: Policy) {
  return gatherCosignatures({
    ledger: log.ledger,
    policy,
    files: memoryFiles(),
    clock: () => NOW,
    backOffMs: 5,
  })
}

const ask = async (
  fetch: (request: Request) => Response | Promise<Response>,
  path: string,
  body: Uint8Array,
) =>
  fetch(
    new Request(`http://node${path}`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: Buffer.from(body),
    }),
  )

describe('a log among its cosigners', () => {
  test('asks those with an address, and serves head and receipts with what it was given', async () => {
    await using log = await trialLog(reports(4))
    await using shared = await trialServer(log.fetch)
    await using node = await trialFollower(shared.url, { signer: north })
    await using northServer = await trialServer(node.fetch)
    const policy = policyOf([{ signer: north, url: northServer.url }, { signer: south }], 1)
    await using gathered = await gathering(log, policy)
    await until(() => gathered.company.nodes().trusted)
    expect(isTrusted(gathered.ledger.head(), policy, verifyEd25519).trusted).toBe(true)
    expect(gathered.company.nodes().cosigners).toMatchObject([
      { name: 'north.node', says: 'given', behind: 0, newest: { size: 13 } },
      { name: 'south.node', says: 'absent', behind: null },
    ])
    await log.ledger.submit(report(8))
    await until(() => gathered.company.nodes().trusted && gathered.company.nodes().size === 14)
    const receipt = await gathered.ledger.receipt(parseReceipt(await receiptBytes(log)).index)
    const cosigners = { keys: [cosignerKey(north)], needed: 1 }
    expect(verifyReceipt(report(8), receipt, log.ledger.logKey, verifyEd25519, cosigners)).toEqual({
      holds: true,
    })
  })

  test('one that is cut off is shown as absent and stops nothing; when it is back it is asked again', async () => {
    await using log = await trialLog(reports(2))
    await using shared = await trialServer(log.fetch)
    await using node = await trialFollower(shared.url, { signer: north })
    await using northServer = await trialServer(node.fetch)
    await using gathered = await gathering(log, policyOf([{ signer: north, url: northServer.url }], 1))
    await until(() => gathered.company.nodes().trusted)
    northServer.down = true
    await log.ledger.submitAll(reports(3, 50))
    await until(() => gathered.company.nodes().cosigners[0]?.trouble !== null)
    expect(gathered.company.nodes()).toMatchObject({
      size: 14,
      trusted: false,
      cosigners: [{ says: 'absent', behind: 3 }],
    })
    northServer.down = false
    await until(() => gathered.company.nodes().trusted)
    expect(gathered.company.nodes().cosigners).toMatchObject([{ says: 'given', behind: 0, trouble: null }])
  })

  test('a cosigner that cannot be reached hands its line in by itself', async () => {
    await using log = await trialLog(reports(2))
    const policy = policyOf([{ signer: north }], 1)
    await using gathered = await gathering(log, policy)
    const { picture } = foldedPicture()
    await using shared = await trialServer(
      appOf({ ledger: gathered.ledger, picture, questions: [], company: gathered.company }),
    )
    await using node = await trialFollower(shared.url, { signer: north })
    await node.following.look()
    expect(gathered.company.nodes()).toMatchObject({ trusted: true, cosigners: [{ says: 'given' }] })
    await using stranger = await trialFollower(shared.url, { signer: south })
    await stranger.following.look()
    const offered = await ask(
      appOf({ ledger: gathered.ledger, picture, questions: [], company: gathered.company }),
      '/api/cosignatures',
      stranger.following.ledger.head(),
    )
    expect(offered.status).toBe(200)
    expect(fromUtf8(gathered.ledger.head())).not.toContain('south.node')
  })
})

async function receiptBytes(log: TrialLog): Promise<Uint8Array> {
  const response = await log.fetch(new Request('http://node/api/entries/13/receipt'))
  return new Uint8Array(await response.arrayBuffer())
}

describe('add-checkpoint (C2SP tlog-witness)', () => {
  async function cosigning() {
    const log = await trialLog(reports(3))
    const server = await trialServer(log.fetch)
    const node = await trialFollower(server.url, { signer: north })
    return {
      log,
      node,
      request: (oldSize: number, path: readonly never[] = []) =>
        formatCosignRequest({ oldSize, path, head: log.ledger.head() }),
      async [Symbol.asyncDispose]() {
        await node[Symbol.asyncDispose]()
        await server[Symbol.asyncDispose]()
        await log[Symbol.asyncDispose]()
      },
    }
  }

  test('200: signature lines, after every entry was fetched and checked', async () => {
    await using scene = await cosigning()
    const response = await ask(scene.node.fetch, '/add-checkpoint', scene.request(0))
    expect(response.status).toBe(200)
    const { text } = parseNote(scene.log.ledger.head())
    const note = parseNote(utf8(`${text}\n${await response.text()}`))
    expect(cosignatureBy(note, cosignerKey(north), verifyEd25519)).toEqual({ is: 'given', at: NOW })
    expect(scene.node.following.ledger.size()).toBe(12)
  })

  test('409 with the size cosigned last, in its own media type', async () => {
    await using scene = await cosigning()
    await ask(scene.node.fetch, '/add-checkpoint', scene.request(0))
    const response = await ask(scene.node.fetch, '/add-checkpoint', scene.request(0))
    expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([
      409,
      'text/x.tlog.size',
      '12\n',
    ])
    expect((await ask(scene.node.fetch, '/add-checkpoint', scene.request(12))).status).toBe(200)
  })

  test('422 for a proof that does not lead to the head, 400 for an old size above it', async () => {
    await using scene = await cosigning()
    await ask(scene.node.fetch, '/add-checkpoint', scene.request(0))
    await scene.log.ledger.submit(report(9))
    expect((await ask(scene.node.fetch, '/add-checkpoint', scene.request(12))).status).toBe(422)
    expect((await ask(scene.node.fetch, '/add-checkpoint', scene.request(99))).status).toBe(400)
    expect((await ask(scene.node.fetch, '/add-checkpoint', utf8('old 01\n\n'))).status).toBe(400)
  })

  test('404 for another log, 403 for a head that the log has not signed', async () => {
    await using scene = await cosigning()
    const head = fromUtf8(scene.log.ledger.head())
    const other = concat(
      utf8('old 0\n\n'),
      utf8(head.replaceAll('jig.example/trial-2016', 'other.example/log')),
    )
    expect((await ask(scene.node.fetch, '/add-checkpoint', other)).status).toBe(404)
    const unsigned = concat(utf8('old 0\n\n'), utf8(head.replace('\n12\n', '\n11\n')))
    expect((await ask(scene.node.fetch, '/add-checkpoint', unsigned)).status).toBe(403)
  })

  test('of two requests at once, the smaller head is answered 409 when the larger was cosigned first', async () => {
    await using scene = await cosigning()
    const small = scene.request(0)
    await scene.log.ledger.submit(report(9))
    const [first, second] = await Promise.all([
      ask(scene.node.fetch, '/add-checkpoint', scene.request(0)),
      ask(scene.node.fetch, '/add-checkpoint', small),
    ])
    expect([first.status, second.status, await second.text()]).toEqual([200, 409, '13\n'])
  })

  test('503, and no word on the log, while the entries below the head cannot be had', async () => {
    await using scene = await cosigning()
    await using cutOff = await trialFollower('http://127.0.0.1:9', { signer: south })
    const response = await ask(cutOff.fetch, '/add-checkpoint', scene.request(0))
    expect([response.status, await response.json()]).toMatchObject([503, { code: 'log-not-fetched' }])
    expect(response.headers.get('retry-after')).not.toBeNull()
    expect(cutOff.found()).toEqual([])
  })

  test('409 for another root of the size cosigned last, which is kept as a split view', async () => {
    await using scene = await cosigning()
    await ask(scene.node.fetch, '/add-checkpoint', scene.request(0))
    await using twin = await trialLog([report(0), report(1), report(70)])
    const other = formatCosignRequest({ oldSize: 12, path: [], head: twin.ledger.head() })
    const response = await ask(scene.node.fetch, '/add-checkpoint', other)
    // No size is named: it could only be asked with the same one again.
    expect([response.status, response.headers.get('content-type')]).toEqual([
      409,
      'text/plain; charset=utf-8',
    ])
    expect(scene.node.found()).toEqual(['split-view'])
  })

  test('what was cosigned is remembered over a restart: never a smaller head', async () => {
    await using scene = await cosigning()
    const small = scene.request(0)
    await scene.log.ledger.submit(report(9))
    await scene.node.following.look()
    await using again = await trialFollower('http://127.0.0.1:9', {
      signer: north,
      store: scene.node.store,
      files: scene.node.files,
    })
    const response = await ask(again.fetch, '/add-checkpoint', small)
    expect([response.status, await response.text()]).toEqual([409, '13\n'])
  })

  test('a node without a key cosigns nothing', async () => {
    await using scene = await cosigning()
    await using reader = await trialFollower('http://127.0.0.1:9', { store: memoryStore() })
    expect((await ask(reader.fetch, '/add-checkpoint', scene.request(0))).status).toBe(404)
  })
})

describe('statements handed in at a follower', () => {
  test('are handed on, and the author gets the shared node’s own receipt', async () => {
    await using log = await trialLog(reports(1))
    await using server = await trialServer(log.fetch)
    await using node = await trialFollower(server.url)
    await node.following.look()
    const answer = await ask(node.fetch, '/api/statements', report(5))
    expect([answer.status, answer.headers.get('location')]).toEqual([201, '/api/entries/10'])
    const receipt = parseReceipt(new Uint8Array(await answer.arrayBuffer()))
    expect(verifyReceipt(report(5), receipt, log.ledger.logKey, verifyEd25519)).toEqual({ holds: true })
    const refused = await ask(node.fetch, '/api/statements', report(5))
    expect([refused.status, await refused.json()]).toMatchObject([409, { code: 'duplicate-statement' }])
  })

  test('are held in order while the line is cut, over a restart, and then delivered once each', async () => {
    await using log = await trialLog(reports(1))
    await using server = await trialServer(log.fetch)
    const node = await trialFollower(server.url, { signer: north })
    await node.following.look()
    server.down = true
    const places = []
    for (const n of [20, 21, 22]) {
      const answer = await ask(node.fetch, '/api/statements', report(n))
      expect(answer.status).toBe(202)
      places.push(((await answer.json()) as { place: number }).place)
    }
    expect(places).toEqual([1, 2, 3])
    await node[Symbol.asyncDispose]()
    await using again = await trialFollower(server.url, {
      signer: north,
      store: node.store,
      files: node.files,
    })
    expect(await again.following.look()).toMatchObject({ is: 'line-down' })
    expect(again.following.company.nodes().outbox).toEqual({ waiting: 3, refused: 0 })
    server.down = false
    await again.following.look()
    expect(again.following.company.nodes().outbox).toEqual({ waiting: 0, refused: 0 })
    expect((await log.ledger.entries(10, 9)).map(fromUtf8)).toEqual(
      [20, 21, 22].map((n) => fromUtf8(report(n))),
    )
    const next = await ask(again.fetch, '/api/statements', report(23))
    expect(next.status).toBe(201)
  })

  test('what the shared node refuses at last is kept with the reason, and hinders nothing after it', async () => {
    await using log = await trialLog(reports(1))
    await using server = await trialServer(log.fetch)
    await using node = await trialFollower(server.url)
    await node.following.look()
    server.down = true
    await ask(node.fetch, '/api/statements', report(1, demonstrationSigner('nobody.known')))
    await ask(node.fetch, '/api/statements', report(2))
    server.down = false
    await node.following.look()
    expect(node.following.company.nodes().outbox).toEqual({ waiting: 0, refused: 1 })
    expect(log.ledger.size()).toBe(11)
    expect(fromUtf8((await node.files.read('refused/000000000001.json')) ?? utf8(''))).toContain(
      'signer-unknown',
    )
  })

  test('what no node would take is refused at once, also while the line is cut', async () => {
    await using node = await trialFollower('http://127.0.0.1:9')
    const answer = await ask(node.fetch, '/api/statements', utf8('no statement'))
    expect([answer.status, await answer.json()]).toMatchObject([400, { code: 'note-malformed' }])
  })
})
