import { expect, test } from 'vitest'
import type { Streams } from '../streams.ts'
import { printTable } from './table.ts'

function printed(columns: number, colour = false): readonly string[] {
  const lines: string[] = []
  const streams: Streams = {
    out: (line) => void lines.push(line),
    err: () => undefined,
    bytes: () => undefined,
    columns,
    isTerminal: true,
    errIsTerminal: true,
    colour,
  }
  const why =
    'Waits for SEP.3.b: said to be done, not verified by anybody whom the text names for it. '.repeat(3)
  printTable([{ title: 'Clause' }, { title: 'Why', share: 1 }], [['SEP.3.f', why.trim()]], streams)
  return lines
}

test.each([60, 80, 120, 160])(
  'a table stays within a terminal of %i characters, and loses no word',
  (columns) => {
    const lines = printed(columns)
    for (const line of lines) expect(Array.from(line).length).toBeLessThanOrEqual(columns)
    const words = lines.join(' ').split(/\s+/)
    expect(words.filter((word) => word === 'verified')).toHaveLength(3)
    expect(words).toContain('SEP.3.f')
  },
)

test('there is colour only where it is wanted', () => {
  const escape = String.fromCodePoint(27)
  expect(printed(80, false).join('')).not.toContain(escape)
  expect(printed(80, true).join('')).toContain(escape)
})
