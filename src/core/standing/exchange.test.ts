import { describe, expect, test } from 'vitest'
import { RECORD_READING } from '../evidence/readings.ts'
import { parseDuration } from '../time/instant.ts'
import type { Exchange } from '../agreement/agreement.ts'
import { boardOf } from './board.ts'
import {
  at,
  clause,
  DAY_D,
  done,
  id,
  moment,
  power,
  told,
  truce,
  until,
  within,
  type Said,
} from './truce.test-support.ts'

/** Castello Road, September 2016: each side pulls back once the checkpoints stand, and the text names no first mover. */
const castello = (of: Partial<Exchange> = {}, checkpointsBy: readonly string[] = ['GREEN']) =>
  truce({
    clauses: [
      clause('C.b', { duty: 'achieve', bearers: checkpointsBy.map((one) => id(one)), window: within('48h') }),
      clause('C.d', { duty: 'achieve', when: done('C.b'), window: within('48h') }),
      clause('C.j', { duty: 'achieve', bearer: 'BLUE', when: done('C.b'), window: within('48h') }),
    ],
    exchanges: [
      {
        id: id('C.e'),
        wording: { text: { en: 'simultaneously' }, cites: '3(e)', source: undefined },
        legs: [id('C.d'), id('C.j')],
        mode: { is: 'simultaneous', within: parseDuration('6h') },
        after: done('C.b'),
        ifNobodyMoves: undefined,
        choices: [],
        at: { line: 1, column: 1 },
        ...of,
      },
    ],
  })
const act = (kind: string, by: string, name: string, party: string, when: string) =>
  ({ kind, by, agreement: 'TRU', clause: name, party, when: moment(when) }) as Said
const CHECKPOINTS = act('act-confirmed', 'mission', 'C.b', 'GREEN', '2016-09-13T10:00:00Z')

function exchange(text: ReturnType<typeof castello>, ...said: Said[]) {
  const engine = told(text, ...said)
  const board = boardOf(engine, {
    agreement: id('TRU'),
    at: at('2016-09-15T00:00:00Z'),
    known: engine.size,
    reading: RECORD_READING,
  })
  return board.exchanges[0]
}

describe('an exchange', () => {
  test('waits while what comes before it has not happened, and names it', () => {
    expect(exchange(castello())).toMatchObject({
      status: 'waiting',
      missing: [{ code: 'waits-for-clause', values: { clause: 'C.b' } }],
    })
  })

  test('is deadlocked when the text names no first mover: the cycle and the missing proof are shown', () => {
    const declared = act('act-declared', 'green.mfa', 'C.b', 'GREEN', '2016-09-13T10:00:00Z')
    expect(exchange(castello(), declared)).toMatchObject({
      status: 'deadlocked',
      cycle: ['C.d', 'C.j', 'C.d'],
      missing: [{ code: 'waits-for-proof', values: { clause: 'C.b' } }],
    })
    expect(exchange(castello(), CHECKPOINTS)).toMatchObject({ status: 'deadlocked', missing: [] })
  })

  test('is deadlocked as soon as one of several who owe what comes first says that it did it', () => {
    const declared = act('act-declared', 'green.mfa', 'C.b', 'GREEN', '2016-09-13T10:00:00Z')
    expect(exchange(castello({}, ['GREEN', 'WHITE']))?.status).toBe('waiting')
    expect(exchange(castello({}, ['GREEN', 'WHITE']), declared)?.status).toBe('deadlocked')
  })

  test('waits for the one whose part comes first, whatever anybody else says of its own', () => {
    const after = { is: 'done', clause: id('C.b'), by: id('WHITE') } as const
    const declared = (by: string, party: string) =>
      act('act-declared', by, 'C.b', party, '2016-09-13T10:00:00Z')
    const text = castello({ after }, ['GREEN', 'WHITE'])
    expect(exchange(text, declared('green.mfa', 'GREEN'))?.status).toBe('waiting')
    expect(exchange(text, declared('white.mfa', 'WHITE'))?.status).toBe('deadlocked')
  })

  test('that may begin in either of two ways waits for one of them only', () => {
    const after = { is: 'any', of: [done('C.b'), { is: 'acceded', party: id('WHITE') }] } as const
    const declared = act('act-declared', 'green.mfa', 'C.b', 'GREEN', '2016-09-13T10:00:00Z')
    const text = castello({ after }, ['GREEN', 'BLUE'])
    expect(exchange(text)?.status).toBe('waiting')
    expect(exchange(text, declared)?.status).toBe('deadlocked')
  })

  test('a leg that is kept for a time is done at its end, however early that was confirmed', () => {
    const kept = truce({
      clauses: [
        clause('C.d', { duty: 'maintain', window: until('2016-09-14T16:00:00Z') }),
        clause('C.j', { duty: 'achieve', bearer: 'BLUE', window: within('72h') }),
      ],
      exchanges: [...castello({ after: undefined }).exchanges.values()],
    })
    const north = act('act-confirmed', 'mission', 'C.d', 'RED', DAY_D)
    const whole = { ...north, when: moment(DAY_D, '2016-09-14T16:00:00Z') } as Said
    const south = act('act-confirmed', 'mission', 'C.j', 'BLUE', '2016-09-14T16:00:00Z')
    expect(exchange(kept, whole, south)).toMatchObject({ status: 'done', missing: [] })
  })

  test('is open, not deadlocked, when the text says what holds if nobody moves', () => {
    expect(exchange(castello({ ifNobodyMoves: 'each leg is due regardless' }), CHECKPOINTS)).toMatchObject({
      status: 'open',
      cycle: [],
    })
  })

  test('is partly done after one leg and done after both', () => {
    const red = act('act-confirmed', 'mission', 'C.d', 'RED', '2016-09-13T12:00:00Z')
    const blue = act('act-confirmed', 'mission', 'C.j', 'BLUE', '2016-09-13T13:00:00Z')
    expect(exchange(castello(), CHECKPOINTS, red)?.status).toBe('partly-done')
    expect(exchange(castello(), CHECKPOINTS, red, blue)).toMatchObject({ status: 'done', missing: [] })
  })
})

describe('whose clock', () => {
  const timed = truce({
    clauses: [clause('T.1', { window: until('2016-09-14T16:00:00Z') })],
    powers: [
      power('P', { by: ['GREEN', 'WHITE'], over: [id('T.1')] }),
      power('W', { by: ['WHITE'], may: 'withdraw' }),
    ],
  })
  const said: Said[] = [
    {
      kind: 'power-exercised',
      by: ['green.mfa', 'white.mfa'],
      agreement: 'TRU',
      power: 'P',
      act: 'extend',
      from: '2016-09-14T16:00:00Z',
      until: '2016-09-21T16:00:00Z',
    },
    {
      kind: 'clock-declared',
      by: 'red.army',
      agreement: 'TRU',
      owner: 'RED',
      starts: DAY_D,
      ends: '2016-09-18T20:59:00Z',
    },
  ]
  const end = (by: string, party: string): Said => ({
    kind: 'end-declared',
    by,
    agreement: 'TRU',
    party,
    when: moment('2016-09-19T14:00:00Z'),
  })
  const ends = (by: string, party: string) => {
    const engine = told(timed, ...said, end(by, party))
    const ask = { agreement: id('TRU'), known: engine.size, reading: RECORD_READING }
    expect(boardOf(engine, { ...ask, at: at('2016-09-19T13:59:59Z') }).ends).toEqual([])
    return boardOf(engine, { ...ask, at: at('2016-09-20T00:00:00Z') })
  }

  test('the same declaration is a breach by the text’s clock and an expiry by the party’s own', () => {
    const board = ends('red.army', 'RED')
    expect(board.clocks).toMatchObject([
      { owner: 'text', starts: at(DAY_D), ends: at('2016-09-21T16:00:00Z') },
      { owner: 'RED', ends: at('2016-09-18T20:59:00Z') },
    ])
    expect(board.ends.map(({ clock, amountsTo }) => [clock.owner, amountsTo])).toEqual([
      ['text', 'breach'],
      ['RED', 'expiry'],
    ])
  })

  test('by one who may withdraw it is a withdrawal', () => {
    expect(ends('white.mfa', 'WHITE').ends[0]?.amountsTo).toBe('withdrawal')
  })

  test('names legs that lay further apart than the text allows, and a leg that was left behind', () => {
    const south = (when: string) => act('act-confirmed', 'mission', 'C.j', 'BLUE', when)
    const north = act('act-confirmed', 'mission', 'C.d', 'RED', '2016-09-13T12:00:00Z')
    const named = (...more: Said[]) =>
      exchange(castello(), CHECKPOINTS, north, ...more)?.missing.map(({ code }) => code)
    expect(named(south('2016-09-13T18:00:00Z'))).toEqual([])
    expect(named(south('2016-09-13T18:00:00.001Z'))).toEqual(['legs-apart'])
    expect(named()).toContain('leg-left-behind')
    const perhaps = {
      ...south('2016-09-13T14:00:00Z'),
      when: moment('2016-09-13T14:00:00Z', '2016-09-14T14:00:00Z'),
    }
    expect(named(perhaps as Said)).toEqual(['legs-perhaps-apart'])
  })

  test('that may have come at any time of a long span is not far from itself', () => {
    const span = (name: string, party: string, from: string, latest: string) =>
      ({ ...act('act-confirmed', 'mission', name, party, from), when: moment(from, latest) }) as Said
    const north = span('C.d', 'RED', '2016-09-13T11:00:00Z', '2016-09-13T21:00:00Z')
    const south = span('C.j', 'BLUE', '2016-09-13T16:00:00Z', '2016-09-13T16:00:00Z')
    expect(exchange(castello(), CHECKPOINTS, north, south)?.missing).toEqual([])
  })
})

describe('an exchange in turn', () => {
  const inTurn = (sameMoment: 'in-turn' | 'out-of-turn') => castello({ mode: { is: 'in-turn', sameMoment } })
  const leg = (name: string, when: string, latest = when) =>
    ({
      ...act('act-confirmed', 'mission', name, name === 'C.d' ? 'RED' : 'BLUE', when),
      when: moment(when, latest),
    }) as Said

  test('is not deadlocked: the first leg moves first', () => {
    expect(exchange(inTurn('out-of-turn'), CHECKPOINTS)).toMatchObject({
      status: 'open',
      cycle: [],
      missing: [],
    })
  })

  test('names a leg that came before its turn', () => {
    const early = exchange(inTurn('in-turn'), CHECKPOINTS, leg('C.j', '2016-09-13T12:00:00Z'))
    expect(early).toMatchObject({
      status: 'partly-done',
      missing: [{ code: 'leg-out-of-turn', values: { clause: 'C.j', before: 'C.d', when: 'before' } }],
    })
    const right = [leg('C.d', '2016-09-13T11:00:00Z'), leg('C.j', '2016-09-13T12:00:00Z')]
    expect(exchange(inTurn('in-turn'), CHECKPOINTS, ...right)).toMatchObject({ status: 'done', missing: [] })
  })

  test('goes by its tie rule for two legs of one moment, and does not say that one came sooner', () => {
    const together = [leg('C.d', '2016-09-13T12:00:00Z'), leg('C.j', '2016-09-13T12:00:00Z')]
    expect(exchange(inTurn('in-turn'), CHECKPOINTS, ...together)?.missing).toEqual([])
    expect(exchange(inTurn('out-of-turn'), CHECKPOINTS, ...together)?.missing).toMatchObject([
      { code: 'leg-out-of-turn', values: { when: 'no-later' } },
    ])
  })

  test('leaves it open where the times may lie either way', () => {
    const unsure = [
      leg('C.d', '2016-09-13T11:00:00Z', '2016-09-13T14:00:00Z'),
      leg('C.j', '2016-09-13T12:00:00Z'),
    ]
    expect(exchange(inTurn('in-turn'), CHECKPOINTS, ...unsure)?.missing).toMatchObject([
      { code: 'leg-perhaps-out-of-turn' },
    ])
  })
})

describe('an exchange through a third party', () => {
  const held = castello({
    mode: { is: 'held', by: { is: 'party', party: id('GREEN') }, for: parseDuration('24h') },
  })
  const army = (when: string) => act('act-confirmed', 'mission', 'C.d', 'RED', when)
  const opposition = (when: string) => act('act-confirmed', 'mission', 'C.j', 'BLUE', when)

  test('is not deadlocked: nobody gives up what the other could keep', () => {
    expect(exchange(held, CHECKPOINTS)).toMatchObject({ status: 'open', cycle: [] })
  })

  test('holds what was handed over until the others have done so, and releases it then', () => {
    expect(exchange(held, CHECKPOINTS, army('2016-09-14T12:00:00Z'))?.missing).toMatchObject([
      { code: 'legs-held', values: { who: 'GREEN', until: at('2016-09-15T12:00:00Z') } },
    ])
    expect(
      exchange(held, CHECKPOINTS, army('2016-09-14T12:00:00Z'), opposition('2016-09-14T20:00:00Z')),
    ).toMatchObject({ status: 'done', missing: [{ code: 'legs-released' }] })
  })

  test('gives it back when the time is over', () => {
    expect(exchange(held, CHECKPOINTS, army('2016-09-13T20:00:00Z'))?.missing).toMatchObject([
      { code: 'legs-returned', values: { who: 'GREEN' } },
    ])
  })

  test('says so where it is not known whether the time is over', () => {
    const spread = {
      ...army('2016-09-13T20:00:00Z'),
      when: moment('2016-09-13T20:00:00Z', '2016-09-14T12:00:00Z'),
    } as Said
    expect(exchange(held, CHECKPOINTS, spread)?.missing).toMatchObject([{ code: 'legs-perhaps-returned' }])
  })
})
