import { describe, expect, test } from 'vitest'
import type { Clause, Condition, Term } from '../agreement/agreement.ts'
import { RECORD_READING } from '../evidence/readings.ts'
import { boardOf } from './board.ts'
import { parseDuration, type Instant } from '../time/instant.ts'
import { hours, state } from './small-world.test-support.ts'
import {
  at,
  clause,
  finding,
  id,
  jointly,
  moment,
  standing,
  told,
  truce,
  within,
  type Said,
} from './truce.test-support.ts'

const gate = (when: Condition) => clause('G', { duty: 'permit', when })
const opens = (
  parts: { readonly clauses?: readonly Clause[]; readonly terms?: readonly Term[] },
  when: Condition,
  ...said: readonly Said[]
) => {
  const clauses = [...(parts.clauses ?? []), gate(when)]
  return standing(told(truce({ ...parts, clauses }), ...said), 'G', hours(0)).activated
}
const exactly = (hour: number) => ({ certain: at(hours(hour)), possible: at(hours(hour)) })
const NEVER = { certain: undefined, possible: undefined }
const found = (to: string, hour: number) =>
  finding('mission', `INC-${to.toLowerCase()}-${hour}`, 'T', {
    when: moment(hours(hour)),
    attribution: [{ to, confidence: 'established' }],
  })

describe('a clause that two parties owe', () => {
  const both = { bearers: [id('RED'), id('BLUE')] }
  const owed = { clauses: [clause('T', { ...both, duty: 'achieve', window: within('24h') })] }
  const acts = (party: string, hour: number): Said => ({
    kind: 'act-confirmed',
    by: 'mission',
    agreement: 'TRU',
    clause: 'T',
    party,
    when: moment(hours(hour)),
  })

  test('is done once each has done it, or by the one who is named', () => {
    const done: Condition = { is: 'done', clause: id('T'), by: undefined }
    expect(opens(owed, done, acts('RED', 3))).toEqual(NEVER)
    expect(opens(owed, done, acts('RED', 3), acts('BLUE', 5))).toEqual(exactly(5))
    expect(opens(owed, { ...done, by: id('RED') }, acts('RED', 3), acts('BLUE', 5))).toEqual(exactly(3))
  })

  test('is breached once any has breached it, or by the one who is named', () => {
    const breached: Condition = { is: 'breached', clause: id('T'), by: undefined }
    const kept = { clauses: [clause('T', both)] }
    expect(opens(kept, breached, found('BLUE', 5))).toEqual(exactly(5))
    expect(opens(kept, breached, found('BLUE', 5), found('RED', 3))).toEqual(exactly(3))
    expect(opens(kept, { ...breached, by: id('RED') }, found('BLUE', 5))).toEqual(NEVER)
  })

  test('a finding that lays it to both together lays it to each', () => {
    const together = finding('mission', 'INC-a', 'T', {
      when: moment(hours(3)),
      attribution: ['RED', 'BLUE'].map((to) => ({ to, confidence: 'established' })),
    })
    const engine = told(truce({ clauses: [clause('T', both)] }), together)
    const status = (party: string) => standing(engine, 'T', hours(4), { party }).status
    expect([status('RED'), status('BLUE')]).toEqual(['breached', 'breached'])
  })
})

test('a leg that two parties owe has had its turn once each has done it', () => {
  const owed = { duty: 'achieve', window: within('24h') } as const
  const text = truce({
    clauses: [
      clause('T', { ...owed, bearers: [id('RED'), id('BLUE')] }),
      clause('T.n', { ...owed, bearer: 'GREEN' }),
    ],
    exchanges: [
      {
        id: id('X'),
        wording: { text: { en: 'X' }, cites: 'X', source: undefined },
        legs: [id('T'), id('T.n')],
        mode: { is: 'in-turn', sameMoment: 'out-of-turn' },
        after: undefined,
        ifNobodyMoves: undefined,
        choices: [],
        at: { line: 1, column: 1 },
      },
    ],
  })
  const did = (name: string, party: string, hour: number): Said => ({
    kind: 'act-confirmed',
    by: 'mission',
    agreement: 'TRU',
    clause: name,
    party,
    when: moment(hours(hour)),
  })
  const named = (...said: readonly Said[]) => {
    const engine = told(text, ...said)
    const ask = {
      agreement: id('TRU'),
      at: at(hours(20)),
      known: engine.size,
      reading: RECORD_READING,
    } as const
    return boardOf(engine, ask).exchanges.flatMap(({ missing }) => missing.map(({ code }) => code))
  }
  const [red, blue] = [did('T', 'RED', 3), did('T', 'BLUE', 8)]
  expect(named(red, blue, did('T.n', 'GREEN', 9))).toEqual([])
  expect(named(red, blue, did('T.n', 'GREEN', 5))).toEqual(['leg-out-of-turn'])
  expect(named(red, did('T.n', 'GREEN', 5))).toEqual(['leg-out-of-turn'])
})

describe('what those who decide say of a state', () => {
  const T = clause('T', {})
  const by = jointly('GREEN', 'WHITE')
  const calm = { ...state, test: { is: 'no-breach', of: [id('T')] }, decidedBy: by } as Term
  const counted = {
    ...calm,
    test: {
      is: 'at-most',
      of: [id('T')],
      within: parseDuration('10h'),
      limit: { is: 'number', count: 0 },
    },
  } as Term
  const decides = (from: number, to: number): Said => ({
    kind: 'term-determined',
    by: ['green.mfa', 'white.mfa'],
    agreement: 'TRU',
    term: 'adherence',
    value: { is: 'holds', from: hours(from), until: hours(to) },
  })
  const holds = (count: number): Condition => ({
    is: 'holds',
    state: id('adherence'),
    for: parseDuration(`${count}h`),
    since: undefined,
  })
  const certain = (term: Term, length: number, ...said: readonly Said[]) =>
    opens({ clauses: [T], terms: [term] }, holds(length), ...said).certain

  test('makes a run certain up to the end of their period, which is outside it', () => {
    expect(certain(calm, 20, decides(0, 20))).toBe(at(hours(20)))
    expect(certain(calm, 21, decides(0, 20))).toBeUndefined()
    // A state that comes and goes has to hold at both ends of the run.
    expect(certain(counted, 19, decides(0, 20))).toBe(at(hours(19)))
    expect(certain(counted, 20, decides(0, 20))).toBeUndefined()
  })

  test('sets aside the breaches in their period, and not one at its very end', () => {
    const begins = (...said: readonly Said[]) =>
      opens({ clauses: [T], terms: [calm] }, holds(24), ...said).possible
    expect(begins(decides(0, 20), found('RED', 19))).toBe(at(hours(24)))
    expect(begins(decides(0, 20), found('RED', 20))).toBe(at(hours(44)))
    expect(begins(decides(5, 20), found('RED', 5))).toBe(at(hours(24)))
    expect(begins(decides(5, 20), found('RED', 4))).toBe(at(hours(28)))
  })

  test('a repeated duty may have been missed from the millisecond after its deadline on, and the state is in doubt', () => {
    const daily = clause('T', {
      duty: 'achieve',
      repeats: { is: 'every', period: parseDuration('24h') },
      window: within('6h'),
    })
    const closed: Said = { kind: 'source-closed', by: 'mission', source: 'mission', through: hours(90) }
    const opening = opens({ clauses: [daily], terms: [calm] }, holds(6), closed)
    expect(opening).toEqual(exactly(6))
    const engine = told(truce({ clauses: [daily], terms: [calm] }), closed)
    const ask = { agreement: id('TRU'), known: engine.size, reading: RECORD_READING } as const
    const now = (after: number) =>
      boardOf(engine, { ...ask, at: (at(hours(6)) + after) as Instant }).states.map((one) => one.holds.lo)
    expect([now(0), now(1)]).toEqual([[1], [0]])
    expect(opens({ clauses: [daily], terms: [calm] }, holds(7), closed).certain).toBe(
      Number(at(hours(13))) + 1,
    )
  })
})
