import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { statementSchema } from '../../core/statement/kinds.ts'
import { formatInstant, parseInstant } from '../../core/time/instant.ts'
import { readCsv } from './csv.ts'
import { dayInDamascus } from './damascus.ts'
import { packageRoot, readDemonstrationFiles } from './files.ts'
import { ucdpLines } from './ucdp.ts'
import { partyOfSide } from './ucdp-sides.ts'

const { ucdp: csv } = readDemonstrationFiles()
const rows = readCsv(csv, 'ucdp-events.csv')
const reports = ucdpLines(csv).map(({ value }) => {
  const statement = statementSchema.parse({ jig: 1, log: 'syria-2016', ...value })
  if (statement.kind !== 'incident-reported') throw new Error('not a report')
  return statement
})
const pairs = rows.flatMap((row, i) => {
  const report = reports[i]
  return report === undefined ? [] : [{ row, report }]
})
const HOUR = 3_600_000

describe('the extract of UCDP', () => {
  test('has every row of the two periods and of no other day', () => {
    expect(rows.length).toBe(1689)
    for (const row of rows) {
      const days = [row.cell('date_start'), row.cell('date_end')] as const
      const spring = days.every((day) => day >= '2016-02-27' && day <= '2016-05-31')
      const autumn = days.every((day) => day >= '2016-09-12' && day <= '2016-10-03')
      expect(spring || autumn).toBe(true)
    }
  })

  test('carries no headlines', () => {
    expect(csv.split('\n')[0]).not.toMatch(/headline|article/)
  })
})

describe('a report made from a row', () => {
  test('keeps the whole interval of a row that is known by the month only, and puts none on one day', () => {
    const vague = pairs.filter(({ row }) => Number(row.cell('date_prec')) >= 4)
    expect(vague.length).toBe(9)
    for (const { row, report } of vague) {
      expect(report.when.precision).toMatch(/month|longer/)
      expect(report.when.latest - report.when.earliest).toBeGreaterThan(6 * 24 * HOUR)
      expect(report.when.earliest).toBe(dayInDamascus(row.cell('date_start')).first)
    }
  })

  test('gives an exact day its own 24 hours of Damascus, and the day of the change 23', () => {
    for (const { row, report } of pairs.filter((pair) => pair.row.cell('date_prec') === '1')) {
      expect(row.cell('date_start')).toBe(row.cell('date_end'))
      const hours = (report.when.latest + 1000 - report.when.earliest) / HOUR
      expect(hours).toBe(row.cell('date_start') === '2016-03-25' ? 23 : 24)
    }
  })

  test('gives no point where the place is vague, and a radius with every point', () => {
    for (const { row, report } of pairs) {
      const vague = Number(row.cell('where_prec')) >= 5
      expect(report.where.latE7 === undefined).toBe(vague)
      expect(report.where.radius === undefined).toBe(vague)
    }
    expect(pairs.some(({ row }) => row.cell('where_prec') === '6')).toBe(true)
  })

  test('moves the decimal digits of a coordinate and never rounds them', () => {
    const mayadin = pairs.find(({ row }) => row.cell('id') === '227822')
    expect(mayadin?.report.where).toMatchObject({ latE7: 350208900, lonE7: 404534550, radius: 1000 })
  })

  test('keeps the dead as a range, also where the best estimate lies outside it', () => {
    for (const { row, report } of pairs) {
      expect(report.harm?.killed).toEqual({ least: Number(row.cell('low')), most: Number(row.cell('high')) })
      const civilians = report.harm?.killedCivilians
      expect(civilians?.least).toBeLessThanOrEqual(civilians?.most ?? -1)
      expect(civilians?.most).toBeLessThanOrEqual(Number(row.cell('high')))
    }
    expect(pairs.some(({ row }) => Number(row.cell('low')) > Number(row.cell('best')))).toBe(true)
  })

  test('says of no clash who began it, and never that it was a breach', () => {
    for (const { row, report } of pairs) {
      const oneSided = row.cell('type_of_violence') === '3'
      expect(report.act).toBe(oneSided ? 'attack' : 'armed-clash')
      expect(oneSided ? report.sides : report.alleged).toBeUndefined()
      expect(report.touches).toBeUndefined()
      expect(report.words?.text).not.toMatch(/breach|violation/)
    }
  })

  test('lets the excluded groups be recognised', () => {
    const excluded = reports.filter(({ sides }) => sides?.some((side) => side === 'ISIL' || side === 'JFS'))
    expect(excluded.length).toBeGreaterThan(600)
  })

  test('is said on no day before its own last day', () => {
    for (const report of reports) expect(report.saidAt).toBeGreaterThan(report.when.latest)
  })
})

test.each([
  ['Government of Syria', 'SYR'],
  ['IS', 'ISIL'],
  ['Jaysh al-Islam', 'OPP'],
  ['FSA, Levant Front', 'OPP'],
  ['Fatah Halab, Jabhat Fateh al-Sham', undefined],
  ['Government of Turkey', undefined],
  ['Civilians', undefined],
])('the side “%s” is %s', (side, party) => {
  expect(partyOfSide(side)).toBe(party)
})

test('the extract can be made again: the committed one, put in as the full file, comes out unchanged', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jig-extract-'))
  try {
    const [heading = '', ...committed] = csv.trimEnd().split('\n')
    const outside = committed[0]?.replaceAll('2016-02-27', '2016-02-26') ?? ''
    writeFileSync(join(folder, 'events.csv'), [heading, outside, ...committed.toReversed(), ''].join('\n'))
    const script = join(packageRoot, 'data/syria-2016/extract-ucdp.mjs')
    const { stdout } = spawnSync(process.execPath, [script, join(folder, 'events.csv')], { encoding: 'utf8' })
    expect(stdout).toBe(csv)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('a field with commas inside quotes is one field', () => {
  const [row] = readCsv('a,b,c\n"x, ""y""",,2\n', 'x.csv')
  expect(['a', 'b', 'c'].map((column) => row?.cell(column))).toEqual(['x, "y"', '', '2'])
})

test('the day of 25 March in Damascus begins when the clocks jump and lasts 23 hours', () => {
  const { first, last, next } = dayInDamascus('2016-03-25')
  expect([first, last, next].map(formatInstant)).toEqual([
    '2016-03-24T22:00:00Z',
    '2016-03-25T20:59:59Z',
    '2016-03-25T21:00:00Z',
  ])
})

test('the day of 27 October in Damascus lasts 25 hours, up to the second midnight', () => {
  const { first, next } = dayInDamascus('2016-10-27')
  expect(first).toBe(parseInstant('2016-10-26T21:00:00Z'))
  expect(next - first).toBe(25 * HOUR)
})
