/**
 * Makes `ucdp-events.csv` from the full UCDP GED file of Syria: the rows whose days lie wholly inside one of the two
 * periods of the demonstration, and only the columns that jig reads. Headlines and source texts are not taken over.
 *
 *   node data/syria-2016/extract-ucdp.mjs EVENTS.csv > data/syria-2016/ucdp-events.csv
 *
 * The rows come out in the order of their last day, then of their number, so that the same input gives the same bytes.
 */
import { readFileSync } from 'node:fs'

/** Local days, both inclusive: the first three months of the cessation of hostilities, and the September truce. */
const PERIODS = [
  ['2016-02-27', '2016-05-31'],
  ['2016-09-12', '2016-10-03'],
]

const COLUMNS = [
  'id',
  'type_of_violence',
  'side_a',
  'side_b',
  'source_office',
  'source_date',
  'where_prec',
  'where_coordinates',
  'adm_1',
  'latitude',
  'longitude',
  'event_clarity',
  'date_prec',
  'date_start',
  'date_end',
  'deaths_civilians',
  'deaths_unknown',
  'low',
  'best',
  'high',
]

/** Fields of one line of RFC 4180 CSV without line breaks inside quotes. */
function fieldsOf(line) {
  const fields = []
  for (const match of line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)) {
    fields.push(match[1] === undefined ? match[2] : match[1].replaceAll('""', '"'))
  }
  return fields
}

const written = (field) => (/[",]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)

const file = process.argv[2]
if (file === undefined) {
  process.stderr.write('usage: node data/syria-2016/extract-ucdp.mjs EVENTS.csv\n')
  process.exit(2)
}

const [head, ...lines] = readFileSync(file, 'utf8').split(/\r?\n/).filter((line) => line !== '')
const names = fieldsOf(head)
const rows = lines.map((line) => {
  const fields = fieldsOf(line)
  if (fields.length !== names.length) throw new Error(`a row with ${fields.length} fields: ${line.slice(0, 80)}`)
  return Object.fromEntries(names.map((name, i) => [name, fields[i]]))
})

const inside = rows.filter((row) =>
  PERIODS.some(([from, until]) => row.date_start >= from && row.date_end <= until),
)
inside.sort((a, b) =>
  a.date_end === b.date_end ? Number(a.id) - Number(b.id) : a.date_end < b.date_end ? -1 : 1,
)

process.stdout.write(`${COLUMNS.join(',')}\n`)
for (const row of inside) {
  process.stdout.write(`${COLUMNS.map((name) => written(row[name])).join(',')}\n`)
}
