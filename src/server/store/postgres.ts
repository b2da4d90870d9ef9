import { Pool } from 'pg'
import { problems } from '../../core/problem.ts'
import type { LogStore } from '../ledger/ports.ts'
import { sqlState, storeFull } from './database-errors.ts'
import { migrate } from './migrations.ts'
import { sqlStore } from './sql-store.ts'

const MOST_CONNECTIONS = 8
const PATIENCE_MS = 10_000

/**
 * Opens the store in a PostgreSQL database (15 or newer) and brings its tables up to date.
 * @param url as in `DATABASE_URL`: `postgres://user:password@host:5432/name`
 * @throws Problem `store-unreachable`; the password is never in it
 */
export async function openPostgresStore(url: string): Promise<LogStore> {
  const pool = new Pool({
    connectionString: url,
    max: MOST_CONNECTIONS,
    connectionTimeoutMillis: PATIENCE_MS,
    application_name: 'jig',
  })
  // Without a listener, a connection that breaks while idle would end the process; the next query gets a new one.
  pool.on('error', () => {})
  // The same for a connection that breaks between two queries of a transaction: the next of them tells of it.
  pool.on('connect', (client) => client.on('error', () => {}))
  try {
    await migrate(pool)
  } catch (error) {
    await pool.end()
    throw unreachable(url, error) ?? error
  }
  return reachable(sqlStore(pool), url)
}

/** The same store, with lost connections and a full disk told as what they are. */
function reachable(store: LogStore, url: string): LogStore {
  const told = async <Result>(work: Promise<Result>): Promise<Result> => {
    try {
      return await work
    } catch (error) {
      throw unreachable(url, error) ?? storeFull(error) ?? error
    }
  }
  return {
    readHead: () => told(store.readHead()),
    append: (batch) => told(store.append(batch)),
    readEntries: (from, limit) => told(store.readEntries(from, limit)),
    findLeaves: (leaves) => told(store.findLeaves(leaves)),
    readTile: (level, index, width) => told(store.readTile(level, index, width)),
    putBlob: (bytes) => told(store.putBlob(bytes)),
    readBlob: (sha256) => told(store.readBlob(sha256)),
    blobNames: () => told(store.blobNames()),
    [Symbol.asyncDispose]: () => store[Symbol.asyncDispose](),
  }
}

// PostgreSQL appendix A: class 08 connection, 28 authorisation, 3D no such database, 57P shut down, 53300 too many.
const OUT_OF_REACH = /^(?:08|28|3D|57P|53300)/
const NETWORK = /^(?:ECONN|ENOTFOUND|EAI_|ETIMEDOUT|EHOST|ENET|ENOENT|EPIPE|EACCES)/

function unreachable(url: string, error: unknown) {
  if (!(error instanceof Error)) return undefined
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  const state = sqlState(error)
  const lost =
    (state !== undefined && OUT_OF_REACH.test(state)) ||
    (code !== undefined && NETWORK.test(code)) ||
    /timeout|Connection terminated|not queryable/i.test(error.message)
  if (!lost) return undefined
  return problems.storeUnreachable({
    url: withoutPassword(url),
    because: error.message === '' ? (code ?? 'no answer') : error.message,
    fix: 'start the database, or correct DATABASE_URL',
  })
}

/** The address without the password, and without its query, which may hold one too. */
function withoutPassword(url: string): string {
  try {
    const { protocol, username, host, pathname } = new URL(url)
    return `${protocol}//${username === '' ? '' : `${username}@`}${host}${pathname}`
  } catch {
    return 'DATABASE_URL'
  }
}
