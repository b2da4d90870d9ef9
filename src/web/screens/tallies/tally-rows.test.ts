import { expect, test } from 'vitest'
import type { SideBySideView } from '../../../core/api/tally.ts'
import { monthsOf, shownTable } from './tally-rows.ts'

const figure = { count: { least: 2, most: 2 } }
const column = (id: string, counts: string) => ({ stated: { entry: 1, rule: { id, counts } } })
const cell = (rule: string, daily: readonly unknown[] = []) => ({
  rule,
  daily,
  cumulative: [],
  recounted: [{}],
})
const view = {
  columns: [
    column('bulletin', 'alleged-breaches'),
    column('general-staff', 'alleged-breaches'),
    column('sohr', 'people-killed'),
  ],
  rows: [
    { date: '2016-08-01', cells: [cell('bulletin'), cell('general-staff'), cell('sohr')] },
    { date: '2016-03-06', cells: [cell('bulletin', [figure]), cell('general-staff'), cell('sohr')] },
    {
      date: '2016-09-13',
      cells: [cell('bulletin', [figure]), cell('general-staff', [figure]), cell('sohr', [figure])],
    },
  ],
} as unknown as SideBySideView

test('only days and rules with a published figure are shown', () => {
  expect(shownTable(view, null, null).rows.map(({ date }) => date)).toEqual(['2016-03-06', '2016-09-13'])
  expect(shownTable(view, null, '2016-03').columns).toEqual([0])
})

test('columns and cells stay together when the reader asks for one kind of count', () => {
  const { columns, rows } = shownTable(view, 'people-killed', null)
  expect(columns).toEqual([2])
  expect(rows.map(({ cells }) => cells.map(({ rule }) => rule))).toEqual([['sohr']])
})

test('months are those in which anybody published', () => {
  expect(monthsOf(view)).toEqual(['2016-03', '2016-09'])
})
