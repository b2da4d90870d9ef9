import type { Pool, PoolClient, QueryResult, QueryResultRow } from 'pg'
import { fromHex, toHex } from '../../core/bytes/hex.ts'
import { HASH_BYTES, isHash, sha256Hex, type Hash } from '../../core/bytes/sha256.ts'
import { sha256Hex as digestName } from '../../core/statement/fields.ts'
import { problems } from '../../core/problem.ts'
import type { LogStore, StoredHead } from '../ledger/ports.ts'
import { packedBatch, startsOf, type PackedBatch } from './packed-batch.ts'
import { asBuffer, plainBytes } from './plain-bytes.ts'
import { inTransaction } from './transaction.ts'

/** The store holds one log. The column is there because it is what a distributed database shards by. */
const LOG = 1

const READ_HEAD = named('read-head', 'select size, root, note from log_head where log = $1')
const FIRST_HEAD = named(
  'first-head',
  'insert into log_head (log, size, root, note) values ($1, $2, $3, $4) on conflict (log) do nothing',
)
const MOVE_HEAD = named(
  'move-head',
  'update log_head set size = $2, root = $3, note = $4 where log = $1 and size = $5 and root = $6',
)
const INSERT_ENTRIES = named(
  'insert-entries',
  `insert into entry (log, idx, leaf, kind, author, body)
   select $1::integer, $2::bigint + i - 1, substring($3::bytea from (i - 1)::integer * 32 + 1 for 32), k, a,
          substring($4::bytea from o for n)
   from unnest($5::text[], $6::text[], $7::integer[], $8::integer[]) with ordinality as x (k, a, o, n, i)`,
)
const GROW_TILES = named(
  'grow-tiles',
  `insert into tile (log, level, idx, hashes)
   select $1::integer, l, t, substring($2::bytea from o for n)
   from unnest($3::integer[], $4::bigint[], $5::integer[], $6::integer[]) as x (l, t, o, n)
   on conflict (log, level, idx) do update set hashes = excluded.hashes`,
)
const READ_ENTRIES = named(
  'read-entries',
  'select body from entry where log = $1 and idx >= $2 and idx < $3 order by idx',
)
const FIND_LEAVES = named(
  'find-leaves',
  `select x.i, entry.idx
   from (select i, substring($2::bytea from (i - 1) * 32 + 1 for 32) as leaf from generate_series(1, $3::integer) as i) as x
   join entry on entry.leaf = x.leaf and entry.log = $1`,
)
const READ_TILE = named(
  'read-tile',
  'select substring(hashes from 1 for $4::integer) as hashes from tile where log = $1 and level = $2 and idx = $3',
)
const PUT_BLOB = named(
  'put-blob',
  'insert into blob (log, sha256, body) values ($1, $2, $3) on conflict (log, sha256) do nothing',
)
const READ_BLOB = named('read-blob', 'select body from blob where log = $1 and sha256 = $2')
const BLOB_NAMES = named('blob-names', 'select sha256 from blob where log = $1 order by sha256')

type Named = { readonly name: string; readonly text: string }

function named(name: string, text: string): Named {
  return { name, text }
}

function run<R extends QueryResultRow>(
  on: Pool | PoolClient,
  query: Named,
  values: readonly unknown[],
): Promise<QueryResult<R>> {
  return on.query<R>({ ...query, values: [...values] })
}

/** A store of which the parts can be called across a thread: the same, with batches packed. */
export type PackedStore = Omit<LogStore, 'append'> & {
  appendPacked(batch: PackedBatch): Promise<void>
}

/**
 * Keeps a log in PostgreSQL, PGlite, or what speaks like them: plain SQL without sequences, advisory locks, LISTEN,
 * triggers or extensions. `pool` belongs to the store from here on.
 */
export function sqlStore(pool: Pool): LogStore & PackedStore {
  const appendPacked = (batch: PackedBatch): Promise<void> =>
    inTransaction(pool, async (tx) => {
      // The head moves first: whoever comes second waits here for the row, and then finds another head than expected.
      if (!(await moveHead(tx, batch))) throw problems.headMoved({ size: (await readHead(tx))?.size ?? 0 })
      await insertEntries(tx, batch)
      await growTiles(tx, batch)
    })
  return {
    readHead: () => readHead(pool),
    append: (batch) => appendPacked(packedBatch(batch)),
    appendPacked,
    async readEntries(from, limit) {
      const found = await run<{ body: Buffer }>(pool, READ_ENTRIES, [LOG, from, from + limit])
      return found.rows.map((row) => plainBytes(row.body))
    },
    async findLeaves(leaves) {
      const found = await run<{ i: number; idx: string }>(pool, FIND_LEAVES, [
        LOG,
        Buffer.concat(leaves),
        leaves.length,
      ])
      const indexes = new Map(found.rows.map((row) => [row.i - 1, Number(row.idx)]))
      return leaves.map((_, i) => indexes.get(i))
    },
    async readTile(level, index, width) {
      const found = await run<{ hashes: Buffer }>(pool, READ_TILE, [LOG, level, index, width * HASH_BYTES])
      const hashes = found.rows[0]?.hashes
      return hashes?.length === width * HASH_BYTES ? plainBytes(hashes) : undefined
    },
    async putBlob(bytes) {
      const name = sha256Hex(bytes)
      await run(pool, PUT_BLOB, [LOG, asBuffer(fromHex(name)), asBuffer(bytes)])
      return name
    },
    async readBlob(sha256) {
      const found = await run<{ body: Buffer }>(pool, READ_BLOB, [LOG, asBuffer(fromHex(sha256))])
      const body = found.rows[0]?.body
      return body === undefined ? undefined : plainBytes(body)
    },
    async blobNames() {
      const found = await run<{ sha256: Buffer }>(pool, BLOB_NAMES, [LOG])
      return found.rows.map((row) => digestName.parse(toHex(row.sha256)))
    },
    async [Symbol.asyncDispose]() {
      await pool.end()
    },
  }
}

async function readHead(on: Pool | PoolClient): Promise<StoredHead | undefined> {
  const found = await run<{ size: string; root: Buffer; note: Buffer }>(on, READ_HEAD, [LOG])
  const row = found.rows[0]
  return row === undefined
    ? undefined
    : { size: Number(row.size), root: digest(row.root), note: plainBytes(row.note) }
}

function digest(bytes: Uint8Array): Hash {
  const copy = Uint8Array.from(bytes)
  if (isHash(copy)) return copy
  throw problems.storeDamaged({ because: `its root has ${bytes.length} bytes` })
}

async function moveHead(tx: PoolClient, { expected, next }: PackedBatch): Promise<boolean> {
  const row = [LOG, next.size, asBuffer(next.root), asBuffer(next.note)]
  const moved =
    expected === undefined
      ? await run(tx, FIRST_HEAD, row)
      : await run(tx, MOVE_HEAD, [...row, expected.size, asBuffer(expected.root)])
  return moved.rowCount === 1
}

async function insertEntries(tx: PoolClient, batch: PackedBatch): Promise<void> {
  await run(tx, INSERT_ENTRIES, [
    LOG,
    batch.expected?.size ?? 0,
    asBuffer(batch.leaves),
    asBuffer(batch.bodies.bytes),
    batch.kinds,
    batch.authors,
    startsOf(batch.bodies),
    batch.bodies.lengths,
  ])
}

async function growTiles(tx: PoolClient, { tiles }: PackedBatch): Promise<void> {
  await run(tx, GROW_TILES, [
    LOG,
    asBuffer(tiles.hashes.bytes),
    tiles.levels,
    tiles.indexes,
    startsOf(tiles.hashes),
    tiles.hashes.lengths,
  ])
}
