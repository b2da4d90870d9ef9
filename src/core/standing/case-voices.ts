import { reportsOf, saidAsOf } from '../evidence/said.ts'
import type { Voice } from '../evidence/stance.ts'
import type { ActorId, IncidentId, LogIndex, PartyId } from '../statement/fields.ts'
import type { StatementOf } from '../statement/kinds.ts'
import type { Hearing } from './question.ts'
import type { Case, Topic } from './topic.ts'
import { touchesKept } from './touched.ts'

export type Times = { readonly earliest: number; readonly latest: number }

/** Everything said on a case about one duty of one bearer. */
export type Gathered = {
  readonly voices: Voice[]
  /** Everybody who said something on it, whether or not it counts: what is known of them may change what it comes to. */
  readonly heard: ActorId[]
  readonly times: Times[]
  /** Times given by findings that support it. */
  readonly foundTimes: (Times & { readonly entry: LogIndex })[]
  /** Times given by those who speak to the matter without supporting it; used only where no support says when. */
  readonly otherTimes: Times[]
  /** Somebody lays it to this bearer: a report of such an act, or a finding that names clause and bearer. */
  laid: boolean
  /** A finding supports it. */
  found: boolean
  /** The bearer claims an exception. */
  explained: boolean
  /** No support is surely placed in the clause's area. */
  unsure: boolean
}

/** How sure a confirmed finding must be of who did it before it decides for or against a bearer; less leaves it open. */
const DECIDING = ['established', 'highly-likely']

/** Gathers who says what on a case, as known: reports that belong to it now, findings on it, and replies to either. */
export function gather(asked: Hearing, topic: Topic, bearer: PartyId, about: Case['about']): Gathered {
  const gathered: Gathered = {
    voices: [],
    heard: [],
    times: [],
    foundTimes: [],
    otherTimes: [],
    laid: false,
    found: false,
    explained: false,
    unsure: true,
  }
  if (about.is === 'report') {
    const { report } = about
    if (incidentNow(asked, report) === undefined) addReport(asked, topic, bearer, report, gathered)
    return gathered
  }
  const { incident } = about
  for (const report of reportsOf(asked.engine.record, incident, asked.known)) {
    if (incidentNow(asked, report) === incident) addReport(asked, topic, bearer, report, gathered)
  }
  for (const finding of asked.engine.findingsOf.get(incident) ?? []) {
    addFinding(asked, topic, bearer, incident, finding, gathered)
  }
  return gathered
}

/** The incident a report belongs to as known: the one it was linked to last and not parted from. */
export function incidentNow({ engine, known }: Hearing, report: LogIndex): IncidentId | undefined {
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

function addReport(asked: Hearing, topic: Topic, bearer: PartyId, report: LogIndex, into: Gathered): void {
  const { record } = asked.engine
  const body = saidAsOf(record, report, 'incident-reported', asked.known)
  const by = record.said.get(report)?.by ?? []
  if (body === undefined || body.kind !== 'incident-reported') return
  const touch = touchesKept(asked.engine.touches, body, asked.text).find(
    (one) => one.clause === topic.clause.id && one.bearer === bearer,
  )
  const stance = touch !== undefined ? 'support' : laysItElsewhere(body, bearer) ? 'elsewhere' : undefined
  if (stance === undefined) return
  for (const actor of by) into.voices.push({ actor, stance, weight: 'asserted', entry: report })
  into.heard.push(...by)
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
  asked: Hearing,
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
  const by = record.said.get(finding)?.by ?? []
  for (const actor of by) into.voices.push({ actor, stance, weight: 'verified', entry: finding })
  into.heard.push(...by)
  const names = body.attribution.some(({ to }) => to === bearer)
  if (names && (stance === 'support' || stance === 'inconclusive')) into.laid = true
  if (stance === 'support') {
    into.found = true
    into.unsure = false
    if (body.when !== undefined) into.foundTimes.push({ ...body.when, entry: finding })
  } else if (body.when !== undefined) into.otherTimes.push(body.when)
  addReplies(asked, bearer, finding, stance, into)
}

/** What a finding says about this duty of this bearer; `undefined` where it says nothing about them. */
function findingStance(
  { text }: Hearing,
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
  asked: Hearing,
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
      into.heard.push(actor)
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
