import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { workedBoardView } from '../../../core/api/agreement.ts'
import type { Status } from '../../../core/standing/standing.ts'
import { breachesLeft } from './breaches-left.ts'
import { clockBars } from './clock-bars.ts'
import { anchorOf, countStatuses, disputedChoices, firstRowWith, sectionsOf } from './contents.ts'
import { faultsIn } from './faults-in.ts'
import { keyDates } from './key-dates.ts'
import { occurrenceSummary } from './occurrence-summary.ts'
import { openingTime } from './opening-time.ts'
import { boardPath, readingsShown, textPath } from './readings.ts'

const standing = {
  clause: 'SEP.1.b',
  party: 'SYR',
  duty: 'refrain',
  status: 'active',
  performed: { lo: 0, hi: 1 },
  activated: {},
  late: false,
  breaches: { found: 0, alleged: 0 },
  why: [],
  whyNot: [],
  next: [],
} as const
const board = z.parse(workedBoardView, {
  agreement: 'SEP',
  at: '2016-09-15T16:00:00Z',
  known: 10,
  reading: 'record',
  overlaps: [],
  dropped: [],
  workings: { texts: [], counts: [], powers: [], states: [] },
  standings: [
    { ...standing, due: '2016-09-14T16:00:00Z' },
    { ...standing, party: 'OPP', status: 'contested', due: '2016-09-14T16:00:00Z' },
    { ...standing, clause: 'SEP.9', status: 'pending' },
  ],
  exchanges: [],
  states: [],
  clocks: [
    { owner: 'text', starts: '2016-09-12T16:00:00Z', ends: '2016-09-16T16:00:00Z', entries: [1] },
    { owner: 'SYR', starts: '2016-09-12T16:00:00Z', ends: '2016-09-18T20:59:00Z', entries: [2] },
  ],
  ends: [],
})

const choice = { question: 'How far?', chosen: '3,000 m', alternatives: ['3,500 m'] }
const short = {
  terms: [{ id: 'Zone', choices: [{ ...choice, disputed: true }] }],
  clauses: [
    { id: 'SEP.0', choices: [] },
    { id: 'SEP.1.b', choices: [{ ...choice, disputed: false }] },
    { id: 'SEP.9', choices: [{ ...choice, question: 'From where?', disputed: true }] },
  ],
  exchanges: [],
  powers: [],
  document: [
    { is: 'heading', depth: 1, text: { en: 'Title' } },
    { is: 'clause', id: 'SEP.0' },
    { is: 'heading', depth: 2, text: { en: 'One' } },
    { is: 'term', id: 'Zone' },
    { is: 'clause', id: 'SEP.1.b' },
    { is: 'heading', depth: 3, text: { en: 'One a' } },
    { is: 'clause', id: 'SEP.9' },
  ],
} as unknown as Parameters<typeof sectionsOf>[0]

describe('the contents', () => {
  test('are the headings below the title, each with the clauses and the disputes under itself', () => {
    expect(sectionsOf(short)).toEqual([
      { anchor: anchorOf(2), depth: 2, text: { en: 'One' }, disputed: 1, clauses: ['SEP.1.b'] },
      { anchor: anchorOf(5), depth: 3, text: { en: 'One a' }, disputed: 1, clauses: ['SEP.9'] },
    ])
  })

  test('name every disputed choice with its place, and no choice that nobody disputes', () => {
    expect(disputedChoices(short)).toEqual([
      { of: 'Zone', row: 'term-Zone', question: 'How far?' },
      { of: 'SEP.9', row: 'clause-SEP.9', question: 'From where?' },
    ])
  })

  test('lead from a status to the first clause that has it', () => {
    expect(firstRowWith(short, board, 'contested')).toBe('clause-SEP.1.b')
    expect(firstRowWith(short, board, 'pending')).toBe('clause-SEP.9')
    expect(firstRowWith(short, board, 'waived')).toBeUndefined()
  })

  test('count each bearer’s standing once, in the order of the statuses', () => {
    expect(countStatuses(board, ['SEP.1.b'])).toEqual([
      { status: 'active', n: 1 },
      { status: 'contested', n: 1 },
    ])
    expect(countStatuses(board, [])).toEqual([])
  })
})

describe('a duty that is owed again and again', () => {
  const moment = (iso: string) => z.decode(workedBoardView.shape.at, iso)
  const time = (number: number, status: Status, due: string) => {
    return { number, status, due: moment(due), begins: {}, about: [], why: [] }
  }
  const done = { code: 'occurrences-fulfilled', values: { count: 22 }, entries: [] }
  const occurrences = [
    time(24, 'breached', '2016-09-13T00:00:00Z'),
    time(25, 'fulfilled', '2016-09-16T00:00:00Z'),
    time(26, 'active', '2016-09-18T00:00:00Z'),
    time(27, 'due-soon', '2016-09-17T00:00:00Z'),
  ]

  test('says how often it was done of all times, those that are not shown among them, and when it is due next', () => {
    expect(occurrenceSummary({ occurrences, why: [done] }, board.at)).toEqual({
      all: 27,
      done: 22,
      next: moment('2016-09-17T00:00:00Z'),
    })
  })

  test('names no next deadline where none is still ahead', () => {
    const over = moment('2016-09-19T00:00:00Z')
    expect(occurrenceSummary({ occurrences, why: [] }, over)).toEqual({ all: 27, done: 0, next: undefined })
  })

  test('says nothing where nothing has called for it, or where it is owed once', () => {
    expect(occurrenceSummary({ occurrences: [], why: [] }, board.at)).toBeUndefined()
    expect(occurrenceSummary({ why: [] }, board.at)).toBeUndefined()
  })
})

describe('how many breaches there are', () => {
  const left = (code: string, count: number, breaches: { found: number; alleged: number }) =>
    breachesLeft({ breaches, why: [{ code, values: { count }, entries: [] }] })

  test('is not said twice where the reason above has said it', () => {
    expect(left('alleged', 2, { found: 0, alleged: 2 })).toEqual({ found: 0, alleged: 0 })
    expect(left('breach-found', 1, { found: 1, alleged: 3 })).toEqual({ found: 0, alleged: 3 })
  })

  test('is said where the reason speaks of some of them only, or of something else', () => {
    expect(left('disputed', 1, { found: 0, alleged: 2 })).toEqual({ found: 0, alleged: 2 })
    expect(left('occurrences-overdue', 1, { found: 1, alleged: 0 })).toEqual({ found: 1, alleged: 0 })
  })
})

test('a fault stands with the block that it lies in, and with no other', () => {
  const fault = (line: number) => ({ code: 'term-unknown', detail: 'no such area', line })
  const block = { line: 10, block: 'who: SYR\nmust not: fire' }
  // The opening fence is line 10, the closing one line 13.
  const found = faultsIn(block, [fault(9), fault(10), fault(13), fault(14), { code: 'x', detail: 'y' }])
  expect(found.map(({ line }) => line)).toEqual([10, 13])
})

describe('an agreement opens', () => {
  const moment = (iso: string) => z.decode(workedBoardView.shape.at, iso)
  const starts = moment('2016-09-12T16:00:00Z')
  const ends = moment('2016-09-19T16:00:00Z')
  const after = moment('2017-03-01T00:00:00Z')

  test('at the last minute of its own period once that is over', () => {
    expect(openingTime({ period: { starts, ends } }, after)).toBe(moment('2016-09-19T15:59:00Z'))
    expect(openingTime({ period: { starts, ends } }, ends)).toBe(moment('2016-09-19T15:59:00Z'))
  })

  test('at the log’s clock while its period runs, has no end, or never began', () => {
    expect(openingTime({ period: { starts, ends } }, starts)).toBeUndefined()
    expect(openingTime({ period: { starts } }, after)).toBeUndefined()
    expect(openingTime({ period: {} }, after)).toBeUndefined()
    expect(openingTime({ period: { starts, ends } }, undefined)).toBeUndefined()
  })

  test('not before its period where that is shorter than a minute', () => {
    const soon = moment('2016-09-12T16:00:30Z')
    expect(openingTime({ period: { starts, ends: soon } }, after)).toBe(starts)
  })
})

test('key dates are in order of time, and one moment of one kind stands once', () => {
  const dates = keyDates({ agreed: board.clocks[0]?.starts ?? board.at }, board)
  expect(dates.map(({ is }) => is)).toEqual(['agreed', 'clock-starts', 'due', 'clock-ends', 'clock-ends'])
})

describe('clocks side by side', () => {
  test('lie on one scale, so that the army’s end is seen to be later than the text’s', () => {
    const [text, army] = clockBars(board)
    expect(text?.from).toBe(0)
    expect(army?.width).toBe(100)
    expect(text?.width).toBeLessThan(100)
    expect(text?.now).toBe(army?.now)
  })

  test('a clock without end reaches to the edge, beyond those that end', () => {
    const clocks = [
      ...board.clocks.slice(0, 1),
      { owner: 'USA', starts: board.clocks[0]?.starts ?? board.at, entries: [] },
    ]
    const [text, open] = clockBars({ clocks, at: board.at })
    expect(open?.width).toBe(100)
    expect(text?.width).toBeLessThan(100)
  })

  test('a time that lies outside all clocks is marked on none', () => {
    const later = z.decode(workedBoardView.shape.at, '2017-03-01T00:00:00Z')
    expect(clockBars({ ...board, at: later })[0]?.now).toBeUndefined()
  })
})

describe('readings', () => {
  const known = ['record', 'word-of-SYR', 'monitors']

  test('stand side by side in the order asked for, each once', () => {
    expect(readingsShown('monitors', 'record,monitors,', known)).toEqual(['monitors', 'record'])
  })

  test('that the text does not know are asked for all the same, and refused by name: none is put in their place', () => {
    expect(readingsShown('monitor', 'nobody', known)).toEqual(['monitor', 'nobody'])
  })

  test('are the clause’s own standard where nothing is asked for', () => {
    expect(readingsShown(null, null, known)).toEqual(['record'])
    expect(readingsShown('', '', known)).toEqual(['record'])
  })

  test('make the address of their board', () => {
    expect(boardPath('SEP', '2016-09-15T16:00:00Z', null, 'record')).toBe(
      '/api/agreements/SEP/standings?at=2016-09-15T16%3A00%3A00Z&reading=record&workings=yes',
    )
  })

  test('of an earlier time lead to the text that was in force then, as known then', () => {
    expect(textPath(board)).toBe('/api/agreements/SEP?at=2016-09-15T16%3A00%3A00Z&known=10')
  })
})
