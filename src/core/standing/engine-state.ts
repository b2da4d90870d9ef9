import type { Agreement, Clause } from '../agreement/agreement.ts'
import type { Lifted } from '../agreement/lifted-in-circles.ts'
import { emptyActorLog, type ActorLog } from '../evidence/actors.ts'
import { emptyRecord, type Link, type Record as Said } from '../evidence/said.ts'
import type { ActorId, AgreementId, ClauseId, IncidentId, LogIndex, PartyId } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import type { ActLog } from './act-log.ts'
import type { Closings } from './closes.ts'
import type { Elsewhere } from './elsewhere.ts'
import type { Followed } from './timeline-of.ts'
import type { Case, Topic } from './topic.ts'
import type { TouchMemo } from './touched.ts'

/** A version of an agreement's text, from the entry that made it known. */
export type AdoptedText = {
  readonly entry: LogIndex
  /** From which event time this version is the text; `undefined` for the text as first adopted. */
  readonly from: Instant | undefined
  readonly text: Agreement
  /** The other agreements of which it speaks. */
  readonly elsewhere: Elsewhere
  /** Its clauses that set each other aside. */
  readonly lifted: readonly Lifted[]
  /** By clause and bearer, see {@link topicKey}. */
  readonly topics: Map<string, Topic>
  /** Those of the bearers, there from the beginning: each question asks for all of them. */
  readonly duties: Map<Clause, ReadonlyMap<PartyId, Topic>>
  /** What topics come to, by the number of the reading and that of the topic; caches, never the truth. */
  readonly timelines: (Followed | undefined)[][]
  /** The topics of reports that say the same, see `touchSignature`; kept for speed. */
  readonly alike: Map<string, readonly { readonly topic: Topic; readonly unsure: boolean }[]>
  /** The clauses under a paragraph, see `under.ts`; kept for speed. */
  readonly under: Map<ClauseId, readonly Clause[]>
}

/**
 * All evidence so far, versioned: the state of which every standing is a pure function. Grows in place and append only;
 * a question as of an earlier entry reads the same engine.
 */
export type Engine = {
  readonly record: Said
  /** Whether the caller folds the record itself, because it shares it. */
  readonly sharesRecord: boolean
  size: number
  readonly actors: ActorLog
  readonly texts: Map<AgreementId, AdoptedText[]>
  /** Statements about duties' being done, by {@link actKey}. */
  readonly acts: Map<string, ActLog>
  /** Duties of which a statement names an entry that was not there yet, by that entry. */
  readonly spokenOfEarly: Map<number, string[]>
  /** Entries about a term, a power, an accession, a clock or an end, by key. */
  readonly about: Map<string, LogIndex[]>
  readonly closings: Closings
  readonly repliesTo: Map<LogIndex, LogIndex[]>
  readonly findingsOf: Map<IncidentId, LogIndex[]>
  readonly linksOf: Map<LogIndex, (Link & { readonly incident: IncidentId })[]>
  readonly casesOf: Map<IncidentId, Case[]>
  /** 1 at each report that is no longer plain: its topics hold a case for it. */
  notPlain: Uint8Array
  readonly notPlainReports: LogIndex[]
  readonly authors: Map<string, number>
  /** The authors that each such number stands for. */
  readonly authorGroups: (readonly ActorId[])[]
  /** Readings asked about so far, numbered; kept for speed, and no part of any answer. */
  readonly readings: Map<string, number>
  readonly touches: TouchMemo
}

/**
 * An engine that has heard nothing. Given a `record`, it reads that one, and the caller must have folded each entry into it
 * (with `addSaid`) before `addToEngine`; without, the engine folds its own.
 */
export function createEngine(record?: Said): Engine {
  return {
    record: record ?? emptyRecord(),
    sharesRecord: record !== undefined,
    size: 0,
    actors: emptyActorLog(),
    texts: new Map(),
    acts: new Map(),
    spokenOfEarly: new Map(),
    about: new Map(),
    closings: new Map(),
    repliesTo: new Map(),
    findingsOf: new Map(),
    linksOf: new Map(),
    casesOf: new Map(),
    notPlain: new Uint8Array(1024),
    notPlainReports: [],
    authors: new Map(),
    authorGroups: [],
    readings: new Map(),
    touches: new Map(),
  }
}

export function topicKey(clause: Clause['id'], bearer: PartyId | undefined): string {
  return bearer === undefined ? `${clause}|` : `${clause}|${bearer}`
}

/** Where reports of a clash that name two sides, and nobody as having begun, are gathered for one of the sides. */
export function sideKey(clause: Clause['id'], side: PartyId): string {
  return `${clause}|?${side}`
}

export function actKey(of: { agreement: AgreementId; clause: Clause['id']; party: PartyId }): string {
  return `act|${of.agreement}|${of.clause}|${of.party}`
}

/** The number that stands for a key; a new one for a new key. */
export function numberOf(numbers: Map<string, number>, key: string): number {
  const known = numbers.get(key)
  if (known !== undefined) return known
  numbers.set(key, numbers.size)
  return numbers.size - 1
}
