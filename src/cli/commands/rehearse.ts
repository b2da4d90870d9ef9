import type { Agreement } from '../../core/agreement/agreement.ts'
import { problems } from '../../core/problem.ts'
import { MARGIN } from '../../core/rehearsal/horizon.ts'
import { rehearse, type Rehearsal } from '../../core/rehearsal/rehearse.ts'
import type { Story, StoryLine } from '../../core/rehearsal/story.ts'
import { vacuityOf, type Vacuity } from '../../core/rehearsal/vacuity.ts'
import type { PartyId } from '../../core/statement/fields.ts'
import { parseDuration } from '../../core/time/instant.ts'
import { EXIT } from '../exit-codes.ts'
import { progress } from '../print/progress.ts'
import { vacuityLines } from '../print/vacuity.ts'
import { readSoundPart } from '../reading/agreement-file.ts'
import type { Streams } from '../streams.ts'
import type { Speech } from '../words.ts'

export type RehearseOptions = {
  /** Ids of parties, parted by commas; everybody where it is left out. */
  readonly parties: string | undefined
  readonly runs: number
  readonly seed: number
  /** To the last date of the text and a margin where it is left out. */
  readonly depth: string | undefined
  readonly vacuity: boolean
  readonly json: boolean
}

/**
 * Plays an agreement against itself and tells the shortest stories in which it fails. Of a text with faults it plays what
 * is sound, and refuses the text after that.
 * @returns `EXIT.no` if there is a story
 * @throws Problem `party-unknown`, `duration-malformed`, and as reading the agreement does
 */
export async function rehearseCommand(
  file: string,
  options: RehearseOptions,
  streams: Streams,
  speech: Speech,
): Promise<number> {
  const { agreement: text, problems: faults } = await readSoundPart(file, streams)
  const depth = options.depth === undefined ? undefined : parseDuration(options.depth)
  const { runs, seed } = options
  const parties = options.parties?.split(',').map((id) => partyIn(text, id.trim()))
  const bar = streams.errIsTerminal && !options.json ? progress(text.id, streams) : undefined
  let played = 0
  const rehearsal = rehearse(text, { parties, runs, seed, depth }, () => {
    played += 1
    bar?.to(played, Math.max(runs, played))
  })
  bar?.end()
  const vacuity = text.force === 'draft' ? undefined : vacuityOf(text, depth ?? MARGIN)
  if (options.json) streams.out(JSON.stringify(asData(text, rehearsal, vacuity, speech)))
  else {
    printStories(text, rehearsal, options, { streams, speech })
    if (options.vacuity && vacuity !== undefined)
      for (const line of vacuityLines(vacuity, speech)) streams.out(line)
  }
  const last = faults.at(-1)
  if (last !== undefined) throw last
  return rehearsal.stories.length === 0 ? EXIT.fine : EXIT.no
}

function partyIn(text: Agreement, id: string): PartyId {
  const found = [...text.parties.values()].find((party) => party.id === id && !party.excluded)
  if (found !== undefined) return found.id
  throw problems.partyUnknown({
    party: id,
    near: undefined,
    fix: `one of ${[...text.parties.keys()].join(', ')}`,
  })
}

type Print = { readonly streams: Streams; readonly speech: Speech }

function printStories(
  text: Agreement,
  { stories, plays, depth, toCome }: Rehearsal,
  { seed }: RehearseOptions,
  { streams: { out }, speech }: Print,
): void {
  if (text.force === 'draft') {
    out(speech.word('rehearsal', 'draft', { id: text.id }))
    return
  }
  const told = likeTogether(stories)
  out(
    speech.word('rehearsal', 'title', {
      id: text.id,
      stories: told.length,
      plays,
      depth: lengthText(depth),
      seed: String(seed),
    }),
  )
  if (toCome.length > 0) {
    const values = { depth: lengthText(depth), clauses: toCome.join(', ') }
    out(speech.word('rehearsal', 'to-come', values))
  }
  for (const [number, { story, likewise }] of told.entries()) {
    out('')
    out(`${number + 1}. ${headingOf(story, speech)}`)
    const words = wordsOf(text, story.change, speech)
    if (words !== undefined) out(`   “${words}”`)
    for (const line of story.lines) out(`   ${lineText(text, line, speech)}`)
    const lost = story.clauses.filter((id) => id !== story.change)
    if (lost.length > 0) out(`   ${speech.word('rehearsal', 'lost', { clauses: lost.join(', ') })}`)
    const fix = speech.word('fix', story.fix)
    out(`   ${speech.word('rehearsal', 'change', { subject: story.change, fix })}`)
    if (likewise.length > 0)
      out(`   ${speech.word('rehearsal', 'likewise', { clauses: likewise.join(', ') })}`)
  }
}

/** Stories that differ in nothing but the clause: the first is told, the others are named under it. */
function likeTogether(stories: readonly Story[]) {
  const told = new Map<string, { readonly story: Story; readonly likewise: string[] }>()
  for (const story of stories) {
    const how = story.departures.map(({ is }) => is).join()
    const key = [story.kind, story.fix, story.together, how, story.who.toSorted().join()].join('|')
    const same = told.get(key)
    if (same === undefined) told.set(key, { story, likewise: [] })
    else same.likewise.push(story.change)
  }
  return [...told.values()]
}

/** As many letters of the agreement's own words as fit a line: a negotiator knows them, and not the number. */
const QUOTED = 96

function wordsOf(
  { clauses, exchanges, powers, terms }: Agreement,
  id: string,
  speech: Speech,
): string | undefined {
  const block = [...clauses.values(), ...exchanges.values(), ...powers.values()].find((one) => one.id === id)
  const term = [...terms.values()].find((one) => one.id === id)
  const words = (block === undefined ? term?.means : speech.named(block.wording.text))?.replaceAll(
    /\s+/g,
    ' ',
  )
  if (words === undefined || words.length <= QUOTED) return words
  return `${words.slice(0, words.lastIndexOf(' ', QUOTED))} …`
}

function headingOf({ kind, who, together, change }: Story, speech: Speech): string {
  const heading = `${speech.word('failing', kind)}: ${change}`
  if (together || who.length < 2) return heading
  return `${heading} (${speech.word('rehearsal', 'either', { who: who.join(', ') })})`
}

function lineText(text: Agreement, { after, code, who, subject }: StoryLine, speech: Speech): string {
  const happens = speech.word('happening', code, { who: who.join(', '), count: who.length, subject })
  return `${dayText(text, after, speech)}: ${happens}`
}

const HOUR = 3_600_000

/** `2 d`, `6 h`, `2 d 6 h`: in days as far as they go, so that lengths in one story can be compared. */
function lengthText(length: number): string {
  const hours = Math.round(Math.abs(length) / HOUR)
  const [days, rest] = [Math.floor(hours / 24), hours % 24]
  return [days > 0 || rest === 0 ? [`${days} d`] : [], rest > 0 ? [`${rest} h`] : []].flat().join(' ')
}

/** `Day D + 2 d`: the start of the agreement by its name, and how long after it. */
function dayText({ startsOn, terms }: Agreement, after: number, speech: Speech): string {
  const term = startsOn?.is === 'moment' ? terms.get(startsOn.moment) : undefined
  const name = speech.named(term?.name, 'D')
  return `${name} ${after < 0 ? '−' : '+'} ${lengthText(after)}`
}

function asData(
  text: Agreement,
  { plays, depth, toCome, stories }: Rehearsal,
  vacuity: Vacuity | undefined,
  speech: Speech,
) {
  return {
    agreement: text.id,
    digest: text.digest,
    plays,
    depth,
    toCome,
    stories: stories.map(({ kind, who, together, clauses, change, departures, fix, lines }) => ({
      kind,
      who,
      together,
      clauses,
      change,
      fix: speech.word('fix', fix),
      departures,
      lines: lines.map((line) => ({ ...line, text: lineText(text, line, speech) })),
    })),
    vacuity,
  }
}
