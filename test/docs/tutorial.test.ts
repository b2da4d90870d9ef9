import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Agreement } from '../../src/core/agreement/agreement.ts'
import { bound } from '../../src/core/agreement/bind.ts'
import { readAgreement } from '../../src/core/agreement/read-agreement.ts'
import { typed as typedHere } from './typed.ts'

const file = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url))
const page = await readFile(file('docs/writing-agreements.md'), 'utf8')
const example = await readFile(file('docs/example-agreement.md'), 'utf8')

/** The fenced blocks of the page in order, by what stands after their fence. */
const blocks = [...page.matchAll(/^(`{3,4})(markdown wrong|markdown|text|console)\n(.*?)\n\1$/gms)].map(
  ([, , kind, text]) => ({ kind: kind ?? '', text: text ?? '' }),
)

/** What is shown, with `…` for lines that are left out, as it must have been printed. */
function fits(printed: readonly string[], shown: readonly string[]): boolean {
  const [first, ...rest] = shown
  if (first === undefined) return printed.every((line) => line === '')
  if (first !== '…') return printed[0] === first && fits(printed.slice(1), rest)
  return printed.some((_, at) => fits(printed.slice(at), rest)) || rest.length === 0
}

const typed = async (line: string): Promise<readonly string[]> => (await typedHere(line)).lines

describe('docs/writing-agreements.md', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jig-tutorial-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const steps = blocks.filter(({ kind }) => kind === 'markdown').map(({ text }) => text)

  test('its steps, one after the other and then bound, are the example', () => {
    expect(bound(`${steps.join('\n\n')}\n`)).toBe(example)
  })

  test('the text reads without a fault from the first duty on, after every step', () => {
    const first = steps.findIndex((step) => step.includes('jig clause'))
    expect(first).toBeGreaterThan(0)
    for (let count = first; count < steps.length; count += 1) {
      const { problems } = readAgreement(steps.slice(0, count + 1).join('\n\n'), 'step.md')
      expect(problems.map(({ message }) => message)).toEqual([])
    }
  })

  test('what is shown as wrong is refused with just what is shown', async () => {
    let so = ''
    const wrong = blocks.flatMap(({ kind, text }, at) => {
      if (kind === 'markdown') so += `${text}\n\n`
      return kind === 'markdown wrong' ? [{ text: so + text, says: blocks[at + 1] }] : []
    })
    expect(wrong.length).toBe(3)
    for (const { text, says } of wrong) {
      const path = join(folder, 'truce.md')
      await writeFile(path, text)
      expect(says?.kind).toBe('text')
      const printed = (await typed(`jig check ${path}`)).map((line) => line.replace(`${folder}/`, ''))
      // What is read is checked too: that part may be left out with `…`.
      expect(fits(printed, (says?.text ?? '').split('\n')), printed.join('\n')).toBe(true)
    }
  })

  const commands = blocks.filter(({ kind }) => kind === 'console').map(({ text }) => text.split('\n'))
  test.each(commands.map(([line = '', ...shown]) => ({ line, shown })))(
    '$line',
    async ({ line, shown }) => {
      const printed = await typed(line.replace(/^\$ /, ''))
      expect(fits(printed, shown), printed.join('\n')).toBe(true)
    },
    60_000,
  )
})

describe('the choices that the four texts of 2016 forced', () => {
  const TEXTS = {
    COH: '2016-02-22-cessation-of-hostilities',
    SOP: '2016-03-28-procedures',
    JIG: '2016-07-joint-implementation-group',
    SEP: '2016-09-09-reducing-violence',
  } as const

  function counted({ clauses, exchanges, powers }: Pick<Agreement, 'clauses' | 'exchanges' | 'powers'>) {
    const all = [...clauses.values(), ...exchanges.values(), ...powers.values()]
    const choices = all.flatMap((one) => one.choices)
    const noted = all.filter((one) => one.choices.length > 0).length
    return [all.length, noted, choices.length, choices.filter(({ disputed }) => disputed).length]
  }

  test('are counted on the page as they stand', async () => {
    const together = [0, 0, 0, 0]
    let terms = 0
    for (const [id, name] of Object.entries(TEXTS)) {
      const path = `agreements/${name}.md`
      const { agreement } = readAgreement(await readFile(file(path), 'utf8'), path)
      if (agreement === undefined) throw new Error(`${path} is refused`)
      const row = counted(agreement)
      expect(page).toContain(`| ${[id, ...row].join(' | ')} |`)
      for (const [at, value] of row.entries()) together[at] = (together[at] ?? 0) + value
      for (const term of agreement.terms.values()) terms += term.choices.length
    }
    expect(page).toContain(`| ${['together', ...together].join(' | ')} |`)
    expect(terms).toBe(12)
    expect(page).toContain('carry twelve more')
  })
})
