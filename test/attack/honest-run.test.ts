import { expect, test } from 'vitest'
import { pictureDigest } from '../../src/core/picture/digest.ts'
import { formatInstant, parseDuration, parseInstant, plus } from '../../src/core/time/instant.ts'
import type { Following } from '../../src/server/follow/follow.ts'
import { gatherCosignatures } from '../../src/server/follow/gather.ts'
import { lineTo } from '../../src/server/follow/line.ts'
import { memoryFiles } from '../../src/server/follow/node-files.ts'
import { demonstrationSigner } from '../../src/server/keys/node-signer.ts'
import { memoryStore } from '../../src/server/store/memory-store.ts'
import { publishDigests } from '../../src/server/ledger/publish-digests.ts'
import { keys, LOG, NOW, report } from '../contracts/some-log.ts'
import {
  appOf,
  clockRead,
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
const START = parseInstant('2016-09-10T00:00:00Z')
const minutes = (n: number) => parseDuration(`${n}min`)

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
      picture: log.picture,
      policy,
      files: memoryFiles(),
      clock: () => NOW,
      backOffMs: 1,
      connect: (to, signal) => lineTo(to, { signal, patienceMs: 200 }),
    })
    const digests = publishDigests({
      ledger: log.ledger,
      picture: log.picture,
      log: LOG,
      operator: keys.operator,
      clock: () => NOW,
      every: parseDuration('1h'),
      onTrouble: (error) => {
        throw error
      },
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
        (nodes.north = await trialFollower(shared.url, { ...northOptions, policy, connect, atATime: 16 })),
      south: async () =>
        (nodes.south = await trialFollower(shared.url, { ...southOptions, policy, connect, atATime: 16 })),
    }
    /** Bounds how long a hanging node costs this run; whoever answers is quicker. */
    const connect = (to: string, signal: AbortSignal) =>
      lineTo(to, { signal, patienceMs: to === shared.url ? 20_000 : 200 })
    const looking: Promise<unknown>[] = []
    const look = (following: Following | undefined): void => {
      const seen = following?.look().catch((error: unknown) => error)
      if (seen !== undefined) looking.push(seen)
    }
    let sent = 0
    let read = 0
    let hanging = 0
    for (let step = 0; step < STEPS; step++) {
      const name = draw(2) === 0 ? 'north' : 'south'
      switch (draw(10)) {
        case 0:
        case 1:
          await log.ledger.submitAll(Array.from({ length: 1 + draw(40) }, () => report(sent++)))
          if (draw(2) === 0)
            await log.ledger.submit(clockRead(formatInstant(plus(START, minutes(20 * ++read)))))
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
        case 7:
          // It takes connections and answers nothing, as a stopped process does.
          hanging += 1
          ;(name === 'north' ? northServer : southServer).lie =
            draw(3) === 0 ? () => new Promise(() => {}) : undefined
          break
        default:
          look(nodes[name]?.following)
          if (draw(2) === 0) await Promise.all(looking.splice(0))
      }
    }
    await digests[Symbol.asyncDispose]()
    const digested = log.picture.record.ofKind.get('picture-digested')?.length ?? 0
    shared.cutAfter = undefined
    shared.down = northServer.down = southServer.down = false
    northServer.lie = southServer.lie = undefined
    for (const name of ['north', 'south'] as const) {
      nodes[name] ??= await start[name]()
      await nodes[name]?.following.look()
    }
    for (const name of ['north', 'south'] as const) {
      await nodes[name]?.following.look()
      expect(nodes[name]?.found()).toEqual([])
      expect(nodes[name]?.following.ledger.size()).toBe(log.ledger.size())
      const view = nodes[name]?.following.company.nodes()
      expect(view?.outbox).toEqual({ waiting: 0, refused: 0 })
      const { size = 0, digest } = view?.picture ?? {}
      expect(digest).toBe(pictureDigest(log.picture, size).digest)
    }
    // A run in which nothing happened would prove nothing.
    expect(sent).toBeGreaterThan(200)
    expect(hanging).toBeGreaterThan(3)
    expect(gathered.company.verdicts()).toEqual([])
    expect(digested).toBeGreaterThan(2)
    expect(log.ledger.size()).toBe(9 + sent + read + digested)
    await nodes.north?.[Symbol.asyncDispose]()
    await nodes.south?.[Symbol.asyncDispose]()
  },
  120_000,
)

function emptyPicture() {
  return foldedPicture().picture
}
