import { describe, expect, test } from 'vitest'
import { parseDuration } from '../time/instant.ts'
import { RECORD_READING } from '../evidence/readings.ts'
import { boardOf } from './board.ts'
import { findingOn, toldOf, type SaidOrText } from './elsewhere.test-support.ts'
import { hours, mission } from './small-world.test-support.ts'
import { at, clause, FIRST, id, moment, report, standing, truce, within } from './truce.test-support.ts'

const droppedOf = (engine: ReturnType<typeof toldOf>, h: number, known = engine.size) =>
  boardOf(engine, { agreement: id('TRU'), at: at(hours(h)), known, reading: RECORD_READING }).dropped

describe('a duty that an amendment dropped', () => {
  const first = truce({
    clauses: [
      clause('T.1', {}),
      clause('T.2', { duty: 'achieve', window: within('12h'), ifSilent: 'breach', sources: mission }),
      clause('T.3', {}),
    ],
  })
  const second = truce({ clauses: [clause('T.3', {})] })
  const found = (h: number) => findingOn('TRU', `INC-${h}`, 'T.1', { when: moment(hours(h)) })
  const closed: SaidOrText = { kind: 'source-closed', by: 'mission', source: 'mission', through: hours(60) }

  test('leaves its breaches on the board, found and alleged, also when they come to be known later', () => {
    const engine = toldOf(
      first,
      { text: second, from: hours(30) },
      report('paper', moment(hours(4))),
      found(10),
      found(40),
      closed,
    )
    const shown = (h: number, known?: number) => droppedOf(engine, h, known)
    expect(shown(20)).toEqual([])
    expect(shown(50, FIRST + 1)).toEqual([])
    expect(shown(50)).toEqual([
      {
        code: 'breached-before-dropped',
        values: { clause: 'T.1', party: 'RED', found: 1, alleged: 1, from: at(hours(30)) },
        entries: [FIRST + 1, FIRST + 2],
      },
      {
        code: 'breached-before-dropped',
        values: { clause: 'T.2', party: 'RED', found: 1, alleged: 0, from: at(hours(30)) },
        entries: [FIRST + 4],
      },
    ])
  })

  test('was missed if its deadline had passed unmet by then, and not if it would have been at that very moment', () => {
    const missed = (from: string) => droppedOf(toldOf(first, { text: second, from }, closed), 50).length
    expect([missed('2016-09-13T04:00:00.001Z'), missed('2016-09-13T04:00:00.002Z')]).toEqual([0, 1])
  })

  test('was missed on each of its days whose deadline passed before it was dropped, and at that very moment on none', () => {
    const daily = clause('T.2', {
      duty: 'achieve',
      repeats: { is: 'every', period: parseDuration('24h') },
      window: within('6h'),
      ifSilent: 'breach',
      sources: mission,
    })
    const without = truce({ clauses: [clause('T.3', {})] })
    const missed = (from: string) =>
      droppedOf(toldOf(truce({ clauses: [daily] }), { text: without, from }, closed), 70).map(
        ({ values }) => values['found'],
      )
    expect([missed(hours(30)), missed('2016-09-13T22:00:00.001Z'), missed(hours(29))]).toEqual([
      [1],
      [2],
      [1],
    ])
  })

  test('leaves nothing where nothing was against it; and what a later text brings back, of the time before', () => {
    expect(droppedOf(toldOf(first, { text: second, from: hours(5) }, closed), 50)).toEqual([])
    const back = toldOf(
      first,
      { text: second, from: hours(30) },
      { text: first, from: hours(45) },
      found(10),
      found(46),
    )
    expect(droppedOf(back, 50)).toMatchObject([{ values: { clause: 'T.1', found: 1 } }])
    expect(standing(back, 'T.1', hours(50)).breaches).toEqual({ found: 1, alleged: 0 })
  })
})
