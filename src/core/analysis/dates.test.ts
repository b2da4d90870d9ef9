import { describe, expect, test } from 'vitest'
import { analyse } from './analyse.ts'
import { graphOf } from './build-graph.ts'
import { datesOf } from './dates.ts'
import { clause, other, truce } from './truce.test-support.ts'

const HOUR = 3_600_000
const NONE = undefined

/** By clause, in hours after the start: begins at the earliest, at the latest, is due, can wait; and the longest chain. */
function datesIn(...blocks: readonly string[]) {
  const agreement = truce(...blocks)
  const dates = datesOf(agreement, graphOf(agreement, { exchangesWait: false }))
  const hours = (length: number | undefined) => (length === undefined ? NONE : length / HOUR)
  return {
    dates: Object.fromEntries(
      dates.map(({ clause: id, earliest, latest, due, slack }) => [
        id,
        [earliest, latest, due, slack].map(hours),
      ]),
    ),
    critical: dates.flatMap(({ clause: id, isCritical }) => (isCritical ? [id] : [])),
  }
}

const must = (id: string, who: string, ...keys: readonly string[]) =>
  clause(id, who, 'must achieve: do it', ...keys)

describe('the dates of a text', () => {
  test('each step may use its own time in full, and begins when what it waits for is done', () => {
    expect(
      datesIn(
        must('T.1', 'RED', 'within: 48h'),
        must('T.2', 'BLUE', 'when: done T.1', 'within: 24h'),
        must('T.3', 'RED', 'when: done T.1 and on DayD + 24h', 'within: 6h'),
      ),
    ).toEqual({
      dates: { 'T.1': [0, 0, 48, 48], 'T.2': [0, 48, 72, 72], 'T.3': [24, 48, 54, 30] },
      critical: ['T.1', 'T.2'],
    })
  })

  test('a date further on leaves less time to those before it than their own deadlines do', () => {
    expect(
      datesIn(
        must('T.1', 'RED', 'within: 48h'),
        must('T.2', 'BLUE', 'when: done T.1', 'after a delay of: 12h', 'within: 24h'),
        must('T.3', 'RED', 'when: done T.2', 'by: DayD + 40h'),
      ).dates,
    ).toEqual({
      // T.3 can be done at once after T.2, and T.2 at once after its delay: 40 h less 12 h.
      'T.1': [0, 0, 28, 28],
      'T.2': [12, 60, 40, 28],
      'T.3': [12, 84, 40, 28],
    })
  })

  test('a date further on does not hurry those before it: whoever uses its own deadline in full comes too late for it', () => {
    const found = datesIn(
      must('T.1', 'RED', 'within: 48h'),
      must('T.2', 'BLUE', 'when: done T.1', 'within: 240h'),
      must('T.3', 'RED', 'when: done T.2', 'by: DayD + 120h'),
      must('T.4', 'RED', 'when: done T.3', 'within: 6h'),
    )
    expect(found).toEqual({
      dates: {
        'T.1': [0, 0, 48, 48],
        'T.2': [0, 48, 120, 120],
        'T.3': [0, 288, 120, 120],
        'T.4': [0, 288, 126, 126],
      },
      critical: ['T.1', 'T.2', 'T.3', 'T.4'],
    })
  })

  test('a date is used in full by whoever begins before it', () => {
    const dated = must('T.1', 'RED', 'by: DayD + 72h')
    expect(datesIn(dated, must('T.2', 'BLUE', 'when: done T.1', 'within: 24h')).dates).toEqual({
      'T.1': [0, 0, 72, 72],
      'T.2': [0, 72, 96, 96],
    })
  })

  test('what begins on a moment that nobody has set has no last date and is due by none', () => {
    const vote = other('moment', 'Vote', 'means: The vote.', 'set by: jointly RED, BLUE')
    expect(datesIn(vote, must('T.1', 'RED', 'when: on Vote', 'within: 24h')).dates).toEqual({
      'T.1': [0, NONE, NONE, NONE],
    })
    const dated = must('T.2', 'RED', 'when: on DayD + 720h', 'by: Vote + 24h')
    expect(datesIn(vote, dated, must('T.3', 'BLUE', 'when: done T.2', 'within: 24h')).dates).toEqual({
      'T.2': [720, 720, NONE, NONE],
      'T.3': [720, NONE, NONE, NONE],
    })
  })

  test('of two chains that last as long the longer is told, whatever its clauses are called', () => {
    const chain = [must('T.4', 'RED', 'within: 48h'), must('T.5', 'RED', 'when: done T.4', 'by: DayD + 72h')]
    for (const id of ['T.1', 'T.9'])
      expect(datesIn(...chain, must(id, 'BLUE', 'by: DayD + 72h')).critical).toEqual(['T.4', 'T.5'])
  })

  test('a deadline that is over before the step can begin is no date to wait for', () => {
    const late = must('T.1', 'RED', 'when: on DayD + 100h or on DayD + 120h', 'by: DayD + 33h')
    expect(datesIn(late).dates).toEqual({ 'T.1': [100, 100, NONE, NONE] })
  })

  test('what has no deadline has no last date, nor has what waits for it', () => {
    const blocks = [
      must('T.1', 'RED', 'no deadline: nobody agreed on one'),
      must('T.2', 'BLUE', 'when: done T.1', 'within: 24h'),
    ]
    expect(datesIn(...blocks)).toEqual({
      dates: { 'T.1': [0, 0, NONE, NONE], 'T.2': [0, NONE, NONE, NONE] },
      critical: [],
    })
    const dated = must('T.3', 'RED', 'when: done T.2', 'by: DayD + 72h')
    expect(datesIn(...blocks, dated).dates).toEqual({
      'T.1': [0, 0, 72, 72],
      'T.2': [0, NONE, 72, 72],
      'T.3': [0, NONE, 72, 72],
    })
  })

  test('of two ways to begin the sooner counts', () => {
    expect(
      datesIn(
        must('T.1', 'RED', 'within: 48h'),
        must('T.2', 'BLUE', 'when: done T.1 or on DayD + 36h', 'within: 6h'),
      ).dates['T.2'],
    ).toEqual([0, 36, 42, 42])
  })

  test('days of quiet take their time, and a duty to refrain has dates and no slack', () => {
    const quiet = other(
      'state',
      'quiet',
      'means: Nobody fires.',
      'test: no breach of T.1',
      'if silent: compliant',
      'heard from: role monitor',
    )
    expect(
      datesIn(
        clause('T.1', 'RED', 'must not: fire', 'acts: [shelling]', 'until: DayD + 96h'),
        quiet,
        must('T.2', 'BLUE', 'when: holds quiet for 48h', 'within: 24h'),
      ),
    ).toEqual({
      dates: { 'T.1': [0, 0, NONE, NONE], 'T.2': [48, 48, 72, 24] },
      critical: ['T.2'],
    })
  })

  test('the use of a power is due by no date, so what waits for it has no last one', () => {
    expect(
      datesIn(
        other('power', 'T.1', 'cites: ¶', 'who: RED', 'may: extend'),
        must('T.2', 'BLUE', 'when: exercised T.1', 'within: 24h'),
      ).dates,
    ).toEqual({ 'T.2': [0, NONE, NONE, NONE] })
  })

  test('what has to be told beforehand begins so much later', () => {
    const told = (...keys: readonly string[]) =>
      datesIn(
        other('power', 'T.1', 'cites: ¶', 'who: RED', 'may: extend', ...keys),
        must('T.2', 'BLUE', 'when: exercised T.1', 'within: 24h'),
      ).dates
    expect(told('form: with reasons')).toEqual({ 'T.2': [0, NONE, NONE, NONE] })
    expect(told('form: told 24h before')).toEqual({ 'T.2': [24, NONE, NONE, NONE] })
    const late = told('form: told 24h before', 'when: on DayD + 48h')
    expect(late).toEqual({ 'T.2': [72, NONE, NONE, NONE] })
  })

  test('where deadlines conflict none can be told, and the conflict is', () => {
    const blocks = [
      must('T.1', 'RED', 'when: on DayD + 48h', 'within: 24h'),
      must('T.2', 'BLUE', 'when: done T.1', 'by: DayD + 24h'),
    ]
    for (const [, , due, slack] of Object.values(datesIn(...blocks).dates))
      expect([due, slack]).toEqual([NONE, NONE])
    expect(analyse(truce(...blocks)).map(({ kind }) => kind)).toContain('deadlines-inconsistent')
  })
})
