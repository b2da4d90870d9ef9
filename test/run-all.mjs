// The README's test command: every check in order, then one line that stands alone: 'N passed, N failed, N skipped'.
// A check that fails does not stop the next ones, so that one run shows all there is to mend.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const scratch = mkdtempSync(join(tmpdir(), 'jig-test-'))
const results = join(scratch, 'results.json')

const checks = [
  { name: 'format', command: 'oxfmt', args: ['--check'] },
  { name: 'lint', command: 'oxlint', args: ['--type-aware', '--deny-warnings'] },
  { name: 'types', command: 'tsc', args: ['-b', '--force'] },
  { name: 'dead code', command: 'knip', args: [] },
  { name: 'web build', command: 'vite', args: ['build', '--logLevel', 'warn'] },
  { name: 'checkers build', command: 'node', args: ['tools/verify/build.mjs'] },
]

let passed = 0
let failed = 0
for (const { name, command, args } of checks) {
  const from = performance.now()
  const program = command === 'node' ? process.execPath : join('node_modules', '.bin', command)
  const { status } = spawnSync(program, args, { stdio: 'inherit' })
  const seconds = ((performance.now() - from) / 1000).toFixed(1)
  console.log(`${status === 0 ? 'passed' : 'FAILED'}  ${name} (${seconds} s)`)
  if (status === 0) passed += 1
  else failed += 1
}

spawnSync(
  join('node_modules', '.bin', 'vitest'),
  ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${results}`],
  { stdio: 'inherit' },
)

let skipped = 0
try {
  const report = JSON.parse(readFileSync(results, 'utf8'))
  passed += report.numPassedTests
  failed += report.numFailedTests
  // A file that cannot be loaded runs no test; it is a failure all the same.
  failed += report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  ).length
  const left = report.testResults.flatMap((file) =>
    file.assertionResults.filter((test) => !['passed', 'failed'].includes(test.status)),
  )
  skipped = left.length
  for (const name of new Set(left.map((test) => test.ancestorTitles.join(' > ') || test.title)))
    console.log(`SKIPPED  ${name}`)
  if (report.numTotalTests === 0) failed += 1
} catch (error) {
  console.log(`FAILED  the test runner left no results: ${error.message}`)
  failed += 1
}

rmSync(scratch, { recursive: true, force: true })
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`)
process.exit(failed === 0 ? 0 : 1)
