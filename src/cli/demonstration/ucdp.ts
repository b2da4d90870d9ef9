import type { StatementText } from '../../core/statement/kinds.ts'
import type { TimePrecision } from '../../core/time/event-time.ts'
import { formatInstant } from '../../core/time/instant.ts'
import { problems } from '../../core/problem.ts'
import { readCsv, type CsvRow } from './csv.ts'
import { dayInDamascus } from './damascus.ts'
import { RECONSTRUCTION, type Line } from './line.ts'
import { partyOfSide } from './ucdp-sides.ts'

const FILE = 'data/syria-2016/ucdp-events.csv'

/** UCDP `date_prec`: 1 exact day, 2 within 2-6 days, 3 week, 4 month, 5 more than a month. */
const TIME_PRECISION: Readonly<Record<string, TimePrecision>> = {
  1: 'day',
  2: 'days',
  3: 'week',
  4: 'month',
  5: 'longer',
}

/** Metres for UCDP `where_prec` 1 exact place, 2 within about 25 km, 3 district, 4 governorate. From 5 on the place is vague. */
const RADIUS: Readonly<Record<string, number>> = { 1: 1_000, 2: 25_000, 3: 50_000, 4: 100_000 }

/**
 * The rows of the extract as reports by `ucdp`, in file order, each called `UCDP-<number>`. Nothing is spread or
 * sharpened: a row that is known by the month only keeps the whole interval, and a vague place gets no point.
 * @throws Problem `file-unreadable`
 */
export function ucdpLines(csv: string): readonly Line[] {
  return readCsv(csv, FILE).map((row) => ({
    id: `UCDP-${row.cell('id')}`,
    where: { file: FILE, line: row.line },
    value: reported(row),
  }))
}

type Report = Extract<StatementText, { kind: 'incident-reported' }>

function reported(row: CsvRow): Omit<Report, 'jig' | 'log'> {
  const { first } = dayInDamascus(row.cell('date_start'))
  const { last } = dayInDamascus(row.cell('date_end'))
  const oneSided = row.cell('type_of_violence') === '3'
  const [a, b] = [partyOfSide(row.cell('side_a')), partyOfSide(row.cell('side_b'))]
  const sides = [a, b].filter((side) => side !== undefined)
  const precision = TIME_PRECISION[row.cell('date_prec')]
  if (precision === undefined) throw refused(row, 'date_prec')
  return {
    kind: 'incident-reported',
    by: ['ucdp'],
    saidAt: saidAt(row),
    act: oneSided ? 'attack' : 'armed-clash',
    when: { earliest: formatInstant(first), latest: formatInstant(last), precision },
    where: place(row),
    means: 'compiled',
    ...(oneSided && a !== undefined ? { alleged: a } : {}),
    ...(!oneSided && sides.length > 0 ? { sides } : {}),
    harm: { killed: { least: whole(row, 'low'), most: whole(row, 'high') }, killedCivilians: civilians(row) },
    words: { lang: 'en', text: sentence(row, oneSided) },
    cites: [
      {
        title: `UCDP GED, event ${row.cell('id')}, after ${row.cell('source_office')}`,
        url: 'https://ucdp.uu.se/',
        mark: 'V',
        note: `source dated ${row.cell('source_date')}; UCDP codes: precision of date ${row.cell('date_prec')}, of place ${row.cell('where_prec')}, clarity ${row.cell('event_clarity')}; best estimate of deaths ${row.cell('best')}; CC BY 4.0`,
      },
      RECONSTRUCTION,
    ],
  }
}

/**
 * The end of the local day on which the first of the row's sources that is not older than the event reported it. That
 * is when it could be known from that source; UCDP's own compilation came years later.
 */
function saidAt(row: CsvRow): string {
  const end = row.cell('date_end')
  const first = row
    .cell('source_date')
    .split(';')
    .toSorted()
    .find((date) => date >= end)
  return formatInstant(dayInDamascus(first ?? end).next)
}

function place(row: CsvRow): Report['where'] {
  const radius = RADIUS[row.cell('where_prec')]
  const governorate = row.cell('adm_1').replace(/ Governorate$/, '')
  return {
    name: row.cell('where_coordinates'),
    ...(radius === undefined
      ? {}
      : { latE7: degreesE7(row, 'latitude'), lonE7: degreesE7(row, 'longitude'), radius }),
    ...(governorate === '' ? {} : { governorate }),
  }
}

/** Decimal digits moved by seven places as text: no binary fraction comes near it. */
function degreesE7(row: CsvRow, column: string): number {
  const parts = /^(-?)(\d+)(?:\.(\d{1,7}))?$/.exec(row.cell(column))
  if (parts === null) throw refused(row, column)
  const [, sign = '', degrees = '', rest = ''] = parts
  return Number(`${sign}${degrees}${rest.padEnd(7, '0')}`)
}

/**
 * Civilians among the dead. Where all that are counted are civilians, the whole range; else from those known as
 * civilians to those and all of unknown status, within the bounds of the total.
 */
function civilians(row: CsvRow): { least: number; most: number } {
  const [low, best, high] = [whole(row, 'low'), whole(row, 'best'), whole(row, 'high')]
  const known = whole(row, 'deaths_civilians')
  if (known > 0 && known === best) return { least: low, most: high }
  return { least: Math.min(known, low), most: Math.min(known + whole(row, 'deaths_unknown'), high) }
}

function whole(row: CsvRow, column: string): number {
  const text = row.cell(column)
  if (!/^\d+$/.test(text)) throw refused(row, column)
  return Number(text)
}

function sentence(row: CsvRow, oneSided: boolean): string {
  const [low, high] = [row.cell('low'), row.cell('high')]
  const killed = low === high ? `${low} killed` : `between ${low} and ${high} killed`
  const where = row.cell('where_coordinates')
  return oneSided
    ? `Attack on civilians at ${where}, ascribed to ${row.cell('side_a')}; ${killed}.`
    : `Fighting at ${where}; sides: ${row.cell('side_a')}, and ${row.cell('side_b')}; ${killed}.`
}

function refused(row: CsvRow, column: string) {
  return problems.fileUnreadable({
    file: FILE,
    because: `line ${row.line}: “${row.cell(column)}” cannot stand in the column ${column}`,
    where: { file: FILE, line: row.line },
  })
}
