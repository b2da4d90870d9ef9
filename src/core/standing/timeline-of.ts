import { actorsAsOf, type Actors } from '../evidence/actors.ts'
import { stanceOf } from '../evidence/stance.ts'
import type { ActorId, LogIndex } from '../statement/fields.ts'
import { MARKS } from './amended.ts'
import { entryOf } from './branded.ts'
import { sameVerdict, weigh } from './case.ts'
import type { Evaluation } from './evaluation.ts'
import type { Hearing } from './question.ts'
import { codeOf, ESTABLISHED, NOT_HEARD, OPEN } from './stances.ts'
import { close, insert, type Timeline } from './timeline.ts'
import { caseKey, reportsBefore, type Case, type Topic } from './topic.ts'

/** A timeline, and how far along its topic it has come. */
export type Followed = Timeline & {
  /** How many entries were known when it was last brought up to date. */
  size: number
  reports: number
  touches: number
  grants: number
  /** What an author's word alone comes to by now, by the author's number; absent until the author says something. */
  readonly words: (number | undefined)[]
  /** What stands of each case by now (its row's source), and whose word was taken in. */
  readonly stands: Map<Case, { readonly source: number | undefined; readonly heard: readonly ActorId[] }>
}

/**
 * The claims on a topic under the question's reading, with every version of them. What was said since the last question is
 * taken in now, entry by entry in log order, each as known at its own entry: rows that are there already stay as they are.
 */
export function timelineOf(asked: Evaluation, topic: Topic): Timeline {
  // What names nobody is the same under every reading.
  const reading = topic.bearer === undefined ? 0 : asked.readingNumber
  const followed = asked.timelines[reading]?.[topic.number]
  return followed?.size === asked.engine.size ? followed : broughtUpToDate(asked, topic, reading)
}

function broughtUpToDate(asked: Evaluation, topic: Topic, reading: number): Timeline {
  const ofReading = (asked.timelines[reading] ??= [])
  let followed = ofReading[topic.number]
  if (followed === undefined) {
    followed = {
      strands: [],
      verdicts: [],
      size: 0,
      reports: 0,
      touches: 0,
      grants: 0,
      words: [],
      stands: new Map(),
    }
    // Without gaps, so that the list stays one piece of memory.
    while (ofReading.length < topic.number) ofReading.push(undefined)
    ofReading[topic.number] = followed
  }
  followed.size = asked.engine.size
  const { grants } = asked.engine.actors
  const { reports, touches } = topic
  let actors: Actors | undefined
  for (;;) {
    const report = followed.reports < reports.count ? (reports.entry[followed.reports] ?? 0) : Infinity
    const touch = touches[followed.touches]
    const grant = grants[followed.grants]
    const next = Math.min(report, touch?.entry ?? Infinity, grant?.index ?? Infinity)
    if (next === Infinity) return followed
    if (grant?.index === next) actors = undefined
    actors ??= actorsAsOf(asked.engine.actors, next + 1)
    const hearing: Hearing = {
      engine: asked.engine,
      text: asked.text,
      reading: asked.reading,
      known: next + 1,
      actors,
    }
    if (grant?.index === next) {
      hearAnew(hearing, topic, followed, grant)
      followed.grants += 1
    } else if (report === next) {
      addClaim(hearing, topic, followed, followed.reports, next)
      followed.reports += 1
    } else if (touch !== undefined) {
      weighAnew(hearing, topic, followed, touch.one, next)
      followed.touches += 1
    }
  }
}

/** Puts the claim that a plain report makes on the timeline, as it stands from the entry `since` on. */
function addClaim(hearing: Hearing, topic: Topic, followed: Followed, at: number, since: number): void {
  const { earliest, latest, entry, author, unsure } = topic.reports
  const by = author[at] ?? 0
  let word = followed.words[by]
  if (word === undefined) followed.words[by] = word = wordOf(hearing, topic, by)
  if (word === NOT_HEARD) return
  insert(followed, {
    earliest: earliest[at] ?? 0,
    latest: latest[at] ?? 0,
    since,
    code: unsure[at] === 1 ? OPEN : word,
    mark: MARKS.none,
    source: entry[at] ?? 0,
  })
}

/** Which entry it is changes nothing about what it comes to. */
const NO_ENTRY = entryOf(0)

/** What a plain report comes to by who made it: one report by itself is its authors' word and nothing more. */
function wordOf({ engine, reading, actors }: Hearing, { clause, bearer }: Topic, author: number): number {
  if (bearer === undefined) return OPEN
  const voices = (engine.authorGroups[author] ?? []).map(
    (actor) => ({ actor, stance: 'support', weight: 'asserted', entry: NO_ENTRY }) as const,
  )
  const stance = stanceOf(voices, clause.evidence, reading, actors)
  if (stance === undefined) return NOT_HEARD
  return stance.bounds.lo === 1 ? ESTABLISHED : OPEN
}

/** Weighs a case once `entry` is known: what it came to before stands no longer, unless it comes to the same. */
function weighAnew(hearing: Hearing, topic: Topic, followed: Followed, one: Case, entry: number): void {
  const { verdicts, stands } = followed
  const before = stands.get(one)
  const { verdict, heard } = weigh(hearing, topic, one)
  const stood = before?.source === undefined ? undefined : verdicts[-1 - before.source]
  if (stood !== undefined && verdict !== undefined && sameVerdict(stood, verdict)) {
    stands.set(one, { source: before?.source, heard })
    return
  }
  if (before === undefined) closeReport(topic, followed, one, entry)
  else if (stood !== undefined && before.source !== undefined) {
    close(followed, stood.earliest, before.source, entry)
  }
  if (verdict === undefined) {
    stands.set(one, { source: undefined, heard })
    return
  }
  verdicts.push(verdict)
  const source = -verdicts.length
  const { earliest, latest } = verdict
  insert(followed, { earliest, latest, since: entry, code: codeOf(verdict), mark: MARKS.none, source })
  stands.set(one, { source, heard })
}

/** A report that becomes a case of its own is plain no longer. */
function closeReport({ reports }: Topic, followed: Followed, { about }: Case, entry: number): void {
  if (about.is !== 'report') return
  const at = reportsBefore(reports, about.report)
  const plain = at < reports.count && reports.entry[at] === about.report
  if (plain) close(followed, reports.earliest[at] ?? 0, about.report, entry)
}

/** Somebody may speak for others from `index` on: what rests on that actor's word is weighed anew. */
function hearAnew(
  hearing: Hearing,
  topic: Topic,
  followed: Followed,
  { actor, index }: { readonly actor: ActorId; readonly index: LogIndex },
): void {
  const { words, stands } = followed
  const before = new Map<number, number>()
  for (const [author, word] of words.entries()) {
    if (word === undefined || hearing.engine.authorGroups[author]?.includes(actor) !== true) continue
    const now = wordOf(hearing, topic, author)
    if (now !== word) before.set(author, word)
    words[author] = now
  }
  const { author, entry, earliest } = topic.reports
  for (let at = 0; before.size > 0 && at < followed.reports; at += 1) {
    const word = before.get(author[at] ?? 0)
    const report = entryOf(entry[at] ?? 0)
    const own = topic.cases.get(caseKey({ is: 'report', report }))
    if (word === undefined || (own !== undefined && stands.has(own))) continue
    if (word !== NOT_HEARD) close(followed, earliest[at] ?? 0, report, index)
    addClaim(hearing, topic, followed, at, index)
  }
  for (const [one, { heard }] of stands) {
    if (heard.includes(actor)) weighAnew(hearing, topic, followed, one, index)
  }
}
