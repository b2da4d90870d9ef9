import type { AddressInfo } from 'node:net'
import type { Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import type { FindingName } from '../../src/core/log/finding.ts'
import { NO_COSIGNERS, type Policy } from '../../src/core/log/policy.ts'
import { verifierKey } from '../../src/core/log/verifier-key.ts'
import { addToPicture, createPicture, type Picture } from '../../src/core/picture/picture.ts'
import type { Signer } from '../../src/core/bytes/ed25519.ts'
import { actorId } from '../../src/core/statement/fields.ts'
import { follow, type FollowOptions, type Following } from '../../src/server/follow/follow.ts'
import { memoryFiles, type NodeFiles } from '../../src/server/follow/node-files.ts'
import { createApp } from '../../src/server/http/app.ts'
import type { Node } from '../../src/server/http/node.ts'
import { openLedger, type Ledger } from '../../src/server/ledger/ledger.ts'
import type { LogStore } from '../../src/server/ledger/ports.ts'
import { inlineSignatures } from '../../src/server/ledger/signatures.ts'
import { memoryStore } from '../../src/server/store/memory-store.ts'
import { keys, NOW, opening, ORIGIN, report, say, trial } from '../contracts/some-log.ts'

/** Answers a request in place of the honest node, which it may ask. `undefined` leaves the honest answer. */
export type Lie = (request: Request, honest: () => Promise<Response>) => Promise<Response | undefined>

/** A node on loopback that lies when it is told to. */
export type TrialServer = AsyncDisposable & {
  readonly url: string
  lie: Lie | undefined
  /** Whether it answers at all. Down, it cuts every connection. */
  down: boolean
  /** Bytes of each tile that get through before the line breaks; `undefined` for all of them. */
  cutAfter: number | undefined
}

type Fetch = (request: Request) => Response | Promise<Response>

export async function trialServer(fetch: Fetch, port = 0): Promise<TrialServer> {
  const served: Pick<TrialServer, 'lie' | 'down' | 'cutAfter'> = {
    lie: undefined,
    down: false,
    cutAfter: undefined,
  }
  const server = createAdaptorServer({
    fetch: async (request: Request) => {
      const honest = async (): Promise<Response> => fetch(request)
      return (await served.lie?.(request, honest)) ?? honest()
    },
  }) as Server
  server.prependListener('request', (request, response) => {
    const { down, cutAfter } = served
    if (down) request.socket.destroy()
    if (cutAfter === undefined || request.url?.startsWith('/tile/') !== true) return
    const send = response.write.bind(response)
    const cut = (chunk: unknown): typeof response => {
      if (chunk instanceof Uint8Array) send(chunk.subarray(0, cutAfter), () => request.socket.destroy())
      else request.socket.destroy()
      return response
    }
    response.end = cut
    response.write = (chunk: unknown) => cut(chunk).writable
  })
  await new Promise<void>((resolve) => server.listen({ port, host: '127.0.0.1' }, () => resolve()))
  return Object.assign(served, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  })
}

export function appOf(node: Node): Fetch {
  const app = createApp(node, {
    version: 'trial',
    now: () => performance.now(),
    addressOf: () => undefined,
    onFault: (error) => {
      throw error
    },
  })
  return async (request) => app.fetch(request)
}

export type TrialLog = AsyncDisposable & {
  readonly ledger: Ledger
  readonly picture: Picture
  readonly store: LogStore
  readonly fetch: Fetch
}

/** A log with its beginning and these entries after it. Two of them with the same notes are the same log. */
export async function trialLog(notes: readonly Uint8Array[] = [], start = opening()): Promise<TrialLog> {
  const store = memoryStore()
  const { picture, fold } = foldedPicture()
  const ledger = await openLedger(trial(store, { fold }))
  await ledger.submitAll([...start, ...notes])
  return {
    ledger,
    picture,
    store,
    fetch: appOf({ ledger, picture, questions: [] }),
    [Symbol.asyncDispose]: () => ledger[Symbol.asyncDispose](),
  }
}

export function foldedPicture() {
  const picture = createPicture()
  const texts = new Map<string, Uint8Array>()
  return {
    picture,
    fold: {
      add: (entry: Parameters<typeof addToPicture>[1]) =>
        addToPicture(picture, entry, (sha256) => texts.get(sha256)),
      blobAdded: (sha256: string, bytes: Uint8Array) => void texts.set(sha256, bytes),
    },
  }
}

export type TrialFollower = AsyncDisposable & {
  readonly following: Following
  readonly store: LogStore
  readonly files: NodeFiles
  readonly fetch: Fetch
  /** The names of what it found, each once, in alphabetical order. */
  readonly found: () => readonly FindingName[]
}

export async function trialFollower(url: string, more: Partial<FollowOptions> = {}): Promise<TrialFollower> {
  const store = more.store ?? memoryStore()
  const files = more.files ?? memoryFiles()
  const { picture, fold } = foldedPicture()
  const following = await follow({
    url,
    store,
    files,
    logKey: verifierKey(ORIGIN, keys.log.publicKey, 'ed25519'),
    policy: NO_COSIGNERS,
    signatures: inlineSignatures(),
    clock: () => NOW,
    fold,
    picture,
    name: 'a follower',
    ...more,
  })
  return {
    following,
    store,
    files,
    fetch: appOf({ ledger: following.ledger, picture, questions: [], company: following.company }),
    found: () => [...new Set(following.company.verdicts().map((record) => record.finding.why))].toSorted(),
    [Symbol.asyncDispose]: () => following[Symbol.asyncDispose](),
  }
}

export function cosignerKey(signer: Signer) {
  return verifierKey(signer.name, signer.publicKey, 'cosignature')
}

/** All of these cosigners are expected; `needed` of them make a head trusted. */
export function policyOf(
  cosigners: readonly { readonly signer: Signer; readonly url?: string }[],
  needed: number,
): Policy {
  return {
    logs: [],
    cosigners: cosigners.map(({ signer, url }) => ({ name: signer.name, key: cosignerKey(signer), url })),
    groups: [{ name: 'all-of-them', needed, members: cosigners.map(({ signer }) => signer.name) }],
    quorum: 'all-of-them',
  }
}

export function reports(count: number, from = 0): readonly Uint8Array[] {
  return Array.from({ length: count }, (_, i) => report(from + i))
}

export function clockRead(at: string): Uint8Array {
  return say([keys.operator], { kind: 'clock-read', readAt: at, saidAt: at })
}

export const actor = (name: string) => actorId.parse(name)
