import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Agreement, Condition, CountWindow, StateTest, Term } from '../agreement/agreement.ts'
import { RECORD_READING } from '../evidence/readings.ts'
import { parseDuration, type Instant } from '../time/instant.ts'
import { boardOf } from './board.ts'
import { addToEngine, createEngine } from './engine.ts'
import { hours, state } from './small-world.test-support.ts'
import {
  at,
  clause,
  entry,
  finding,
  FIRST,
  id,
  jointly,
  moment,
  power,
  PREAMBLE,
  report,
  told,
  truce,
  until,
  type Said,
} from './truce.test-support.ts'
import { workingsOf } from './workings.ts'

const ask = (hour: number, known: number) => ({
  agreement: id('TRU'),
  at: at(hours(hour)),
  known,
  reading: RECORD_READING,
})
function workings(text: Agreement, hour: number, ...said: Said[]) {
  const engine = told(text, ...said)
  return workingsOf(engine, ask(hour, engine.size))
}

const breach = (hour: number, least: number, most: number | null = least, n = 0): Said =>
  finding('mission', `INC-${hour}-${n}`, 'T.1', {
    when: moment(hours(hour)),
    harm: { killed: { least, most } },
  })
const alleged = (hour: number, least: number, most: number | null = least): Said =>
  report('paper', moment(hours(hour)), { harm: { killed: { least, most } } })
const killed = (window: CountWindow, over = 10): Condition => ({
  is: 'measured',
  clauses: [id('T.1')],
  what: 'killed',
  how: 'sum',
  over,
  window,
})
const TWO_DAYS = { is: 'sliding', within: parseDuration('48h') } as const
const waiting = (when: Condition) =>
  truce({ clauses: [clause('T.1', {}), clause('T.5', { duty: 'permit', when })] })

describe('what a condition counts', () => {
  const now = (window: CountWindow, hour: number, ...said: Said[]) =>
    workings(waiting(killed(window)), hour, ...said).counts[0]

  test('is what is found at least and, with all that is only alleged, at most', () => {
    const counted = now(TWO_DAYS, 40, breach(1, 4, 6), alleged(30, 2, 3))
    expect(counted?.range).toEqual({ least: 4, most: 9 })
    expect(counted?.entries).toEqual([FIRST])
  })

  test('forgets what has left its window, and does not know yet what is still to come', () => {
    expect(now(TWO_DAYS, 49, breach(1, 4), breach(60, 5))?.range).toEqual({ least: 0, most: 0 })
    expect(now({ is: 'whole-time' }, 61, breach(1, 4), breach(60, 5))?.range).toEqual({ least: 9, most: 9 })
  })

  test('has no upper end where somebody gives none', () => {
    expect(now(TWO_DAYS, 40, breach(1, 4, null))?.range).toEqual({ least: 4, most: null })
  })

  test('of one calendar day is that of the day asked about', () => {
    // The small world begins at 16:00; its calendar is UTC.
    const day = { is: 'calendar-day', startsAt: 0 } as const
    expect(now(day, 7, breach(1, 4), breach(6, 3))?.range).toEqual({ least: 7, most: 7 })
    expect(now(day, 9, breach(1, 4), breach(6, 3))?.range).toEqual({ least: 0, most: 0 })
  })

  test('names whose condition it stands in, exchanges and powers too', () => {
    const when = killed(TWO_DAYS)
    const powers = [power('P', { by: ['WHITE'], when })]
    const text = truce({ clauses: [clause('T.1', {}), clause('T.5', { duty: 'permit', when })], powers })
    expect(workings(text, 1).counts.map(({ of }) => of)).toEqual(['T.5', 'P'])
  })
})

const event = fc.record({
  hour: fc.integer({ min: 0, max: 200 }),
  least: fc.integer({ min: 0, max: 8 }),
  more: fc.integer({ min: 0, max: 3 }),
  found: fc.boolean(),
})
const evidence = fc
  .array(event, { maxLength: 8 })
  .map((events) =>
    events.map(({ hour, least, more, found }, n) =>
      found ? breach(hour, least, least + more, n) : alleged(hour, least, least + more),
    ),
  )
const windows = fc.constantFrom<CountWindow>(
  TWO_DAYS,
  { is: 'whole-time' },
  { is: 'calendar-day', startsAt: 60 },
)

test('a count is above its number for the first time when its condition comes true, and not before', () => {
  fc.assert(
    fc.property(evidence, windows, fc.integer({ min: 0, max: 15 }), (said, window, over) => {
      const engine = told(waiting(killed(window, over)), ...said)
      const countAt = (instant: number) =>
        workingsOf(engine, { ...ask(0, engine.size), at: instant as Instant }).counts[0]
      const { certain, possible } = countAt(at(hours(0)))?.reached ?? {}
      const isAbove = (instant: number, side: 'least' | 'most') => (countAt(instant)?.range[side] ?? 0) > over
      // At the very moment, and a millisecond before.
      const turns = (instant: number | undefined, side: 'least' | 'most') =>
        instant === undefined ? 'never' : [isAbove(instant, side), isAbove(instant - 1, side)]
      expect(turns(certain, 'least')).toEqual(certain === undefined ? 'never' : [true, false])
      expect(turns(possible, 'most')).toEqual(possible === undefined ? 'never' : [true, false])
    }),
  )
})

const calm = (of: StateTest): Term => ({ ...state, test: of, decidedBy: jointly('GREEN', 'WHITE') })
const tests = fc.constantFrom<StateTest>(
  { is: 'no-breach', of: [id('T.1')] },
  { is: 'at-most', of: [id('T.1')], within: parseDuration('48h'), limit: { is: 'number', count: 1 } },
  {
    is: 'at-most',
    of: [id('T.1')],
    within: parseDuration('48h'),
    limit: { is: 'baseline', from: { is: 'instant', instant: at(hours(0)) } },
  },
)

test('where nobody has decided, the test of a state is its standing', () => {
  fc.assert(
    fc.property(
      evidence,
      tests,
      fc.integer({ min: -5, max: 220 }),
      fc.integer({ min: 0, max: 220 }),
      (said, of, hour, closed) => {
        const text = truce({ clauses: [clause('T.1', {})], terms: [calm(of)] })
        const close: Said = {
          kind: 'source-closed',
          by: 'mission',
          source: 'mission',
          through: hours(closed),
        }
        const engine = told(text, ...said, close)
        const asked = ask(hour, engine.size)
        const [working] = workingsOf(engine, asked).states
        const [standing] = boardOf(engine, asked).states
        expect(working?.test?.holds ?? { lo: 0, hi: 0 }).toEqual(standing?.holds)
        expect(working?.decided).toBeUndefined()
      },
    ),
  )
})

describe('a state that is decided', () => {
  test('shows the decision beside the test, each with its entries', () => {
    const text = truce({ clauses: [clause('T.1', {})], terms: [calm({ is: 'no-breach', of: [id('T.1')] })] })
    const decide: Said = {
      kind: 'term-determined',
      by: ['green.mfa', 'white.mfa'],
      agreement: 'TRU',
      term: 'adherence',
      value: { is: 'holds', from: hours(0), until: hours(50) },
    }
    const [during] = workings(text, 40, breach(1, 0), decide).states
    expect(during?.test).toMatchObject({ holds: { lo: 0, hi: 0 }, counted: { least: 1, most: 1 } })
    expect(during?.decided).toEqual({ holds: true, entries: [FIRST + 1] })
    const [after] = workings(text, 50, breach(1, 0), decide).states
    expect(after?.decided).toBeUndefined()
  })
})

describe('a power', () => {
  const use = (by: string | readonly string[], from: number, to?: number): Said => ({
    kind: 'power-exercised',
    by,
    agreement: 'TRU',
    power: 'P',
    act: 'suspend',
    from: hours(from),
    ...(to === undefined ? {} : { until: hours(to) }),
  })
  const text = (of: object) =>
    truce({ clauses: [clause('T.1', {})], powers: [power('P', { by: ['WHITE'], may: 'suspend', ...of })] })
  const powerAt = (hour: number, of: object, ...said: Said[]) => workings(text(of), hour, ...said).powers[0]

  test('shows every use with its authors and whether it has effect', () => {
    const limits = { length: parseDuration('24h'), by: { is: 'instant', instant: at(hours(100)) } }
    const shown = powerAt(
      5,
      { limits },
      use('white.mfa', 1, 2),
      use('white.mfa', 3, 90),
      use('red.army', 4, 5),
    )
    expect(shown?.last).toBe(at(hours(100)))
    expect(
      shown?.uses.map(({ by, hasEffect, why, until: to }) => [
        by,
        to,
        hasEffect,
        why.map(({ code }) => code),
      ]),
    ).toEqual([
      [['WHITE'], at(hours(2)), true, []],
      [['WHITE'], at(hours(90)), false, ['power-too-long']],
      [['RED'], at(hours(5)), false, ['power-wrong-body']],
    ])
  })

  test('says since when its condition is met, and until then what it waits for', () => {
    const when: Condition = { is: 'breached', clause: id('T.1'), by: undefined }
    expect(powerAt(5, { when })).toMatchObject({ waits: [{ code: 'waits-for-breach' }], uses: [] })
    const met = powerAt(5, { when }, breach(2, 0))
    expect(met?.ground?.certain).toBe(at(hours(2)))
    expect(met?.waits).toEqual([])
  })

  test('a use stands, with the reason beside it, where its ground has been overturned since', () => {
    const when: Condition = { is: 'breached', clause: id('T.1'), by: undefined }
    const withdrawn: Said = { kind: 'statement-withdrawn', by: 'mission', entry: FIRST, because: 'wrong' }
    const [one] = powerAt(5, { when }, breach(2, 0), use('white.mfa', 3), withdrawn)?.uses ?? []
    expect([one?.hasEffect, one?.why.map(({ code }) => code)]).toEqual([true, ['power-stands-overturned']])
  })

  test('an extension that ends sooner is on record without effect', () => {
    const ends = truce({
      clauses: [clause('T.1', { window: until(hours(48)) })],
      powers: [power('P', { by: ['WHITE'], may: 'extend' })],
    })
    const extend = (to: number): Said => ({ ...use('white.mfa', 1, to), act: 'extend' }) as Said
    const [shortens] = workings(ends, 2, extend(24)).powers[0]?.uses ?? []
    expect([shortens?.hasEffect, shortens?.why.map(({ code }) => code)]).toEqual([
      false,
      ['extension-shortens'],
    ])
    const [extends_] = workings(ends, 2, extend(72)).powers[0]?.uses ?? []
    expect([extends_?.hasEffect, extends_?.why.map(({ code }) => code)]).toEqual([true, ['extended']])
  })
})

test('the texts say which is in force, which is over and which is to come, and what each changes', () => {
  const engine = createEngine()
  const ending = (after: number) => truce({ clauses: [clause('T.1', { window: until(hours(after)) })] })
  const before = PREAMBLE.filter(({ kind }) => kind !== 'agreement-adopted')
  const body = (after: number) => ({
    by: ['green.mfa', 'white.mfa'],
    agreement: 'TRU',
    package: String(after).padStart(64, '0'),
  })
  const said: Said[] = [
    { kind: 'agreement-adopted', ...body(48) },
    { kind: 'agreement-amended', ...body(72), from: hours(10) },
    { kind: 'agreement-amended', ...body(72), from: hours(30) },
  ]
  for (const [index, one] of [...before, ...said].entries())
    addToEngine(engine, entry(index, one), { textOf: (digest) => ending(Number(digest)) })
  const { texts } = workingsOf(engine, ask(20, engine.size))
  expect(texts.map(({ is, changed }) => [is, changed])).toEqual([
    ['replaced', []],
    ['in-force', ['T.1']],
    ['to-come', []],
  ])
  // As known before the amendments, there is one text, and it is in force.
  expect(workingsOf(engine, ask(20, before.length + 1)).texts.map(({ is }) => is)).toEqual(['in-force'])
})
