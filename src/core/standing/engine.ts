import type { Agreement } from '../agreement/agreement.ts'
import { liftedInCircles } from '../agreement/lifted-in-circles.ts'
import { addActor } from '../evidence/actors.ts'
import { addSaid } from '../evidence/said.ts'
import { push } from '../evidence/multimap.ts'
import type { Entry } from '../statement/entry.ts'
import type { AgreementId, LogIndex, Sha256 } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import { addAct, addNotice } from './act-log.ts'
import { addClose } from './closes.ts'
import { elsewhereOf } from './elsewhere.ts'
import type { AdoptedText, Engine } from './engine-state.ts'
import {
  addDuties,
  indexReport,
  reindexAll,
  touchFinding,
  touchLinked,
  touchReply,
  touchRevised,
} from './indexing.ts'

export { createEngine } from './engine-state.ts'
export type { Engine } from './engine-state.ts'

/** What folding an entry needs and the entry does not carry: texts are blobs named by their digest. */
export type Context = { textOf(digest: Sha256): Agreement | undefined }

/** Folds one entry in, in place. Entries come in log order, each once. */
export function addToEngine(engine: Engine, entry: Entry, context: Context): void {
  const { index, statement } = entry
  if (!engine.sharesRecord) addSaid(engine.record, entry)
  engine.size = index + 1
  switch (statement.kind) {
    case 'log-opened':
    case 'role-granted':
      return addActor(engine.actors, index, statement)
    case 'agreement-adopted':
    case 'agreement-amended':
      return adopt(engine, index, statement, context)
    case 'incident-reported':
      return indexReport(engine, index, statement)
    case 'reports-linked':
    case 'reports-parted':
      return touchLinked(engine, index, statement)
    case 'finding-made':
      push(engine.findingsOf, statement.incident, index)
      return touchFinding(engine, index, statement)
    case 'reply-made':
      push(engine.repliesTo, statement.to, index)
      return touchReply(engine, index, statement.to)
    case 'statement-corrected':
    case 'statement-withdrawn':
      return touchRevised(engine, index, statement)
    case 'act-declared':
    case 'act-confirmed':
    case 'act-refuted':
    case 'act-unresolved':
      return addAct(engine, index, statement)
    case 'notice-given':
      return addNotice(engine, index)
    case 'term-determined':
      return push(engine.about, `term|${statement.agreement}|${statement.term}`, index)
    case 'power-exercised':
      return push(engine.about, `power|${statement.agreement}|${statement.power}`, index)
    case 'party-acceded':
      return push(engine.about, `acceded|${statement.agreement}|${statement.party}`, index)
    case 'clock-declared':
      return push(engine.about, `clock|${statement.agreement}`, index)
    case 'end-declared':
      return push(engine.about, `end|${statement.agreement}`, index)
    case 'source-closed':
      return addClose(engine, index, statement)
    default:
      return
  }
}

/** A text that nobody handed in cannot be run: the adoption stays in the record, and the agreement is not on the board. */
function adopt(
  engine: Engine,
  entry: LogIndex,
  statement: { agreement: AgreementId; package: Sha256; from?: Instant },
  context: Context,
): void {
  const given = context.textOf(statement.package)
  if (given === undefined || given.id !== statement.agreement) return
  // Versions are told apart by identity: a text that is brought back would else replace what replaced it, for ever.
  const again = engine.texts.get(given.id)?.some((version) => version.text === given) ?? false
  const text = again ? { ...given } : given
  const version: AdoptedText = {
    entry,
    from: statement.from,
    text,
    elsewhere: elsewhereOf(engine, text),
    lifted: liftedInCircles(text),
    topics: new Map(),
    duties: new Map(),
    timelines: [],
    alike: new Map(),
    under: new Map(),
  }
  push(engine.texts, text.id, version)
  addDuties(engine, version)
  reindexAll(engine, version)
}
