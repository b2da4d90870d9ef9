import type { IncidentView } from '../../core/api/incident.ts'
import { EXIT } from '../exit-codes.ts'
import { entriesText, rangeText, whenText } from '../print/phrases.ts'
import { printTable } from '../print/table.ts'
import type { Speech } from '../words.ts'
import { sayReconstruction, type Reader } from './ask.ts'

/** The filters of the list, as the API names them. */
export type IncidentsOptions = Readonly<
  Record<
    | 'known'
    | 'from'
    | 'to'
    | 'act'
    | 'party'
    | 'status'
    | 'scope'
    | 'governorate'
    | 'text'
    | 'bbox'
    | 'after'
    | 'limit',
    string | undefined
  >
>

/** Lists incidents, or shows one with everything that is said of it. */
export async function incidentsCommand(
  id: string | undefined,
  options: IncidentsOptions,
  reader: Reader,
): Promise<number> {
  if (id !== undefined) return showOne(id, options.known, reader)
  const { pictures, speech, streams } = reader
  const { json, view } = await pictures.ask('incidents', {}, { ...options, limit: options.limit ?? '30' })
  if (reader.json) {
    streams.out(JSON.stringify(json))
    return EXIT.fine
  }
  await sayReconstruction(reader)
  if (view.incidents.length === 0) streams.out(speech.label('nothing'))
  printTable(
    [
      { title: speech.label('incident') },
      { title: speech.label('when') },
      { title: speech.label('where'), share: 2 },
      { title: speech.label('acts'), share: 2 },
      { title: speech.label('killed') },
      { title: speech.label('status'), share: 2 },
      { title: speech.label('scope'), share: 1 },
    ],
    view.incidents.map((each) => [
      each.id,
      whenText(each.when),
      placeText(each.where, speech),
      each.acts.map((act) => speech.word('act', act)).join(', '),
      rangeText(each.killed),
      speech.word('status', each.status),
      each.scopes
        .filter(({ verdict }) => verdict !== 'outside')
        .map(({ agreement }) => agreement)
        .join(', '),
    ]),
    streams,
  )
  if (view.next !== null) {
    streams.out(speech.label('more', { left: view.total - view.incidents.length, next: view.next }))
  }
  return EXIT.fine
}

function placeText(where: IncidentView['where']['best'], speech: Speech): string {
  return where === undefined ? '' : speech.named(where.names, where.name)
}

async function showOne(id: string, known: string | undefined, reader: Reader): Promise<number> {
  const { pictures, speech, streams } = reader
  const { json, view } = await pictures.ask('incident', { id }, { known })
  if (reader.json) {
    streams.out(JSON.stringify(json))
    return EXIT.fine
  }
  await sayReconstruction(reader)
  const { out } = streams
  out(`${view.id}  ${speech.named(view.title)}`)
  out(`${speech.word('status', view.status)} · ${speech.word('grade', view.grade)}`)
  if (view.when.hull !== undefined) out(`${speech.label('when')}: ${whenText(view.when.hull)}`)
  out(`${speech.label('where')}: ${placeText(view.where.best, speech)}`)
  printScopes(view, reader)
  printAgreed(view, reader)
  printAccounts(view, reader)
  printNotices(view, reader)
  return EXIT.fine
}

function printScopes({ scopes }: IncidentView, { speech, streams }: Reader): void {
  streams.out('')
  streams.out(`${speech.label('scope')}:`)
  for (const { agreement, verdict, because, touches } of scopes) {
    const reasons = because.map((code) => speech.word('scope', code)).join('; ')
    const clauses = touches.map(
      ({ clause, bearer }) => `${clause}${bearer === undefined ? '' : ` (${bearer})`}`,
    )
    const rest = [reasons, clauses.join(', ')].filter((text) => text !== '').join(' · ')
    streams.out(`  ${agreement}: ${speech.word('scope', verdict)}${rest === '' ? '' : ` · ${rest}`}`)
  }
}

type Cell = IncidentView['agreed'][number]['cells'][number]

function answerText({ answer }: Cell, speech: Speech): string {
  if (answer === undefined) return ''
  switch (answer.is) {
    case 'happened':
      return speech.word('answer', answer.value)
    case 'when':
      return whenText(answer.value)
    case 'act':
      return answer.value.map((act) => speech.word('act', act)).join(', ')
    case 'by-whom':
      return answer.value.join(', ')
    case 'killed':
      return rangeText(answer.value)
  }
}

function printAgreed({ agreed }: IncidentView, { speech, streams }: Reader): void {
  const voices = agreed[0]?.cells.map(({ voice }) => voice) ?? []
  streams.out('')
  printTable(
    [
      { title: speech.label('question') },
      { title: speech.label('agreed') },
      ...voices.map((voice) => ({ title: voice, share: 1 })),
    ],
    agreed.map(({ question, state, cells }) => [
      speech.word('question', question),
      speech.word('agreed', state),
      ...cells.map((cell) => answerText(cell, speech)),
    ]),
    streams,
  )
}

function printAccounts({ reports, findings, candidates }: IncidentView, { speech, streams }: Reader): void {
  streams.out('')
  const rows = [
    ...reports.map((each) => ({ ...each, what: speech.word('act', each.act) })),
    ...findings.map((each) => ({ ...each, what: speech.word('outcome', each.outcome) })),
  ]
  printTable(
    [
      { title: speech.label('entry') },
      { title: speech.label('by') },
      { title: speech.label('acts'), share: 1 },
      { title: speech.label('killed') },
      { title: '', share: 3 },
    ],
    rows.map(({ entry, by, what, harm, words }) => [
      `#${entry}`,
      by.join(', '),
      what,
      rangeText(harm?.killed),
      words?.text ?? '',
    ]),
    streams,
  )
  if (candidates.length > 0) {
    streams.out('')
    streams.out(`${speech.label('attribution')}:`)
  }
  for (const { party, strongest, saidBy } of candidates) {
    const sources = [...new Set(saidBy.flatMap(({ by }) => by))].join(', ')
    const entries = entriesText(saidBy.map(({ entry }) => entry))
    streams.out(`  ${party}: ${speech.word('confidence', strongest)} · ${sources} (${entries})`)
  }
}

function printNotices({ notices }: IncidentView, { speech, streams }: Reader): void {
  if (notices.length === 0) return
  streams.out('')
  streams.out(`${speech.label('notices')}:`)
  for (const { entry, by, to } of notices) {
    streams.out(`  #${entry} ${by.join(', ')}`)
    for (const { party, acknowledged } of to) {
      const text = acknowledged === undefined ? speech.label('unknown') : `#${acknowledged.entry}`
      streams.out(`    ${party}: ${speech.label('acknowledged')}: ${text}`)
    }
  }
}
