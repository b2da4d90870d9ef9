import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))

/** Opens the keys of every log that this suite makes. */
export const PASSPHRASE = 'a passphrase for a log that lives for one test'

/** Where a node keeps its log. */
export type NodePlace = { readonly data: string; readonly databaseUrl?: string | undefined }

/** `jig serve` in a process of its own. */
export type NodeProcess = {
  readonly port: number
  /** All that it said to its operator, progress left out. */
  said(): string
  /** SIGKILL: no goodbye. Resolves when the process is gone. */
  kill(): Promise<void>
  /** Asks it to stop, as Ctrl-C does, and gives its exit code. */
  stop(): Promise<number | null>
  /** Halts the process where it stands, without ending it. */
  freeze(): void
  /** Resolves with the exit code when the process ends, for whatever reason. */
  readonly ended: Promise<number | null>
}

/** Why the suite cannot be run; `undefined` where it can. */
export function whyNoNode(): string | undefined {
  return existsSync(MAIN) ? undefined : 'not built: npm run build:code'
}

function jig(args: readonly string[], databaseUrl: string | undefined) {
  const { DATABASE_URL: _, ...env } = process.env
  return spawn(process.execPath, [MAIN, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...env,
      JIG_PASSPHRASE: PASSPHRASE,
      // Often enough that kills fall while one is being written.
      JIG_SNAPSHOT_EVERY: '16',
      ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
    },
  })
}

/** A command of jig from its beginning to its end. */
export async function jigCommand(
  args: readonly string[],
  databaseUrl?: string,
): Promise<{ readonly exit: number | null; readonly out: string; readonly err: string }> {
  const child = jig(args, databaseUrl)
  const said = { out: '', err: '' }
  child.stdout.on('data', (text: Buffer) => (said.out += text.toString()))
  child.stderr.on('data', (text: Buffer) => (said.err += text.toString()))
  const exit = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { exit, ...said }
}

/** A command of jig that is under way, and can be killed. */
export function startingCommand(args: readonly string[]): { isOver(): boolean; kill(): Promise<void> } {
  const child = jig(args, undefined)
  child.stdout.resume()
  child.stderr.resume()
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  return {
    isOver: () => child.exitCode !== null,
    kill() {
      child.kill('SIGKILL')
      return ended
    },
  }
}

/** A node that is starting: it can be killed before it listens. */
export type StartingNode = {
  kill(): Promise<void>
  /** Rejects, with what it said, where it ends before it listens. */
  readonly listening: Promise<NodeProcess>
}

/** Starts `jig serve` on any free port. */
export function startingNode({ data, databaseUrl }: NodePlace): StartingNode {
  const child = jig(['serve', '--data', data, '--port', '0'], databaseUrl)
  let said = ''
  child.stderr.on('data', (text: Buffer) => (said += text.toString()))
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL')
    await ended
  }
  const listening = new Promise<number>((resolve, reject) => {
    let out = ''
    child.stdout.on('data', (text: Buffer) => {
      out += text.toString()
      const found = /http:\/\/localhost:(\d+)/.exec(out)?.[1]
      if (found !== undefined) resolve(Number(found))
    })
    void ended.then(() => reject(new Error(`the node ended before it listened: ${said}`)))
  }).then((port): NodeProcess => {
    return {
      port,
      said: () => said.replaceAll(/^.*(?:Reading the log|Stopping).*\n?/gm, ''),
      kill,
      async stop() {
        child.kill('SIGTERM')
        return ended
      },
      freeze: () => void child.kill('SIGSTOP'),
      ended,
    }
  })
  listening.catch(() => {})
  return { kill, listening }
}

/** @throws where it ends before it listens, with what it said */
export function startNode(place: NodePlace): Promise<NodeProcess> {
  return startingNode(place).listening
}
