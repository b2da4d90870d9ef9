import type { Anchor, Term } from '../agreement/agreement.ts'
import { inLogOrder } from '../evidence/log-order.ts'
import { saidAsOf } from '../evidence/said.ts'
import type { Voice } from '../evidence/stance.ts'
import type { LogIndex, PartyId, TermId } from '../statement/fields.ts'
import { NO_TIME, plus, type Instant } from '../time/instant.ts'
import { momentSet } from './moment-set.ts'
import type { Question } from './question.ts'
import type { Onset } from './standing.ts'

export const NEVER: Onset = { certain: undefined, possible: undefined }

export function isBy(onset: Instant | undefined, at: Instant): boolean {
  return onset !== undefined && onset <= at
}

export type Known = { readonly onset: Onset; readonly entries: readonly LogIndex[] }

/** When a moment is, with the words that name it. */
export type Moment = Known & { readonly voices: readonly Voice[] }

/**
 * When a moment of the agreement is, as known: what it was set to last or, until then, what was named last. Formal acts
 * (determinations, accessions, powers) are what they are for everybody: a reading decides whose evidence of conduct is heard,
 * not whether a moment was set.
 */
export function momentOf(asked: Question, id: TermId): Moment {
  const { moments } = asked
  let moment = moments.get(id)
  if (moment === undefined) moments.set(id, (moment = workedOut(asked, id)))
  return moment
}

function workedOut(asked: Question, id: TermId): Moment {
  const term = asked.text.terms.get(id)
  if (term?.is !== 'moment') return { onset: NEVER, entries: [], voices: [] }
  const { fixed, setBy } = term
  if (fixed !== undefined) return { onset: { certain: fixed, possible: fixed }, entries: [], voices: [] }
  const { set, last } = momentSet(asked, id, setBy)
  const { instant, voices } = set ?? last ?? { instant: undefined, voices: [] }
  const entries = inLogOrder(voices.map(({ entry }) => entry))
  return { onset: { certain: set?.instant, possible: instant }, entries, voices }
}

/** When an anchor is, as known. */
export function anchorOf(asked: Question, anchor: Anchor): Known {
  if (anchor.is === 'instant') {
    return { onset: { certain: anchor.instant, possible: anchor.instant }, entries: [] }
  }
  const moment = momentOf(asked, anchor.moment)
  if (anchor.plus === NO_TIME) return moment
  const { onset, entries } = moment
  return { onset: later(onset, (instant) => plus(instant, anchor.plus)), entries }
}

function later({ certain, possible }: Onset, move: (instant: Instant) => Instant): Onset {
  return {
    certain: certain === undefined ? undefined : move(certain),
    possible: possible === undefined ? undefined : move(possible),
  }
}

/** When a party took the terms: by its own statement, or by the attestation of a guarantor that answers for it. */
export function accessionOf(asked: Question, party: PartyId): Known {
  const { engine, text, known, actors } = asked
  const guarantors = text.parties.get(party)?.answersTo ?? []
  let certain: { at: Instant; entry: LogIndex } | undefined
  let possible: { at: Instant; entry: LogIndex } | undefined
  for (const entry of engine.about.get(`acceded|${text.id}|${party}`) ?? []) {
    const body = saidAsOf(engine.record, entry, 'party-acceded', known)
    if (body === undefined || body.kind !== 'party-acceded') continue
    const by = (engine.record.said.get(entry)?.by ?? []).map((actor) => actors.actsFor(actor))
    const entitled = by.some((one) => one === party || (one !== undefined && guarantors.includes(one)))
    const { earliest, latest } = body.when
    if (entitled && (certain === undefined || latest < certain.at)) certain = { at: latest, entry }
    if (possible === undefined || earliest < possible.at) possible = { at: earliest, entry }
  }
  const entries = [certain?.entry ?? possible?.entry].filter((entry) => entry !== undefined)
  return { onset: { certain: certain?.at, possible: possible?.at }, entries }
}

export function stateTerm(asked: Question, id: TermId): Extract<Term, { is: 'state' }> | undefined {
  const term = asked.text.terms.get(id)
  return term?.is === 'state' ? term : undefined
}
