import type { Agreement, Clause } from '../agreement/agreement.ts'
import { noSuchClause } from '../agreement/left-out.ts'
import type { Reading } from '../evidence/reading.ts'
import type { AgreementId, ClauseId, LogIndex, PartyId } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import { textInForce } from './board.ts'
import { entryOf, instantOf } from './branded.ts'
import { breachedOnset } from './clause-onsets.ts'
import type { Engine } from './engine-state.ts'
import { evaluation } from './evaluation.ts'
import type { Facts } from './facts.ts'
import { mayHaveChanged, reportedBetween } from './knowledge-changes.ts'
import { eachOwed } from './owed.ts'
import type { Reason, Status } from './standing.ts'
import { DUE_SOON, explained, judge, type Judged } from './status.ts'

/** A change of status over event time; `from` is null for the first status of the stretch that was asked about. */
export type Change = {
  readonly at: Instant
  readonly from: Status | null
  readonly to: Status
  /** Whether something that happened changed it, or only the passing of time (a deadline, an end, a start). */
  readonly cause: 'event' | 'timer'
  readonly why: readonly Reason[]
}

/** A change of status over knowledge time: once entry `entry` was known. */
export type Flip = {
  readonly entry: LogIndex
  readonly from: Status | null
  readonly to: Status
  readonly why: readonly Reason[]
}

export type InstanceAsked = {
  readonly agreement: AgreementId
  readonly clause: ClauseId
  readonly party: PartyId
  readonly reading: Reading
}

/**
 * How the standing of one clause for one bearer changed over event time, from `from` to `to` (both inclusive), as known
 * when the log had `known` entries: at each moment under the text in force then. Nothing is told of a time at which the text
 * laid no such duty on the party.
 * @throws Problem `agreement-unknown`, `clause-unknown`, `clause-left-out`
 */
export function historyOf(
  engine: Engine,
  asked: InstanceAsked & { readonly from: Instant; readonly to: Instant; readonly known: number },
): readonly Change[] {
  clauseIn(textInForce(engine, { ...asked, at: asked.to }).text, asked)
  const changes: Change[] = []
  for (const { from, to } of stretchesOf(engine, asked)) {
    const { text } = textInForce(engine, { ...asked, at: from })
    const clause = text.clauses.get(asked.clause)
    if (clause?.bearers.includes(asked.party) !== true) continue
    const evaluated = evaluation(engine, text, asked.known, asked.reading)
    const facts = evaluated.facts(clause, asked.party)
    const turns = turningPoints(facts, to)
    const times = [...turns.keys()].filter((time) => time > from && time <= to)
    for (const at of [from, ...times.toSorted((a, b) => a - b)]) {
      const judged = judge(evaluated, facts, at)
      const { status } = judged
      const before = changes.at(-1)?.to ?? null
      if (status === before) continue
      const { why } = explained(evaluated, facts, judged, at)
      changes.push({ at, from: before, to: status, cause: turns.get(at) ?? 'timer', why })
    }
  }
  return changes
}

type Stretch = { readonly from: Instant; readonly to: Instant }

/** The stretch that is asked about, cut wherever another text takes effect: within each part one text is in force. */
function stretchesOf(
  engine: Engine,
  { agreement, from, to, known }: Stretch & Pick<InstanceAsked, 'agreement'> & { readonly known: number },
): readonly Stretch[] {
  const cuts = (engine.texts.get(agreement) ?? [])
    .flatMap((version) => (version.entry < known && version.from !== undefined ? [version.from] : []))
    .filter((cut) => cut > from && cut <= to)
  const begins = [...new Set([from, ...cuts])].toSorted((a, b) => a - b)
  return begins.map((begin, i) => ({ from: begin, to: instantOf((begins[i + 1] ?? to + 1) - 1) ?? to }))
}

/** The only event times at which a status can change, and what kind of thing changes it there. */
function turningPoints(facts: Facts, until: Instant): ReadonlyMap<Instant, Change['cause']> {
  const turns = new Map<Instant, Change['cause']>()
  const note = (time: number | undefined, cause: Change['cause']): void => {
    const at = instantOf(time)
    if (at !== undefined && turns.get(at) !== 'event') turns.set(at, cause)
  }
  const { activated, due, end, lifts, defeated, discharge } = facts
  for (const time of [activated.certain, activated.possible, end.ends, defeated.onset.certain])
    note(time, 'timer')
  if (due !== undefined) for (const time of [due - DUE_SOON, due + 1]) note(time, 'timer')
  for (const lift of lifts) for (const time of [lift.from, lift.until]) note(time, 'timer')
  for (const one of facts.occurrences?.(until) ?? []) {
    for (const [time, cause] of turningPoints(one, until)) note(time, cause)
  }
  const { established, open } = discharge
  for (const time of [established?.earliest, established?.latest, open?.from]) note(time, 'event')
  const breached = breachedOnset(facts).onset
  const silent = due === undefined ? undefined : due + 1
  if (breached.certain !== silent) note(breached.certain, breached.certain === end.ends ? 'timer' : 'event')
  // Once contested or breached by a claim, further claims change nothing: the first in each time of the duty will do.
  let seen = 0
  for (const { from, until: over } of eachOwed(facts)) {
    if (seen > lifts.length) break
    note(from, 'event')
    note(over, 'event')
    seen += 1
  }
  return turns
}

/**
 * How the standing at one event time changed as more became known, entry by entry up to `known`. Reports that nobody linked,
 * answered or judged only ever add to what is alleged, so between two other entries a change that they made is looked for by
 * halves; one that they made and undid again in between (of a clause that waits for two things) is not told.
 * @throws Problem `agreement-unknown`, `clause-unknown`, `clause-left-out`
 */
export function flipsOf(
  engine: Engine,
  asked: InstanceAsked & { readonly at: Instant; readonly known: number },
): readonly Flip[] {
  clauseIn(textInForce(engine, asked).text, asked)
  const flips: Flip[] = []
  const note = (entry: LogIndex, stands: Stands | undefined): void => {
    const from = flips.at(-1)?.to ?? null
    if (stands !== undefined && stands.status !== from)
      flips.push({ entry, from, to: stands.status, why: stands.why() })
  }
  const { entries, topics } = mayHaveChanged(engine, asked)
  for (const [i, entry] of entries.entries()) {
    let now = standAt(engine, asked, entry)
    note(entry, now)
    const last = (entries[i + 1] ?? asked.known) - 1
    if (!reportedBetween(topics, entry, last + 1)) continue
    const then = standAt(engine, asked, entryOf(last))
    for (let low: number = entry; now?.status !== then?.status;) {
      let high = last
      while (high - low > 1) {
        const middle = (low + high) >> 1
        if (standAt(engine, asked, entryOf(middle))?.status === now?.status) low = middle
        else high = middle
      }
      now = standAt(engine, asked, entryOf(high))
      note(entryOf(high), now)
      low = high
    }
  }
  return flips
}

type Stands = Pick<Judged, 'status'> & { readonly why: () => readonly Reason[] }

/** Where it stood once `entry` was known; `undefined` before the text was known, and under one by which the party has no such duty. */
function standAt(
  engine: Engine,
  asked: InstanceAsked & { readonly at: Instant },
  entry: LogIndex,
): Stands | undefined {
  const known = entry + 1
  const adopted = engine.texts.get(asked.agreement)?.some((version) => version.entry < known) ?? false
  if (!adopted) return undefined
  const { text } = textInForce(engine, { ...asked, known })
  const clause = text.clauses.get(asked.clause)
  if (clause?.bearers.includes(asked.party) !== true) return undefined
  const evaluated = evaluation(engine, text, known, asked.reading)
  const facts = evaluated.facts(clause, asked.party)
  const judged = judge(evaluated, facts, asked.at)
  return { status: judged.status, why: () => explained(evaluated, facts, judged, asked.at).why }
}

function clauseIn(text: Agreement, asked: InstanceAsked): Clause {
  const clause = text.clauses.get(asked.clause)
  if (clause !== undefined) return clause
  throw noSuchClause(text, asked.clause)
}
