import { describe, expect, test } from 'vitest'
import { parseDuration } from '../time/instant.ts'
import type { Clause } from '../agreement/agreement.ts'
import { boardOf } from './board.ts'
import { historyOf } from './history.ts'
import { RECORD_READING } from '../evidence/readings.ts'
import { hours, HOUR, mission, START } from './small-world.test-support.ts'
import {
  at,
  clause,
  codes,
  finding,
  FIRST,
  id,
  link,
  moment,
  report,
  standing,
  told,
  truce,
  until,
  type Said,
} from './truce.test-support.ts'

const DAY = 24
const every = (of: Partial<Clause> = {}) =>
  clause('T.w', {
    duty: 'achieve',
    conduct: { ...clause('x', {}).conduct, says: 'a report of what was seen', acts: [] },
    repeats: { is: 'every', period: parseDuration('24h') },
    window: { ...until(hours(5 * DAY)), within: parseDuration('6h') },
    ...of,
  })
const act = (kind: string, by: string, when: string, latest = when): Said =>
  ({ kind, by, agreement: 'TRU', clause: 'T.w', party: 'RED', when: moment(when, latest) }) as Said
const confirmed = (h: number) => act('act-confirmed', 'mission', hours(h))
const closed = (h: number): Said => ({
  kind: 'source-closed',
  by: 'mission',
  source: 'mission',
  through: hours(h),
})
const clock = (h: number): Said => ({ kind: 'clock-read', by: 'office', readAt: hours(h) })
const statuses = (engine: ReturnType<typeof told>, h: number, name = 'T.w') =>
  standing(engine, name, hours(h)).occurrences?.map(({ status }) => status)

describe('a report that is owed every day, within six hours', () => {
  const text = truce({ clauses: [every()] })

  test('begins anew each day, and each day is settled by what was done on that day', () => {
    const engine = told(text, confirmed(2), confirmed(26))
    expect(statuses(engine, 1)).toEqual(['due-soon'])
    expect(statuses(engine, 30)).toEqual(['fulfilled', 'fulfilled'])
    expect(statuses(engine, 48)).toEqual(['fulfilled', 'fulfilled', 'due-soon'])
    expect(standing(engine, 'T.w', hours(30)).status).toBe('active')
  })

  test('at exactly the deadline is in time, and a moment later late: the breach stays on record', () => {
    expect(statuses(told(text, confirmed(6)), 12)).toEqual(['fulfilled'])
    const late = told(text, act('act-confirmed', 'mission', '2016-09-12T22:00:01Z'), confirmed(26))
    expect(statuses(late, 40)).toEqual(['breached', 'fulfilled'])
    expect(standing(late, 'T.w', hours(40))).toMatchObject({
      status: 'breached',
      late: true,
      breaches: { found: 1 },
    })
  })

  test('is not settled by what was done on another day', () => {
    expect(statuses(told(text, confirmed(30)), 40)).toEqual(['overdue', 'fulfilled'])
    expect(standing(told(text, confirmed(30)), 'T.w', hours(40)).status).toBe('overdue')
  })

  test('whose time may lie on either side of midnight leaves both days open', () => {
    const engine = told(text, act('act-confirmed', 'mission', hours(20), hours(27)))
    expect(statuses(engine, 40)).toEqual(['contested', 'contested'])
  })

  test('is over with the end of the duty, and fulfilled if every day was', () => {
    const all = [0, 24, 48, 72, 96].map((h) => confirmed(h + 1))
    expect(standing(told(text, ...all), 'T.w', hours(130))).toMatchObject({
      status: 'fulfilled',
      performed: { lo: 1 },
    })
    expect(statuses(told(text, ...all), 130)).toHaveLength(5)
    expect(standing(told(text, ...all.slice(1)), 'T.w', hours(130)).status).toBe('overdue')
  })

  test('names the days that are owed, the earliest deadline first', () => {
    const { next } = standing(told(text, confirmed(2)), 'T.w', hours(35))
    expect(next[0]).toEqual({ who: 'RED', what: 'perform', subject: 'T.w', by: at(hours(30)) })
    expect(next.some(({ who, what }) => who === 'mission' && what === 'verify')).toBe(true)
  })

  test('without a deadline of its own is due before the next day begins', () => {
    const whole = truce({ clauses: [every({ window: until(hours(5 * DAY)) })] })
    expect(statuses(told(whole, confirmed(23)), 30)).toEqual(['fulfilled', 'due-soon'])
  })

  test('by silence: each day that the sources closed without it is a breach, and can be counted', () => {
    const silent = truce({
      clauses: [
        every({ ifSilent: 'breach', sources: mission }),
        clause('T.c', {
          duty: 'permit',
          when: { is: 'counted', clauses: [id('T.w')], over: 1, within: parseDuration('7d') },
        }),
      ],
    })
    const engine = told(silent, confirmed(2), closed(60))
    expect(statuses(engine, 60)).toEqual(['fulfilled', 'breached', 'breached'])
    expect(standing(engine, 'T.w', hours(60)).breaches.found).toBe(2)
    // The second day missed is missed a millisecond after its deadline.
    expect(standing(engine, 'T.c', hours(60)).activated.certain).toBe(START + 54 * HOUR + 1)
    expect(
      standing(told(silent, confirmed(2), closed(40)), 'T.c', hours(60)).activated.certain,
    ).toBeUndefined()
  })

  test('conduct that is found to breach it counts once, and not again for each day', () => {
    const counting = truce({
      clauses: [
        every(),
        clause('T.c', {
          duty: 'permit',
          when: { is: 'counted', clauses: [id('T.w')], over: 1, within: parseDuration('7d') },
        }),
      ],
    })
    const reported = report('snhr', moment(hours(3)), { alleged: 'RED' })
    const engine = told(
      counting,
      confirmed(2),
      confirmed(26),
      reported,
      link('INC-1', FIRST + 2),
      finding('mission', 'INC-1', 'T.w', { when: moment(hours(3)) }),
    )
    expect(standing(engine, 'T.w', hours(40))).toMatchObject({ status: 'breached', breaches: { found: 1 } })
    expect(standing(engine, 'T.c', hours(40)).activated.certain).toBeUndefined()
  })

  test('tells each change at the moment at which it came', () => {
    const engine = told(text, confirmed(2), confirmed(30))
    const changes = historyOf(engine, {
      agreement: id('TRU'),
      clause: id('T.w'),
      party: id('RED'),
      reading: RECORD_READING,
      known: engine.size,
      from: at(hours(-1)),
      to: at(hours(60)),
    })
    expect(changes.map(({ at: time, to }) => [(time - START) / HOUR, to])).toEqual([
      [-1, 'pending'],
      [0, 'due-soon'],
      [2, 'active'],
      [24, 'due-soon'],
      [30, 'active'],
      [48, 'due-soon'],
      [54 + 1 / HOUR, 'overdue'],
    ])
  })
})

describe('an answer that is owed for each breach, within 24 hours', () => {
  const answers = (alleged: boolean, of: Partial<Clause> = {}) =>
    truce({
      clauses: [
        clause('T.1', { window: until(hours(10 * DAY)) }),
        clause('T.w', {
          duty: 'achieve',
          conduct: { ...clause('x', {}).conduct, says: 'an inquiry', acts: [] },
          repeats: { is: 'for-each', breaches: { of: [id('T.1')] }, alleged },
          window: { within: parseDuration('24h'), by: undefined, until: undefined, late: 'still-due' },
          ...of,
        }),
      ],
    })
  const breach = (h: number, incident = `INC-${h}`) =>
    finding('mission', incident, 'T.1', { when: moment(hours(h)) })

  test('is not owed while nothing calls for it', () => {
    const engine = told(answers(false))
    expect(standing(engine, 'T.w', hours(48))).toMatchObject({ status: 'active', occurrences: [] })
    expect(codes(standing(engine, 'T.w', hours(48)))).toContain('no-occurrence')
  })

  test('runs from when the breach was on the record, by the log’s clock, and not from when it happened', () => {
    const engine = told(answers(false), breach(10), clock(40))
    const [one] = standing(engine, 'T.w', hours(50)).occurrences ?? []
    expect(one).toMatchObject({
      number: 1,
      begins: { certain: at(hours(40)) },
      due: at(hours(64)),
      status: 'due-soon',
    })
    expect(one?.about).toHaveLength(1)
    expect(statuses(engine, 70)).toEqual(['overdue'])
  })

  test('whose beginning the log’s clock has not told yet is open', () => {
    expect(statuses(told(answers(false), clock(5), breach(10)), 50)).toEqual(['pending'])
  })

  test('is owed for each clause of which one incident is a breach, and says which', () => {
    const both = truce({
      clauses: [
        ...['T.1', 'T.2'].map((name) => clause(name, { window: until(hours(10 * DAY)) })),
        clause('T.w', {
          duty: 'achieve',
          repeats: { is: 'for-each', breaches: { of: [id('T.2'), id('T.1')] }, alleged: false },
        }),
      ],
    })
    const touches = ['T.1', 'T.2'].map((name) => ({ agreement: 'TRU', clause: name }))
    const found = finding('mission', 'INC-1', 'T.1', { when: moment(hours(10)), touches })
    const { occurrences = [] } = standing(told(both, found, clock(12)), 'T.w', hours(20))
    expect(occurrences.map(({ about, answers: breachOf }) => [about, breachOf])).toEqual([
      [[FIRST], { clause: 'T.2', party: 'RED' }],
      [[FIRST], { clause: 'T.1', party: 'RED' }],
    ])
  })

  test('one act answers every breach that it follows, and none that comes after it', () => {
    const engine = told(
      answers(false),
      breach(10),
      breach(20),
      clock(21),
      confirmed(30),
      breach(50),
      clock(51),
    )
    expect(statuses(engine, 60)).toEqual(['fulfilled', 'fulfilled', 'due-soon'])
  })

  describe('that names the breach it answers', () => {
    const answer = (kind: string, by: string, h: number, to: number): Said =>
      ({ ...act(kind, by, hours(h)), answers: to }) as Said
    const two = [breach(10), breach(20), clock(21)]

    test('answers that one and no other', () => {
      const engine = told(answers(false), ...two, answer('act-confirmed', 'mission', 30, FIRST + 1))
      expect(statuses(engine, 40)).toEqual(['due-soon', 'fulfilled'])
      const both = told(answers(false), ...two, answer('act-confirmed', 'mission', 30, FIRST), confirmed(31))
      expect(statuses(both, 40)).toEqual(['fulfilled', 'fulfilled'])
    })

    test('may name the report where a finding called for it, and the finding where another one stands now', () => {
      const said = [
        report('paper', moment(hours(10))),
        link('INC-10', FIRST),
        breach(10),
        clock(21),
        breach(20),
        clock(22),
      ]
      const byReport = told(answers(false), ...said, answer('act-confirmed', 'mission', 30, FIRST))
      expect(statuses(byReport, 40)).toEqual(['fulfilled', 'due-soon'])
      const anew: readonly Said[] = [
        answer('act-confirmed', 'mission', 30, FIRST + 2),
        { kind: 'statement-withdrawn', by: 'mission', entry: FIRST + 2, because: 'the wrong hour' },
        finding('mission', 'INC-10', 'T.1', { when: moment(hours(11)) }),
        clock(32),
      ]
      expect(statuses(told(answers(false), ...said, ...anew), 40)).toEqual(['due-soon', 'fulfilled'])
    })

    test('is judged as the answer that was declared, whether or not the judgement says so again', () => {
      const declared = answer('act-declared', 'red.army', 30, FIRST + 1)
      const judged = { ...confirmed(30), declared: FIRST + 3 } as Said
      expect(statuses(told(answers(false), ...two, declared), 40)).toEqual(['due-soon', 'contested'])
      expect(statuses(told(answers(false), ...two, declared, judged), 40)).toEqual(['due-soon', 'fulfilled'])
    })

    test('answers nothing by an entry that is not there yet, or that is no breach', () => {
      const later = told(
        answers(false),
        ...two,
        answer('act-confirmed', 'mission', 30, FIRST + 4),
        breach(50),
        clock(51),
      )
      expect(statuses(later, 40)).toEqual(['due-soon', 'due-soon'])
      const clockRead = told(answers(false), ...two, answer('act-confirmed', 'mission', 30, FIRST + 2))
      expect(statuses(clockRead, 40)).toEqual(['due-soon', 'due-soon'])
    })
  })

  test('an allegation calls for it only where the text says so', () => {
    const said = [report('paper', moment(hours(10))), clock(12)]
    expect(statuses(told(answers(false), ...said), 20)).toEqual(['pending'])
    expect(statuses(told(answers(true), ...said), 20)).toEqual(['due-soon'])
  })

  test('a breach that is corrected away calls for nothing any more', () => {
    const back: Said = { kind: 'statement-withdrawn', by: 'mission', entry: FIRST, because: 'mistaken' }
    const engine = told(answers(false), breach(10), clock(12), back)
    expect(statuses(engine, 20)).toEqual([])
    expect(standing(engine, 'T.w', hours(20), { known: FIRST + 2 }).occurrences).toHaveLength(1)
  })
})

describe('what begins late or early', () => {
  const done = { is: 'done', clause: id('T.2'), by: undefined } as const
  const text = (window: Partial<Clause['window']>) =>
    truce({
      clauses: [
        clause('T.2', {
          duty: 'achieve',
          window: { ...until(hours(0)), until: undefined, within: parseDuration('48h') },
        }),
        clause('T.w', {
          duty: 'achieve',
          when: done,
          window: {
            within: parseDuration('10h'),
            by: undefined,
            until: undefined,
            late: 'still-due',
            ...window,
          },
        }),
      ],
    })
  const first: Said = { ...act('act-confirmed', 'mission', hours(10)), clause: 'T.2' } as Said

  test('a delay moves the beginning, and the deadline with it', () => {
    const { activated, due } = standing(told(text({ delay: parseDuration('24h') }), first), 'T.w', hours(20))
    expect({ activated: activated.certain, due }).toEqual({ activated: at(hours(34)), due: at(hours(44)) })
  })

  test('an early act counts unless the text says that it does not', () => {
    const early = confirmed(5)
    expect(standing(told(text({}), first, early), 'T.w', hours(30)).status).toBe('fulfilled')
    const strict = text({ early: 'does-not-count' })
    expect(standing(told(strict, first, early), 'T.w', hours(30)).status).toBe('overdue')
    expect(standing(told(strict, first, confirmed(10)), 'T.w', hours(30)).status).toBe('fulfilled')
    const either = act('act-confirmed', 'mission', hours(8), hours(12))
    expect(codes(standing(told(strict, first, either), 'T.w', hours(30)))).toContain(
      'performance-time-uncertain',
    )
  })
})

test('a board shows the last occurrences and counts them all', () => {
  const text = truce({
    clauses: [every({ window: { ...until(hours(100 * DAY)), within: parseDuration('6h') } })],
  })
  const engine = told(text, ...Array.from({ length: 40 }, (_, i) => confirmed(i * DAY + 1)))
  const board = boardOf(engine, {
    agreement: id('TRU'),
    at: at(hours(40 * DAY - 1)),
    known: engine.size,
    reading: RECORD_READING,
  })
  expect(board.standings[0]?.occurrences).toHaveLength(20)
  expect(board.standings[0]?.occurrences?.at(-1)?.number).toBe(40)
  expect(board.standings[0]?.why[0]).toMatchObject({ code: 'occurrences-fulfilled', values: { count: 40 } })
})
