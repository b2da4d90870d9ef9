import { expect, test } from 'vitest'
import { analyse } from './analyse.ts'
import { clause, other, truce } from './truce.test-support.ts'

const ban = (id: string, who: string, ...keys: readonly string[]) =>
  clause(id, who, 'must not: fire', 'acts: [attack]', 'area: North', 'until: DayD + 90d', ...keys)
const suspends = (over: string, when: string, ...keys: readonly string[]) =>
  other('power', 'T.9', 'cites: ¶', 'who: RED', 'may: suspend', `over: [${over}]`, `when: ${when}`, ...keys)
const spirals = (...blocks: readonly string[]) =>
  analyse(truce(...blocks)).filter(({ kind }) => kind === 'escalation-spiral')
const AN_END = 'for no longer than: 7d'

test('where “unless” lifts for good, the spiral is mended there, not at a power that ends by itself', () => {
  const step = clause('T.2', 'BLUE', 'must achieve: do it', 'within: 24h')
  const [found] = spirals(
    ban('T.1', 'RED', 'unless: exercised T.9'),
    step,
    suspends('T.2', 'breached T.1', AN_END),
  )
  expect(found).toMatchObject({ fix: ['finding-first', 'suspend-instead'], values: { lifted: 'T.1' } })
  expect(spirals(ban('T.1', 'RED'), step, suspends('T.1, T.2', 'breached T.1', AN_END))).toEqual([])
})

test('where a power has no end, it is the power that is given one', () => {
  const [found] = spirals(ban('T.1', 'RED'), suspends('T.1', 'breached T.1'))
  expect(found).toMatchObject({ fix: ['finding-first', 'bound-response'], values: { lifted: '' } })
})

test('a spiral through both is mended at both', () => {
  const [found] = spirals(
    ban('T.1', 'RED', 'unless: breached T.2'),
    ban('T.2', 'BLUE'),
    suspends('T.2', 'breached T.1'),
  )
  expect(found).toMatchObject({
    fix: ['finding-first', 'suspend-instead', 'bound-response'],
    values: { lifted: 'T.1' },
  })
})
