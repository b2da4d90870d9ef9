// Durable appends with verified signatures, single and batched, on the embedded store and on PostgreSQL in the same
// run; the same bytes as bare inserts without verification as the peer; then the start-up of a log with many entries.
//
//   npm run build:code && node bench/append.mjs [--entries 100000] [--rounds 5]
//
// PostgreSQL is measured where DATABASE_URL_TEST names a server. Figures are medians over rounds; the machine drifts, so
// the ratios of one run say more than the figures of two.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { Pool } from 'pg'
import { leafHash } from '../dist/core/log/merkle.js'
import { signStatement } from '../dist/core/statement/sign.js'
import { formatVerifierKey, verifierKey } from '../dist/core/log/verifier-key.js'
import { openLedger } from '../dist/server/ledger/ledger.js'
import { logOpenedNote } from '../dist/server/ledger/new-log.js'
import { demonstrationSigner } from '../dist/server/keys/node-signer.js'
import { openPgliteStore } from '../dist/server/store/pglite.js'
import { openPostgresStore } from '../dist/server/store/postgres.js'
import { openTileExport } from '../dist/server/store/tile-export.js'

const { values } = parseArgs({
  options: { entries: { type: 'string', default: '100000' }, rounds: { type: 'string', default: '5' } },
})
const rounds = Number(values.rounds)
const startEntries = Number(values.entries)
const LOG = 'bench'
const operator = demonstrationSigner('secretariat')
const source = demonstrationSigner('snhr')
const keys = { log: demonstrationSigner('jig.example/bench'), operator }

const median = (figures) => figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)]
const perSecond = (count, ms) => Math.round((count * 1000) / ms)
const print = (what, figure, note = '') =>
  console.log(`${what.padEnd(58)} ${String(figure).padStart(10)}  ${note}`)

const say = (signer, said) =>
  signStatement({ saidAt: '2016-09-13T08:00:00Z', ...said, jig: 1, log: LOG, by: [signer.name] }, [signer])
let made = 0
/** A report of about 900 bytes; all differ. */
const report = () =>
  say(source, {
    kind: 'incident-reported',
    act: 'shelling',
    when: { earliest: '2016-09-12T17:00:00Z', latest: '2016-09-12T18:00:00Z', precision: 'hour' },
    where: {
      name: `Village ${made++}`,
      latE7: 361_000_000,
      lonE7: 371_000_000,
      radius: 1000,
      governorate: 'Aleppo',
    },
    means: 'told',
    alleged: 'SYR',
    harm: { killed: { least: 1, most: 3 }, injured: { least: 4, most: null } },
    words: {
      lang: 'en',
      text: 'Shells fell on the market street in the evening; two houses burnt. '.repeat(4),
    },
    cites: [
      { title: 'Daily bulletin of the network', url: 'https://example.org/bulletin/2016-09-12', mark: 'V' },
    ],
  })
const beginning = () => [
  logOpenedNote(LOG, operator, { title: { en: 'Bench' }, demonstration: true }, Date.now()),
  say(operator, { kind: 'role-granted', actor: 'snhr', name: { en: 'SNHR' }, role: 'monitor' }),
  say(operator, {
    kind: 'key-registered',
    actor: 'snhr',
    key: formatVerifierKey(verifierKey('snhr', source.publicKey, 'ed25519')),
    demonstration: true,
  }),
]
const options = (store, more = {}) => ({
  store,
  keys,
  clock: Date.now,
  log: LOG,
  fold: { add() {} },
  stamp: () => 'by-hand',
  ...more,
})
const opened = async (store, more) => {
  const ledger = await openLedger(options(store, more))
  if (ledger.size() === 0) await ledger.submitAll(beginning())
  return ledger
}

/** `total` statements, `width` of them on their way at a time; gives statements per second. */
async function appendRate(ledger, width, total) {
  const notes = Array.from({ length: total }, report)
  const start = performance.now()
  for (let at = 0; at < total; at += width) {
    await Promise.all(notes.slice(at, at + width).map((note) => ledger.submit(note)))
  }
  return perSecond(total, performance.now() - start)
}

async function streamRate(ledger, total) {
  const notes = Array.from({ length: total }, report)
  const start = performance.now()
  await ledger.submitAll(notes)
  return perSecond(total, performance.now() - start)
}

const WIDTHS = [
  [1, 200],
  [16, 1600],
  [256, 4096],
]

const folder = mkdtempSync(join(tmpdir(), 'jig-bench-'))
const stores = []
{
  const start = performance.now()
  const store = await openPgliteStore({ folder: join(folder, 'embedded') })
  print('PGlite: first start', `${Math.round(performance.now() - start)} ms`)
  stores.push({ name: 'PGlite', store })
}
const url = process.env.DATABASE_URL_TEST
let admin
let bare
if (url === undefined) print('PostgreSQL', 'skipped', 'DATABASE_URL_TEST is not set')
else {
  admin = new Pool({ connectionString: url, max: 1 })
  await admin.query('drop schema if exists jig_bench cascade')
  await admin.query('create schema jig_bench')
  const scoped = new URL(url)
  scoped.searchParams.set('options', '-c search_path=jig_bench')
  stores.push({ name: 'PostgreSQL', store: await openPostgresStore(scoped.toString()) })
  bare = new Pool({ connectionString: scoped.toString(), max: 1 })
  await bare.query('create table bare (idx bigint primary key, leaf bytea unique, body bytea not null)')
}

const ledgers = []
for (const { name, store } of stores) ledgers.push({ name, ledger: await opened(store) })
const figures = new Map()
const note = (what, figure) => figures.set(what, [...(figures.get(what) ?? []), figure])
for (let round = 0; round < rounds; round++) {
  for (const { name, ledger } of ledgers) {
    for (const [width, total] of WIDTHS) {
      note(`${name}: durable, verified, ${width} at a time`, await appendRate(ledger, width, total))
    }
    note(`${name}: durable, verified, a stream`, await streamRate(ledger, 4096))
  }
  if (bare !== undefined) {
    for (const [width, total] of WIDTHS)
      note(`peer: bare inserts into PostgreSQL, ${width} a transaction`, await bareRate(width, total))
  }
}
for (const [what, all] of figures) print(what, `${median(all)}/s`, `best ${Math.max(...all)}`)
const peer = figures.get('peer: bare inserts into PostgreSQL, 256 a transaction')
const ours = figures.get('PGlite: durable, verified, 256 at a time')
if (peer !== undefined)
  print('PGlite verified against the bare peer, 256', (median(ours) / median(peer)).toFixed(2), 'ratio')

/** What anybody would write first: an insert for each row, in one transaction, nothing checked. */
async function bareRate(width, total) {
  const notes = Array.from({ length: total }, report)
  const client = await bare.connect()
  const start = performance.now()
  for (let at = 0; at < total; at += width) {
    await client.query('begin')
    for (const body of notes.slice(at, at + width)) {
      await client.query({
        name: 'bare',
        text: 'insert into bare (idx, leaf, body) values ($1, $2, $3)',
        values: [made++, Buffer.from(leafHash(body)), Buffer.from(body)],
      })
    }
    await client.query('commit')
  }
  const ms = performance.now() - start
  client.release()
  return perSecond(total, ms)
}

const [embedded] = ledgers
{
  const mirror = await openTileExport(join(folder, 'export'), stores[0].store)
  await embedded.ledger[Symbol.asyncDispose]()
  const ledger = await opened(stores[0].store, { mirror })
  await mirror.settled()
  print('PGlite with exported files: a stream', `${await streamRate(ledger, 8192)}/s`)
  while (ledger.size() < startEntries) await streamRate(ledger, Math.min(8192, startEntries - ledger.size()))
  await mirror.settled()
  await ledger[Symbol.asyncDispose]()
  await mirror[Symbol.asyncDispose]()
  await stores[0].store[Symbol.asyncDispose]()
  const start = performance.now()
  const store = await openPgliteStore({ folder: join(folder, 'embedded') })
  const open = performance.now()
  const again = await opened(store)
  const ready = performance.now()
  print(`PGlite: open an existing folder`, `${Math.round(open - start)} ms`)
  print(
    `replay of ${again.size()} entries`,
    `${Math.round(ready - open)} ms`,
    `${perSecond(again.size(), ready - open)}/s`,
  )
  await again[Symbol.asyncDispose]()
  await store[Symbol.asyncDispose]()
}
for (const { ledger } of ledgers.slice(1)) await ledger[Symbol.asyncDispose]()
for (const { store } of stores.slice(1)) await store[Symbol.asyncDispose]()
if (bare !== undefined && admin !== undefined) {
  await bare.end()
  await admin.query('drop schema jig_bench cascade')
  await admin.end()
}
rmSync(folder, { recursive: true, force: true })
