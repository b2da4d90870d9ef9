import { expect, test } from 'vitest'
import { analyse } from './analyse.ts'
import { clause, other, truce } from './truce.test-support.ts'

const kept = clause('T.1', 'RED', 'must not: fire', 'acts: [attack]', 'area: North', 'until: DayD + 90d')
const open = clause('T.2', 'BLUE', 'must achieve: open it', 'when: holds calm for 14d', 'within: 10d')
const calm = (...keys: readonly string[]) =>
  other(
    'state',
    'calm',
    'means: Quiet.',
    'test: no breach of T.1',
    'if silent: compliant',
    'heard from: actor chair',
    ...keys,
  )
const aboutChair = (...blocks: readonly string[]) => {
  const text = truce(...blocks)
  const remarks = analyse(text).filter(
    ({ kind, values }) => kind === 'single-verifier' && values['speaker'] === 'actor chair',
  )
  return { text, remarks }
}

test('a clause that waits for a state which hangs on one speaker is mended at the state, not at the clause', () => {
  const { text, remarks } = aboutChair(calm(), kept, open)
  const state = [...text.terms.values()].find(({ id }) => id === 'calm')
  expect(remarks).toMatchObject([
    { clauses: ['T.2'], at: state?.at, fix: ['another-word-on-term'], values: { site: 'calm' } },
  ])
  expect(aboutChair(calm('decided by: jointly RED, BLUE'), kept, open).remarks).toEqual([])
})

test('a clause that one speaker alone can show is mended at the clause', () => {
  const shown = open.replace('verified by role monitor', 'verified by actor chair')
  const { text, remarks } = aboutChair(calm('decided by: jointly RED, BLUE'), kept, shown)
  const own = [...text.clauses.values()].find(({ id }) => id === 'T.2')
  expect(remarks).toMatchObject([{ clauses: ['T.2'], at: own?.at, fix: ['another-verifier'] }])
})
