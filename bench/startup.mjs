// How long a node takes from its start until it answers, with logs of 10,000 and 100,000 entries (and a million with
// --million): `jig serve` as a process of its own on an existing folder. Named peers in the same run: a Node process
// that does nothing, and reading and hashing the same entries from the exported files.
// Usage: node bench/startup.mjs [--million] [--rounds 3]   (after `npm run build:code`)
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { appendLeaf, emptyRange, leafHash, rangeRoot } from '../dist/core/log/merkle.js'
import { decodeBundle, entriesPath, tileWidth } from '../dist/core/log/tiles.js'
import { openKey } from '../dist/server/keys/key-files.js'
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

/** Milliseconds from the start of the process until it says where it can be reached; then it is stopped. */
async function restart() {
  const start = performance.now()
  const child = spawn(process.execPath, [main, 'serve', '--data', data, '--port', '0'], {
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  await new Promise((resolve) => child.stdout.once('data', resolve))
  const took = performance.now() - start
  child.kill('SIGTERM')
  await ended
  return took
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
  const figures = { serve: [], read: [], empty: [] }
  for (let round = 0; round < rounds; round++) {
    figures.serve.push(await restart())
    figures.read.push(await readAndHash(size))
    figures.empty.push(emptyProcess())
  }
  const ratio = median(figures.serve) / median(figures.read)
  print(
    `jig serve, ${size.toLocaleString('en')} entries`,
    figures.serve,
    `${Math.round((size * 1000) / median(figures.serve)).toLocaleString('en')} entries/s`,
  )
  print('  peer: read and hash the same entries', figures.read, `serve / peer ${ratio.toFixed(1)}`)
  print('  peer: a Node process that does nothing', figures.empty)
}
rmSync(data, { recursive: true, force: true })
