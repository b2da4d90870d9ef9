import { expect } from 'vitest'
import type { Agreement } from '../agreement/agreement.ts'
import { readAgreement } from '../agreement/read-agreement.ts'

const block = (kind: string, id: string, ...keys: readonly string[]): string =>
  ['```jig ' + kind + ' ' + id, ...keys, '```', ''].join('\n')

const HEAD = [
  '# A truce\n',
  block(
    'agreement',
    'TRU',
    'name: A truce',
    'force: in force',
    'agreed: 2016-09-09T00:00:00Z',
    'starts: on DayD',
    'calendar: {zone: Etc/UTC, offset: "+00:00"}',
  ),
  block('party', 'RED', 'name: Red', 'side: A'),
  block('party', 'BLUE', 'name: Blue', 'side: B'),
  block('moment', 'DayD', 'means: The beginning.', 'set by: jointly RED, BLUE'),
  block('area', 'North', 'means: The north.', 'extent: governorates Aleppo, Idlib'),
  block('area', 'South', 'means: The south.', 'extent: governorates Daraa'),
]

/** A clause in which one party must do, keep or leave something. */
export const clause = (id: string, who: string, ...keys: readonly string[]): string =>
  `> They do it.\n\n${block('clause', id, 'cites: ¶', `who: ${who}`, ...keys, 'shown by: verified by role monitor', 'if silent: unknown')}`

/** A power or an exchange, with words before it; or a term or a party, which has none. */
export const other = (kind: string, id: string, ...keys: readonly string[]): string =>
  `${kind === 'power' || kind === 'exchange' ? '> So they say.\n\n' : ''}${block(kind, id, ...keys)}`

/** A truce of RED and BLUE from Day D on, with these blocks, which are read without a fault. */
export function truce(...blocks: readonly string[]): Agreement {
  const { agreement, problems } = readAgreement([...HEAD, ...blocks].join('\n'), 'truce.md')
  expect(problems.map(({ message }) => message)).toEqual([])
  if (agreement === undefined) throw new Error('the truce was not read')
  return agreement
}
