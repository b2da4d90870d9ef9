import { describe, expect, test } from 'vitest'
import type { Clause, Term } from '../agreement/agreement.ts'
import { RECORD_READING } from '../evidence/readings.ts'
import { parseDuration } from '../time/instant.ts'
import { boardOf } from './board.ts'
import { as, findingOn, toldOf, type SaidOrText } from './elsewhere.test-support.ts'
import { flipsOf } from './history.ts'
import { holds, hours, mission, state } from './small-world.test-support.ts'
import {
  at,
  clause,
  codes,
  FIRST,
  id,
  moment,
  report,
  standing,
  truce,
  until,
  within,
} from './truce.test-support.ts'

const answering = (agreement: string, name: string, of: Partial<Clause> = {}) =>
  clause('T.w', {
    duty: 'achieve',
    conduct: { ...clause('x', {}).conduct, says: 'an inquiry', acts: [] },
    repeats: { is: 'for-each', breaches: { of: [id(name)], in: id(agreement) }, alleged: true },
    window: within('24h'),
    ...of,
  })
const other = as('OTH', truce({ clauses: [clause('O.1', {})] }))
const clock = (h: number): SaidOrText => ({ kind: 'clock-read', by: 'office', readAt: hours(h) })
const breach = (h: number) => findingOn('OTH', `INC-${h + 100}`, 'O.1', { when: moment(hours(h)) })
const boardIn = (engine: ReturnType<typeof toldOf>, agreement: string, h: number, known = engine.size) =>
  boardOf(engine, { agreement: id(agreement), at: at(hours(h)), known, reading: RECORD_READING })
const reasonsOf = (engine: ReturnType<typeof toldOf>, agreement = 'TRU') =>
  boardIn(engine, agreement, 50)
    .standings.flatMap(({ why }) => why)
    .filter(({ code }) => code.startsWith('elsewhere'))

describe('a duty that arises from breaches of another agreement', () => {
  const text = truce({ clauses: [answering('OTH', 'O.1')] })

  test('is owed for each of them, by the standard of that agreement, and ends with an act that follows it', () => {
    const done = {
      kind: 'act-confirmed',
      by: 'mission',
      agreement: 'TRU',
      clause: 'T.w',
      party: 'RED',
      when: moment(hours(30)),
    } as SaidOrText
    const engine = toldOf(text, other, breach(10), breach(20), clock(21), done, breach(40), clock(41))
    const { occurrences, status } = standing(engine, 'T.w', hours(50))
    expect(occurrences?.map((one) => one.status)).toEqual(['fulfilled', 'fulfilled', 'due-soon'])
    expect(occurrences?.[0]?.answers).toEqual({ clause: 'O.1', party: 'RED', agreement: 'OTH' })
    expect(status).toBe('due-soon')
  })

  test('is owed for none while that agreement is not adopted, and says so; once it is, for those of before too', () => {
    const engine = toldOf(text, breach(10), clock(11), other, clock(12))
    const before = standing(engine, 'T.w', hours(50), { known: FIRST + 2 })
    expect(before).toMatchObject({ status: 'active', occurrences: [] })
    expect(codes(before)).toContain('elsewhere-not-in-force')
    const after = standing(engine, 'T.w', hours(50))
    expect(after.occurrences).toHaveLength(1)
    expect(reasonsOf(engine)).toEqual([])
  })

  test('names clauses that no text of the other agreement has, and an agreement that is only a draft', () => {
    const astray = truce({ clauses: [answering('OTH', 'O.9')] })
    expect(reasonsOf(toldOf(astray, other))).toMatchObject([
      { code: 'elsewhere-missing', values: { agreement: 'OTH', clauses: 'O.9' } },
    ])
    const draft = as('OTH', truce({ force: 'draft', clauses: [clause('O.1', {})] }))
    expect(reasonsOf(toldOf(text, draft))).toMatchObject([{ code: 'elsewhere-not-in-force' }])
  })

  test('stays owed for a breach of a clause that the other agreement dropped later, and for none after that', () => {
    const without = as('OTH', truce({ clauses: [clause('O.2', {})] }))
    const engine = toldOf(text, other, { text: without, from: hours(30) }, breach(10), breach(40), clock(41))
    const { occurrences } = standing(engine, 'T.w', hours(50))
    expect(occurrences?.map(({ about }) => about)).toEqual([[FIRST + 2]])
    expect(reasonsOf(engine)).toEqual([])
  })

  test('reaches no further back than it says', () => {
    const since = { is: 'instant', instant: at(hours(15)) } as const
    const breaches = { of: [id('O.1')], in: id('OTH') }
    const narrow = truce({
      clauses: [answering('OTH', 'O.1', { repeats: { is: 'for-each', breaches, alleged: true, since } })],
    })
    const alleged = report('paper', moment(hours(14), hours(16)))
    const engine = toldOf(narrow, other, breach(10), breach(20), alleged, clock(21))
    const begun = standing(engine, 'T.w', hours(50)).occurrences?.map(({ about, begins }) => [
      about[0],
      begins.certain,
    ])
    expect(new Map(begun as [number, unknown][])).toEqual(
      new Map([
        [FIRST + 2, at(hours(21))],
        // What may have happened before is open.
        [FIRST + 3, undefined],
      ]),
    )
  })

  test('hears a word about the other agreement when it is asked what changed it', () => {
    const engine = toldOf(
      text,
      other,
      report('paper', moment(hours(5))),
      clock(6),
      report('paper', moment(hours(8))),
    )
    const ask = { agreement: id('TRU'), clause: id('T.w'), party: id('RED'), reading: RECORD_READING }
    const flips = flipsOf(engine, { ...ask, at: at(hours(40)), known: engine.size })
    expect(flips.map(({ entry, to }) => [entry, to])).toEqual([
      [FIRST - 1, 'active'],
      [FIRST + 2, 'overdue'],
    ])
  })
})

describe('agreements that speak of each other', () => {
  const mine = truce({ clauses: [clause('T.1', {}), answering('OTH', 'O')] })
  const circle = as(
    'OTH',
    truce({ clauses: [clause('O.1', {}), { ...answering('TRU', 'T'), id: id('O.w') }] }),
  )

  test('in a circle: the text that closes it is not followed, which is named, and the earlier one is', () => {
    const about = findingOn('TRU', 'INC-t', 'T.1', { when: moment(hours(10)) })
    const engine = toldOf(mine, circle, breach(5), about, clock(11))
    expect(boardIn(engine, 'TRU', 50).standings.map(({ occurrences }) => occurrences?.length)).toEqual([
      undefined,
      1,
    ])
    expect(boardIn(engine, 'OTH', 50).standings.map(({ occurrences }) => occurrences?.length)).toEqual([
      undefined,
      0,
    ])
    expect(reasonsOf(engine)).toEqual([])
    expect(reasonsOf(engine, 'OTH')).toMatchObject([
      { code: 'elsewhere-circular', values: { agreement: 'TRU', circle: 'OTH → TRU → OTH' } },
    ])
  })

  test('over a third one, or brought about by an amendment, in the order of the log', () => {
    const third = as('THI', truce({ clauses: [{ ...answering('OTH', 'O'), id: id('H.w') }] }))
    const speaks = truce({ clauses: [answering('THI', 'H')] })
    const plain = as('OTH', truce({ clauses: [clause('O.1', {})] }))
    const engine = toldOf(speaks, third, plain, { text: circle, from: hours(10) })
    expect(reasonsOf(engine)).toEqual([])
    expect(reasonsOf(engine, 'THI')).toEqual([])
    expect(reasonsOf(engine, 'OTH')).toMatchObject([{ values: { circle: 'OTH → TRU → THI → OTH' } }])
    expect(boardIn(engine, 'OTH', 5).standings.map(({ clause: name }) => name)).toEqual(['O.1'])
  })
})

describe('a state that counts breaches of another agreement', () => {
  const calm: Term = { ...state, test: { is: 'no-breach', of: [id('O')], in: id('OTH') } }
  const closed = (h: number): SaidOrText => ({
    kind: 'source-closed',
    by: 'mission',
    source: 'mission',
    through: hours(h),
  })
  const gate = clause('T.4', { duty: 'permit', when: holds(parseDuration('36h')) })
  const text = truce({ terms: [calm], clauses: [gate] })

  test('holds where its sources have closed and none was found since this agreement began', () => {
    const early = as(
      'OTH',
      truce({ clauses: [clause('O.1', {})], startsOn: { is: 'instant', instant: at(hours(-99)) } }),
    )
    const engine = toldOf(text, early, breach(-5), closed(60))
    expect(boardIn(engine, 'TRU', 50).states).toMatchObject([{ holds: { lo: 1, hi: 1 } }])
    expect(standing(engine, 'T.4', hours(50)).activated.certain).toBe(at(hours(36)))
    const broken = toldOf(text, early, breach(5), closed(60))
    expect(boardIn(broken, 'TRU', 50).states).toMatchObject([{ holds: { lo: 0, hi: 0 } }])
    expect(standing(broken, 'T.4', hours(50)).activated.certain).toBe(at(hours(41)))
  })

  test('is open, with the reason, while that agreement is not adopted: silence about what is not known says nothing', () => {
    const engine = toldOf(text, closed(60))
    const [now] = boardIn(engine, 'TRU', 50).states
    expect(now?.holds).toEqual({ lo: 0, hi: 1 })
    expect(now?.why.map(({ code }) => code)).toEqual(['state-unknown', 'elsewhere-not-in-force'])
    expect(standing(engine, 'T.4', hours(50)).activated.certain).toBeUndefined()
  })

  test('holds no more breaches than a time before this agreement began had', () => {
    const baseline = {
      ...calm,
      test: {
        is: 'at-most',
        of: [id('O')],
        in: id('OTH'),
        within: parseDuration('24h'),
        limit: { is: 'baseline', from: { is: 'instant', instant: at(hours(-48)) } },
      },
    } as Term
    const long = as(
      'OTH',
      truce({ clauses: [clause('O.1', {})], startsOn: { is: 'instant', instant: at(hours(-99)) } }),
    )
    const engine = (...more: SaidOrText[]) =>
      toldOf(truce({ terms: [baseline], clauses: [gate] }), long, breach(-40), ...more, closed(90))
    expect(boardIn(engine(breach(30)), 'TRU', 50).states).toMatchObject([{ holds: { lo: 1 } }])
    expect(boardIn(engine(breach(30), breach(31)), 'TRU', 50).states).toMatchObject([{ holds: { hi: 0 } }])
  })
})

test('a breach of a clause that is named by itself and with its paragraph counts once', () => {
  const engine = toldOf(
    truce({
      clauses: [
        clause('T.1', { conduct: { ...clause('x', {}).conduct, acts: [] } }),
        clause('T.1.a', { window: until(hours(96)), ifSilent: 'compliant', sources: mission }),
        clause('T.5', {
          duty: 'permit',
          when: { is: 'counted', clauses: [id('T.1'), id('T.1.a')], over: 1, within: parseDuration('7d') },
        }),
      ],
    }),
    findingOn('TRU', 'INC-1', 'T.1.a', { when: moment(hours(5)) }),
  )
  expect(standing(engine, 'T.5', hours(50)).activated).toEqual({ certain: undefined, possible: undefined })
})
