import type { Anchor, Standard, Term } from '../agreement/agreement.ts'
import { saidAsOf } from '../evidence/said.ts'
import { RECORD_READING } from '../evidence/readings.ts'
import { stanceOf, type Voice } from '../evidence/stance.ts'
import { inLogOrder } from '../evidence/log-order.ts'
import type { LogIndex, PartyId, TermId } from '../statement/fields.ts'
import type { StatementOf } from '../statement/kinds.ts'
import { NO_TIME, plus, type Instant } from '../time/instant.ts'
import type { Question } from './question.ts'
import type { Onset } from './standing.ts'

/**
 * Formal acts (determinations, accessions, powers) are what they are for everybody: a reading decides whose evidence of
 * conduct is heard, not whether a moment was set.
 */
export type Determination = {
  readonly value: StatementOf<'term-determined'>['value']
  readonly established: boolean
  readonly entries: readonly LogIndex[]
}

export const NEVER: Onset = { certain: undefined, possible: undefined }

export function isBy(onset: Instant | undefined, at: Instant): boolean {
  return onset !== undefined && onset <= at
}

/** Determinations of a term, those with the same value taken together, in the order in which each was completed. */
export function determinationsOf(
  asked: Question,
  term: TermId,
  by: Standard | undefined,
): readonly Determination[] {
  const { engine, text, known, actors } = asked
  const groups = new Map<string, { value: Determination['value']; voices: Voice[] }>()
  for (const entry of engine.about.get(`term|${text.id}|${term}`) ?? []) {
    const body = saidAsOf(engine.record, entry, 'term-determined', known)
    if (body === undefined || body.kind !== 'term-determined') continue
    const key = JSON.stringify(body.value)
    const group = groups.get(key) ?? { value: body.value, voices: [] }
    for (const actor of engine.record.said.get(entry)?.by ?? []) {
      group.voices.push({ actor, stance: 'support', weight: 'verified', entry })
    }
    groups.set(key, group)
  }
  return [...groups.values()]
    .map(({ value, voices }): Determination => {
      const stance = by === undefined ? undefined : stanceOf(voices, by, RECORD_READING, actors)
      return {
        value,
        established: stance?.bounds.lo === 1,
        entries: inLogOrder(voices.map(({ entry }) => entry)),
      }
    })
    .toSorted((a, b) => (a.entries.at(-1) ?? 0) - (b.entries.at(-1) ?? 0))
}

export type Known = { readonly onset: Onset; readonly entries: readonly LogIndex[] }

/** When a moment of the agreement is, as known: the last determination that meets its standard. */
export function momentOf(asked: Question, id: TermId): Known {
  const { moments } = asked
  let moment = moments.get(id)
  if (moment === undefined) moments.set(id, (moment = workedOut(asked, id)))
  return moment
}

function workedOut(asked: Question, id: TermId): Known {
  const term = asked.text.terms.get(id)
  if (term?.is !== 'moment') return { onset: NEVER, entries: [] }
  if (term.fixed !== undefined) return { onset: { certain: term.fixed, possible: term.fixed }, entries: [] }
  const all = determinationsOf(asked, id, term.setBy)
  const set = all.findLast(({ established }) => established)
  if (set?.value.is === 'moment') {
    return { onset: { certain: set.value.instant, possible: set.value.instant }, entries: set.entries }
  }
  const proposed = all.findLast(({ value }) => value.is === 'moment')
  if (proposed?.value.is !== 'moment') return { onset: NEVER, entries: [] }
  return { onset: { certain: undefined, possible: proposed.value.instant }, entries: proposed.entries }
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
