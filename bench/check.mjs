// Analyses generated agreements of 100, 1,000 and 10,000 clauses and prints the processor time of each analysis, of reading a text
// as long, and how long a person waits for `jig check` of that text. Texts up to the length that `jig check` replays are replayed
// too.
// The named peer, in the same run: the textbook way, one fixpoint for each omission and all rounds of Bellman and Ford.
// Usage: node bench/check.mjs [clauses …]   (after `npm run build:code`)
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { transformWithOxc } from 'vite'
import { readAgreement } from '../dist/core/agreement/read-agreement.js'
import { ANALYSES, analyse, graphsOf } from '../dist/core/analysis/analyse.js'
import { graphOf } from '../dist/core/analysis/build-graph.js'
import { reach } from '../dist/core/analysis/graph.js'
import { networkOf } from '../dist/core/analysis/time-constraints.js'
import { vacuityOf } from '../dist/core/rehearsal/vacuity.js'
import { parseDuration } from '../dist/core/time/instant.js'

// The generator is the properties' own and no part of what is built, so it is compiled here, beside what it imports.
const generator = 'generated.test-support'
const source = new URL(`../src/core/analysis/${generator}.ts`, import.meta.url)
const compiled = new URL(`../dist/core/analysis/${generator}.js`, import.meta.url)
const { code } = await transformWithOxc(readFileSync(source, 'utf8'), `${generator}.ts`)
writeFileSync(compiled, code.replaceAll(/(from '\.[^']*|from "\.[^"]*)\.ts/g, '$1.js'))
const { generatedAgreement } = await import(compiled.href)

const RUNS = 5
/** `jig check` replays texts up to 250 clauses. */
const REPLAYED = 250
const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [100, 1_000, 10_000]

/** Milliseconds of processor time: the machine is shared, and a clock on the wall measures the others too. */
const now = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

function timed(runs, work) {
  const times = []
  let result
  for (let run = 0; run < runs; run++) {
    const from = now()
    result = work()
    times.push(now() - from)
  }
  return { ms: times.toSorted((a, b) => a - b)[Math.floor(runs / 2)], result }
}
const row = (name, ms, note = '') =>
  console.log(`  ${name.padEnd(38)}${ms.toFixed(1).padStart(10)} ms  ${note}`)

/** The whole command as a person runs it, in a process of its own: what the clock on the wall says. */
function commandOn(text, runs) {
  const folder = mkdtempSync(join(tmpdir(), 'jig-check-'))
  const file = join(folder, 'long.md')
  writeFileSync(file, text)
  const main = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url))
  const times = Array.from({ length: runs }, () => {
    const from = performance.now()
    spawnSync(process.execPath, [main, 'check', file])
    return performance.now() - from
  })
  rmSync(folder, { recursive: true })
  return times.toSorted((a, b) => a - b)[Math.floor(runs / 2)]
}

/** One fixpoint without each move: what section 4.1 of the specification says, word for word. */
function stallsOneByOne(agreement, budget) {
  const graph = graphOf(agreement, { exchangesWait: false })
  const moves = graph.nodes.flatMap(({ move }) => move ?? [])
  const from = now()
  let done = 0
  for (const left of moves) {
    reach(graph, (move) => move === left)
    done += 1
    if (now() - from > budget) break
  }
  return { done, all: moves.length, ms: now() - from }
}

/** Bellman and Ford as in the textbook: as many rounds as there are variables, in the order in which they were written. */
function allRounds(agreement, budget) {
  const { size, constraints } = networkOf(agreement)
  const at = new Float64Array(size)
  const from = now()
  let round = 0
  for (; round < size && now() - from < budget; round++)
    for (const { from: a, to, gap } of constraints) if (at[a] + gap > at[to]) at[to] = at[a] + gap
  return { done: round, all: size, ms: now() - from }
}

/** A text of so many clauses, each of which waits for the one before it. */
function textOf(size) {
  const clause = (i) => `> They do it.

\`\`\`jig clause C.${i}
cites: ¶
who: ${i % 2 === 0 ? 'NORTH' : 'SOUTH'}
must achieve: do it
${i === 0 ? '' : `when: done C.${i - 1}\n`}within: 24h
shown by: verified by role monitor or jointly NORTH, SOUTH
if silent: unknown
\`\`\`
`
  const parties = ['NORTH', 'SOUTH'].map((party) => `\`\`\`jig party ${party}\nname: ${party}\n\`\`\`\n`)
  const head = `# Long

\`\`\`jig agreement LONG
name: Long
force: in force
agreed: 2015-12-31T00:00:00Z
starts: 2016-01-01T00:00:00Z
calendar: {zone: UTC, offset: "+00:00"}
\`\`\`
`
  return [head, ...parties, ...Array.from({ length: size }, (_, i) => clause(i))].join('\n')
}

for (const size of sizes) {
  const agreement = generatedAgreement(size, 2016)
  const runs = size > 2_000 ? 3 : RUNS
  analyse(agreement)
  const whole = timed(runs, () => analyse(agreement))
  const { nodes } = graphOf(agreement, { exchangesWait: true })
  const edges = nodes.reduce((sum, { on }) => sum + on.length, 0)
  console.log(
    `\n${size} clauses: ${nodes.length} nodes, ${edges} edges, ${whole.result.length} remarks; median of ${runs}`,
  )
  const text = textOf(size)
  const read = timed(runs, () => readAgreement(text, 'long.md'))
  const refused = read.result.problems.map((problem) => problem.code).join()
  row('reading a text as long', read.ms, refused === '' ? `${Math.round(text.length / 1024)} KiB` : refused)
  row('everything', whole.ms)
  row('reading and everything', read.ms + whole.ms)
  row('the command `jig check`, on the wall', commandOn(text, runs))
  row('  what waits for what', timed(runs, () => graphsOf(agreement)).ms)
  const graphs = graphsOf(agreement)
  for (const [name, analysis] of Object.entries(ANALYSES)) {
    const { ms, result } = timed(runs, () => analysis(agreement, graphs))
    row(`  ${name}`, ms, `${result.length} remarks`)
  }
  if (size <= REPLAYED) {
    const { ms, result } = timed(1, () => vacuityOf(agreement, parseDuration('14d')))
    row('replays', ms, `${result.runs.length} runs`)
  }
  const budget = 5_000
  const peers = { 'stalls, a fixpoint for each move': stallsOneByOne, 'deadlines, all rounds': allRounds }
  for (const [name, peer] of Object.entries(peers)) {
    const { done, all, ms } = peer(agreement, budget)
    row(`peer: ${name}`, (ms * all) / done, done < all ? `extrapolated from ${done} of ${all}` : `${all}`)
  }
  console.log(`  memory ${Math.round(process.memoryUsage().rss / 2 ** 20)} MB`)
}
