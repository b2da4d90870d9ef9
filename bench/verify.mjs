// Full verification of a log from its exported files, as `jig verify` does it, with one worker for the signatures and
// with one for each processor; and where its time goes: each stage by itself in this thread. Named peer in the same run:
// hashing the same entries and nothing else, which is one of the stages. The log is generated, or is that of a data
// folder that is there already: a million entries take minutes to check and as long to make.
// Usage: node bench/verify.mjs [--entries 100000] [--rounds 3] [--folder DATA]   (after `npm run build:code`)
import { mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { appendLeaf, emptyRange, leafHash, rangeRoot } from '../dist/core/log/merkle.js'
import { parseNote } from '../dist/core/log/signed-note.js'
import { decodeBundle, entriesPath, tileWidth } from '../dist/core/log/tiles.js'
import { parseTreeHead } from '../dist/core/log/tree-head.js'
import { parseVerifierKey, verifierKey } from '../dist/core/log/verifier-key.js'
import { statementReader } from '../dist/core/statement/admission.js'
import { checkWholeLog } from '../dist/core/statement/check-whole-log.js'
import { verifyWithNode } from '../dist/server/ledger/signature-rule.js'
import { signaturePool } from '../dist/server/ledger/signatures.js'
import { openPgliteStore } from '../dist/server/store/pglite.js'
import { openTileExport } from '../dist/server/store/tile-export.js'
import { growTo, keys, ORIGIN } from './parts/generated-log.mjs'

const { values } = parseArgs({
  options: {
    entries: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '3' },
    folder: { type: 'string' },
  },
})
const rounds = Number(values.rounds)
const scratch = mkdtempSync(join(tmpdir(), 'jig-bench-verify-'))
const files = join(values.folder ?? scratch, 'log')
if (values.folder === undefined) {
  const store = await openPgliteStore({ folder: join(scratch, 'store') })
  const mirror = await openTileExport(files, store)
  mirror.headMoved(await growTo(store, Number(values.entries)))
  for (const open of [mirror, store]) await open[Symbol.asyncDispose]()
}
const read = async (path) => new Uint8Array(await readFile(join(files, path)))
const head = await read('checkpoint')
const { size } = parseTreeHead(parseNote(head).text)
const logKey =
  values.folder === undefined
    ? verifierKey(ORIGIN, keys.log.publicKey, 'ed25519')
    : parseVerifierKey(JSON.parse(await readFile(join(files, 'log.json'), 'utf8')).logKey)

const figures = new Map()
const add = (what, figure) => figures.set(what, [...(figures.get(what) ?? []), figure])

/** Every stage, bundle by bundle, in this thread. */
async function stages() {
  const spent = { read: 0, hash: 0, parse: 0, signatures: 0 }
  const timed = (stage, work) => {
    const start = performance.now()
    const result = work()
    spent[stage] += performance.now() - start
    return result
  }
  const reader = statementReader()
  let range = emptyRange
  for (let bundle = 0; bundle * 256 < size; bundle++) {
    const start = performance.now()
    const bytes = await read(entriesPath(bundle, tileWidth(0, bundle, size)))
    spent.read += performance.now() - start
    const entries = timed('read', () => decodeBundle(bytes))
    range = timed('hash', () => entries.map(leafHash).reduce(appendLeaf, range))
    const jobs = timed('parse', () => entries.flatMap((entry, i) => reader(bundle * 256 + i, entry)))
    timed('signatures', () => jobs.every((job) => verifyWithNode(job.publicKey, job.message, job.signature)))
  }
  timed('hash', () => rangeRoot(range))
  add('read and split the bundles', { ms: spent.read })
  add('peer: hash alone, to the root', { ms: spent.hash })
  add('parse and admit', { ms: spent.parse })
  add('signatures, this thread', { ms: spent.signatures })
}

async function whole(workers) {
  const pool = signaturePool(workers)
  const before = process.cpuUsage()
  const start = performance.now()
  const report = await checkWholeLog({ read, head, logKey, verifyMany: (jobs) => pool.verifyMany(jobs) })
  const ms = performance.now() - start
  const { user, system } = process.cpuUsage(before)
  await pool[Symbol.asyncDispose]()
  if (!report.verdict.holds) throw new Error(JSON.stringify(report.verdict))
  const threads = `${workers} worker${workers === 1 ? '' : 's'}`
  add(`the whole, as jig verify, ${threads}`, { ms, cpu: (user + system) / 1000 })
}

for (let round = 0; round < rounds; round++) {
  await stages()
  for (const workers of new Set([1, availableParallelism()])) await whole(workers)
}
rmSync(scratch, { recursive: true, force: true })

const median = (all) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)]
const of = (what, key) => median(figures.get(what).map((figure) => figure[key]))
const peer = of('peer: hash alone, to the root', 'ms')
console.log(`${size.toLocaleString('en')} entries, median of ${rounds}`)
console.log(
  `${''.padEnd(44)}${'seconds'.padStart(9)}${'entries/s'.padStart(12)}${'× hashing'.padStart(11)}${'processor s'.padStart(13)}`,
)
for (const what of figures.keys()) {
  const ms = of(what, 'ms')
  const cpu = of(what, 'cpu')
  const cells = [
    (ms / 1000).toFixed(2).padStart(9),
    Math.round((size * 1000) / ms)
      .toLocaleString('en')
      .padStart(12),
    (ms / peer).toFixed(2).padStart(11),
    (cpu === undefined ? '' : (cpu / 1000).toFixed(2)).padStart(13),
  ]
  console.log(what.padEnd(44) + cells.join(''))
}
