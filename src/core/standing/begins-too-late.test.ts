import { describe, expect, test } from 'vitest'
import type { Agreement, Clause } from '../agreement/agreement.ts'
import { RECORD_READING } from '../evidence/readings.ts'
import { NO_TIME, parseDuration } from '../time/instant.ts'
import { certificateOf } from './certify.ts'
import { historyOf } from './history.ts'
import { hours, mission, state } from './small-world.test-support.ts'
import {
  at,
  clause,
  codes,
  done,
  finding,
  id,
  jointly,
  moment,
  power,
  standing,
  told,
  truce,
  until,
  within,
  type Said,
} from './truce.test-support.ts'

const BURDEN = { ifSilent: 'breach', sources: mission } as const
const SILENT = { ifSilent: 'compliant', sources: mission } as const
type Act = 'act-declared' | 'act-confirmed' | 'act-refuted'
const act = (kind: Act, name: string, from: number, to = from): Said => ({
  kind,
  by: kind === 'act-declared' ? 'red.army' : 'mission',
  agreement: 'TRU',
  clause: name,
  party: 'RED',
  when: moment(hours(from), hours(to)),
})
const closed = (hour: number): Said => {
  return { kind: 'source-closed', by: 'mission', source: 'mission', through: hours(hour) }
}
const stands = (text: Agreement, said: readonly Said[], hour: number, name = 'T') =>
  standing(told(text, ...said), name, hours(hour))

describe('a duty that has not begun when it is over', () => {
  const first = clause('T.1', { duty: 'achieve', window: within('90h') })
  const keep = (of: Partial<Clause> = {}) =>
    clause('T', { when: done('T.1'), window: until(hours(40)), ...of })
  const text = (of: Partial<Clause> = {}, ...more: readonly Clause[]) =>
    truce({ clauses: [first, keep(of), ...more] })

  test('has expired, was never in force, and asks nothing of anybody, also where it would begin later', () => {
    for (const said of [[], [act('act-confirmed', 'T.1', 50)], [act('act-confirmed', 'T.1', 40)]]) {
      const board = stands(text(), said, 60)
      expect(board).toMatchObject({ status: 'expired', next: [], whyNot: [] })
      expect(codes(board)).toEqual(['window-over', 'never-in-force'])
    }
    expect(stands(text(), [act('act-confirmed', 'T.1', 39)], 60).status).toBe('expired')
    expect(codes(stands(text(), [act('act-confirmed', 'T.1', 39)], 60))).toContain('active-since')
  })

  test('is pending until the end, and its history says when it was over', () => {
    const engine = told(text())
    const changes = historyOf(engine, {
      agreement: id('TRU'),
      clause: id('T'),
      party: id('RED'),
      reading: RECORD_READING,
      from: at(hours(0)),
      to: at(hours(90)),
      known: engine.size,
    })
    expect(changes).toMatchObject([{ to: 'pending' }, { at: at(hours(40)), from: 'pending', to: 'expired' }])
  })

  test('by a withdrawal from the agreement, says who withdrew, and so do what is owed again and again and what is permitted', () => {
    const out = {
      kind: 'power-exercised',
      by: 'white.mfa',
      agreement: 'TRU',
      power: 'W',
      act: 'withdraw',
      from: hours(30),
    } as const satisfies Said
    for (const of of [
      { duty: 'achieve', window: within('24h') },
      { duty: 'achieve', repeats: { is: 'every', period: parseDuration('24h') } },
      { duty: 'permit' },
    ] satisfies Partial<Clause>[]) {
      const withdrawn = truce({
        clauses: [keep({ window: until(hours(900)), ...of })],
        powers: [power('W', { by: ['WHITE'], may: 'withdraw' })],
      })
      const board = stands(withdrawn, [out], 30)
      expect(board).toMatchObject({ status: 'expired', next: [], due: undefined })
      expect(board.activated).toEqual({ certain: undefined, possible: undefined })
      expect(codes(board)).toEqual(['window-over', 'never-in-force', 'withdrawn'])
      expect(stands(withdrawn, [out], 29).status).toBe('pending')
    }
  })

  test('and may have begun before, has expired too: it is named as open, and who can settle it is asked', () => {
    const board = stands(text(), [act('act-declared', 'T.1', 20)], 60)
    expect(board.status).toBe('expired')
    expect(codes(board)).toEqual(['window-over', 'activation-open'])
    expect(board.whyNot.map(({ code }) => code)).toEqual(['activation-open'])
    expect(board.next.map(({ who, what, subject }) => [who, what, subject])).toEqual([
      ['mission', 'verify', 'T.1'],
      ['commission', 'verify', 'T.1'],
    ])
  })

  test('was neither kept to its end nor, by silence, broken', () => {
    const waiting = [
      clause('T.k', { when: done('T') }),
      clause('T.b', { when: { is: 'breached', clause: id('T'), by: undefined } }),
    ]
    const begins = (of: Partial<Clause>, name: string, ...said: readonly Said[]) =>
      stands(text(of, ...waiting), [closed(80), ...said], 90, name).activated
    const never = { certain: undefined, possible: undefined }
    const open = { certain: undefined, possible: at(hours(40)) }
    const sure = { certain: at(hours(40)), possible: at(hours(40)) }
    for (const [of, name] of [
      [SILENT, 'T.k'],
      [BURDEN, 'T.b'],
      [{ duty: 'achieve', repeats: { is: 'for-each', breaches: { of: [] }, alleged: false } }, 'T.k'],
    ] as const) {
      expect(begins(of, name)).toEqual(never)
      expect(begins(of, name, act('act-declared', 'T.1', 20))).toEqual(open)
      expect(begins(of, name, act('act-confirmed', 'T.1', 20))).toEqual(sure)
    }
  })

  test('is no step that an exchange asks for', () => {
    const legs = ['T.1', 'T'].map((one) => id(one))
    const linked = {
      ...text({ duty: 'achieve', when: undefined }),
      exchanges: new Map([
        [
          id('E'),
          {
            id: id('E'),
            wording: keep().wording,
            choices: [],
            at: keep().at,
            legs,
            mode: { is: 'simultaneous', within: parseDuration('6h') },
            after: undefined,
            ifNobodyMoves: undefined,
          } as const,
        ],
      ]),
    }
    const engine = told(linked)
    const asked = (hour: number) =>
      certificateOf(engine, {
        is: 'exchange',
        agreement: id('TRU'),
        exchange: id('E'),
        at: at(hours(hour)),
        known: engine.size,
        reading: RECORD_READING,
      }).next.map(({ subject }) => subject)
    expect(asked(30)).toEqual(['T.1', 'T'])
    expect(asked(60)).toEqual(['T.1'])
  })
})

describe('a duty that begins after its deadline', () => {
  const first = clause('T.1', { duty: 'achieve', window: within('90h') })
  const late = (of: Partial<Clause> = {}): Agreement =>
    truce({
      clauses: [
        first,
        clause('T', {
          duty: 'achieve',
          when: done('T.1'),
          window: { ...within('1h'), within: undefined, by: { is: 'instant', instant: at(hours(20)) } },
          ...of,
        }),
        clause('T.b', { when: { is: 'breached', clause: id('T'), by: undefined } }),
      ],
      powers: [power('S', { by: ['WHITE'], may: 'suspend', over: [id('T')] })],
    })
  const begun = act('act-confirmed', 'T.1', 30)
  const missedFrom = (said: readonly Said[], of: Partial<Clause> = {}) =>
    stands(late(of), [begun, ...said], 80, 'T.b').activated.certain
  const AT_ONCE = at(hours(30))

  test('is late if it is done after that, in time if it was done by then, and says that the deadline had passed', () => {
    const after = stands(late(), [begun, act('act-confirmed', 'T', 40)], 50)
    expect(after).toMatchObject({ status: 'breached', late: true, breaches: { found: 1 } })
    expect(codes(after)).toEqual(['done-late', 'active-since', 'begun-past-deadline'])
    expect(missedFrom([act('act-confirmed', 'T', 40)])).toBe(AT_ONCE)
    for (const hour of [20, 25, 30]) {
      const before = stands(late(), [begun, act('act-confirmed', 'T', hour)], 50)
      expect(before).toMatchObject({ status: 'fulfilled', late: false })
      expect(codes(before)).toEqual(['done', 'active-since'])
    }
    expect(stands(late(), [begun, act('act-confirmed', 'T', 28, 40)], 50).status).toBe('contested')
  })

  test('is overdue from its beginning on while nobody says anything, and pending before', () => {
    expect([29, 30, 31].map((hour) => stands(late(), [begun], hour).status)).toEqual([
      'pending',
      'overdue',
      'overdue',
    ])
  })

  test('is breached from its beginning on where it is refuted, or by silence, through then', () => {
    for (const [of, said] of [
      [{}, act('act-refuted', 'T', 0, 35)],
      [BURDEN, closed(35)],
    ] as const) {
      const board = stands(late(of), [begun, said], 50)
      expect(board).toMatchObject({ status: 'breached', late: false })
      expect(codes(board)).toContain('begun-past-deadline')
      expect(missedFrom([said], of)).toBe(AT_ONCE)
    }
    expect(codes(stands(late(), [begun, act('act-refuted', 'T', 0, 35)], 50))[0]).toBe('refuted')
    // What is known up to a moment before it began decides nothing: it could still be done by then.
    expect(stands(late(), [begun, act('act-refuted', 'T', 0, 25)], 50).status).toBe('overdue')
    expect(stands(late(BURDEN), [begun, closed(25)], 50).status).toBe('overdue')
    expect(stands(late(SILENT), [begun, closed(25)], 50).status).toBe('overdue')
    expect(stands(late(SILENT), [begun, closed(35)], 50).status).toBe('fulfilled')
  })

  test('is no breach where it was set aside when it began', () => {
    const aside = {
      kind: 'power-exercised',
      by: 'white.mfa',
      agreement: 'TRU',
      power: 'S',
      act: 'suspend',
      from: hours(28),
      until: hours(35),
    } as const satisfies Said
    expect(missedFrom([closed(60), aside], BURDEN)).toBeUndefined()
    expect(missedFrom([closed(60)], BURDEN)).toBe(AT_ONCE)
  })

  test('may have been missed from when it may have begun', () => {
    const perhaps = act('act-confirmed', 'T.1', 25, 33)
    expect(stands(late(BURDEN), [perhaps, closed(60)], 80, 'T.b').activated).toEqual({
      certain: at(hours(33)),
      possible: at(hours(25)),
    })
    const between = [perhaps, closed(60), act('act-confirmed', 'T', 30)]
    expect(stands(late(BURDEN), between, 80).status).toBe('contested')
  })
})

describe('what nobody owes', () => {
  const found = finding('mission', 'INC-a', 'T', {
    when: moment(hours(5)),
    attribution: [{ to: 'RED', confidence: 'established' }],
  })
  const calm = { ...state, id: id('calm'), test: { is: 'no-breach', of: [id('T')] } } as const
  const over = { is: 'counted', clauses: [id('T')], over: 0, within: parseDuration('24h') } as const
  const text = (duty: Clause['duty']) =>
    truce({
      terms: [calm],
      clauses: [
        clause('T', { duty, ...(duty === 'achieve' ? { window: within('48h') } : {}) }),
        clause('T.c', { when: over }),
        clause('T.s', {
          when: { ...over, is: 'measured', what: 'breaches', how: 'sum', window: { is: 'whole-time' } },
        }),
        clause('T.e', {
          duty: 'achieve',
          repeats: { is: 'for-each', breaches: { of: [id('T')] }, alleged: true },
        }),
        clause('T.h', {
          when: { is: 'holds', state: id('calm'), for: parseDuration('12h'), since: undefined },
        }),
      ],
    })
  const seen = (duty: Clause['duty']) => {
    const engine = told(text(duty), found, closed(90))
    const one = (name: string) => standing(engine, name, hours(50))
    return {
      breaches: one('T').breaches,
      begun: ['T.c', 'T.s'].map((name) => one(name).activated.possible),
      occurrences: one('T.e').occurrences?.length,
      calmAt: one('T.h').activated.certain,
    }
  }

  test.each(['permit', 'intend'] as const)('(%s) is breached by nothing that is counted', (duty) => {
    expect(seen(duty)).toEqual({
      breaches: { found: 0, alleged: 0 },
      begun: [undefined, undefined],
      occurrences: 0,
      calmAt: at(hours(12)),
    })
  })

  test('is not what is forbidden', () => {
    expect(seen('refrain')).toEqual({
      breaches: { found: 1, alleged: 0 },
      begun: [at(hours(5)), at(hours(5))],
      occurrences: 1,
      calmAt: at(hours(17)),
    })
  })
})

test('a moment that one of two has named ends nothing; once both have, the duty is over', () => {
  const text = truce({
    terms: [
      {
        is: 'moment',
        id: id('NewGov'),
        name: { en: 'A new government' },
        means: 'A new government.',
        choices: [],
        at: { line: 1, column: 1 },
        setBy: jointly('RED', 'BLUE'),
        fixed: undefined,
      },
    ],
    clauses: [
      clause('T.1', {
        window: {
          ...within('1h'),
          within: undefined,
          until: { is: 'moment', moment: id('NewGov'), plus: NO_TIME },
        },
      }),
    ],
  })
  const names = (by: string): Said => ({
    kind: 'term-determined',
    by,
    agreement: 'TRU',
    term: 'NewGov',
    value: { is: 'moment', instant: '2016-09-13T00:00:00Z' },
  })
  const standsBy = (...said: readonly Said[]) => {
    const { status, ends } = standing(told(text, ...said), 'T.1', '2016-09-20T00:00:00Z')
    return [status, ends]
  }
  expect(standsBy(names('red.army'))).toEqual(['active', undefined])
  expect(standsBy(names('red.army'), names('blue.army'))).toEqual(['expired', at('2016-09-13T00:00:00Z')])
})
