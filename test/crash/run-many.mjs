// `npm run test:crash -- --runs 200 --seed 1`: the crash suite with many seeds, each a node killed twice, on the
// embedded store and on PostgreSQL. What fails is named by its seed: `--runs 1 --seed N` runs it again.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '20' }, seed: { type: 'string', default: '1' } },
})
for (const [name, value] of Object.entries(values)) {
  if (/^[1-9]\d{0,8}$/.test(value)) continue
  console.error(`--${name} takes a whole number from 1, not “${value}”`)
  process.exit(2)
}
const scratch = mkdtempSync(join(tmpdir(), 'jig-crash-results-'))
const results = join(scratch, 'results.json')
const { status } = spawnSync(
  join('node_modules', '.bin', 'vitest'),
  ['run', 'test/crash', '--reporter=default', '--reporter=json', `--outputFile.json=${results}`],
  { stdio: 'inherit', env: { ...process.env, JIG_CRASH_RUNS: values.runs, JIG_CRASH_SEED: values.seed } },
)
const tests = JSON.parse(readFileSync(results, 'utf8')).testResults.flatMap((file) => file.assertionResults)
rmSync(scratch, { recursive: true, force: true })
const of = (state) => tests.filter((test) => test.status === state)
for (const test of of('failed')) console.log(`FAILED  ${test.fullName}`)
for (const name of new Set(
  tests.filter((test) => !['passed', 'failed'].includes(test.status)).map((test) => test.fullName),
))
  console.log(`SKIPPED  ${name}`)
const seeded = tests.filter((test) => /\(seed \d+\)$/.test(test.fullName) && test.duration !== undefined)
const seconds = seeded.reduce((sum, test) => sum + test.duration, 0) / 1000
console.log(`${seeded.length} seeded runs, ${(seconds / Math.max(1, seeded.length)).toFixed(1)} s each`)
console.log(
  `${of('passed').length} passed, ${of('failed').length} failed, ${tests.length - of('passed').length - of('failed').length} skipped`,
)
process.exit(status ?? 1)
