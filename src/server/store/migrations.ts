import type { Pool, PoolClient } from 'pg'
import { sqlState } from './database-errors.ts'
import { inTransaction } from './transaction.ts'

/**
 * One statement of DDL each, in order, for ever: a step that has been released is never edited, a new one is added.
 * `log` leads every key: it is what a distributed PostgreSQL shards by.
 */
const STEPS: readonly string[] = [
  `create table log_head (
    log integer primary key, size bigint not null, root bytea not null, note bytea not null)`,
  `create table entry (
    log integer not null, idx bigint not null, leaf bytea not null,
    kind text not null, author text not null, body bytea not null, primary key (log, idx))`,
  // The leaf comes first: (log, leaf) was 50 times slower on a plan cached while the table was empty.
  `create unique index entry_leaf on entry (leaf, log)`,
  `create table tile (
    log integer not null, level integer not null, idx bigint not null, hashes bytea not null,
    primary key (log, level, idx))`,
  `create table blob (
    log integer not null, sha256 bytea not null, body bytea not null, primary key (log, sha256))`,
]

/** Brings the database to the newest form. Several processes may do it at once: the version row lets one at a time. */
export async function migrate(pool: Pool): Promise<void> {
  await makeVersionTable(pool)
  await pool.query('insert into schema_version (id, version) values (1, 0) on conflict (id) do nothing')
  for (const [done, step] of STEPS.entries()) {
    await inTransaction(pool, async (tx) => {
      if ((await version(tx)) > done) return
      await tx.query(step)
      await tx.query('update schema_version set version = $1 where id = 1', [done + 1])
    })
  }
}

// Two at once both find no table, and the later one trips over the earlier one's: over its row in the catalogue
// (unique_violation), its type (duplicate_object) or itself (duplicate_table), as far as the earlier one had come.
const MADE_MEANWHILE: ReadonlySet<string> = new Set(['23505', '42710', '42P07'])

async function makeVersionTable(pool: Pool): Promise<void> {
  const text = 'create table if not exists schema_version (id integer primary key, version integer not null)'
  try {
    await pool.query(text)
  } catch (error) {
    if (!MADE_MEANWHILE.has(sqlState(error) ?? '')) throw error
    await pool.query(text)
  }
}

async function version(tx: PoolClient): Promise<number> {
  const found = await tx.query<{ version: number }>(
    'select version from schema_version where id = 1 for update',
  )
  return found.rows[0]?.version ?? 0
}
