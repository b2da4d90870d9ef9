import type { Clause } from '../agreement/agreement.ts'
import { saidAsOf } from '../evidence/said.ts'
import type { Voice } from '../evidence/stance.ts'
import { push } from '../evidence/multimap.ts'
import { isLogIndex } from '../log/log-index.ts'
import type { ActorId, LogIndex, PartyId } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import type { ActLog } from './act-log.ts'
import { isAboutNotice } from './notices.ts'
import type { Question } from './question.ts'

/** One statement about whether the duty was done. */
export type Act = {
  readonly entry: LogIndex
  readonly by: readonly ActorId[]
  readonly stance: Voice['stance']
  readonly weight: Voice['weight']
  readonly earliest: Instant
  readonly latest: Instant
  readonly declared: LogIndex | undefined
  /** The entry that it answers, by its own word or by that of the declaration that it judges. */
  readonly answers: LogIndex | undefined
}

const STANCES = {
  'act-declared': 'support',
  'act-confirmed': 'support',
  'act-refuted': 'oppose',
  'act-unresolved': 'inconclusive',
} as const
type ActKind = keyof typeof STANCES

function isActKind(kind: string): kind is ActKind {
  return Object.hasOwn(STANCES, kind)
}

const NONE: readonly LogIndex[] = []

/** Every statement about whether a party did what a clause asks, as known. */
export function actsOn({ known }: Question, log: ActLog | undefined): readonly LogIndex[] {
  return log === undefined || log.entries.length === 0 ? NONE : log.entries.filter((entry) => entry < known)
}

/** The same, read: without those that their authors have replaced. */
export function readActs(
  asked: Question,
  clause: Clause,
  party: PartyId,
  log: ActLog | undefined,
): readonly Act[] {
  const acts = actsOn(asked, log).flatMap((entry) => readAct(asked, clause, party, entry))
  const judging = new Map<LogIndex, Act[]>()
  for (const act of acts) if (act.declared !== undefined) push(judging, act.declared, act)
  return judging.size === 0 ? acts : acts.filter((act) => !isReplaced(act, judging))
}

function readAct(asked: Question, clause: Clause, party: PartyId, entry: LogIndex): Act[] {
  const said = asked.engine.record.said.get(entry)
  if (said === undefined || !isActKind(said.statement.kind)) return []
  const body = saidAsOf(asked.engine.record, entry, said.statement.kind, asked.known)
  if (body === undefined || !('party' in body) || body.clause !== clause.id || body.party !== party) return []
  if (isAboutNotice(asked, body)) return []
  const { kind, when } = body
  const declared = 'declared' in body && isLogIndex(body.declared) ? body.declared : undefined
  return [
    {
      entry,
      by: said.by,
      stance: STANCES[kind],
      weight: kind === 'act-declared' ? 'asserted' : 'verified',
      earliest: when.earliest,
      latest: when.latest,
      declared,
      answers: body.answers ?? answeredBy(asked, clause, party, declared),
    },
  ]
}

/** What a declaration of the same duty answers; whoever judges it judges it as an answer to that. */
function answeredBy(
  { engine, known }: Question,
  clause: Clause,
  party: PartyId,
  declared: LogIndex | undefined,
): LogIndex | undefined {
  if (declared === undefined) return undefined
  const body = saidAsOf(engine.record, declared, 'act-declared', known)
  if (body?.kind !== 'act-declared' || body.clause !== clause.id || body.party !== party) return undefined
  return body.answers
}

/** Whoever judges the same declaration again has changed its mind: the later judgement stands. */
function isReplaced(act: Act, judging: ReadonlyMap<LogIndex, readonly Act[]>): boolean {
  const { declared, entry, by } = act
  const others = declared === undefined ? [] : (judging.get(declared) ?? [])
  return others.some((other) => other.entry > entry && by.every((actor) => other.by.includes(actor)))
}
