import { saidAsOf } from '../evidence/said.ts'
import { touchesOf, type Touch } from '../evidence/scope.ts'
import { push } from '../evidence/multimap.ts'
import type { ActorId, ClauseId, IncidentId, LogIndex, PartyId } from '../statement/fields.ts'
import type { StatementOf } from '../statement/kinds.ts'
import { numberOf, sideKey, topicKey, type AdoptedText, type Engine } from './engine-state.ts'
import { touchesKept, touchSignature } from './touched.ts'
import { actLogFor, reviseAct } from './act-log.ts'
import { reviseClose } from './closes.ts'
import { addReport, caseKey, emptyTopic, type Case, type Topic } from './topic.ts'

type Report = StatementOf<'incident-reported'>
type ReportBody = Omit<Report, 'by' | 'saidAt' | 'jig' | 'log'>

/** Puts a new report under every duty that it touches, in every version of every text. */
export function indexReport(engine: Engine, index: LogIndex, report: Report): void {
  const author = authorsNumber(engine, report.by)
  for (const versions of engine.texts.values()) {
    for (const version of versions) addPlain(version, index, report, author)
  }
}

function authorsNumber({ authors, authorGroups }: Engine, by: readonly ActorId[]): number {
  const number = numberOf(authors, by.join(' '))
  if (number === authorGroups.length) authorGroups.push(by)
  return number
}

function addPlain(version: AdoptedText, entry: LogIndex, report: ReportBody, author: number): void {
  const { earliest, latest } = report.when
  for (const { topic, unsure } of placesOf(version, report)) {
    addReport(topic.reports, { earliest, latest, entry, author, unsure })
  }
}

function placesOf(version: AdoptedText, report: ReportBody) {
  const alike = touchSignature(report, version.text)
  const before = alike === undefined ? undefined : version.alike.get(alike)
  if (before !== undefined) return before
  const places = topicsTouched(touchesOf(report, version.text).touches, version, report).map(
    ({ placed, ...place }) => ({
      topic: topicOf(version, place),
      unsure: placed === 'uncertain',
    }),
  )
  if (alike !== undefined) version.alike.set(alike, places)
  return places
}

/** The topics under which a report stands. One of a clash in which nobody is said to have begun stands under each side. */
function topicsTouched(touches: readonly Touch[], { text }: AdoptedText, report: ReportBody) {
  return touches.flatMap(({ clause, bearer, placed }): readonly (Place & Pick<Touch, 'placed'>)[] => {
    if (bearer !== undefined || report.sides === undefined)
      return [{ clause, bearer, side: undefined, placed }]
    const bearers = text.clauses.get(clause)?.bearers ?? []
    return report.sides
      .filter((side) => bearers.includes(side))
      .map((side) => ({ clause, bearer, side, placed }))
  })
}

/** A text adopted or amended late reads everything that was said before it. */
export function reindexAll(engine: Engine, version: AdoptedText): void {
  const { record } = engine
  for (const index of record.ofKind.get('incident-reported') ?? []) {
    const statement = record.said.get(index)?.statement
    if (statement?.kind !== 'incident-reported') continue
    addPlain(version, index, statement, authorsNumber(engine, statement.by))
  }
  for (const report of engine.notPlainReports) touchReport(engine, report, version.entry, [version])
  for (const findings of engine.findingsOf.values()) {
    for (const finding of findings) {
      for (const body of findingBodies(engine, finding)) caseForFinding(engine, version, body, version.entry)
    }
  }
}

export function touchLinked(
  engine: Engine,
  index: LogIndex,
  statement: StatementOf<'reports-linked'> | StatementOf<'reports-parted'>,
): void {
  const { incident } = statement
  for (const report of statement.reports) {
    push(engine.linksOf, report, {
      entry: index,
      report,
      linked: statement.kind === 'reports-linked',
      incident,
    })
    touchReport(engine, report, index)
  }
  touchIncident(engine, incident, index)
}

export function touchReply(engine: Engine, index: LogIndex, to: LogIndex): void {
  const statement = engine.record.said.get(to)?.statement
  if (statement?.kind === 'incident-reported') touchReport(engine, to, index)
  if (statement?.kind === 'finding-made') touchIncident(engine, statement.incident, index)
}

export function touchFinding(engine: Engine, index: LogIndex, finding: StatementOf<'finding-made'>): void {
  for (const versions of engine.texts.values()) {
    for (const version of versions) caseForFinding(engine, version, finding, index)
  }
  touchIncident(engine, finding.incident, index)
}

/** A correction or withdrawal of a report, a finding or a reply. */
export function touchRevised(
  engine: Engine,
  index: LogIndex,
  revision: StatementOf<'statement-corrected'> | StatementOf<'statement-withdrawn'>,
): void {
  const statement = engine.record.said.get(revision.entry)?.statement
  switch (statement?.kind) {
    case 'incident-reported':
      return touchReport(engine, revision.entry, index)
    case 'reply-made':
      return touchReply(engine, index, statement.to)
    case 'finding-made':
      if (revision.kind === 'statement-corrected' && revision.instead.kind === 'finding-made') {
        const { instead } = revision
        // A correction may move a finding to another incident: both are weighed anew.
        if (instead.incident !== statement.incident) push(engine.findingsOf, instead.incident, revision.entry)
        for (const versions of engine.texts.values()) {
          for (const version of versions) caseForFinding(engine, version, instead, index)
        }
        touchIncident(engine, instead.incident, index)
      }
      return touchIncident(engine, statement.incident, index)
    case 'source-closed':
      return reviseClose(engine, index, revision.entry)
    case 'act-declared':
    case 'act-confirmed':
    case 'act-refuted':
    case 'act-unresolved': {
      const corrected = revision.kind === 'statement-corrected' ? revision.instead : undefined
      const instead = corrected !== undefined && 'clause' in corrected ? corrected : undefined
      return reviseAct(engine, index, { entry: revision.entry, body: statement, instead })
    }
    default:
      return
  }
}

/** Takes a report out of the plain columns and marks every case in which it has or had a part. */
function touchReport(
  engine: Engine,
  report: LogIndex,
  index: LogIndex,
  versions: Iterable<AdoptedText> = [...engine.texts.values()].flat(),
): void {
  markNotPlain(engine, report)
  const bodies = bodiesAround(engine, report, index)
  const incidents = new Set((engine.linksOf.get(report) ?? []).map(({ incident }) => incident))
  for (const version of versions) {
    for (const body of bodies) {
      const touches = touchesKept(engine.touches, body, version.text)
      for (const place of topicsTouched(touches, version, body)) {
        const topic = topicOf(version, place)
        touch(caseOf(engine, topic, { is: 'report', report }), index)
        for (const incident of incidents) touch(caseOf(engine, topic, { is: 'incident', incident }), index)
      }
    }
  }
  for (const incident of incidents) touchIncident(engine, incident, index)
}

/**
 * What a report said at first, under which it lies among the plain ones; what it said until an entry, and what it says with
 * it. What it said in between has no part in anything any more.
 */
function bodiesAround({ record }: Engine, report: LogIndex, index: LogIndex): ReadonlySet<ReportBody> {
  const said = [report + 1, index, index + 1].map((known) =>
    saidAsOf(record, report, 'incident-reported', known),
  )
  return new Set(said.filter((body) => body !== undefined))
}

function markNotPlain(engine: Engine, report: LogIndex): void {
  if (report >= engine.notPlain.length) {
    const bigger = new Uint8Array(Math.max(report + 1, engine.notPlain.length * 2))
    bigger.set(engine.notPlain)
    engine.notPlain = bigger
  }
  if (engine.notPlain[report] === 1) return
  engine.notPlain[report] = 1
  engine.notPlainReports.push(report)
}

function findingBodies(
  engine: Engine,
  finding: LogIndex,
): readonly Pick<StatementOf<'finding-made'>, 'incident' | 'touches' | 'attribution'>[] {
  const said = engine.record.said.get(finding)
  const bodies = []
  if (said?.statement.kind === 'finding-made') bodies.push(said.statement)
  for (const { body } of said?.versions ?? []) if (body?.kind === 'finding-made') bodies.push(body)
  return bodies
}

function caseForFinding(
  engine: Engine,
  version: AdoptedText,
  {
    incident,
    touches,
    attribution,
  }: Pick<StatementOf<'finding-made'>, 'incident' | 'touches' | 'attribution'>,
  index: LogIndex,
): void {
  for (const { agreement, clause } of touches) {
    const bearers = version.text.clauses.get(clause)?.bearers
    if (agreement !== version.text.id || bearers === undefined) continue
    for (const { to } of attribution) {
      if (!bearers.includes(to)) continue
      const topic = topicOf(version, { clause, bearer: to, side: undefined })
      touch(caseOf(engine, topic, { is: 'incident', incident }), index)
    }
  }
}

function touchIncident(engine: Engine, incident: IncidentId, index: LogIndex): void {
  for (const one of engine.casesOf.get(incident) ?? []) touch(one, index)
}

function touch(one: Case, index: LogIndex): void {
  if (one.touched.at(-1) === index) return
  one.touched.push(index)
  one.topic.touches.push({ one, entry: index })
}

function caseOf(engine: Engine, topic: Topic, about: Case['about']): Case {
  const key = caseKey(about)
  const known = topic.cases.get(key)
  if (known !== undefined) return known
  const one: Case = { about, topic, touched: [] }
  topic.cases.set(key, one)
  if (about.is === 'incident') push(engine.casesOf, about.incident, one)
  return one
}

type Place = Pick<Topic, 'bearer' | 'side'> & { readonly clause: ClauseId }

/** Makes a topic for each duty of each bearer. */
export function addDuties(engine: Engine, { text, topics, duties }: AdoptedText): void {
  for (const clause of text.clauses.values()) {
    const ofClause = new Map<PartyId, Topic>()
    for (const bearer of clause.bearers) {
      const acts = actLogFor(engine, { agreement: text.id, clause: clause.id, party: bearer })
      const topic = emptyTopic({ number: topics.size, clause, bearer, side: undefined, acts })
      ofClause.set(bearer, topic)
      topics.set(topicKey(clause.id, bearer), topic)
    }
    duties.set(clause, ofClause)
  }
}

/** The topic of a clause and bearer in a version of the text; that of nobody, or of a side, is made when first spoken of. */
function topicOf(version: AdoptedText, { clause, bearer, side }: Place): Topic {
  const key = side === undefined ? topicKey(clause, bearer) : sideKey(clause, side)
  const known = version.topics.get(key)
  if (known !== undefined) return known
  const of = version.text.clauses.get(clause)
  if (of === undefined) throw new Error(`clause ${clause} is touched but not in the text`)
  const topic = emptyTopic({ number: version.topics.size, clause: of, bearer, side, acts: undefined })
  version.topics.set(key, topic)
  return topic
}
