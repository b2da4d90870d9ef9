import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { bound } from '../../src/core/agreement/bind.ts'
import { readAgreement } from '../../src/core/agreement/read-agreement.ts'
import { rehearse } from '../../src/core/rehearsal/rehearse.ts'
import { vacuityOf } from '../../src/core/rehearsal/vacuity.ts'
import { parseDuration } from '../../src/core/time/instant.ts'

const depth = parseDuration('14d')

async function read(path: string, change: (text: string) => string = (text) => text) {
  // What is changed here is changed on purpose: the words are bound to it anew.
  const text = bound(change(await readFile(new URL(`../../${path}`, import.meta.url), 'utf8')))
  const { agreement, problems } = readAgreement(text, path)
  if (agreement === undefined) throw new Error(problems.map(({ message }) => message).join('\n'))
  return agreement
}

describe('a rehearsal of the text of 9 September 2016', async () => {
  const { stories } = rehearse(await read('agreements/2016-09-09-reducing-violence.md'), {
    runs: 0,
    seed: 1,
    depth,
  })

  test('finds the deadlock at Castello Road: the army and the opposition each wait to see the other move', () => {
    const [deadlock] = stories.filter(({ kind }) => kind === 'deadlock')
    expect(deadlock).toMatchObject({ who: ['SYR', 'OPP'], together: true, change: 'SEP.3.e' })
    expect(deadlock?.lines.map(({ code, who, subject }) => [code, who.join(' '), subject])).toEqual([
      ['sets', 'USA RUS', 'DayD'],
      ['performs', 'USA RUS', 'SEP.3.b'],
      ['confirms', 'sarc RUS USA', 'SEP.3.b'],
      ['waits', 'SYR', 'SEP.3.d'],
      ['waits', 'OPP', 'SEP.3.j'],
      ['end-deadlock', 'SYR OPP', 'SEP.3.e'],
    ])
  })

  test('finds that the silence of one Side lets the 48 hours lapse, and that nobody breached anything', () => {
    const [lapse] = stories.filter(({ kind }) => kind === 'lapse')
    expect(lapse).toMatchObject({ who: ['USA', 'RUS'], together: false, change: 'SEP.2' })
    expect(lapse?.clauses).toEqual(['SEP.1.b', 'SEP.1.c', 'SEP.1.d'])
    expect(lapse?.lines.at(-1)).toMatchObject({ code: 'end-lapse', after: 48 * 3_600_000 })
  })

  test('finds that either Side can keep Day D from ever coming', () => {
    expect(stories).toContainEqual(
      expect.objectContaining({ kind: 'stall', change: 'DayD', who: ['USA', 'RUS'], together: false }),
    )
  })
})

describe('a rehearsal of the example of the tutorial', () => {
  const deadlocks = async (change: (text: string) => string) => {
    const { stories } = rehearse(await read('docs/example-agreement.md', change), { runs: 0, seed: 1, depth })
    return stories.filter(({ kind }) => kind === 'deadlock').map(({ change: at }) => at)
  }

  test('finds no deadlock as it stands, and one as soon as it does not say what holds if nobody moves', async () => {
    expect(await deadlocks((text) => text)).toEqual([])
    expect(await deadlocks((text) => text.replace(/^if nobody moves: .*\n/m, ''))).toEqual(['SALT.2'])
  })

  test('has no clause that stands the same whatever anybody does', async () => {
    expect(vacuityOf(await read('docs/example-agreement.md'), depth).unmoved).toEqual([])
  })
})
