// Other people's programs read our bytes: Go's sumdb/note and tlog, Tessera's fsck and its reader of policies and
// cosignatures, a witness and a client of witnesses by transparency-dev, and Python. What is not on this machine is left out by name. Run with `npm run test:interop`; it is no part of `npm test`, because Go and pip fetch packages.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { writeCosigned } from './cosigned.mjs'
import { monitorChecks } from './monitors.mjs'
import { writeProofs } from './proofs.mjs'
import { tryWitnesses } from './witnesses.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const jig = join(here, '../../dist/cli/main.js')
const scratch = mkdtempSync(join(tmpdir(), 'jig-interop-'))
const at = (name) => join(scratch, name)
const counts = { passed: 0, failed: 0, skipped: 0 }

function run(command, args, options = {}) {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', ...options })
  return { fine: status === 0, status, text: `${stdout ?? ''}${stderr ?? ''}` }
}

function skip(name, because) {
  counts.skipped += 1
  console.log(`SKIPPED  ${name}: ${because}`)
}

function expect(name, fine, text) {
  counts[fine ? 'passed' : 'failed'] += 1
  console.log(`${fine ? 'passed' : 'FAILED'}  ${name}`)
  if (!fine) console.log(text)
}

/** A program must accept the true log, and refuse each false one: a check that cannot fail shows nothing. */
function tryProgram(name, call) {
  const good = call(at('good'))
  expect(`${name} accepts the exported demonstration`, good.fine, good.text)
  if (good.fine) console.log(good.text.replaceAll(/^(?=.)/gm, '          ').trimEnd())
  for (const [what] of FORGERIES) {
    const { status, text } = call(at(what))
    expect(`${name} refuses it where ${what}`, status === 1 && text.includes('NOT OK'), text)
  }
}

/** @type {[string, (folder: string) => void][]} */
const FORGERIES = [
  ['a byte of an entry is changed', (folder) => flip(join(folder, 'tile/entries/003'), 400)],
  ['a hash of a tile is changed', (folder) => flip(join(folder, 'tile/0/002'), 40)],
  [
    'the size in the head is changed',
    (folder) => replaceIn(join(folder, 'checkpoint'), /\n\d+\n/, '\n2048\n'),
  ],
]

function flip(file, index) {
  const bytes = readFileSync(file)
  bytes[index] ^= 1
  writeFileSync(file, bytes)
}

function replaceIn(file, pattern, by) {
  writeFileSync(file, readFileSync(file, 'utf8').replace(pattern, by))
}

/** Builds a Go program of this folder; `undefined` where its modules cannot be had. */
function goProgram(folder, needs, options = { cwd: join(here, folder) }) {
  if (!run('go', ['version']).fine) return skip(folder, 'there is no go on this machine')
  const program = at(`${folder}-program`)
  const built = run('go', ['build', '-o', program, '.'], options)
  if (!built.fine && /dial tcp|lookup|proxyconnect|no such host|i\/o timeout|403 Forbidden/.test(built.text))
    return skip(folder, `${needs} cannot be fetched here`)
  expect(`Go builds against ${needs}`, built.fine, built.text)
  return built.fine ? program : undefined
}

/** Their module names another by a version that not every mirror has: go looks it up in a copy of the folder. */
async function witnessChecks() {
  cpSync(join(here, 'witness'), at('witness'), { recursive: true })
  const program = goProgram('witness', 'github.com/transparency-dev/witness', {
    cwd: at('witness'),
    env: { ...process.env, GOFLAGS: `${process.env.GOFLAGS ?? ''} -mod=mod`.trim() },
  })
  if (program !== undefined) await tryWitnesses({ jig, program, at, expect })
}

function goChecks() {
  const program = goProgram('go', 'golang.org/x/mod')
  if (program === undefined) return
  tryProgram('Go (sumdb/note, tlog)', (folder) => run(program, [folder, at('proofs.json')]))
}

function tesseraChecks() {
  const program = goProgram('tessera', 'github.com/transparency-dev/tessera')
  if (program === undefined) return
  tryProgram('Tessera’s fsck', (folder) => run(program, ['fsck', folder]))
  for (const [name, satisfied] of writeCosigned(at('good'), at)) {
    const { fine, status, text } = run(program, ['policy', at('policy.txt'), at(name)])
    const said = satisfied ? fine : status === 1 && text.includes('does not satisfy')
    expect(`Tessera finds the head ${satisfied ? 'trusted' : 'not trusted'} where ${name}`, said, text)
  }
}

function pythonChecks() {
  if (!run('python3', ['--version']).fine) return skip('Python', 'there is no python3 on this machine')
  const python = pythonWith('cryptography', 'from cryptography.hazmat.primitives.asymmetric import ed25519')
  if (python === undefined)
    skip('Python, Ed25519', 'the package cryptography is not there and cannot be installed')
  const script = join(here, 'python/check.py')
  tryProgram(python === undefined ? 'Python (hashes only)' : 'Python (hashlib, cryptography)', (folder) =>
    run(python ?? 'python3', [script, folder, ...(python === undefined ? [] : ['--signatures'])]),
  )
}

/** A Python that has a package: the machine's own, or one in a throw-away environment. */
function pythonWith(name, imports) {
  const has = (python) => run(python, ['-c', imports]).fine
  if (has('python3')) return 'python3'
  const own = at(`${name}/bin/python`)
  const made = run('python3', ['-m', 'venv', at(name)]).fine
  return made && run(own, ['-m', 'pip', 'install', '--quiet', name]).fine && has(own) ? own : undefined
}

try {
  const made = run(process.execPath, [jig, 'demo', '--data', at('data')])
  const exported = run(process.execPath, [jig, 'export', at('good'), '--from', at('data')])
  if (made.fine && exported.fine) {
    await writeProofs(at('good'), at('proofs.json'))
    for (const [what, forge] of FORGERIES) {
      cpSync(at('good'), at(what), { recursive: true })
      forge(at(what))
    }
    goChecks()
    tesseraChecks()
    await witnessChecks()
    pythonChecks()
    monitorChecks({ at, run, expect, skip, python: pythonWith('rtamt', 'import rtamt') })
  } else expect('jig exports the demonstration', false, made.text + exported.text)
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`)
process.exitCode = counts.failed === 0 ? 0 : 1
