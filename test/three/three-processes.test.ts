import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { nodesView, type NodesView } from '../../src/core/api/nodes.ts'
import { entriesView } from '../../src/core/api/log.ts'
import type { StatementText } from '../../src/core/statement/kinds.ts'
import { signStatement } from '../../src/core/statement/sign.ts'
import { DEMONSTRATION_LOG } from '../../src/cli/demonstration/build.ts'
import { demonstrationSigner } from '../../src/server/keys/node-signer.ts'
import { until } from '../contracts/until.ts'

const MAIN = fileURLToPath(new URL('../../dist/cli/three/main.js', import.meta.url))
const NAMES = ['shared', 'usa.node', 'rus.node'] as const
type Name = (typeof NAMES)[number]

/** The log's clock is this machine's, once the demonstration is loaded: a statement of 2016 would come ten years late. */
const NOW = `${new Date().toISOString().slice(0, 19)}Z`
/** Looks ask three processes, which give a hundred answers a second. */
const PAUSE_MS = 100
/** Three processes start, stop and start again, on a machine that may have more to do. */
const PATIENCE_MS = 180_000

let folder = ''
let firstPort = 0
let three: ChildProcess | undefined
const said: string[] = []
/** The newest process of each node. */
const pids = new Map<string, number>()

const address = (name: Name, path: string): string =>
  `http://127.0.0.1:${firstPort + NAMES.indexOf(name)}${path}`

/** What a node answers; `undefined` while it is not there. */
async function answerOf(name: Name, path: string): Promise<Response | undefined> {
  try {
    return await fetch(address(name, path))
  } catch {
    return undefined
  }
}

async function nodesOf(name: Name): Promise<NodesView | undefined> {
  const answer = await answerOf(name, '/api/nodes')
  return answer?.ok === true ? nodesView.parse(await answer.json()) : undefined
}

const kill = (name: Name): void => void process.kill(pids.get(name) ?? 0, 'SIGKILL')

/** A statement that everybody may make, in the name of one party's desk. */
function cited(about: string): Uint8Array {
  const value: StatementText = {
    jig: 1,
    log: DEMONSTRATION_LOG,
    kind: 'document-cited',
    by: ['usa.state'],
    saidAt: NOW,
    about,
  }
  return signStatement(value, [demonstrationSigner('usa.state')])
}

async function handIn(name: Name, note: Uint8Array): Promise<number> {
  const headers = { 'content-type': 'text/plain' }
  const answer = await fetch(address(name, '/api/statements'), {
    method: 'POST',
    headers,
    body: Buffer.from(note),
  })
  await answer.body?.cancel()
  return answer.status
}

/** The first of three ports in a row that nobody listens on. */
async function threeFreePorts(): Promise<number> {
  for (let port = 20_000 + (process.pid % 20_000); ; port += 3) {
    const free = await Promise.all([port, port + 1, port + 2].map(isFree))
    if (free.every(Boolean)) return port
  }
}

function isFree(port: number): Promise<boolean> {
  const probe = createServer()
  return new Promise((resolve) => {
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
}

async function allAgree(): Promise<boolean> {
  const heads = await Promise.all(NAMES.map(async (name) => (await answerOf(name, '/checkpoint'))?.text()))
  const texts = new Set(heads.map((head) => head?.split('\n\n')[0]))
  const nodes = await nodesOf('shared')
  return texts.size === 1 && nodes?.cosigners.every(({ says }) => says === 'given') === true
}

describe.skipIf(!existsSync(MAIN))(
  'npm run three: a shared office and two national nodes, a process each',
  () => {
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'jig-three-'))
      firstPort = await threeFreePorts()
      three = spawn(process.execPath, [MAIN], {
        env: { ...process.env, JIG_DATA: folder, JIG_PORT: String(firstPort) },
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      if (three.stdout === null) throw new Error('three says nothing')
      createInterface({ input: three.stdout }).on('line', (line) => {
        said.push(line)
        const [, name, pid] = /^(\S+)\s+starts: process (\d+)/.exec(line) ?? []
        if (name !== undefined) pids.set(name, Number(pid))
      })
      await until(allAgree, PAUSE_MS)
    }, PATIENCE_MS)
    afterAll(async () => {
      const ended = new Promise((resolve) => three?.once('exit', resolve))
      three?.kill('SIGTERM')
      await ended
      await rm(folder, { recursive: true, force: true })
    })

    test('all hold one log, and both national nodes stand behind its head', async () => {
      expect(await nodesOf('shared')).toMatchObject({ role: 'log', trusted: true, quorum: 'national' })
      for (const name of ['usa.node', 'rus.node'] as const)
        expect(await nodesOf(name)).toMatchObject({ name, role: 'follower', verdicts: 0 })
    })

    test(
      'one is killed: the office and the other go on, it is shown as absent, comes back and catches up alone',
      { timeout: PATIENCE_MS },
      async () => {
        kill('usa.node')
        await until(() =>
          said.some((line) => line.startsWith('usa.node') && line.includes('stopped (SIGKILL)')),
        )
        expect(await handIn('shared', cited('while one national node is gone'))).toBe(201)
        expect(await nodesOf('shared')).toMatchObject({
          cosigners: [
            { name: 'usa.node', says: 'absent', newest: { size: expect.any(Number) } },
            { name: 'rus.node' },
          ],
        })
        const [absent] = (await nodesOf('shared'))?.cosigners ?? []
        expect(absent?.behind).toBeGreaterThan(0)
        expect(absent?.absentSince).not.toBeNull()
        // The quorum is one of the two: the head is trusted without the absent one.
        await until(async () => (await nodesOf('shared'))?.trusted === true, PAUSE_MS)
        await until(allAgree, PAUSE_MS)
        expect((await nodesOf('shared'))?.cosigners).toMatchObject([{ behind: 0 }, { behind: 0 }])
      },
    )

    test(
      'the office is killed: what its party says at a national node is held, and arrives once, in order',
      { timeout: PATIENCE_MS },
      async () => {
        kill('shared')
        await until(() =>
          said.some((line) => line.startsWith('shared') && line.includes('stopped (SIGKILL)')),
        )
        const held = ['first', 'second', 'third'].map((word) =>
          cited(`held while the office was away: ${word}`),
        )
        for (const note of held) expect(await handIn('usa.node', note)).toBe(202)
        expect(await nodesOf('usa.node')).toMatchObject({ outbox: { waiting: 3, refused: 0 } })
        // Its own copy is served all the while.
        expect((await answerOf('usa.node', '/checkpoint'))?.status).toBe(200)
        await until(async () => (await nodesOf('usa.node'))?.outbox?.waiting === 0, PAUSE_MS)
        await until(allAgree, PAUSE_MS)
        const size = (await nodesOf('shared'))?.size ?? 0
        const answer = await answerOf('shared', `/api/entries?from=${size - 20}&limit=20`)
        const { entries } = entriesView.parse(await answer?.json())
        const notes = held.map((note) => new TextDecoder().decode(note))
        expect(entries.map(({ note }) => note).filter((note) => notes.includes(note))).toEqual(notes)
        for (const name of NAMES) expect((await nodesOf(name))?.verdicts).toBe(0)
      },
    )
  },
)
