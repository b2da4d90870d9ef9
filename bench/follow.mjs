// How fast a fresh node catches up with another over loopback: fetch, every hash, every rule, every signature, store,
// fold; and how long it waits for each of these, of which some go on at the same time. Named peer in the same run: the
// whole check of the same log (`verifyLog`), which stores and folds nothing. The node that is followed runs in this
// process too, so on few processors its work is in the figures.
// Usage: node bench/follow.mjs [--entries 100000]   (after `npm run build:code`)
import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { NO_COSIGNERS } from '../dist/core/log/policy.js'
import { verifierKey } from '../dist/core/log/verifier-key.js'
import { verifyLog } from '../dist/core/log/verify-log.js'
import { foldedPicture } from '../dist/cli/house/folded-picture.js'
import { statementReader } from '../dist/core/statement/admission.js'
import { follow } from '../dist/server/follow/follow.js'
import { lineTo } from '../dist/server/follow/line.js'
import { memoryFiles } from '../dist/server/follow/node-files.js'
import { serve } from '../dist/server/http/serve.js'
import { openLedger } from '../dist/server/ledger/ledger.js'
import { signaturePool } from '../dist/server/ledger/signatures.js'
import { verifyWithNode } from '../dist/server/ledger/signature-rule.js'
import { memoryStore } from '../dist/server/store/memory-store.js'
import { openPgliteStore } from '../dist/server/store/pglite.js'
import { growTo, keys, LOG } from './parts/generated-log.mjs'

const { values } = parseArgs({ options: { entries: { type: 'string', default: '100000' } } })
const entries = Number(values.entries)
const clock = () => Date.now()
const print = (what, ms) =>
  console.log(
    `${what.padEnd(52)}${(ms / 1000).toFixed(2).padStart(8)} s  ${Math.round((entries / ms) * 1000)
      .toString()
      .padStart(7)} entries/s`,
  )

const source = memoryStore()
await growTo(source, entries)
const signatures = signaturePool(availableParallelism())
const { picture, fold } = foldedPicture()
const ledger = await openLedger({
  store: source,
  keys,
  clock,
  log: LOG,
  fold,
  stamp: () => 'by-hand',
  signatures,
})
const rates = { burst: 1_000_000, perSecond: 1_000_000 }
const options = { port: 0, host: '127.0.0.1', version: 'bench', reads: rates, onFault: console.error }
const server = await serve({ ledger, picture, questions: [] }, options)
const logKey = verifierKey(keys.log.name, keys.log.publicKey, 'ed25519')

const from = performance.now()
const { verdict } = await verifyLog({
  head: ledger.head(),
  logKey,
  verify: verifyWithNode,
  verifyMany: (jobs) => signatures.verifyMany(jobs),
  readEntry: statementReader(),
  readTile: async (path) => new Uint8Array(await (await fetch(`${server.url}/${path}`)).arrayBuffer()),
})
if (!verdict.holds) throw new Error(verdict.why)
print('peer: check the whole log over HTTP, keep nothing', performance.now() - from)

/** Milliseconds during which at least one call of a stage was under way, by stage. */
function stopwatch() {
  const stages = new Map()
  return {
    stages,
    timed: (name, call) => {
      const stage = stages.get(name) ?? { underWay: 0, since: 0, ms: 0 }
      stages.set(name, stage)
      const end = () => {
        stage.underWay -= 1
        if (stage.underWay === 0) stage.ms += performance.now() - stage.since
      }
      return (...given) => {
        if (stage.underWay++ === 0) stage.since = performance.now()
        const result = call(...given)
        if (!(result instanceof Promise)) end()
        else result.then(end, end)
        return result
      }
    },
  }
}

async function catchUp(what, store) {
  const { stages, timed } = stopwatch()
  const { fold: plain } = foldedPicture()
  const node = await follow({
    url: server.url,
    store: {
      ...store,
      append: timed('store', (batch) => store.append(batch)),
      findLeaves: timed('look for the same entry in the store', (leaves) => store.findLeaves(leaves)),
    },
    files: memoryFiles(),
    logKey,
    policy: NO_COSIGNERS,
    signatures: { ...signatures, verifyMany: timed('signatures', (jobs) => signatures.verifyMany(jobs)) },
    clock,
    fold: { add: timed('fold', (entry) => plain.add(entry)) },
    name: 'bench',
    connect: (url, signal) => {
      const line = lineTo(url, { signal })
      return { ...line, read: timed('fetch', (path) => line.read(path)) }
    },
  })
  const start = performance.now()
  const before = process.cpuUsage()
  const look = await node.look()
  if (look.is !== 'grown' || look.size !== ledger.size()) throw new Error(JSON.stringify(look))
  print(what, performance.now() - start)
  const { user, system } = process.cpuUsage(before)
  print('  processor time, the followed node’s in it', (user + system) / 1000)
  for (const [name, { ms }] of stages) print(`  under way: ${name}`, ms)
  await node[Symbol.asyncDispose]()
}
await catchUp('a fresh node catches up, in memory', memoryStore())
const folder = mkdtempSync(join(tmpdir(), 'jig-bench-follow-'))
const store = await openPgliteStore({ folder })
await catchUp('a fresh node catches up, on PGlite', store)
await store[Symbol.asyncDispose]()
rmSync(folder, { recursive: true, force: true })
await server[Symbol.asyncDispose]()
await ledger[Symbol.asyncDispose]()
await signatures[Symbol.asyncDispose]()
