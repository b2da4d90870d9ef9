import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { whyNotBuilt } from '../contracts/built.ts'
import { report } from '../http/statements.ts'

const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))
const agreements = fileURLToPath(new URL('../../agreements/', import.meta.url))
const pinned = new URL('../../data/syria-2016/root.json', import.meta.url)

type Ended = { readonly code: number; readonly out: string; readonly err: string }

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jig-cli-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const clean = { PATH: process.env['PATH'], HOME: process.env['HOME'], JIG_PASSPHRASE: 'for this test' }

/** Runs the built command to its end, as a person or a script would. */
function jig(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [main, ...args],
      { cwd: folder, env: { ...clean, ...env }, maxBuffer: 64 * 1024 * 1024 },
      (error, out, err) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1, out, err }),
    )
  })
}

/** Starts a server, and waits for the line with its address. */
async function started(args: readonly string[]): Promise<{ url: string; line: string; child: ChildProcess }> {
  const child = spawn(process.execPath, [main, 'serve', ...args], { cwd: folder, env: clean })
  let said = ''
  child.stderr.on('data', (part: Buffer) => (said += part.toString()))
  const line = await new Promise<string>((resolve, reject) => {
    let out = ''
    child.stdout.on('data', (part: Buffer) => {
      out += part.toString()
      if (out.includes('http://') && out.includes('\n')) resolve(out)
    })
    child.once('exit', (code) => reject(new Error(`jig serve ended with ${code}: ${said}`)))
  })
  const url = /http:\/\/\S+/.exec(line)?.[0] ?? ''
  return { url, line, child }
}

/** Stops a server as Ctrl-C does. */
function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    child.once('exit', (code) => resolve(code))
    child.kill('SIGINT')
  })
}

const notBuilt = whyNotBuilt()
describe.skipIf(notBuilt !== undefined)(
  `the command line${notBuilt === undefined ? '' : ` (${notBuilt})`}`,
  () => {
    describe('jig serve', () => {
      let first: Awaited<ReturnType<typeof started>>
      beforeAll(async () => {
        first = await started(['--data', 'demo', '--port', '0'])
      }, 120_000)
      afterAll(() => {
        first.child.kill('SIGKILL')
      })

      test('fills an empty folder with the demonstration that is the same on every machine', async () => {
        const { root, size } = JSON.parse(await readFile(pinned, 'utf8')) as { root: string; size: number }
        const head = (await (await fetch(`${first.url}/checkpoint`)).text()).split('\n')
        expect(head.slice(1, 3)).toEqual([String(size), Buffer.from(root, 'hex').toString('base64')])
        expect(first.line).toContain(`${size} entries`)
      })

      test('refuses a second process on the same folder, and a port that is taken, at once and by name', async () => {
        const same = await jig(['serve', '--data', 'demo', '--port', '0'])
        expect([same.code, same.err]).toEqual([4, expect.stringContaining('[store-in-use]')])
        const port = new URL(first.url).port
        const taken = await jig(['serve', '--data', 'other', '--port', port])
        expect([taken.code, taken.err.trim().split('\n').length]).toEqual([4, 1])
        expect(taken.err).toContain(`port ${port} is in use`)
      })

      test('a statement goes in from a file and comes back with its receipt; a rival’s check finds the log intact', async () => {
        await writeFile(
          join(folder, 'report.json'),
          JSON.stringify(report({ words: { lang: 'en', text: 'By hand.' } })),
        )
        const signed = await jig(['sign', 'report.json', '--key', 'snhr', '--demonstration'])
        expect(signed.code).toBe(0)
        await writeFile(join(folder, 'report.note'), signed.out)
        const handed = await jig(['submit', 'report.note', '--to', first.url])
        expect([handed.code, handed.out]).toEqual([0, expect.stringContaining('c2sp.org/tlog-proof')])
        const again = await jig(['submit', 'report.note', '--to', first.url])
        expect([again.code, again.err]).toEqual([3, expect.stringContaining('[duplicate-statement]')])
        const checked = await jig(['verify', first.url, '--json'])
        expect([checked.code, JSON.parse(checked.out)]).toEqual([
          0,
          expect.objectContaining({ intact: true, findings: [] }),
        ])
      })

      test('the folder can be read while the server has it, and gives the same answer as the server', async () => {
        const asked = [
          'standing',
          '--agreement',
          'SEP',
          '--at',
          '2016-09-15T18:00:00Z',
          '--known',
          '1700',
          '--json',
        ]
        const [folderSays, serverSays] = [
          await jig([...asked, '--data', 'demo']),
          await jig([...asked, '--url', first.url]),
        ]
        expect(folderSays.code).toBe(0)
        expect(JSON.parse(folderSays.out)).toEqual(JSON.parse(serverSays.out))
      })

      test('why an exchange or a state stands so goes into a file of the same form', async () => {
        for (const [name, status] of [
          ['SEP.3.e', 'deadlocked'],
          ['adherence', 'open'],
        ] as const) {
          const why = ['why', name, '--agreement', 'SEP', '--at', '2016-09-15T18:00:00Z', '--url', first.url]
          const written = await jig([...why, '--certificate', `${name}.json`])
          expect([written.code, written.out]).toEqual([0, expect.stringContaining(name)])
          const checked = await jig(['check-certificate', `${name}.json`, '--log', 'demo'])
          const says = `True of the log: ${name}: ${status} at 2016-09-15T18:00:00Z`
          expect([checked.code, checked.out]).toEqual([0, expect.stringContaining(says)])
        }
      })

      test('why a clause stands so goes into a file, which anybody can hold against a copy of the log', async () => {
        const why = ['why', 'SEP.3.f', '--party', 'SYR', '--at', '2016-09-15T18:00:00Z', '--url', first.url]
        const written = await jig([...why, '--certificate', 'why.json'])
        expect([written.code, written.out]).toEqual([0, expect.stringContaining('SEP.3.f, SYR')])
        const text = await readFile(join(folder, 'why.json'), 'utf8')
        const honest = await jig(['check-certificate', 'why.json', '--log', 'demo'])
        expect([honest.code, honest.out]).toEqual([
          0,
          expect.stringContaining('True of the log: SEP.3.f, SYR'),
        ])

        await writeFile(join(folder, 'lie.json'), text.replace('"status":"pending"', '"status":"fulfilled"'))
        const lie = await jig(['check-certificate', 'lie.json', '--log', 'demo', '--json'])
        expect([lie.code, JSON.parse(lie.out)]).toEqual([
          1,
          { is: 'refused', because: 'by the log, “status” is "pending"' },
        ])

        await writeFile(join(folder, 'no.json'), text.replace('"party":"SYR"', '"party":7'))
        const no = await jig(['check-certificate', 'no.json', '--log', 'demo'])
        expect([no.code, no.err]).toEqual([
          3,
          expect.stringMatching(/no\.json:1:\d+ party: .*certificate-malformed/),
        ])

        const ofNothing = await jig([
          'why',
          '--url',
          first.url,
          '--certificate',
          'all.json',
          '--agreement',
          'SEP',
        ])
        expect([ofNothing.code, ofNothing.err]).toEqual([2, expect.stringContaining('[parameter-malformed]')])
      })

      test('started again it has lost nothing', async () => {
        const before = await (await fetch(`${first.url}/checkpoint`)).text()
        expect(await ended(first.child)).toBe(0)
        first = await started(['--data', 'demo', '--port', '0'])
        expect(await (await fetch(`${first.url}/checkpoint`)).text()).toBe(before)
        expect((await fetch(`${first.url}/`)).headers.get('content-type')).toContain('text/html')
      })

      test('killed without warning it has lost nothing either, and the folder is free again', async () => {
        const before = await (await fetch(`${first.url}/checkpoint`)).text()
        const gone = new Promise((resolve) => first.child.once('exit', resolve))
        first.child.kill('SIGKILL')
        await gone
        first = await started(['--data', 'demo', '--port', '0'])
        expect(await (await fetch(`${first.url}/checkpoint`)).text()).toBe(before)
      })

      describe('and a copy of its log', () => {
        test('is intact, and a store rebuilt from it holds the same', async () => {
          const copied = await jig(['export', 'copy', '--from', first.url])
          expect(copied.code).toBe(0)
          const kept = await jig(['verify', 'copy', '--keep', 'head.txt'])
          expect([kept.code, kept.out]).toEqual([0, expect.stringContaining('complete and unchanged')])
          const rebuilt = await jig(['rebuild', '--from', 'copy', '--data', 'rebuilt'])
          expect([rebuilt.code, rebuilt.out]).toEqual([
            0,
            expect.stringContaining('entries are in rebuilt again'),
          ])
        })

        test('with one character of one entry changed it is found not to be intact', async () => {
          await cp(join(folder, 'copy'), join(folder, 'forged'), { recursive: true })
          const bundle = join(folder, 'forged', 'tile', 'entries', '001')
          const bytes = await readFile(bundle)
          const at = bytes.indexOf('Aleppo')
          expect(at).toBeGreaterThan(0)
          bytes.write('Alepp0', at)
          await writeFile(bundle, bytes)
          const checked = await jig(['verify', 'forged', '--kept', 'head.txt', '--json'])
          expect(checked.code).toBe(1)
          const { intact, findings } = JSON.parse(checked.out) as {
            intact: boolean
            findings: { why: string }[]
          }
          expect(intact).toBe(false)
          expect(findings.map(({ why }) => why)).toContain('root-differs')
          const read = await jig(['incidents', '--data', 'forged'])
          expect([read.code, read.err]).toEqual([4, expect.stringContaining('[store-damaged]')])
        })
      })
    })

    describe('what cannot be opened gets one clear sentence', () => {
      test('a database that is not there, without its password', async () => {
        const { code, err } = await jig(['serve', '--data', 'pg', '--port', '0'], {
          DATABASE_URL: 'postgres://jig:do-not-print@127.0.0.1:1/jig',
        })
        expect([code, err]).toEqual([4, expect.stringContaining('[store-unreachable]')])
        expect(err).not.toContain('do-not-print')
      })

      test('a folder that cannot be made', async () => {
        await writeFile(join(folder, 'a-file'), '')
        const { code, err } = await jig(['serve', '--data', 'a-file/below', '--port', '0'])
        expect([code, err]).toEqual([4, expect.stringContaining('[store-unwritable]')])
      })

      test.skipIf(process.getuid?.() === 0)(
        'a folder without the right to write (skipped as root, who may write anywhere)',
        async () => {
          await mkdir(join(folder, 'locked'))
          await chmod(join(folder, 'locked'), 0o500)
          const { code, err } = await jig(['serve', '--data', 'locked/below', '--port', '0'])
          expect([code, err]).toEqual([4, expect.stringContaining('[store-unwritable]')])
        },
      )

      test('a server that is not there', async () => {
        const { code, err } = await jig(['standing', '--url', 'http://127.0.0.1:1'])
        expect([code, err]).toEqual([4, expect.stringContaining('[server-unreachable]')])
      })
    })

    describe('jig check', () => {
      test('finds one error in the agreements of 2016: at Castello Road each waits for the other', async () => {
        const february = await jig(['check', join(agreements, '2016-02-22-cessation-of-hostilities.md')])
        expect(february.code).toBe(0)
        const september = await jig(['check', join(agreements, '2016-09-09-reducing-violence.md'), '--json'])
        expect(september.code).toBe(1)
        const [{ problems, remarks }] = JSON.parse(september.out).files
        expect(problems).toEqual([])
        const errors = remarks.filter(({ severity }: { severity: string }) => severity === 'error')
        expect(errors.map(({ kind }: { kind: string }) => kind)).toEqual(['deadlock'])
      })

      test('prints every fault with file, line, column and what would be right', async () => {
        const text = await readFile(join(agreements, '2016-09-09-reducing-violence.md'), 'utf8')
        await writeFile(
          join(folder, 'bent.md'),
          text.replace('who: SYR', 'who: SYRR').replace('if silent:', 'if silnet:'),
        )
        const { code, out } = await jig(['check', 'bent.md'])
        expect(code).toBe(1)
        expect(out).toMatch(/^bent\.md:\d+:\d+: .*SYRR.* \[party-unknown\]$/m)
        expect(out).toMatch(/^bent\.md:\d+:\d+: .*silnet.* \[agreement-key-unknown\]$/m)
        expect(out.match(/^ {2}→ /gm)?.length).toBeGreaterThanOrEqual(2)
        const json = await jig(['check', 'bent.md', '--json'])
        expect(JSON.parse(json.out)).toMatchObject({
          files: [{ problems: expect.arrayContaining([expect.objectContaining({ code: 'party-unknown' })]) }],
        })
      })
    })

    describe('a log of one’s own', () => {
      test('begins with keys of its own, and is intact from its first entry', async () => {
        const origin = 'mission.example/aleppo-2026'
        const made = await jig([
          'init',
          '--log',
          'aleppo-2026',
          '--origin',
          origin,
          '--title',
          'Aleppo',
          '--data',
          'own',
        ])
        expect([made.code, made.out]).toEqual([0, expect.stringContaining(`${origin}+`)])
        expect((await jig(['verify', 'own'])).code).toBe(0)
        const keys = await jig(['key', 'list', '--keys', 'own/keys'])
        expect(keys.out).toContain('secretariat+')
        const wrong = await jig(['serve', '--data', 'own', '--port', '0'], { JIG_PASSPHRASE: 'another' })
        expect([wrong.code, wrong.err]).toEqual([4, expect.stringContaining('[passphrase-wrong]')])
      })
    })

    describe('help', () => {
      test('teaches: examples, exit codes, every command', async () => {
        const { code, out } = await jig(['--help'])
        expect(code).toBe(0)
        for (const command of [
          'serve',
          'demo',
          'init',
          'key',
          'sign',
          'submit',
          'check',
          'standing',
          'incidents',
          'tally',
          'questions',
          'verify',
          'export',
          'rebuild',
        ]) {
          expect(out).toMatch(new RegExp(`^  ${command}\\b`, 'm'))
        }
        expect(out).toContain('Exit codes: 0 done, or yes; 1 the answer is no; 2 wrong use; 3 refused')
      })

      test('wrong use ends with 2 and says what was wrong', async () => {
        const unknown = await jig(['standig'])
        expect([unknown.code, unknown.err]).toEqual([2, expect.stringContaining('Did you mean standing?')])
        const port = await jig(['serve', '--port', '70000'])
        expect([port.code, port.err]).toEqual([2, expect.stringContaining('0 to 65535')])
      })
    })
  },
)
