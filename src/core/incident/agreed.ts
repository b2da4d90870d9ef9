import { ATTACKS, type Act, type LogIndex, type PartyId, type Range } from '../statement/fields.ts'
import type { EventTime } from '../time/event-time.ts'
import { hullOf, type Accounts, type Finding, type Report } from './accounts.ts'
import { hullOfRanges, rangesMeet } from './harm.ts'
import { MONITORS, type Voice } from './voices.ts'

/** What the table of agreement asks, in its order. */
export const QUESTIONS = ['happened', 'when', 'act', 'by-whom', 'killed'] as const
export type Question = (typeof QUESTIONS)[number]

/** What one voice answers. `divided`: its own sources contradict each other on whether it happened. */
export type Answer =
  | { readonly is: 'happened'; readonly value: 'yes' | 'no' | 'divided' }
  | { readonly is: 'when'; readonly value: EventTime }
  | { readonly is: 'act'; readonly value: readonly Act[] }
  | { readonly is: 'by-whom'; readonly value: readonly PartyId[] }
  | { readonly is: 'killed'; readonly value: Range }

export type Cell = {
  readonly voice: Voice
  /** `undefined`: this voice says nothing about it. Silence is neither yes nor no. */
  readonly answer: Answer | undefined
  /** Those who speak in this voice cannot all be right. */
  readonly divided: boolean
  readonly entries: readonly LogIndex[]
}

/**
 * One question, with what each voice says. `agreed`: all who speak, and they are at least two, can be right together;
 * `not-agreed`: two of them cannot, or one is divided; `one-voice`: only one speaks; `nobody`: no one does.
 */
export type AgreedRow = {
  readonly question: Question
  readonly state: 'agreed' | 'not-agreed' | 'one-voice' | 'nobody'
  readonly cells: readonly Cell[]
}

/** The table of what is agreed and what is not: a row for each question, a column for each side and for the monitors. */
export function agreedTable(accounts: Accounts): readonly AgreedRow[] {
  const voices = voicesIn(accounts)
  return QUESTIONS.map((question) => {
    const cells = voices.map((voice) => cellOf(question, voice, accounts))
    return { question, state: stateOf(cells), cells }
  })
}

/** Everybody who speaks about the incident: sides in order of name, monitors last. */
function voicesIn({ reports, findings, replies }: Accounts): readonly Voice[] {
  const all = new Set([...reports, ...findings, ...replies].flatMap(({ voices }) => voices))
  const sides = [...all].filter((voice) => voice !== MONITORS).toSorted()
  return all.has(MONITORS) ? [...sides, MONITORS] : sides
}

type Told = {
  readonly voice: Voice
  readonly reports: readonly Report[]
  readonly findings: readonly Finding[]
}

function cellOf(question: Question, voice: Voice, accounts: Accounts): Cell {
  return CELLS[question](
    {
      voice,
      reports: accounts.reports.filter(({ voices }) => voices.includes(voice)),
      findings: accounts.findings.filter(({ voices }) => voices.includes(voice)),
    },
    accounts,
  )
}

const CELLS: { readonly [Q in Question]: (told: Told, accounts: Accounts) => Cell } = {
  happened,
  when: ({ voice, reports, findings }) => {
    const dated = [...reports, ...findings].filter(({ body }) => body.when !== undefined)
    const times = dated.flatMap(({ body }) => body.when ?? [])
    const hull = hullOf(times)
    const last = times.reduce((latest, { earliest }) => Math.max(latest, earliest), 0)
    const divided = times.some(({ latest }) => latest < last)
    return cell(voice, dated, hull && { is: 'when', value: hull }, divided)
  },
  act: ({ voice, reports, findings }) => {
    const told = [...reports, ...findings].filter(({ body }) => body.act !== undefined)
    const value = [...new Set(told.flatMap(({ body }) => body.act ?? []))].toSorted()
    const divided = value.some((one) => value.some((other) => !actsAgree(one, other)))
    return cell(voice, told, value.length > 0 ? { is: 'act', value } : undefined, divided)
  },
  'by-whom': ({ voice, reports, findings }) => {
    const blaming = reports.filter(({ body }) => body.alleged !== undefined)
    const attributing = findings.filter(({ body }) => body.attribution.length > 0)
    const named = [
      ...blaming.map(({ body }) => (body.alleged === undefined ? [] : [body.alleged])),
      ...attributing.map(({ body }) => body.attribution.map(({ to }) => to)),
    ]
    const value = [...new Set(named.flat())].toSorted()
    const divided = named.some((parties) => value.some((party) => !parties.includes(party)))
    return cell(
      voice,
      [...blaming, ...attributing],
      value.length > 0 ? { is: 'by-whom', value } : undefined,
      divided,
    )
  },
  killed: ({ voice, reports, findings }) => {
    const counting = [...reports, ...findings].filter(({ body }) => body.harm?.killed !== undefined)
    const ranges = counting.flatMap(({ body }) => body.harm?.killed ?? [])
    const hull = hullOfRanges(ranges)
    const least = ranges.reduce((highest, range) => Math.max(highest, range.least), 0)
    const divided = ranges.some(({ most }) => most !== null && most < least)
    return cell(voice, counting, hull && { is: 'killed', value: hull }, divided)
  },
}

function cell(
  voice: Voice,
  from: readonly { readonly entry: LogIndex }[],
  answer: Answer | undefined,
  divided: boolean,
): Cell {
  const entries = from.map(({ entry }) => entry).toSorted((one, other) => one - other)
  return { voice, answer, divided, entries }
}

function happened({ voice, reports, findings }: Told, { replies }: Accounts): Cell {
  const own = replies.filter(({ voices }) => voices.includes(voice))
  const yes = [
    ...reports,
    ...findings.filter(({ body }) => body.outcome === 'confirmed'),
    ...own.filter(({ stance }) => stance === 'accepts'),
  ]
  const no = [
    ...findings.filter(({ body }) => body.outcome === 'not-confirmed'),
    ...own.filter(({ stance }) => stance === 'denies'),
  ]
  if (yes.length === 0 && no.length === 0) return cell(voice, [], undefined, false)
  const value = no.length === 0 ? 'yes' : yes.length === 0 ? 'no' : 'divided'
  return cell(voice, [...yes, ...no], { is: 'happened', value }, value === 'divided')
}

function stateOf(cells: readonly Cell[]): AgreedRow['state'] {
  const answers = cells.flatMap(({ answer }) => answer ?? [])
  if (answers.length === 0) return 'nobody'
  if (cells.some(({ divided }) => divided)) return 'not-agreed'
  if (answers.length === 1) return 'one-voice'
  for (const [i, one] of answers.entries()) {
    for (const other of answers.slice(i + 1)) if (!compatible(one, other)) return 'not-agreed'
  }
  return 'agreed'
}

/** Whether two answers to one question can be right together. */
function compatible(one: Answer, other: Answer): boolean {
  if (one.is === 'happened' && other.is === 'happened') return one.value === other.value
  if (one.is === 'when' && other.is === 'when') {
    return one.value.earliest <= other.value.latest && other.value.earliest <= one.value.latest
  }
  if (one.is === 'act' && other.is === 'act') return actsMeet(one.value, other.value)
  if (one.is === 'by-whom' && other.is === 'by-whom') {
    return one.value.length === other.value.length && one.value.every((party) => other.value.includes(party))
  }
  return one.is === 'killed' && other.is === 'killed' && rangesMeet(one.value, other.value)
}

/** Whether two acts can be two words for one thing: the same, or an attack whose means one of them leaves open. */
export function actsAgree(one: Act, other: Act): boolean {
  if (one === other) return true
  return (one === 'attack' && ATTACKS.includes(other)) || (other === 'attack' && ATTACKS.includes(one))
}

function actsMeet(these: readonly Act[], those: readonly Act[]): boolean {
  return these.some((one) => those.some((other) => actsAgree(one, other)))
}
