import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sha256Hex } from '../../src/core/bytes/sha256.ts'
import { demonstration, writeLog } from '../check/exported-log.ts'
import { typed } from '../docs/typed.ts'

const CESSATION = 'agreements/2016-02-22-cessation-of-hostilities.md'
const THROUGH = '--through 2016-09-19T16:00:00Z'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jig-mfotl-log-'))
  writeLog(join(folder, 'log'), demonstration().notes)
}, 60_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

const traced = (file: string, rest: string) => typed(`jig export mfotl ${file} ${rest} --data ${folder}/log`)

describe('jig export mfotl with a log on disk', () => {
  test('writes what the log has established: a breach that was found, and a duty that was done', async () => {
    const breached = await traced(CESSATION, `COH.A3 --party USA ${THROUGH}`)
    expect(breached.code).toBe(0)
    expect(breached.lines).toContain('@1474120560000 breach_COH_A3_USA (1)')
    const done = await traced(CESSATION, `COH.S3.a --party OPP ${THROUGH}`)
    expect(done.lines.filter((line) => /^@\d+ .*\bdone_COH_S3_a_OPP \(\)/.test(line))).toHaveLength(1)
  })

  test('counts what is open and left out, on the screen and where files are written', async () => {
    const said = 'not in the trace: 4 things that are alleged, disputed or uncertain in time'
    const asked = `COH.A2.b --party SYR ${THROUGH}`
    expect((await traced(CESSATION, asked)).lines).toContain(`# ${said}`)
    expect((await traced(CESSATION, `${asked} --out ${folder}/out`)).lines).toContain(
      `COH.A2.b for SYR: ${said}`,
    )
  })

  test('refuses another wording than the log has adopted, with both digests and where the adopted one is', async () => {
    const adopted = await readFile(new URL(`../../${CESSATION}`, import.meta.url))
    const other = `${adopted.toString()}\nA word more.\n`
    await writeFile(join(folder, 'other.md'), other)
    const { lines, code } = await traced(join(folder, 'other.md'), `COH.A3 ${THROUGH}`)
    expect(code).toBe(3)
    expect(lines[0]).toContain('[trace-missing]')
    expect(lines[0]).toContain(sha256Hex(Buffer.from(other)))
    expect(lines[0]).toContain(sha256Hex(adopted))
    const named = /blob\/[0-9a-f]{64}/.exec(lines[1] ?? '')?.[0]
    const followed = await traced(join(folder, 'log', named ?? ''), `COH.A3 --party USA ${THROUGH}`)
    expect(followed.code).toBe(0)
  })

  test('refuses a text of which the log has adopted nothing, and one that it had not adopted yet', async () => {
    const stranger = await traced('docs/example-agreement.md', `SALT.1 ${THROUGH}`)
    expect(stranger.lines[0]).toMatch(/no text of SALT has been adopted .*\[trace-missing\]/)
    const early = await traced(CESSATION, `COH.A3 --known 1 ${THROUGH}`)
    expect(early.lines[0]).toMatch(/no text of COH has been adopted in what is known \(entries: 1\)/)
  })
})
