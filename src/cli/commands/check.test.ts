import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { EXIT } from '../exit-codes.ts'
import type { Streams } from '../streams.ts'
import { speechIn, type Language } from '../words.ts'
import { checkCommand, type CheckOptions } from './check.ts'

const SEPTEMBER = 'agreements/2016-09-09-reducing-violence.md'
const MARCH = 'agreements/2016-03-28-procedures.md'
const REPAIRED = 'test/analysis/texts/10-own-judge.repaired.md'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jig-check-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function check(
  files: readonly string[],
  options: Partial<CheckOptions> = {},
  language: Language = 'en',
) {
  const out: string[] = []
  const err: string[] = []
  const streams: Streams = {
    out: (line) => void out.push(line),
    err: (line) => void err.push(line),
    bytes: () => undefined,
    columns: 120,
    isTerminal: false,
    errIsTerminal: false,
    colour: false,
  }
  const asked = { as: 'people', strict: false, version: '1.2.3', ...options } as const
  const code = await checkCommand(files, asked, streams, speechIn(language))
  return { code, out, err }
}

describe('checking an agreement', () => {
  test('prints remarks by weight, each with its place and a repair, and counts the choices', async () => {
    const { code, out } = await check([SEPTEMBER])
    expect(code).toBe(EXIT.no)
    expect(out[0]).toMatch(
      /SEP reads well: \d+ clauses, \d+ choices that the text forced, \d+ of them disputed/,
    )
    const deadlock = out.findIndex((line) => line.includes('SEP.3.d → SEP.3.j → SEP.3.d'))
    expect(out[deadlock]).toMatch(/^agreements\/2016-09-09-reducing-violence\.md:\d+:\d+: .*\[deadlock\]$/)
    expect(out[deadlock + 1]).toMatch(/^ {2}→ Say who moves first/)
    const headings = out.filter((line) => /^(errors|warnings|notes) \(\d+\)$/.test(line))
    expect(headings.map((line) => line.split(' ')[0])).toEqual(['errors', 'warnings', 'notes'])
    expect(out.at(-1)).toMatch(/: 1 error, \d+ warnings, \d+ notes$/)
  })

  test('fails on errors alone, and with --strict on warnings; notes never fail', async () => {
    expect((await check([MARCH])).code).toBe(EXIT.fine)
    expect((await check([MARCH], { strict: true })).code).toBe(EXIT.no)
    expect((await check([REPAIRED], { strict: true })).code).toBe(EXIT.fine)
  })

  test('answers in the language asked for', async () => {
    const { out } = await check([SEPTEMBER], {}, 'ru')
    expect(out.some((line) => line.startsWith('ошибки'))).toBe(true)
    expect(out.some((line) => line.includes('Каждый ждёт другого'))).toBe(true)
  })

  test('answers programs with the same remarks', async () => {
    const { out } = await check([SEPTEMBER, MARCH], { as: 'json' })
    const { files } = JSON.parse(out.join('\n')) as {
      files: {
        agreement: { id: string }
        remarks: { kind: string; fix: { code: string; detail: string }[] }[]
      }[]
    }
    expect(files.map(({ agreement }) => agreement.id)).toEqual(['SEP', 'SOP'])
    const deadlock = files[0]?.remarks.find(({ kind }) => kind === 'deadlock')
    expect(deadlock?.fix[0]).toMatchObject({
      code: 'name-first-mover',
      detail: expect.stringMatching(/first/) as string,
    })
  })
})

describe('SARIF', () => {
  type Sarif = {
    version: string
    runs: {
      tool: { driver: { name: string; version: string; rules: { id: string }[] } }
      results: {
        ruleId: string
        ruleIndex: number
        level: string
        message: { text: string }
        locations: {
          physicalLocation: {
            artifactLocation: { uri: string }
            region: { startLine: number; startColumn: number }
          }
        }[]
      }[]
    }[]
  }
  const read = (lines: readonly string[]) => JSON.parse(lines.join('\n')) as Sarif

  test('is one run whose results name their rule, their level and their place', async () => {
    const { out } = await check([SEPTEMBER], { as: 'sarif' })
    const log = read(out)
    expect(log.version).toBe('2.1.0')
    expect(log.runs).toHaveLength(1)
    const [run] = log.runs
    expect(run?.tool.driver).toMatchObject({ name: 'jig', version: '1.2.3' })
    const ids = run?.tool.driver.rules.map(({ id }) => id) ?? []
    expect(new Set(ids).size).toBe(ids.length)
    expect(run?.results.length).toBeGreaterThan(10)
    for (const { ruleId, ruleIndex, level, message, locations } of run?.results ?? []) {
      expect(ids[ruleIndex]).toBe(ruleId)
      expect(['error', 'warning', 'note']).toContain(level)
      expect(message.text).toMatch(/\S/)
      const { artifactLocation, region } = locations[0]?.physicalLocation ?? {}
      expect(artifactLocation?.uri).toBe(SEPTEMBER)
      expect(region?.startLine).toBeGreaterThan(0)
      expect(region?.startColumn).toBeGreaterThan(0)
    }
  })

  test('holds refusals as errors, and writes a path with blanks as an address', async () => {
    const file = join(folder, 'a truce.md')
    await writeFile(file, '# A truce\n\nNo block says which agreement this is.\n')
    const { code, out, err } = await check([file], { as: 'sarif' })
    expect(code).toBe(EXIT.no)
    expect(err).toEqual(['1 fault'])
    const [result] = read(out).runs[0]?.results ?? []
    expect(result).toMatchObject({ ruleId: 'agreement-malformed', level: 'error' })
    expect(result?.locations[0]?.physicalLocation.artifactLocation.uri).toMatch(
      /^file:\/\/\/.*a%20truce\.md$/,
    )
  })
})
