import { describe, expect, test } from 'vitest'
import { contradictionRemarks } from './contradictions.ts'
import { clause, truce } from './truce.test-support.ts'

/** The pairs that clash, each with how surely. */
const clashes = (...blocks: readonly string[]) =>
  contradictionRemarks(truce(...blocks)).map(({ clauses, severity }) => [...clauses, severity].join(' '))

const open = (...keys: readonly string[]) =>
  clause('T.1', 'RED', 'must keep: the bridge open to all', ...keys)
const closed = (...keys: readonly string[]) =>
  clause('T.2', 'RED', 'must keep: the bridge closed to all', 'cannot go with: [T.1]', ...keys)
const repair = (...keys: readonly string[]) =>
  clause(
    'T.3',
    'RED',
    'must achieve: the bridge repaired, with no traffic on it',
    'cannot go with: [T.1]',
    ...keys,
  )

describe('two duties that the text says cannot go together', () => {
  test('clash if both last at one time, in whichever of the two it is written', () => {
    expect(clashes(open('until: DayD + 48h'), closed('until: DayD + 24h'))).toEqual(['T.1 T.2 error'])
    const named = clause('T.1', 'RED', 'must keep: the bridge open', 'cannot go with: [T.2]')
    const silent = clause('T.2', 'RED', 'must keep: the bridge closed')
    expect(clashes(named, silent)).toEqual(['T.1 T.2 error'])
    expect(clashes(open(), silent)).toEqual([])
  })

  test('do not if the one is over when the other begins', () => {
    expect(clashes(open('until: DayD + 24h'), closed('when: on DayD + 24h'))).toEqual([])
    expect(clashes(open('until: DayD + 24h'), closed('when: on DayD + 23h'))).toEqual(['T.1 T.2 error'])
  })

  test('do not if different parties owe them', () => {
    const blue = clause('T.2', 'BLUE', 'must keep: the bridge closed', 'cannot go with: [T.1]')
    expect(clashes(open(), blue)).toEqual([])
  })

  test('do not in two places, and may where a place is left open', () => {
    expect(clashes(open('area: North'), closed('area: South'))).toEqual([])
    expect(clashes(open('area: North'), closed('area: North'))).toEqual(['T.1 T.2 error'])
    expect(clashes(open('area: North'), closed())).toEqual(['T.1 T.2 error'])
  })

  test('do not if the one gives way to the other', () => {
    expect(clashes(open('unless: acceded BLUE'), closed('when: acceded BLUE'))).toEqual([])
    expect(clashes(open('unless: acceded RED'), closed('when: acceded BLUE'))).toEqual(['T.1 T.2 warning'])
  })

  test('only may, if one of them hangs on what somebody does', () => {
    expect(clashes(open(), closed('when: acceded BLUE'))).toEqual(['T.1 T.2 warning'])
  })
})

describe('what is done once beside what lasts', () => {
  test('has no time of its own if its whole window lies within', () => {
    expect(clashes(open('until: DayD + 7d'), repair('when: on DayD + 24h', 'within: 24h'))).toEqual([
      'T.1 T.3 error',
    ])
    expect(clashes(open(), repair('no deadline: nobody agreed on one'))).toEqual(['T.1 T.3 error'])
  })

  test('can be done after the other is over, at its deadline too, or before it begins', () => {
    expect(clashes(open('until: DayD + 24h'), repair('within: 24h'))).toEqual([])
    expect(clashes(open('until: DayD + 25h'), repair('within: 24h'))).toEqual(['T.1 T.3 error'])
    expect(clashes(open('when: on DayD + 6h'), repair('within: 24h'))).toEqual([])
    expect(clashes(open('until: DayD + 24h'), repair('no deadline: nobody agreed on one'))).toEqual([])
  })

  test('may come to have none, if others can put off its beginning', () => {
    const first = clause('T.4', 'BLUE', 'must achieve: its men withdrawn', 'within: 72h')
    const late = repair('when: done T.4', 'within: 12h')
    expect(clashes(first, open('when: on DayD + 48h'), late)).toEqual(['T.1 T.3 warning'])
    expect(clashes(first, open('when: on DayD + 84h'), late)).toEqual([])
  })

  test('beside another that is done once only if the one has no time but the other’s', () => {
    const other = (...keys: readonly string[]) => clause('T.1', 'RED', 'must achieve: a parade', ...keys)
    expect(clashes(other('within: 48h'), repair('within: 24h'))).toEqual(['T.1 T.3 warning'])
    expect(clashes(other('within: 48h'), repair('when: on DayD + 24h', 'within: 48h'))).toEqual([])
  })
})
