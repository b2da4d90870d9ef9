import { expect, test } from 'vitest'
import type { EntryView } from '../../../core/api/log.ts'
import { fieldsOf } from './fields-of.ts'

const correction = {
  jig: 1,
  log: 'syria-2016',
  kind: 'statement-corrected',
  by: ['un.ocha'],
  saidAt: '2016-09-20T12:00:00Z',
  entry: 1802,
  because: 'not yet sure that these were air strikes',
  instead: { kind: 'incident-reported', act: 'attack' },
} as unknown as EntryView['statement']

test('a statement’s own values are listed with their paths, and the envelope is not said twice', () => {
  expect(fieldsOf(correction).map(({ path }) => path)).toEqual([
    'entry',
    'because',
    'instead.kind',
    'instead.act',
  ])
})

test('a value that names another entry leads to it', () => {
  const fields = fieldsOf(correction)
  expect(fields.find(({ path }) => path === 'entry')?.entry).toBe(1802)
  expect(fields.find(({ path }) => path === 'because')?.entry).toBeUndefined()
  const answer = { kind: 'act-declared', answers: 512 } as unknown as EntryView['statement']
  expect(fieldsOf(answer)).toEqual([{ path: 'answers', value: '512', entry: 512 }])
})
