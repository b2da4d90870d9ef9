import type { Agreement } from '../agreement/agreement.ts'
import { actorsAsOf, grantsKnown, type Actors } from '../evidence/actors.ts'
import type { Reading } from '../evidence/reading.ts'
import { reportsOf, saidAsOf } from '../evidence/said.ts'
import { touchesOf } from '../evidence/scope.ts'
import { stanceOf, type Because, type Voice } from '../evidence/stance.ts'
import type { ClauseId, IncidentId, LogIndex, PartyId } from '../statement/fields.ts'
import type { StatementOf } from '../statement/kinds.ts'
import { closesAsOf, type Closes } from './closes.ts'
import { numberOf, type Engine } from './engine-state.ts'
import { NOTHING, type Case, type Topic } from './topic.ts'

/** What is asked: whose text, how much of the log, and who is heard. */
export type Question = {
  readonly engine: Engine
  readonly text: Agreement
  readonly known: number
  readonly reading: Reading
  /** A number for the reading's rule and one for who was known to speak for whom: what verdicts are kept under. */
  readonly readingNumber: number
  readonly grants: number
  readonly actors: Actors
  /** When each source closed, for one clause; worked out once for a question. */
  readonly closes: (clause: ClauseId | undefined) => Closes
}

export function question(engine: Engine, text: Agreement, known: number, reading: Reading): Question {
  return {
    engine,
    text,
    known,
    reading,
    readingNumber: numberOf(engine.readings, JSON.stringify(reading.rule)),
    grants: grantsKnown(engine.actors, known),
    actors: actorsAsOf(engine.actors, known),
    closes: closesAsOf(engine, text.id, known),
  }
}

/** What a case comes to as of a question: whether the bearer breached the duty, and when that would have been. */
export type Verdict = {
  readonly lo: 0 | 1
  readonly hi: 0 | 1
  readonly because: Because
  readonly earliest: number
  readonly latest: number
  readonly entries: readonly LogIndex[]
}

/** How sure a confirmed finding must be of who did it before it decides for or against a bearer; less leaves it open. */
const DECIDING = ['established', 'highly-likely']

/** The verdict on a case as of the question; `undefined` where, under this reading, nothing is said against this bearer. */
export function weigh(asked: Question, topic: Topic, one: Case): Verdict | undefined {
  const { known } = asked
  let touches = one.touched.length
  while (touches > 0 && (one.touched[touches - 1] ?? 0) >= known) touches -= 1
  // Before anything touched it, a lone report is told apart only by whether it was said yet.
  const said = one.about.is === 'incident' || one.about.report < known
  if (!said) return undefined
  const key = touches * GRANTS_AT_MOST + asked.grants
  let weighed = one.weighed[asked.readingNumber]
  if (weighed === undefined) one.weighed[asked.readingNumber] = weighed = new Map()
  const before = weighed.get(key)
  if (before !== undefined) return before === NOTHING ? undefined : before
  const verdict = weighAnew(asked, topic, one)
  weighed.set(key, verdict ?? NOTHING)
  return verdict
}

/** More grants of a role than this would let two questions share a verdict: admission keeps far below it. */
const GRANTS_AT_MOST = 65_536

type Times = { readonly earliest: number; readonly latest: number }
/** `otherTimes`: those that speak to the matter and do not support it; used only where no support says when. */
type Gathered = {
  voices: Voice[]
  times: Times[]
  otherTimes: Times[]
  /** Somebody lays it to this bearer: a report of such an act, or a finding that names clause and bearer. */
  laid: boolean
  found: boolean
  explained: boolean
  unsure: boolean
}

function weighAnew(asked: Question, topic: Topic, one: Case): Verdict | undefined {
  const bearer = topic.bearer
  if (bearer === undefined) return undefined
  const gathered: Gathered = {
    voices: [],
    times: [],
    otherTimes: [],
    laid: false,
    found: false,
    explained: false,
    unsure: true,
  }
  if (one.about.is === 'report') {
    if (incidentNow(asked, one.about.report) === undefined) {
      addReport(asked, topic, bearer, one.about.report, gathered)
    }
  } else {
    const { incident } = one.about
    for (const report of reportsOf(asked.engine.record, incident, asked.known)) {
      if (incidentNow(asked, report) === incident) addReport(asked, topic, bearer, report, gathered)
    }
    for (const finding of asked.engine.findingsOf.get(incident) ?? []) {
      addFinding(asked, topic, bearer, incident, finding, gathered)
    }
  }
  // Only what somebody lays to this bearer is a claim against it.
  if (!gathered.voices.some(({ stance }) => stance === 'support' || stance === 'inconclusive'))
    return undefined
  return conclude(asked, topic, gathered)
}

function conclude(asked: Question, { clause }: Topic, gathered: Gathered): Verdict | undefined {
  const { voices, times, otherTimes } = gathered
  const stance = stanceOf(voices, clause.evidence, asked.reading, asked.actors)
  if (stance === undefined) return undefined
  const { earliest, latest } = together(times.length > 0 ? times : otherTimes)
  const { entries } = stance
  const { lo, hi } = stance.bounds
  const claimed = lo === 1 && !gathered.found
  // An exception that the bearer claims opens what rests on anybody's mere word; a finding decides.
  if (claimed && gathered.explained && clause.exceptions.length > 0) {
    return { lo: 0, hi, because: 'disputed', earliest, latest, entries }
  }
  if (claimed && gathered.unsure) return { lo: 0, hi, because: 'alleged', earliest, latest, entries }
  return { lo, hi, because: stance.because, earliest, latest, entries }
}

/** Nobody said when. */
const ANY_TIME: Times = { earliest: 0, latest: Number.MAX_SAFE_INTEGER }

/** The time that all accounts allow; where they exclude each other, the whole span of them. */
function together(times: readonly Times[]): Times {
  if (times.length === 0) return ANY_TIME
  let [from, until, least, most] = [-Infinity, Infinity, Infinity, -Infinity]
  for (const { earliest, latest } of times) {
    if (earliest > from) from = earliest
    if (latest < until) until = latest
    if (earliest < least) least = earliest
    if (latest > most) most = latest
  }
  return from <= until ? { earliest: from, latest: until } : { earliest: least, latest: most }
}

/** The incident a report belongs to as known: the one it was linked to last and not parted from. */
function incidentNow({ engine, known }: Question, report: LogIndex): IncidentId | undefined {
  const state = new Map<IncidentId, number>()
  for (const link of engine.linksOf.get(report) ?? []) {
    if (link.entry >= known) break
    if (link.linked) state.set(link.incident, link.entry)
    else state.delete(link.incident)
  }
  let last: { incident: IncidentId; entry: number } | undefined
  for (const [incident, entry] of state) {
    if (last === undefined || entry >= last.entry) last = { incident, entry }
  }
  return last?.incident
}

function addReport(asked: Question, topic: Topic, bearer: PartyId, report: LogIndex, into: Gathered): void {
  const { record } = asked.engine
  const body = saidAsOf(record, report, 'incident-reported', asked.known)
  const by = record.said.get(report)?.by ?? []
  if (body === undefined || body.kind !== 'incident-reported') return
  const touch = touchesOf(body, asked.text).touches.find(
    (one) => one.clause === topic.clause.id && one.bearer === bearer,
  )
  const stance = touch !== undefined ? 'support' : laysItElsewhere(body, bearer) ? 'elsewhere' : undefined
  if (stance === undefined) return
  for (const actor of by) into.voices.push({ actor, stance, weight: 'asserted', entry: report })
  if (stance === 'support') {
    into.laid = true
    into.times.push({ earliest: body.when.earliest, latest: body.when.latest })
    if (touch?.placed !== 'uncertain') into.unsure = false
    addReplies(asked, bearer, report, 'support', into)
  }
}

function laysItElsewhere({ alleged }: { alleged?: PartyId | undefined }, bearer: PartyId): boolean {
  return alleged !== undefined && alleged !== bearer
}

function addFinding(
  asked: Question,
  topic: Topic,
  bearer: PartyId,
  incident: IncidentId,
  finding: LogIndex,
  into: Gathered,
): void {
  const { record } = asked.engine
  const body = saidAsOf(record, finding, 'finding-made', asked.known)
  if (body === undefined || body.kind !== 'finding-made' || body.incident !== incident) return
  const stance = findingStance(asked, topic, bearer, body)
  if (stance === undefined) return
  for (const actor of record.said.get(finding)?.by ?? []) {
    into.voices.push({ actor, stance, weight: 'verified', entry: finding })
  }
  const names = body.attribution.some(({ to }) => to === bearer)
  if (names && (stance === 'support' || stance === 'inconclusive')) into.laid = true
  if (stance === 'support') {
    into.found = true
    into.unsure = false
    if (body.when !== undefined) into.times.push(body.when)
  } else if (body.when !== undefined) into.otherTimes.push(body.when)
  addReplies(asked, bearer, finding, stance, into)
}

/** What a finding says about this duty of this bearer; `undefined` where it says nothing about them. */
function findingStance(
  { text }: Question,
  topic: Topic,
  bearer: PartyId,
  finding: Pick<StatementOf<'finding-made'>, 'outcome' | 'touches' | 'attribution'>,
): Voice['stance'] | undefined {
  const { outcome, touches, attribution } = finding
  const touched = touches.some((one) => one.agreement === text.id && one.clause === topic.clause.id)
  const mine = attribution.find(({ to }) => to === bearer)
  if (outcome !== 'confirmed') {
    const about = touches.length === 0 || touched
    if (!about || (attribution.length > 0 && mine === undefined)) return undefined
    return outcome === 'undetermined' ? 'inconclusive' : 'oppose'
  }
  if (!touched) return undefined
  if (mine !== undefined) return DECIDING.includes(mine.confidence) ? 'support' : 'inconclusive'
  return attribution.some(({ confidence }) => DECIDING.includes(confidence)) ? 'elsewhere' : undefined
}

/** A reply by the bearer accepts, denies or explains what was said; one by anybody else counts as that actor's own word. */
function addReplies(
  asked: Question,
  bearer: PartyId,
  to: LogIndex,
  answered: Voice['stance'],
  into: Gathered,
): void {
  const { record, repliesTo } = asked.engine
  for (const reply of repliesTo.get(to) ?? []) {
    const body = saidAsOf(record, reply, 'reply-made', asked.known)
    if (body === undefined || body.kind !== 'reply-made') continue
    for (const actor of record.said.get(reply)?.by ?? []) {
      if (body.stance === 'explains' && asked.actors.actsFor(actor) === bearer) into.explained = true
      const stance = replyStance(body.stance, answered)
      if (stance !== undefined) into.voices.push({ actor, stance, weight: 'asserted', entry: reply })
    }
  }
}

function replyStance(
  reply: StatementOf<'reply-made'>['stance'],
  answered: Voice['stance'],
): Voice['stance'] | undefined {
  if (reply === 'explains' || reply === 'questions' || answered === 'inconclusive') return undefined
  const accepts = reply === 'accepts'
  if (answered === 'support') return accepts ? 'support' : 'oppose'
  if (answered === 'oppose') return accepts ? 'oppose' : 'support'
  return accepts ? answered : undefined
}
