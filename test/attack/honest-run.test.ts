import { expect, test } from 'vitest'
import type { Following } from '../../src/server/follow/follow.ts'
import { gatherCosignatures } from '../../src/server/follow/gather.ts'
import { memoryFiles } from '../../src/server/follow/node-files.ts'
import { demonstrationSigner } from '../../src/server/keys/node-signer.ts'
import { memoryStore } from '../../src/server/store/memory-store.ts'
import { NOW, report } from '../contracts/some-log.ts'
import {
  appOf,
  foldedPicture,
  policyOf,
  trialFollower,
  trialLog,
  trialServer,
  type TrialFollower,
} from './trial-nodes.ts'

const north = demonstrationSigner('north.node')
const south = demonstrationSigner('south.node')

/** A seeded row of numbers below 2^32 (xorshift): the same run every time, on every machine. */
function* numbers(seed: number): Generator<number> {
  let x = seed
  for (;;) {
    x ^= x << 13
    x >>>= 0
    x ^= x >>> 17
    x ^= x << 5
    x >>>= 0
    yield x
  }
}

const STEPS = 150

test.each([1, 2, 3])(
  'honest operation with stops, lags and reconnects raises no alarm (seed %i)',
  async (seed) => {
    const row = numbers(seed * 7919)
    const draw = (below: number): number => (row.next().value ?? 0) % below
    await using log = await trialLog()
    const northOptions = { signer: north, store: memoryStore(), files: memoryFiles() }
    const southOptions = { signer: south, store: memoryStore(), files: memoryFiles() }
    const nodes: { north: TrialFollower | undefined; south: TrialFollower | undefined } = {
      north: undefined,
      south: undefined,
    }
    const gone = new Response(null, { status: 503 })
    await using northServer = await trialServer(
      async (request) => nodes.north?.fetch(request) ?? gone.clone(),
    )
    await using southServer = await trialServer(
      async (request) => nodes.south?.fetch(request) ?? gone.clone(),
    )
    const policy = policyOf(
      [
        { signer: north, url: northServer.url },
        { signer: south, url: southServer.url },
      ],
      1,
    )
    await using gathered = await gatherCosignatures({
      ledger: log.ledger,
      policy,
      files: memoryFiles(),
      clock: () => NOW,
      backOffMs: 1,
    })
    await using shared = await trialServer(async (request) => {
      const own = /^\/(checkpoint|api\/cosignatures|api\/nodes)$/.test(new URL(request.url).pathname)
      return own ? withCompany(request) : log.fetch(request)
    })
    const withCompany = appOf({
      ledger: gathered.ledger,
      picture: emptyPicture(),
      questions: [],
      company: gathered.company,
    })
    const start = {
      north: async () =>
        (nodes.north = await trialFollower(shared.url, { ...northOptions, policy, atATime: 16 })),
      south: async () =>
        (nodes.south = await trialFollower(shared.url, { ...southOptions, policy, atATime: 16 })),
    }
    const looking: Promise<unknown>[] = []
    const look = (following: Following | undefined): void => {
      const seen = following?.look().catch((error: unknown) => error)
      if (seen !== undefined) looking.push(seen)
    }
    let sent = 0
    for (let step = 0; step < STEPS; step++) {
      const name = draw(2) === 0 ? 'north' : 'south'
      switch (draw(9)) {
        case 0:
        case 1:
          await log.ledger.submitAll(Array.from({ length: 1 + draw(40) }, () => report(sent++)))
          break
        case 2:
          shared.down = draw(3) === 0
          break
        case 3:
          ;(name === 'north' ? northServer : southServer).down = draw(3) === 0
          break
        case 4:
          // Stopped in the middle of whatever it is doing, and started again from its own disk.
          await nodes[name]?.[Symbol.asyncDispose]()
          await Promise.all(looking.splice(0))
          await start[name]()
          break
        case 5:
          // A line that breaks off in the middle of an answer.
          shared.cutAfter = draw(2) === 0 ? undefined : draw(200)
          break
        case 6:
          await nodes[name]?.fetch(
            new Request('http://node/api/statements', {
              method: 'POST',
              headers: { 'content-type': 'text/plain' },
              body: Buffer.from(report(sent++)),
            }),
          )
          break
        default:
          look(nodes[name]?.following)
          if (draw(2) === 0) await Promise.all(looking.splice(0))
      }
    }
    shared.cutAfter = undefined
    shared.down = northServer.down = southServer.down = false
    for (const name of ['north', 'south'] as const) {
      nodes[name] ??= await start[name]()
      await nodes[name]?.following.look()
    }
    for (const name of ['north', 'south'] as const) {
      await nodes[name]?.following.look()
      expect(nodes[name]?.found()).toEqual([])
      expect(nodes[name]?.following.ledger.size()).toBe(log.ledger.size())
      expect(nodes[name]?.following.company.nodes().outbox).toEqual({ waiting: 0, refused: 0 })
    }
    // A run in which nothing happened would prove nothing.
    expect(sent).toBeGreaterThan(200)
    expect(gathered.company.verdicts()).toEqual([])
    expect(log.ledger.size()).toBe(9 + sent)
    await nodes.north?.[Symbol.asyncDispose]()
    await nodes.south?.[Symbol.asyncDispose]()
  },
)

function emptyPicture() {
  return foldedPicture().picture
}
