import type { SideBySideView } from '../../core/api/tally.ts'
import { EXIT } from '../exit-codes.ts'
import { rangeText } from '../print/phrases.ts'
import { printTable } from '../print/table.ts'
import { sayReconstruction, type Reader } from './ask.ts'

export type TallyOptions = Readonly<Record<'rule' | 'from' | 'to' | 'known', string | undefined>>

/** Counts by the day, each under its rule: published, running totals, and recounted by the same rule. Nothing is added up. */
export async function tallyCommand(options: TallyOptions, reader: Reader): Promise<number> {
  const { pictures, streams } = reader
  const { rule, ...window } = options
  if (reader.json && rule !== undefined) {
    streams.out(JSON.stringify((await pictures.ask('tallies', {}, options)).json))
    return EXIT.fine
  }
  const { json, view } = await pictures.ask('sideBySide', {}, window)
  if (reader.json) {
    streams.out(JSON.stringify(json))
    return EXIT.fine
  }
  // Asked by name, a rule that nobody stated is refused by the API itself.
  if (rule !== undefined) await pictures.ask('tallies', {}, { rule })
  await sayReconstruction(reader)
  printDays(view, rule, reader)
  printRules(view, rule, reader)
  return EXIT.fine
}

function printDays({ rows }: SideBySideView, rule: string | undefined, { speech, streams }: Reader): void {
  const lines = rows.flatMap(({ date, cells }) =>
    cells
      .filter((cell) => rule === undefined || cell.rule === rule)
      // A rule by which nothing was published that day is left out of the list, unless it was asked for.
      .filter(({ daily, cumulative }) => rule !== undefined || daily.length + cumulative.length > 0)
      .map(({ rule: id, daily, cumulative, recounted }) => [
        date,
        id,
        daily.map(({ count, entry }) => `${rangeText(count)} (#${entry})`).join(', '),
        cumulative.map(({ count, entry }) => `${rangeText(count)} (#${entry})`).join(', '),
        recounted.map(({ count }) => rangeText(count)).join(', '),
      ]),
  )
  if (lines.length === 0) return streams.out(speech.label('nothing'))
  const titles = [
    speech.label('date'),
    speech.label('rule'),
    speech.label('published'),
    speech.label('cumulative'),
    speech.label('recounted'),
  ]
  printTable(
    titles.map((title, i) => (i < 2 ? { title } : { title, share: 1 })),
    lines,
    streams,
  )
}

/** A number without its rule says nothing: each rule is named, with its owner and what it counts. */
function printRules(view: SideBySideView, rule: string | undefined, { speech, streams }: Reader): void {
  const shown = new Set(
    view.rows.flatMap(({ cells }) =>
      cells.filter(({ daily, cumulative }) => daily.length + cumulative.length > 0).map((cell) => cell.rule),
    ),
  )
  const columns = view.columns.filter(
    ({
      stated: {
        rule: { id },
      },
    }) => (rule === undefined ? shown.has(id) : id === rule),
  )
  streams.out('')
  printTable(
    [
      { title: speech.label('rule') },
      { title: speech.label('owner') },
      { title: speech.label('count'), share: 2 },
      { title: speech.label('entry') },
      { title: '', share: 2 },
    ],
    columns.map(({ stated: { rule: of, entry } }) => [
      of.id,
      of.owner,
      speech.word('rule.counts', of.counts),
      `#${entry}`,
      [speech.named(of.name), of.conductOf?.join(', ') ?? '', `${of.dayStarts} ${of.zone}`]
        .filter((text) => text !== '')
        .join(' · '),
    ]),
    streams,
  )
}
