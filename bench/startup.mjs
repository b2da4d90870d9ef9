// How long a node takes from its start until it answers, with logs of 10,000 and 100,000 entries (and a million with
// --million): `jig serve` as a process of its own on an existing folder, from the log alone and from its snapshot, with
// its memory then; and how long the writing down of a snapshot holds up the batch that comes next. Named peers in the
// same run: a Node process that does nothing, and reading and hashing the same entries from the exported files.
// Usage: node bench/startup.mjs [--million] [--rounds 3]   (after `npm run build:code`)
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { appendLeaf, emptyRange, leafHash, rangeRoot } from '../dist/core/log/merkle.js'
import { decodeBundle, entriesPath, tileWidth } from '../dist/core/log/tiles.js'
import { foldedPicture } from '../dist/cli/house/folded-picture.js'
import { openKey } from '../dist/server/keys/key-files.js'
import { rereadStatement } from '../dist/server/ledger/reread.js'
import { asPlainData } from '../dist/server/store/plain-data.js'
import { openPgliteStore } from '../dist/server/store/pglite.js'
import { openTileExport } from '../dist/server/store/tile-export.js'
import { growTo, LOG, ORIGIN } from './parts/generated-log.mjs'

const { values } = parseArgs({
  options: { million: { type: 'boolean', default: false }, rounds: { type: 'string', default: '3' } },
})
const rounds = Number(values.rounds)
const sizes = [10_000, 100_000, ...(values.million ? [1_000_000] : [])]
const main = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url))
const env = { ...process.env, JIG_PASSPHRASE: 'bench' }
delete env.DATABASE_URL

const data = mkdtempSync(join(tmpdir(), 'jig-bench-startup-'))
const names = ['--log', LOG, '--origin', ORIGIN, '--title', 'Bench']
spawnSync(process.execPath, [main, 'init', ...names, '--data', data], {
  env,
  stdio: ['ignore', 'ignore', 'inherit'],
})
const keys = {
  log: await openKey(join(data, 'keys'), ORIGIN, 'bench'),
  operator: await openKey(join(data, 'keys'), 'secretariat', 'bench'),
}

const median = (all) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)]
const seconds = (ms) => (ms / 1000).toFixed(2)
const print = (what, all, note = '') =>
  console.log(
    `${what.padEnd(56)}${seconds(median(all)).padStart(8)} s   best ${seconds(Math.min(...all))}  ${note}`,
  )

/**
 * Milliseconds from the start of the process until it says where it can be reached, and its memory in MB then; after
 * that it is stopped.
 */
async function restart() {
  const start = performance.now()
  const child = spawn(process.execPath, [main, 'serve', '--data', data, '--port', '0'], {
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  await new Promise((resolve) => child.stdout.once('data', resolve))
  const took = performance.now() - start
  const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '')
  child.kill('SIGTERM')
  await ended
  return { took, megabytes: Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024 }
}

/** Milliseconds in which the node does nothing else while it writes the state of so many entries down. */
async function writingDown(size) {
  const { fold } = foldedPicture()
  for (let i = 0; i * 256 < size; i++) {
    const bundle = await readFile(join(data, 'log', entriesPath(i, tileWidth(0, i, size))))
    for (const [n, body] of decodeBundle(new Uint8Array(bundle)).entries()) {
      fold.add({ index: i * 256 + n, statement: rereadStatement(body) })
    }
  }
  const start = performance.now()
  asPlainData(fold.keeping.putAway())
  return performance.now() - start
}

async function readAndHash(size) {
  const start = performance.now()
  let range = emptyRange
  for (let i = 0; i * 256 < size; i++) {
    const bundle = await readFile(join(data, 'log', entriesPath(i, tileWidth(0, i, size))))
    range = decodeBundle(new Uint8Array(bundle)).map(leafHash).reduce(appendLeaf, range)
  }
  rangeRoot(range)
  return performance.now() - start
}

function emptyProcess() {
  const start = performance.now()
  spawnSync(process.execPath, ['-e', '0'])
  return performance.now() - start
}

for (const size of sizes) {
  {
    const store = await openPgliteStore({ folder: join(data, 'store') })
    const mirror = await openTileExport(join(data, 'log'), store)
    mirror.headMoved(await growTo(store, size, keys))
    for (const open of [mirror, store]) await open[Symbol.asyncDispose]()
  }
  const figures = { log: [], snapshot: [], read: [], empty: [] }
  const memory = { log: 0, snapshot: 0 }
  for (let round = 0; round < rounds; round++) {
    await rm(join(data, 'snapshot'), { recursive: true, force: true })
    for (const from of ['log', 'snapshot']) {
      const { took, megabytes } = await restart()
      figures[from].push(took)
      memory[from] = megabytes
    }
    figures.read.push(await readAndHash(size))
    figures.empty.push(emptyProcess())
  }
  const entries = `${size.toLocaleString('en')} entries`
  print(`jig serve, ${entries}, from the log`, figures.log, `${Math.round(memory.log)} MB`)
  const ratio = median(figures.snapshot) / median(figures.read)
  print(
    `jig serve, ${entries}, from its snapshot`,
    figures.snapshot,
    `${Math.round(memory.snapshot)} MB; / peer ${ratio.toFixed(1)}`,
  )
  print('  peer: read and hash the same entries', figures.read)
  print('  peer: a Node process that does nothing', figures.empty)
  print('  writing the state down, while nothing else is done', [await writingDown(size)])
}
rmSync(data, { recursive: true, force: true })
