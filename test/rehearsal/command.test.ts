import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { typed } from '../docs/typed.ts'

const EXAMPLE = 'docs/example-agreement.md'

describe('jig rehearse', () => {
  test.each(['en', 'ar', 'ru'])('tells its stories in %s, without a bare code', async (language) => {
    const { lines, code } = await typed(`jig rehearse ${EXAMPLE} --runs 0 --vacuity --lang ${language}`)
    expect(code).toBe(1)
    expect(lines.length).toBeGreaterThan(20)
    expect(lines.join('\n')).not.toMatch(/omits-|end-|happening|failing|vacuity|[{}]/)
  })

  test('answers a machine with the stories, their departures and the boards of the vacuity runs', async () => {
    const { lines } = await typed(`jig rehearse ${EXAMPLE} --runs 0 --json`)
    const answer: unknown = JSON.parse(lines.join(''))
    expect(answer).toMatchObject({ agreement: 'SALT', stories: expect.any(Array) as unknown[] })
    expect(answer).toHaveProperty(['vacuity', 'runs', '0', 'is'], 'all-done')
    expect(answer).toHaveProperty(['stories', '0', 'lines', '0', 'text'])
  })

  test('of a text with faults it plays what is sound, and then refuses the text', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'jig-rehearse-'))
    const file = join(folder, 'truce.md')
    const text = await readFile(fileURLToPath(new URL(`../../${EXAMPLE}`, import.meta.url)), 'utf8')
    await writeFile(file, text.replace('when: more than 3 breaches', 'when: more than three breaches'))
    const { lines, code } = await typed(`jig rehearse ${file} --runs 0`)
    await rm(folder, { recursive: true, force: true })
    expect(code).toBe(3)
    expect(
      lines.filter((line) => /^jig: .*\[.*\]$/.test(line)).map((line) => line.split(' ').at(-1)),
    ).toEqual(['[agreement-malformed]', '[binding-broken]'])
    expect(lines.some((line) => line.startsWith('SALT: '))).toBe(true)
  })

  test('tells lengths in days and hours, and what lies past the end of a depth that is named', async () => {
    const { lines } = await typed('jig rehearse agreements/2016-09-09-reducing-violence.md --runs 0')
    const told = lines
      .filter((line) => / [+−] .*\d+ h: /.test(line))
      .map((line) => / [+−] (.* h): /.exec(line)?.[1])
    expect(new Set(told)).toEqual(new Set(['1 d 23 h']))
    const { lines: short } = await typed(`jig rehearse ${EXAMPLE} --runs 0 --depth 3d`)
    expect(short[0]).toMatch(/over 3 d /)
    expect(short[1]).toMatch(/^The plays end 3 d after the start\. .* SALT\.1/)
  })

  test('a draft has nothing to rehearse', async () => {
    const { lines, code } = await typed('jig rehearse agreements/2016-07-joint-implementation-group.md')
    expect({ count: lines.length, code }).toEqual({ count: 1, code: 0 })
  })

  test.each([
    ['--parties HILL,VALLEY', /VALLEY.*\[party-unknown\]/],
    ['--depth fortnight', /\[duration-malformed\]/],
  ])('%s is refused by name', async (option, named) => {
    const { lines, code } = await typed(`jig rehearse ${EXAMPLE} ${option}`)
    expect(code).toBe(3)
    expect(lines[0]).toMatch(named)
  })
})

describe('jig export mfotl', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jig-mfotl-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  test('writes the files of every bearer, and how MonPoly is called on them', async () => {
    const { lines, code } = await typed(`jig export mfotl ${EXAMPLE} SALT.1 --out ${folder}`)
    expect(code).toBe(0)
    expect((await readdir(folder)).toSorted()).toEqual([
      'SALT.1.COAST.mfotl',
      'SALT.1.COAST.sig',
      'SALT.1.HILL.mfotl',
      'SALT.1.HILL.sig',
    ])
    expect(await readFile(join(folder, 'SALT.1.HILL.sig'), 'utf8')).toContain('breach_SALT_1_HILL(i:int)\n')
    expect(lines[0]).toMatch(/^monpoly -sig SALT\.1\.HILL\.sig .* -nonewlastts/)
  })

  test('leaves “jig export FOLDER” as it was: another first word is a folder', async () => {
    const { lines, code } = await typed(`jig export ${folder}/copy --from ${folder}`)
    expect(code).toBe(4)
    expect(lines[0]).toMatch(/it holds no log/)
  })
})
