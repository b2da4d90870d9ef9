// Signed intake over HTTP: read, verify, append durably, fold, answer with the receipt, with 1, 8 and 64 clients. The
// node runs in a process of its own, with the exported files, and with its rate limit lifted. Named peers in the same
// run: the same node's GET /api/log (what plain HTTP costs), and a bare Hono route that reads a POST and stores nothing.
// Usage: node bench/intake.mjs [--seconds 4] [--rounds 3] [--without-files]   (after `npm run build:code`; DATABASE_URL_TEST adds PostgreSQL)
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { createAdaptorServer } from '@hono/node-server'
import { Hono } from 'hono'
import { Pool } from 'pg'
import { foldedPicture } from '../dist/cli/house/folded-picture.js'
import { formatVerifierKey, verifierKey } from '../dist/core/log/verifier-key.js'
import { signStatement } from '../dist/core/statement/sign.js'
import { serve } from '../dist/server/http/serve.js'
import { demonstrationSigner } from '../dist/server/keys/node-signer.js'
import { openNewLog } from '../dist/server/ledger/new-log.js'
import { openPgliteStore } from '../dist/server/store/pglite.js'
import { openPostgresStore } from '../dist/server/store/postgres.js'
import { openTileExport } from '../dist/server/store/tile-export.js'

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '4' },
    rounds: { type: 'string', default: '3' },
    'without-files': { type: 'boolean', default: false },
    serve: { type: 'string' },
    url: { type: 'string' },
  },
})
const LOG = 'bench'
const operator = demonstrationSigner('secretariat')
const source = demonstrationSigner('snhr')
let made = 0
const say = (signer, said) =>
  signStatement({ saidAt: '2016-09-13T08:00:00Z', ...said, jig: 1, log: LOG, by: [signer.name] }, [signer])

if (values.serve === undefined) await measure()
else await node(values.serve, values.url)

/** The measured process. Prints its two ports, and lives until its input ends. */
async function node(folder, url) {
  const store = await (url === undefined
    ? openPgliteStore({ folder: join(folder, 'store') })
    : openPostgresStore(url))
  const mirror = values['without-files'] ? undefined : await openTileExport(join(folder, 'log'), store)
  const { picture, fold } = foldedPicture()
  const keys = { log: demonstrationSigner('jig.example/bench'), operator }
  const ledger = await openNewLog(
    { store, keys, clock: Date.now, log: LOG, fold, stamp: () => 'by-clock', mirror },
    { title: { en: 'Bench' }, demonstration: true },
  )
  await ledger.submitAll([
    say(operator, { kind: 'role-granted', actor: 'snhr', name: { en: 'SNHR' }, role: 'monitor' }),
    say(operator, {
      kind: 'key-registered',
      actor: 'snhr',
      key: formatVerifierKey(verifierKey('snhr', source.publicKey, 'ed25519')),
      demonstration: true,
    }),
  ])
  const limitless = { burst: 1e12, perSecond: 1e12 }
  const listening = await serve(
    { ledger, picture, questions: [] },
    { port: 0, host: '127.0.0.1', version: '0', reads: limitless, posts: limitless, onFault: console.error },
  )
  const app = new Hono().post('/', async (c) => c.text(String((await c.req.arrayBuffer()).byteLength), 201))
  const bare = createAdaptorServer({ fetch: app.fetch })
  await new Promise((resolve) => bare.listen(0, '127.0.0.1', resolve))
  process.stdout.write(`${listening.port} ${bare.address().port}\n`)
  await new Promise((resolve) => process.stdin.resume().once('end', resolve))
  bare.close()
  bare.closeAllConnections()
  for (const open of [listening, ledger, mirror, store]) await open?.[Symbol.asyncDispose]()
}

async function measure() {
  const seconds = Number(values.seconds)
  const rounds = Number(values.rounds)
  const folder = mkdtempSync(join(tmpdir(), 'jig-bench-intake-'))
  const nodes = [{ name: 'PGlite', ...(await started(join(folder, 'embedded'))) }]
  const url = process.env.DATABASE_URL_TEST
  const admin = url === undefined ? undefined : new Pool({ connectionString: url, max: 1 })
  if (admin === undefined) console.log('PostgreSQL: skipped, DATABASE_URL_TEST is not set')
  else {
    await admin.query('drop schema if exists jig_bench_intake cascade')
    await admin.query('create schema jig_bench_intake')
    const scoped = new URL(url)
    scoped.searchParams.set('options', '-c search_path=jig_bench_intake')
    nodes.push({ name: 'PostgreSQL', ...(await started(join(folder, 'server'), scoped.toString())) })
  }
  const [{ port, barePort }] = nodes
  const subjects = [
    ...nodes.map(({ name, port: at }) => ({
      name: `signed intake, ${name}`,
      port: at,
      path: '/api/statements',
      expect: 201,
      body: report,
    })),
    { name: 'peer: GET /api/log of the same node', port, path: '/api/log', expect: 200 },
    { name: 'peer: bare Hono POST, nothing stored', port: barePort, path: '/', expect: 201, body: report },
  ]
  console.log(
    `median of ${rounds} rounds of ${seconds} s; the clients sign beforehand and share the machine with the node`,
  )
  console.log(`${''.padEnd(40)} clients      a second     p50 ms     p99 ms`)
  for (const clients of [1, 8, 64]) {
    const figures = subjects.map(() => [])
    for (let round = 0; round < rounds; round++)
      for (const [i, subject] of subjects.entries()) figures[i].push(await load(subject, clients, seconds))
    for (const [i, { name }] of subjects.entries()) {
      const of = (key) => median(figures[i].map((figure) => figure[key]))
      const cells = [String(Math.round(of('rate'))), of('p50').toFixed(2), of('p99').toFixed(2)]
      console.log(
        `${name.padEnd(40)} ${String(clients).padStart(7)}  ${cells.map((cell) => cell.padStart(11)).join('')}`,
      )
    }
    const rate = (i) => median(figures[i].map((figure) => figure.rate))
    const last = subjects.length - 1
    console.log(
      `${'ratio intake on PGlite / bare POST'.padEnd(40)} ${String(clients).padStart(7)}  ${(rate(0) / rate(last)).toFixed(3).padStart(11)}`,
    )
  }
  for (const each of nodes) await each.end()
  await admin?.query('drop schema jig_bench_intake cascade')
  await admin?.end()
  rmSync(folder, { recursive: true, force: true })
}

async function started(folder, url) {
  const args = [
    fileURLToPath(import.meta.url),
    '--serve',
    folder,
    ...(url === undefined ? [] : ['--url', url]),
  ]
  if (values['without-files']) args.push('--without-files')
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const said = await new Promise((resolve) => child.stdout.once('data', resolve))
  const [port, barePort] = said.toString().trim().split(' ').map(Number)
  return {
    port,
    barePort,
    end: async () => {
      child.stdin.end()
      await ended
    },
  }
}

/** A report of about 700 bytes; all differ. */
function report() {
  return say(source, {
    kind: 'incident-reported',
    act: 'shelling',
    when: { earliest: '2016-09-12T17:00:00Z', latest: '2016-09-12T18:00:00Z', precision: 'hour' },
    where: { name: `Village ${made++}`, latE7: 361_000_000, lonE7: 371_000_000, radius: 1000 },
    means: 'told',
    alleged: 'SYR',
    harm: { killed: { least: 1, most: 3 } },
    words: { lang: 'en', text: 'Shells fell on the market street in the evening; two houses burnt.' },
  })
}

/** So many clients, each with one request on its way, for so long. */
async function load({ port, path, expect, body }, clients, seconds) {
  const agent = new Agent({ keepAlive: true, maxSockets: clients })
  // Signed ahead of the clock: what is measured is the node. More than any node here takes in the time.
  const ready =
    body === undefined ? undefined : Array.from({ length: (clients === 1 ? 1500 : 3000) * seconds }, body)
  const times = []
  const from = performance.now()
  const until = from + seconds * 1000
  const client = async () => {
    while (performance.now() < until) {
      const start = performance.now()
      const post = ready === undefined ? undefined : (ready.pop() ?? body())
      const status = await once(agent, port, path, post)
      if (status !== expect) throw new Error(`${path} answered ${status}`)
      times.push(performance.now() - start)
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
  const took = performance.now() - from
  agent.destroy()
  const sorted = times.toSorted((a, b) => a - b)
  const at = (q) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))]
  return { rate: (times.length * 1000) / took, p50: at(0.5), p99: at(0.99) }
}

function once(agent, port, path, post) {
  return new Promise((resolve, reject) => {
    const headers = post === undefined ? {} : { 'content-type': 'text/plain', 'content-length': post.length }
    const asking = request({
      agent,
      host: '127.0.0.1',
      port,
      path,
      method: post === undefined ? 'GET' : 'POST',
      headers,
    })
    asking.once('error', reject)
    asking.once('response', (response) => {
      response.resume()
      response.once('end', () => resolve(response.statusCode))
    })
    asking.end(post)
  })
}

function median(figures) {
  return figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)]
}
