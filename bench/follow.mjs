// How fast a fresh node catches up with another over loopback: fetch, every hash, every rule, every signature, store,
// fold. Named peer in the same run: the whole check of the same log (`verifyLog`), which stores and folds nothing.
// Usage: node bench/follow.mjs [--entries 20000]   (after `npm run build:code`)
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { NO_COSIGNERS } from '../dist/core/log/policy.js'
import { verifierKey } from '../dist/core/log/verifier-key.js'
import { verifyLog } from '../dist/core/log/verify-log.js'
import { addToPicture, createPicture } from '../dist/core/picture/picture.js'
import { statementReader } from '../dist/core/statement/admission.js'
import { follow } from '../dist/server/follow/follow.js'
import { memoryFiles } from '../dist/server/follow/node-files.js'
import { serve } from '../dist/server/http/serve.js'
import { openLedger } from '../dist/server/ledger/ledger.js'
import { signaturePool } from '../dist/server/ledger/signatures.js'
import { verifyWithNode } from '../dist/server/ledger/signature-rule.js'
import { memoryStore } from '../dist/server/store/memory-store.js'
import { openPgliteStore } from '../dist/server/store/pglite.js'
import { growTo, keys, LOG } from './parts/generated-log.mjs'

const { values } = parseArgs({ options: { entries: { type: 'string', default: '20000' } } })
const entries = Number(values.entries)
const clock = () => Date.now()
const folded = () => {
  const picture = createPicture()
  return { picture, fold: { add: (entry) => addToPicture(picture, entry, () => undefined) } }
}
const print = (what, ms) =>
  console.log(
    `${what.padEnd(52)}${(ms / 1000).toFixed(2).padStart(8)} s  ${Math.round((entries / ms) * 1000)
      .toString()
      .padStart(7)} entries/s`,
  )

const source = memoryStore()
await growTo(source, entries)
const signatures = signaturePool()
const { picture, fold } = folded()
const ledger = await openLedger({ store: source, keys, clock, log: LOG, fold, stamp: 'by-hand', signatures })
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

async function catchUp(what, store) {
  const node = await follow({
    url: server.url,
    store,
    files: memoryFiles(),
    logKey,
    policy: NO_COSIGNERS,
    signatures,
    clock,
    fold: folded().fold,
    name: 'bench',
  })
  const start = performance.now()
  const look = await node.look()
  if (look.is !== 'grown' || look.size !== ledger.size()) throw new Error(JSON.stringify(look))
  print(what, performance.now() - start)
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
