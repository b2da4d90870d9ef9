import { describe, expect, test } from 'vitest'
import { toBase64 } from '../../src/core/bytes/base64.ts'
import { isTrusted } from '../../src/core/log/policy.ts'
import { verifyEd25519 } from '../../src/core/bytes/ed25519.ts'
import { demonstrationSigner } from '../../src/server/keys/node-signer.ts'
import { policyOf, reports, trialFollower, trialLog, trialServer } from './trial-nodes.ts'

const north = demonstrationSigner('north.node')
const south = demonstrationSigner('south.node')

describe('following', () => {
  test('a fresh node fetches, checks and serves the same log', async () => {
    await using log = await trialLog(reports(300))
    await using server = await trialServer(log.fetch)
    await using node = await trialFollower(server.url)
    expect(await node.following.look()).toEqual({ is: 'grown', from: 0, size: 309 })
    expect(toBase64(node.following.ledger.head())).toBe(toBase64(log.ledger.head()))
    const ask = async (fetch: typeof log.fetch, path: string) =>
      new Uint8Array(await (await fetch(new Request(`http://node${path}`))).arrayBuffer())
    for (const path of [
      '/tile/0/000',
      '/tile/entries/001.p/53',
      '/api/entries/300',
      '/api/log',
      '/api/entries/300/receipt',
    ]) {
      expect(toBase64(await ask(node.fetch, path)), path).toBe(toBase64(await ask(log.fetch, path)))
    }
    expect(node.found()).toEqual([])
  })

  test('it goes on where it stopped, from its own store', async () => {
    await using log = await trialLog(reports(5))
    await using server = await trialServer(log.fetch)
    const first = await trialFollower(server.url)
    await first.following.look()
    await first[Symbol.asyncDispose]()
    await log.ledger.submitAll(reports(5, 100))
    await using again = await trialFollower(server.url, { store: first.store, files: first.files })
    expect(again.following.ledger.size()).toBe(14)
    expect(await again.following.look()).toEqual({ is: 'grown', from: 14, size: 19 })
  })

  test('cut off in the middle of catching up, it keeps what it had checked and goes on from there', async () => {
    await using log = await trialLog(reports(300))
    await using server = await trialServer(log.fetch)
    const before = await trialFollower(server.url, { atATime: 32 })
    server.lie = async (request) =>
      request.url.includes('/tile/entries/001') ? new Response(null, { status: 503 }) : undefined
    expect(await before.following.look()).toMatchObject({ is: 'line-down' })
    expect((await before.store.readHead())?.size).toBe(256)
    expect((await before.fetch(new Request('http://node/checkpoint'))).status).toBe(503)
    await before[Symbol.asyncDispose]()
    server.lie = undefined
    let asked = ''
    await using again = await trialFollower(server.url, {
      atATime: 32,
      store: before.store,
      files: before.files,
    })
    server.lie = async (request) => {
      asked += `${new URL(request.url).pathname} `
      return undefined
    }
    expect(await again.following.look()).toMatchObject({ is: 'grown', size: 309 })
    expect(asked).not.toContain('/tile/entries/000')
    expect(toBase64(again.following.ledger.head())).toBe(toBase64(log.ledger.head()))
  })

  test('a head it has checked carries its cosignature, here and at the log’s own node', async () => {
    await using log = await trialLog(reports(3))
    await using server = await trialServer(log.fetch)
    await using node = await trialFollower(server.url, {
      signer: north,
      policy: policyOf([{ signer: north }, { signer: south }], 1),
    })
    await node.following.look()
    const trust = isTrusted(
      node.following.ledger.head(),
      policyOf([{ signer: north }, { signer: south }], 1),
      verifyEd25519,
    )
    expect(trust.trusted).toBe(true)
    expect(trust.cosigners.map(({ says }) => says.is)).toEqual(['given', 'absent'])
  })
})
