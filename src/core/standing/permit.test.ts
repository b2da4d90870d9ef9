import { expect, test } from 'vitest'
import { clause, DAY_D, done, moment, standing, told, truce, within } from './truce.test-support.ts'

const may = clause('T.1', { duty: 'permit' })
const then = clause('T.2', {
  duty: 'achieve',
  window: within('48h'),
  when: done('T.1'),
})

test('what is only permitted can be done, and what waits for it then begins', () => {
  const before = told(truce({ clauses: [may, then] }))
  expect(standing(before, 'T.2', '2016-09-14T00:00:00Z').status).toBe('pending')
  const act = { agreement: 'TRU', clause: 'T.1', party: 'RED', when: moment('2016-09-13T10:00:00Z') } as const
  const after = told(
    truce({ clauses: [may, then] }),
    { kind: 'act-declared', by: 'red.army', ...act },
    { kind: 'act-confirmed', by: 'mission', ...act },
  )
  expect(standing(after, 'T.2', DAY_D).status).toBe('pending')
  expect(standing(after, 'T.2', '2016-09-14T00:00:00Z').status).toBe('active')
})
