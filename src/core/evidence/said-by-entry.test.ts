import { expect, test } from 'vitest'
import { isLogIndex, type LogIndex } from '../log/log-index.ts'
import { TILE_WIDTH } from '../log/tiles.ts'
import { statementSchema, type Statement } from '../statement/kinds.ts'
import { addSaid, emptyRecord, saidAsOf, type Record } from './said.ts'
import { SaidByEntry } from './said-by-entry.ts'

const TIME = '2016-09-12T17:00:00Z'
const body = (name: string) => ({
  kind: 'incident-reported',
  act: 'shelling',
  when: { earliest: TIME, latest: TIME, precision: 'minute' },
  where: { name },
  means: 'told',
})
const said = (n: number, what: object): Statement =>
  statementSchema.parse({ jig: 1, log: 'test', by: [`actor-${n % 7}`], saidAt: TIME, ...what })
const placeOf = (n: number): string => `حي الفردوس ${n}`
const report = (n: number): Statement => said(n, body(placeOf(n)))
/** By the author of the report. */
const correction = (of: number, place: string): Statement =>
  said(of, { kind: 'statement-corrected', entry: of, because: 'mistaken', instead: body(place) })

function indexOf(n: number): LogIndex {
  if (!isLogIndex(n)) throw new RangeError('no such entry')
  return n
}

function add(record: Record, statement: Statement, n: number): void {
  addSaid(record, { index: indexOf(n), statement })
}

const LONG = 20 * TILE_WIDTH

/** Reports one after another, except that the sixth is corrected at once and the eleventh by what is said last. */
function longRecord(): Record {
  const record = emptyRecord()
  for (let n = 0; n < LONG; n += 1) add(record, n === 7 ? correction(5, 'elsewhere') : report(n), n)
  add(record, correction(10, 'over there'), LONG)
  return record
}

const placeSaid = (record: Record, n: number, known: number): string | undefined => {
  const now = saidAsOf(record, indexOf(n), 'incident-reported', known)
  return now?.kind === 'incident-reported' ? now.where.name : undefined
}

test('what was said long ago is read word for word, with who said it', () => {
  const record = longRecord()
  for (const n of [0, 1, TILE_WIDTH - 1, TILE_WIDTH, 5 * TILE_WIDTH + 3, LONG - 1]) {
    expect(record.said.get(indexOf(n))).toEqual({
      index: n,
      by: [`actor-${n % 7}`],
      statement: report(n),
      versions: [],
    })
  }
  expect(record.said.get(indexOf(LONG + 1))).toBeUndefined()
})

test('what was said long ago can still be corrected, and is known as it was before', () => {
  const record = longRecord()
  expect([7, 8, LONG + 1].map((known) => placeSaid(record, 5, known))).toEqual([
    placeOf(5),
    'elsewhere',
    'elsewhere',
  ])
  expect([LONG, LONG + 1].map((known) => placeSaid(record, 10, known))).toEqual([placeOf(10), 'over there'])
})

test('what was put away is fetched once for each bundle, and what is said next goes on from there', () => {
  const fetched: number[] = []
  const size = LONG + 3
  const again = new SaidByEntry()
  again.takeUp(
    {
      size,
      bundle(index) {
        fetched.push(index)
        const from = index * TILE_WIDTH
        return Array.from({ length: Math.min(TILE_WIDTH, size - from) }, (_, n) => report(from + n))
      },
    },
    new Map([[indexOf(4), [indexOf(9)]]]),
  )
  again.add({ index: indexOf(size), statement: report(size) })
  for (const n of [0, 4, TILE_WIDTH, LONG, size - 1, size, 3, 5])
    expect(again.get(indexOf(n))?.statement).toEqual(report(n))
  expect(again.get(indexOf(4))?.versions.map(({ entry }) => entry)).toEqual([9])
  for (const n of [size + 1, LONG + TILE_WIDTH]) expect(again.get(indexOf(n))).toBeUndefined()
  expect(fetched.toSorted((a, b) => a - b)).toEqual([0, 1, LONG / TILE_WIDTH])
})
