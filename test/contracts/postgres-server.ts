import { execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { once } from 'node:events'
import { Pool } from 'pg'

/** A PostgreSQL server for tests. `url` gives a connection string to a new, empty schema of it. */
export type PostgresServer = {
  url(): Promise<string>
  pool(url: string): Pool
  /** Stops it at once, as a crash would, and starts it again; `undefined` for a server that is not ours. */
  readonly crash: (() => Promise<void>) | undefined
} & AsyncDisposable

const SERVERS = '/usr/lib/postgresql'

function programs(): string | undefined {
  if (!existsSync(SERVERS)) return undefined
  const newest = readdirSync(SERVERS).toSorted((a, b) => Number(b) - Number(a))
  return newest.map((version) => join(SERVERS, version, 'bin')).find((bin) => existsSync(join(bin, 'initdb')))
}

/** Why the suites on PostgreSQL cannot be run here; `undefined` where they can. */
export function whyNoPostgres(): string | undefined {
  if (process.env['DATABASE_URL_TEST'] !== undefined || programs() !== undefined) return undefined
  return 'no PostgreSQL: set DATABASE_URL_TEST, or install the package postgresql'
}

/** The server that DATABASE_URL_TEST names, or one of our own in a temporary folder, on a socket there. */
export async function startPostgres(): Promise<PostgresServer> {
  const given = process.env['DATABASE_URL_TEST']
  if (given !== undefined) return schemasOf(given, undefined, async () => {})
  const bin = programs()
  if (bin === undefined) throw new Error(whyNoPostgres())
  const owner = serverUser()
  const folder = mkdtempSync(join(tmpdir(), 'jig-postgres-'))
  if (owner !== undefined) chownSync(folder, owner.uid, owner.gid)
  const data = join(folder, 'data')
  execFileSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C'],
    {
      ...owner,
      cwd: folder,
      stdio: 'pipe',
    },
  )
  let server = await started(bin, data, folder, owner)
  const url = `postgres://postgres@localhost/postgres?host=${encodeURIComponent(folder)}`
  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    const ended = once(server, 'exit')
    server.kill(signal)
    await ended
  }
  return schemasOf(
    url,
    async () => {
      // PostgreSQL's immediate shutdown: no checkpoint, no goodbye; the next start recovers from the log.
      await stop('SIGQUIT')
      server = await started(bin, data, folder, owner)
    },
    async () => {
      await stop('SIGINT')
      rmSync(folder, { recursive: true, force: true })
    },
  )
}

type Owner = { readonly uid: number; readonly gid: number }

/** PostgreSQL refuses to run as root; Debian's package brings a user for it. */
function serverUser(): Owner | undefined {
  if (process.getuid?.() !== 0) return undefined
  return { uid: idOf('-u'), gid: idOf('-g') }
}

function idOf(flag: string): number {
  return Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
}

async function started(bin: string, data: string, socket: string, owner: Owner | undefined) {
  const server = spawn(join(bin, 'postgres'), ['-D', data, '-k', socket, '-c', 'listen_addresses='], {
    ...owner,
    cwd: socket,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  await new Promise<void>((resolve, reject) => {
    let said = ''
    server.stderr.on('data', (text: Buffer) => {
      said += text.toString()
      if (said.includes('database system is ready to accept connections')) resolve()
    })
    server.once('exit', () => reject(new Error(`PostgreSQL did not start: ${said}`)))
  })
  return server
}

function schemasOf(
  base: string,
  crash: (() => Promise<void>) | undefined,
  stop: () => Promise<void>,
): PostgresServer {
  const admin = new Pool({ connectionString: base, max: 1 })
  admin.on('error', () => {})
  const made: string[] = []
  return {
    crash,
    async url() {
      const schema = `jig_test_${process.pid}_${made.length}`
      made.push(schema)
      await admin.query(`create schema ${schema}`)
      const url = new URL(base)
      url.searchParams.set('options', `-c search_path=${schema}`)
      return url.toString()
    },
    pool: (url) => new Pool({ connectionString: url, max: 1 }),
    async [Symbol.asyncDispose]() {
      for (const schema of made) await admin.query(`drop schema ${schema} cascade`)
      await admin.end()
      await stop()
    },
  }
}
