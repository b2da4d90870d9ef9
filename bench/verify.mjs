// Full verification of a generated log from its exported files, as `jig verify` does it, and where its time goes:
// reading, hashing, parsing and admission, the authors' signatures in this thread, with one worker and with two. Named
// peer in the same run: hashing the same entries and nothing else.
// Usage: node bench/verify.mjs [--entries 100000] [--rounds 3]   (after `npm run build:code`)
import { mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { appendLeaf, emptyRange, leafHash, rangeRoot } from '../dist/core/log/merkle.js'
import { decodeBundle, entriesPath, tileWidth } from '../dist/core/log/tiles.js'
import { verifierKey } from '../dist/core/log/verifier-key.js'
import { verifyLog } from '../dist/core/log/verify-log.js'
import { statementReader } from '../dist/core/statement/admission.js'
import { verifyWithNode } from '../dist/server/ledger/signature-rule.js'
import { signaturePool } from '../dist/server/ledger/signatures.js'
import { openPgliteStore } from '../dist/server/store/pglite.js'
import { openTileExport } from '../dist/server/store/tile-export.js'
import { growTo, keys, ORIGIN } from './parts/generated-log.mjs'

const { values } = parseArgs({
  options: { entries: { type: 'string', default: '100000' }, rounds: { type: 'string', default: '3' } },
})
const size = Number(values.entries)
const rounds = Number(values.rounds)
const folder = mkdtempSync(join(tmpdir(), 'jig-bench-verify-'))
const files = join(folder, 'log')
{
  const store = await openPgliteStore({ folder: join(folder, 'store') })
  const mirror = await openTileExport(files, store)
  mirror.headMoved(await growTo(store, size))
  for (const open of [mirror, store]) await open[Symbol.asyncDispose]()
}

const figures = new Map()
const timed = async (what, work) => {
  const start = performance.now()
  const result = await work()
  figures.set(what, [...(figures.get(what) ?? []), performance.now() - start])
  return result
}
const bundles = Array.from({ length: Math.ceil(size / 256) }, (_, i) =>
  join(files, entriesPath(i, tileWidth(0, i, size))),
)
const readTile = async (path) => new Uint8Array(await readFile(join(files, path)))
const head = await readFile(join(files, 'checkpoint'))
const logKey = verifierKey(ORIGIN, keys.log.publicKey, 'ed25519')
const whole = async (verifyMany) => {
  const report = await verifyLog({
    readTile,
    head,
    logKey,
    verify: verifyWithNode,
    verifyMany,
    readEntry: statementReader(),
    hashTiles: true,
  })
  if (!report.verdict.holds) throw new Error(JSON.stringify(report.verdict))
}

for (let round = 0; round < rounds; round++) {
  const entries = await timed('read and split the bundles', async () => {
    const all = []
    for (const path of bundles) all.push(...decodeBundle(new Uint8Array(await readFile(path))))
    return all
  })
  await timed('peer: hash alone, to the root', () =>
    rangeRoot(entries.map(leafHash).reduce(appendLeaf, emptyRange)),
  )
  const jobs = await timed('parse and admit', () => {
    const reader = statementReader()
    return entries.flatMap((entry, index) => reader(index, entry))
  })
  await timed('signatures, this thread', () =>
    jobs.every((job) => verifyWithNode(job.publicKey, job.message, job.signature)),
  )
  for (const workers of [1, 2]) {
    const pool = signaturePool(workers)
    await pool.verifyMany(jobs.slice(0, 256))
    await timed(`signatures, ${workers} worker${workers === 1 ? '' : 's'}`, () => pool.verifyMany(jobs))
    await timed(`the whole, as jig verify, ${workers} worker${workers === 1 ? '' : 's'}`, () =>
      whole((some) => pool.verifyMany(some)),
    )
    await pool[Symbol.asyncDispose]()
  }
}

const median = (all) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)]
const peer = median(figures.get('peer: hash alone, to the root'))
console.log(`${size.toLocaleString('en')} entries, median of ${rounds}`)
console.log(`${''.padEnd(44)}${'seconds'.padStart(9)}${'entries/s'.padStart(12)}${'× hashing'.padStart(11)}`)
for (const [what, all] of figures) {
  const ms = median(all)
  const cells = [
    (ms / 1000).toFixed(2).padStart(9),
    Math.round((size * 1000) / ms)
      .toLocaleString('en')
      .padStart(12),
    (ms / peer).toFixed(2).padStart(11),
  ]
  console.log(what.padEnd(44) + cells.join(''))
}
rmSync(folder, { recursive: true, force: true })
