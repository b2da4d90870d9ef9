import { writeFile } from 'node:fs/promises'
import { z } from 'zod'
import { boardView, type BoardView, type StandingView } from '../../core/api/agreement.ts'
import { write } from '../../core/api/write.ts'
import { problems } from '../../core/problem.ts'
import { canonicalJson } from '../../core/statement/write.ts'
import { formatInstant } from '../../core/time/instant.ts'
import { EXIT } from '../exit-codes.ts'
import { momentText, reasonText } from '../print/phrases.ts'
import { printTable } from '../print/table.ts'
import type { Speech } from '../words.ts'
import { sayReconstruction, type Reader } from './ask.ts'

export type StandingOptions = {
  readonly agreement: string | undefined
  readonly at: string | undefined
  readonly known: string | undefined
  readonly reading: string | undefined
  /** One bearer of the clause; left out, all of them. */
  readonly party: string | undefined
  /** Where to write the certificate of the clause's standing for that bearer, or for its first. */
  readonly certificate: string | undefined
}

/** Where the clauses of an agreement stand; with a clause, why, and whose move it is. An exchange or a state may be named too. */
export async function standingCommand(
  clause: string | undefined,
  options: StandingOptions,
  reader: Reader,
): Promise<number> {
  const id = options.agreement ?? (await agreementMeant(clause, reader))
  const { at, known, reading, party } = options
  const { json, view } = await reader.pictures.ask('standings', { id }, { at, known, reading })
  const standings = view.standings.filter(
    (each) =>
      (clause === undefined || each.clause === clause) && (party === undefined || each.party === party),
  )
  const exchanges =
    clause === undefined ? view.exchanges : view.exchanges.filter((each) => each.exchange === clause)
  const states = clause === undefined ? [] : view.states.filter((each) => each.state === clause)
  if (clause !== undefined && standings.length + exchanges.length + states.length === 0) {
    const { view: text } = await reader.pictures.ask('agreement', { id }, { known })
    const leftOut = text.document.find((part) => part.is === 'left-out' && part.id === clause)
    if (leftOut?.is === 'left-out')
      throw problems.clauseLeftOut({ clause, agreement: id, line: leftOut.line })
    throw problems.clauseUnknown({ clause, agreement: id, fix: `see jig standing --agreement ${id}` })
  }
  if (options.certificate !== undefined) {
    const asOf = { at: formatInstant(view.at), known: String(view.known), reading }
    const is = exchanges.length > 0 ? 'exchange' : states.length > 0 ? 'state' : 'clause'
    await writeCertificate({ id, is, name: clause, party }, asOf, options.certificate, reader)
  }
  if (reader.json) {
    reader.streams.out(
      JSON.stringify(
        clause === undefined && party === undefined
          ? json
          : write(boardView, { ...view, standings, exchanges, states }),
      ),
    )
    return EXIT.fine
  }
  await sayReconstruction(reader)
  const asOf = { at: momentText(view.at), known: String(view.known), reading: view.reading }
  reader.streams.out(`${id}. ${reader.speech.label('asOf', asOf)}`)
  for (const note of [...view.overlaps, ...view.dropped]) reader.streams.out(reasonText(note, reader.speech))
  reader.streams.out('')
  if (clause === undefined) printBoard({ ...view, standings }, reader)
  else for (const standing of standings) printWhole(standing, reader)
  printExchanges({ ...view, exchanges }, reader)
  printStates({ ...view, states }, reader)
  if (clause === undefined) printClocks(view, reader)
  return EXIT.fine
}

/** What a certificate is written of: a clause for one of its bearers, an exchange or a state. */
type Certified = {
  readonly id: string
  readonly is: 'clause' | 'exchange' | 'state'
  readonly name: string | undefined
  readonly party: string | undefined
}

/** Writes the certificate of a standing in the one form of JSON that jig signs. The answer itself goes to the screen. */
async function writeCertificate(
  { id, is, name, party }: Certified,
  asOf: Record<'at' | 'known', string> & { readonly reading: string | undefined },
  file: string,
  { pictures, speech, streams }: Reader,
): Promise<void> {
  if (name === undefined) {
    const fix = 'name a clause, as in jig standing SEP.3.f --certificate FILE'
    const because = 'it is of one clause, one exchange or one state'
    throw problems.parameterMalformed({ name: '--certificate', because, fix })
  }
  const { json } =
    is === 'clause'
      ? await pictures.ask('certificate', { id, clause: name }, { ...asOf, party })
      : is === 'exchange'
        ? await pictures.ask('exchangeCertificate', { id, exchange: name }, asOf)
        : await pictures.ask('stateCertificate', { id, state: name }, asOf)
  await writeFile(file, `${canonicalJson(z.json().parse(json))}\n`)
  streams.err(speech.label('certificateWritten', { file }))
}

/** The agreement that a clause's name begins with, or the only one that there is. */
async function agreementMeant(clause: string | undefined, { pictures }: Reader): Promise<string> {
  const { view } = await pictures.ask('agreements', {})
  const ids = view.agreements.map(({ id }) => id)
  const named = ids.find((id) => clause !== undefined && clause.startsWith(`${id}.`))
  const [first, second] = ids
  if (named !== undefined) return named
  if (first !== undefined && second === undefined) return first
  throw problems.parameterMalformed({
    name: '--agreement',
    because: first === undefined ? 'no agreement is in this log' : 'there are several agreements',
    fix: `say which: ${ids.join(', ')}`,
  })
}

function movesText({ next }: StandingView, speech: Speech): string {
  return next
    .map(({ who, what, subject, by, enough, form }) => {
      const until = by === undefined ? '' : ` ≤ ${momentText(by)}`
      const few = enough === undefined ? '' : ` (${speech.word('move', 'still-takes', { count: enough })})`
      return `${who}: ${speech.word('move', what, { who, subject })}${few}${formText(form, speech)}${until}`
    })
    .join('\n')
}

/** In which form a power has to be used. */
function formText(form: StandingView['next'][number]['form'], speech: Speech): string {
  const told = form?.told === undefined ? [] : [speech.word('move', 'told', { within: form.told })]
  const parts = [...told, ...(form?.reasons === true ? [speech.word('move', 'reasons')] : [])]
  return parts.map((part) => ` (${part})`).join('')
}

function printBoard(view: BoardView, { speech, streams }: Reader): void {
  printTable(
    [
      { title: speech.label('clause') },
      { title: speech.label('party') },
      { title: speech.label('status') },
      { title: speech.label('due') },
      { title: speech.label('why'), share: 3 },
      { title: speech.label('next'), share: 2 },
    ],
    view.standings.map((standing) => [
      standing.clause,
      standing.party,
      speech.word('status', standing.status),
      momentText(standing.due ?? standing.ends),
      standing.why
        .slice(0, 1)
        .map((reason) => reasonText(reason, speech))
        .join(''),
      movesText(standing, speech).split('\n')[0] ?? '',
    ]),
    streams,
  )
}

function printWhole(standing: StandingView, { speech, streams }: Reader): void {
  const { out } = streams
  out(`${standing.clause}, ${standing.party}: ${speech.word('status', standing.status)}`)
  const due = momentText(standing.due ?? standing.ends)
  if (due !== '') out(`  ${speech.label('due')}: ${due}`)
  const lists = [
    [speech.label('why'), standing.why.map((reason) => reasonText(reason, speech))],
    [speech.label('open'), standing.whyNot.map((reason) => reasonText(reason, speech))],
    [speech.label('next'), movesText(standing, speech).split('\n')],
  ] as const
  for (const [title, lines] of lists) {
    const said = lines.filter((line) => line !== '')
    if (said.length > 0) out(`  ${title}:`)
    for (const line of said) out(`    · ${line}`)
  }
  out('')
}

function printExchanges({ exchanges }: BoardView, { speech, streams }: Reader): void {
  for (const { exchange, status, cycle, missing } of exchanges) {
    streams.out('')
    streams.out(speech.reason({ code: `exchange-${status}`, values: { exchange } }))
    if (cycle.length > 0)
      streams.out(`  ${speech.reason({ code: 'waits-in-a-circle', values: { cycle: cycle.join(' → ') } })}`)
    for (const reason of missing) streams.out(`  · ${reasonText(reason, speech)}`)
  }
}

function printStates({ states }: BoardView, { speech, streams }: Reader): void {
  for (const { state, why } of states) {
    streams.out(state)
    for (const reason of why) streams.out(`  · ${reasonText(reason, speech)}`)
  }
}

function printClocks({ clocks, ends }: BoardView, { speech, streams }: Reader): void {
  if (clocks.length > 0) {
    streams.out('')
    const titles = [speech.label('owner'), speech.label('from'), speech.label('until')]
    printTable(
      titles.map((title) => ({ title })),
      clocks.map(({ owner, starts, ends: until }) => [owner, momentText(starts), momentText(until)]),
      streams,
    )
  }
  for (const { party, clock, amountsTo, entry, why } of ends) {
    const text = speech.reason({ code: `end-reads-as-${amountsTo}`, values: { party, clock: clock.owner } })
    streams.out(`${text} (#${entry})`)
    for (const reason of why) streams.out(`  · ${reasonText(reason, speech)}`)
  }
}
