import { push } from '../evidence/multimap.ts'
import { isLogIndex } from '../log/log-index.ts'
import type { Clause } from '../agreement/agreement.ts'
import { inLogOrder } from '../evidence/log-order.ts'
import { saidAsOf } from '../evidence/said.ts'
import { stanceOf, type Voice } from '../evidence/stance.ts'
import type { ActorId, IncidentId, LogIndex, PartyId } from '../statement/fields.ts'
import type { StatementOf } from '../statement/kinds.ts'
import type { Instant } from '../time/instant.ts'
import { actKey } from './engine-state.ts'
import type { Question } from './question.ts'
import { recordedAt } from './recorded.ts'
import { countBelow } from '../evidence/search.ts'
import type { Bounds } from './standing.ts'

/** An act that a notice may have announced. */
export type Announced = {
  readonly earliest: number
  readonly latest: number
  readonly incident: IncidentId | undefined
}

/** Whether an act was announced as the clause asks: (1,1) in time, (0,1) open, (0,0) not; with what bears it out. */
export type Excuse = Bounds & { readonly entries: readonly LogIndex[] }

/**
 * What a notice of the bearer's has announced since one entry, with everything said about whether and when that was received:
 * since it was given or, of what a correction put into it, since then (decision 34).
 */
type Notice = {
  readonly entry: LogIndex
  /** The entry from which on it has said this: its own, or that of a correction. */
  readonly since: LogIndex
  readonly claimed: Instant
  /** What it says now, and before that what each wording said since then: it announced what all of them do. */
  readonly wordings: readonly [Content, ...Content[]]
  /** By when the log's own clock shows it said. */
  readonly logged: Instant | undefined
  readonly acknowledged: readonly Acknowledgement[]
  readonly judged: readonly Judgement[]
}

type Acknowledgement = { readonly entry: LogIndex; readonly party: PartyId; readonly by: Instant }

type Judgement = {
  readonly entry: LogIndex
  readonly by: readonly ActorId[]
  readonly confirms: boolean
  readonly earliest: Instant
  readonly latest: Instant
}

/** Whether a statement about a duty speaks of a notice, and not of whether the duty was kept. */
export function isAboutNotice({ engine, known }: Question, body: object): boolean {
  const declared = 'declared' in body ? body.declared : undefined
  if (!isLogIndex(declared) || declared >= known) return false
  return engine.record.said.get(declared)?.statement.kind === 'notice-given'
}

/** The notices that may excuse this bearer's acts under the clause; `undefined` where the text asks for none. */
export function excusesOf(
  asked: Question,
  clause: Clause,
  bearer: PartyId,
): ((act: Announced) => Excuse) | undefined {
  const { notice: rule } = clause
  if (rule === undefined) return undefined
  const given = asked.engine.record.ofKind.get('notice-given') ?? []
  if (given.length === 0) return () => NO_EXCUSE
  const heard: Heard = {
    acknowledged: acknowledgements(asked),
    judged: judgements(asked, clause, bearer),
  }
  const notices = given.flatMap((entry) => readNotice(asked, clause, bearer, entry, heard))
  const thatSpeakFor = speaking(notices)
  return (act) => {
    const excuses = thatSpeakFor(act).map((notice): Excuse => {
      const { lo } = inTime(asked, clause, notice, act.earliest - rule.lead)
      const { hi } = inTime(asked, clause, notice, act.latest - rule.lead)
      return { lo, hi, entries: entriesOf(notice) }
    })
    const decides = excuses.find(({ lo }) => lo === 1) ?? excuses.find(({ hi }) => hi === 1)
    return decides ?? { lo: 0, hi: 0, entries: excuses.flatMap(({ entries }) => entries) }
  }
}

const NO_EXCUSE: Excuse = { lo: 0, hi: 0, entries: [] }
const NONE: readonly never[] = []

/** What was said of notices, by the notice of which it was said. */
type Heard = {
  readonly acknowledged: ReadonlyMap<LogIndex, Notice['acknowledged']>
  readonly judged: ReadonlyMap<LogIndex, Notice['judged']>
}

function readNotice(
  asked: Question,
  clause: Clause,
  bearer: PartyId,
  entry: LogIndex,
  { acknowledged, judged }: Heard,
): readonly Notice[] {
  const { engine, known, actors } = asked
  const { said } = engine.record
  const given = said.get(entry)
  if (given === undefined || entry >= known) return NONE
  if (!given.by.some((actor) => actors.actsFor(actor) === bearer)) return NONE
  const later = given.versions.filter((version) => version.entry < known)
  const versions: readonly Version[] = [{ entry, body: given.statement }, ...later].toReversed()
  const found: Notice[] = []
  let wordings: Notice['wordings'] | undefined
  for (const { entry: since, body } of versions) {
    const content = contentOf(body, clause)
    const statement = said.statementAt(since)
    if (content === undefined || statement === undefined) break
    wordings = wordings === undefined ? [content] : [...wordings, content]
    found.push({
      wordings,
      entry,
      since,
      claimed: statement.saidAt,
      logged: recordedAt(asked, since).certain,
      acknowledged: (acknowledged.get(entry) ?? NONE).filter((one) => one.entry > since),
      judged: (judged.get(entry) ?? NONE).filter((one) => one.entry > since),
    })
  }
  return found.toReversed()
}

/** One wording of a notice, as first said or as corrected; without a body it was withdrawn. */
type Version = { readonly entry: LogIndex; readonly body: { readonly kind: string } | undefined }

/** What a notice announces. */
type Content = {
  readonly incident: IncidentId | undefined
  readonly window: { readonly from: Instant; readonly until: Instant } | undefined
}

/** What a wording announces of that which the clause asks for; `undefined` where that is nothing. */
function contentOf(body: Version['body'], { notice }: Clause): Content | undefined {
  if (body === undefined || !isNotice(body) || notice === undefined) return undefined
  const isAsked = body.about === notice.about && notice.to.every((party) => body.to.includes(party))
  return isAsked ? { incident: body.incident, window: body.window } : undefined
}

function isNotice(body: { readonly kind: string }): body is StatementOf<'notice-given'> {
  return body.kind === 'notice-given'
}

/** Whether a wording speaks for an act: it names its incident, or its window holds it surely. */
function speaksFor({ incident, window }: Content, act: Announced): boolean {
  if (incident !== undefined) return act.incident === incident
  return window !== undefined && window.from <= act.earliest && act.latest <= window.until
}

function acknowledgements({ engine, known, actors }: Question): Heard['acknowledged'] {
  const found = new Map<LogIndex, Acknowledgement[]>()
  for (const entry of engine.record.ofKind.get('notice-acknowledged') ?? []) {
    const said = engine.record.said.get(entry)
    const body = saidAsOf(engine.record, entry, 'notice-acknowledged', known)
    if (said === undefined || body?.kind !== 'notice-acknowledged') continue
    if (!said.by.some((actor) => actors.actsFor(actor) === body.party)) continue
    push(found, body.notice, { entry, party: body.party, by: said.statement.saidAt })
  }
  return found
}

function judgements(asked: Question, clause: Clause, bearer: PartyId): Heard['judged'] {
  const { engine, known, text } = asked
  const found = new Map<LogIndex, Judgement[]>()
  const key = actKey({ agreement: text.id, clause: clause.id, party: bearer })
  for (const entry of engine.acts.get(key)?.entries ?? []) {
    const said = engine.record.said.get(entry)
    const kind = said?.statement.kind
    if (said === undefined || (kind !== 'act-confirmed' && kind !== 'act-refuted')) continue
    const body = saidAsOf(engine.record, entry, kind, known)
    if (body === undefined || !('declared' in body) || !isLogIndex(body.declared)) continue
    if (body.clause !== clause.id || body.party !== bearer) continue
    push(found, body.declared, { entry, by: said.by, confirms: kind === 'act-confirmed', ...body.when })
  }
  return found
}

/** Finds the notices that speak for an act, in log order: those that name its incident, or whose window holds it surely. */
function speaking(notices: readonly Notice[]): (act: Announced) => readonly Notice[] {
  const naming = new Map<IncidentId, Notice[]>()
  const windows: { notice: Notice; from: number; until: number }[] = []
  for (const notice of notices) {
    const [{ incident, window }] = notice.wordings
    if (incident !== undefined) push(naming, incident, notice)
    else if (window !== undefined) windows.push({ notice, ...window })
  }
  windows.sort((a, b) => a.from - b.from)
  const begins = windows.map(({ from }) => from)
  // How far any window reaches that begins no later: where that is not far enough, none before it has to be looked at.
  let far = -Infinity
  const reach = windows.map(({ until }) => (far = Math.max(far, until)))
  return (act) => {
    const { earliest, latest, incident } = act
    const found = incident === undefined ? [] : [...(naming.get(incident) ?? NONE)]
    for (let i = countBelow(begins, earliest + 1) - 1; (reach[i] ?? -Infinity) >= latest; i -= 1) {
      const one = windows[i]
      if (one !== undefined && latest <= one.until) found.push(one.notice)
    }
    return found
      .filter(({ wordings }) => wordings.every((one) => speaksFor(one, act)))
      .toSorted((a, b) => a.entry - b.entry || a.since - b.since)
  }
}

function entriesOf({ entry, since, acknowledged, judged }: Notice): readonly LogIndex[] {
  return inLogOrder([
    entry,
    since,
    ...acknowledged.map((one) => one.entry),
    ...judged.map((one) => one.entry),
  ])
}

/** Whether a notice was received by `deadline` by everybody to whom the text wants it given. */
function inTime(asked: Question, clause: Clause, notice: Notice, deadline: number): Bounds {
  const { actors, reading } = asked
  const receivers = clause.notice?.to ?? []
  const judged = notice.judged.map((one) => ({ ...one, says: saysOf(one, deadline) }))
  const isFor = (party: PartyId, by: readonly ActorId[]): boolean =>
    by.some((actor) => actors.actsFor(actor) === party)
  const has = (party: PartyId): boolean =>
    (notice.logged !== undefined && notice.logged <= deadline) ||
    notice.acknowledged.some((one) => one.party === party && one.by <= deadline) ||
    judged.some(({ by, says }) => says === 'support' && isFor(party, by))
  const voices = judged.flatMap(({ entry, by, says }) =>
    by.map((actor): Voice => ({ actor, stance: says, weight: 'verified', entry })),
  )
  const verified = stanceOf(voices, clause.evidence, reading, actors)?.bounds
  const shown = receivers.every(has) || verified?.lo === 1
  const denied =
    verified?.hi === 0 ||
    receivers.some((party) => judged.some(({ by, says }) => says === 'oppose' && isFor(party, by)))
  if (shown || denied) return { lo: shown && !denied ? 1 : 0, hi: shown ? 1 : 0 }
  return { lo: 0, hi: notice.claimed <= deadline ? 1 : 0 }
}

function saysOf({ confirms, earliest, latest }: Judgement, deadline: number): Voice['stance'] {
  if (!confirms || earliest > deadline) return 'oppose'
  return latest <= deadline ? 'support' : 'inconclusive'
}
