import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { EXIT } from '../exit-codes.ts'
import type { Streams } from '../streams.ts'
import { speechIn, type Language } from '../words.ts'
import { checkReport, type CheckReport } from './check-report.ts'
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
  const asked = { as: 'people', bind: false, strict: false, version: '1.2.3', ...options } as const
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

  test('replays the text, says what that shows, and prints the boards beside each other', async () => {
    const { out } = await check([SEPTEMBER])
    expect(out.find((line) => line.endsWith('[idle-unbreached]'))).toMatch(/OPP, SYR .*SEP\.3\.d, SEP\.3\.j/)
    expect(out).toContain('nothing said; RUS does nothing; USA does nothing')
  })
})

describe('the table of dates', () => {
  const rows = async (file: string) =>
    (await check([file])).out
      .join('\n')
      .split('\n')
      .map((line) => line.trim().split(/\s{2,}/))

  test('says when a clause begins, and marks the chain that takes longest', async () => {
    expect(await rows(SEPTEMBER)).toContainEqual(['SEP.4 *', '7 d', '7 d', '–', '–'])
  })

  test('leaves out a clause that may begin with the text and of which nothing else is known', async () => {
    expect((await rows(SEPTEMBER)).map(([clause]) => clause)).not.toContain('SEP.3.d')
  })

  test('says by when a step has to be done, and how long it can wait', async () => {
    // N.1 gives itself three days; N.2 waits for it and is due after sixty hours.
    const found = await rows('test/analysis/texts/13-hangs-on-others.defect.md')
    expect(found).toContainEqual(['N.1 *', '0 d', '0 d', '60 h', '60 h'])
  })
})

describe('the report for programs', () => {
  const reported = async (...files: readonly string[]): Promise<CheckReport> =>
    checkReport.parse(JSON.parse((await check(files, { as: 'json' })).out.join('\n')))

  test('holds the same remarks, with their repairs in words', async () => {
    const { files } = await reported(SEPTEMBER, MARCH)
    expect(files.map(({ agreement }) => agreement?.id)).toEqual(['SEP', 'SOP'])
    const deadlock = files[0]?.remarks.find(({ kind }) => kind === 'deadlock')
    expect(deadlock?.fix[0]).toMatchObject({
      code: 'name-first-mover',
      detail: expect.stringMatching(/first/) as string,
    })
  })

  test('says when clauses can begin, and how each stands at the end of each replay', async () => {
    const [file] = (await reported(SEPTEMBER)).files
    expect(file?.begins).toContainEqual({
      clause: 'SEP.4',
      earliest: 7 * 86_400_000,
      latest: 7 * 86_400_000,
      isCritical: true,
    })
    expect(file?.replays?.runs.slice(0, 3).map(({ is }) => is)).toEqual([
      'all-done',
      'nothing-said',
      'silent-and-closed',
    ])
    for (const { statuses } of file?.replays?.rows ?? [])
      expect(statuses.length).toBe(file?.replays?.runs.length)
  })

  test.each([
    ['a draft, which is never replayed', 'agreements/2016-07-joint-implementation-group.md'],
    ['the text of February', 'agreements/2016-02-22-cessation-of-hostilities.md'],
    ['the example of the tutorial', 'docs/example-agreement.md'],
  ])('is of the documented form for %s', async (_, path) => {
    expect((await reported(path)).files).toHaveLength(1)
  })

  test('is of that form where a text is refused', async () => {
    const broken = join(folder, 'broken.md')
    await writeFile(broken, (await readFile(SEPTEMBER, 'utf8')).replace('who: SYR', 'who: SYRR'))
    const nothing = join(folder, 'nothing.md')
    await writeFile(nothing, '# A truce\n')
    const latin = join(folder, 'latin.md')
    await writeFile(latin, Buffer.from('# Tr\u00eave\n', 'latin1'))
    const { files } = await reported(broken, latin, nothing)
    expect(files.map((file) => file.problems.map(({ code }) => code)[0])).toEqual([
      'party-unknown',
      'utf8-malformed',
      'agreement-malformed',
    ])
    expect(files[1]?.problems[0]?.where?.file).toBe(latin)
    expect(files[1]?.agreement).toBe(undefined)
  })

  test('is documented by the schema that it is held against', async () => {
    const text = await readFile('docs/formats/check-report.md', 'utf8')
    const [, schema = ''] = /```json schema\n([^`]*)```/.exec(text) ?? []
    expect(JSON.parse(schema)).toEqual(z.toJSONSchema(checkReport))
  })
})

describe('a text with faults', () => {
  const faulty = async (name: string): Promise<string> => {
    const file = join(folder, name)
    const text = await readFile(SEPTEMBER, 'utf8')
    expect(text).toContain('simultaneous within:')
    await writeFile(file, text.replace('> The opposition pulls back', '> The opposition may pull back'))
    return file
  }

  test('has its faults said first, and the rest of it checked', async () => {
    const file = await faulty('faulty.md')
    const { code, out, err } = await check([file])
    expect(code).toBe(EXIT.no)
    expect(out[0]).toMatch(
      /faulty\.md:\d+:1: the words before “SEP\.3\.j” have changed .*\[binding-broken\]$/,
    )
    expect(out.find((line) => line.includes('block-left-out'))).toContain('SEP.3.e')
    expect(out.find((line) => line.includes('read in part'))).toMatch(/with \d+ blocks left out: \d+ clauses/)
    expect(out.some((line) => line.endsWith('[stall-by-power]'))).toBe(true)
    expect(err.at(-1)).toMatch(/^\d+ faults$/)
  })

  test('is sound again once a person has read it and bound its words to their blocks', async () => {
    const file = await faulty('read-again.md')
    const { out, err } = await check([file], { bind: true })
    expect(err[0]).toContain('every block is bound to the words before it')
    expect(out[0]).toMatch(/SEP reads well/)
    const saved = await readFile(file, 'utf8')
    expect((await check([file], { bind: true })).err).toEqual([])
    expect(await readFile(file, 'utf8')).toBe(saved)
  })
})

describe('SARIF', () => {
  // The shape that the schema of SARIF 2.1.0 (OASIS, sarif-schema-2.1.0.json) requires, as far as it is used here: every object in
  // it is closed, so a property that it does not know is as wrong as one that is missing.
  const text = z.strictObject({ text: z.string().min(1) })
  const weight = z.enum(['none', 'note', 'warning', 'error'])
  const physicalLocation = z.strictObject({
    artifactLocation: z.strictObject({ uri: z.string().regex(/^[^\s\\]+$/) }),
    region: z.strictObject({ startLine: z.int().min(1), startColumn: z.int().min(1) }),
  })
  const sarif = z.strictObject({
    $schema: z.url(),
    version: z.literal('2.1.0'),
    runs: z.array(
      z.strictObject({
        tool: z.strictObject({
          driver: z.strictObject({
            name: z.string().min(1),
            version: z.string(),
            rules: z.array(
              z.strictObject({
                id: z.string().min(1),
                shortDescription: text,
                help: text,
                defaultConfiguration: z.strictObject({ level: weight }),
              }),
            ),
          }),
        }),
        columnKind: z.enum(['utf16CodeUnits', 'unicodeCodePoints']),
        results: z.array(
          z.strictObject({
            ruleId: z.string(),
            ruleIndex: z.int().min(0),
            level: weight,
            message: text,
            locations: z.array(
              z.strictObject({
                physicalLocation,
                logicalLocations: z.array(z.strictObject({ name: z.string() })).optional(),
              }),
            ),
          }),
        ),
      }),
    ),
  })
  const read = (lines: readonly string[]) => sarif.parse(JSON.parse(lines.join('\n')))

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
