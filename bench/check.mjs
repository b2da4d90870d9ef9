// Analyses generated agreements of 100, 1,000 and 10,000 clauses and prints the time of each analysis.
// The named peer, in the same run: the textbook way, one fixpoint for each omission and all rounds of Bellman and Ford.
// Usage: node bench/check.mjs [clauses …]   (after `npm run build:code`)
import { readFileSync, writeFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { transformWithOxc } from 'vite'
import { ANALYSES, analyse, graphsOf } from '../dist/core/analysis/analyse.js'
import { graphOf } from '../dist/core/analysis/build-graph.js'
import { parentsOf, reach } from '../dist/core/analysis/graph.js'
import { networkOf } from '../dist/core/analysis/time-constraints.js'

// The generator is the properties' own and no part of what is built, so it is compiled here, beside what it imports.
const generator = 'generated.test-support'
const source = new URL(`../src/core/analysis/${generator}.ts`, import.meta.url)
const compiled = new URL(`../dist/core/analysis/${generator}.js`, import.meta.url)
const { code } = await transformWithOxc(readFileSync(source, 'utf8'), `${generator}.ts`)
writeFileSync(compiled, code.replaceAll(/(from '\.[^']*|from "\.[^"]*)\.ts/g, '$1.js'))
const { generatedAgreement } = await import(compiled.href)

const RUNS = 5
const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [100, 1_000, 10_000]

function timed(runs, work) {
  const times = []
  let result
  for (let run = 0; run < runs; run++) {
    const from = performance.now()
    result = work()
    times.push(performance.now() - from)
  }
  return { ms: times.toSorted((a, b) => a - b)[Math.floor(runs / 2)], result }
}
const row = (name, ms, note = '') =>
  console.log(`  ${name.padEnd(34)}${ms.toFixed(1).padStart(10)} ms  ${note}`)

/** One fixpoint without each move: what section 4.1 of the specification says, word for word. */
function stallsOneByOne(agreement, budget) {
  const graph = graphOf(agreement, { exchangesWait: false })
  const parents = parentsOf(graph.nodes)
  const moves = graph.nodes.flatMap(({ move }) => move ?? [])
  const from = performance.now()
  let done = 0
  for (const left of moves) {
    reach(graph, (move) => move === left, parents)
    done += 1
    if (performance.now() - from > budget) break
  }
  return { done, all: moves.length, ms: performance.now() - from }
}

/** Bellman and Ford as in the textbook: as many rounds as there are variables, in the order in which they were written. */
function allRounds(agreement, budget) {
  const { size, constraints } = networkOf(agreement)
  const at = new Float64Array(size)
  const from = performance.now()
  let round = 0
  for (; round < size && performance.now() - from < budget; round++)
    for (const { from: a, to, gap } of constraints) if (at[a] + gap > at[to]) at[to] = at[a] + gap
  return { done: round, all: size, ms: performance.now() - from }
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
  row('everything', whole.ms)
  row('  what waits for what', timed(runs, () => graphsOf(agreement)).ms)
  const graphs = graphsOf(agreement)
  for (const [name, analysis] of Object.entries(ANALYSES)) {
    const { ms, result } = timed(runs, () => analysis(agreement, graphs))
    row(`  ${name}`, ms, `${result.length} remarks`)
  }
  const budget = 5_000
  const peers = { 'stalls, a fixpoint for each move': stallsOneByOne, 'deadlines, all rounds': allRounds }
  for (const [name, peer] of Object.entries(peers)) {
    const { done, all, ms } = peer(agreement, budget)
    row(`peer: ${name}`, (ms * all) / done, done < all ? `extrapolated from ${done} of ${all}` : `${all}`)
  }
  console.log(`  memory ${Math.round(process.memoryUsage().rss / 2 ** 20)} MB`)
}
