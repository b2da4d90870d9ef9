import type { Anchor, Condition } from '../agreement/agreement.ts'
import { inLogOrder } from '../evidence/log-order.ts'
import type { ClauseId, LogIndex, PartyId, TermId } from '../statement/fields.ts'
import type { Duration, Instant } from '../time/instant.ts'
import { instantOf } from './branded.ts'
import { breachedOnset, doneOnset } from './clause-onsets.ts'
import type { Evaluation } from './evaluation.ts'
import type { Facts } from './facts.ts'
import { accessionOf, anchorOf, NEVER, stateTerm } from './formal.ts'
import { countedRun } from './count-state.ts'
import { measuredOnset } from './measured.ts'
import { overturnedOnset } from './overturned.ts'
import type { Onset } from './standing.ts'
import { stateEvidence, type StateEvidence } from './state-evidence.ts'
import { firstOverIn, perhapsWithin, quietAtBest, surelyWithin, type InWindow } from './streak.ts'
import { eachSpan, factsUnder, breachesInTime } from './under.ts'

/** When a condition certainly and possibly comes true, and the entries that make it so. */
export type Found = { readonly onset: Onset; readonly entries: readonly LogIndex[] }

/** Onset of a positive condition. Its atoms stay true once true, so AND is the latest of them and OR the earliest. */
export function onsetOf(at: Evaluation, condition: Condition): Found {
  switch (condition.is) {
    case 'all':
      return joined(
        condition.of.map((part) => at.onset(part)),
        'every',
      )
    case 'any':
      return joined(
        condition.of.map((part) => at.onset(part)),
        'some',
      )
    case 'reached':
      return anchorOf(at, condition.anchor)
    case 'done':
      return ofClause(at, condition.clause, condition.by, 'done')
    case 'breached':
      return ofClause(at, condition.clause, condition.by, 'breached')
    case 'holds':
      return holding(at, condition.state, condition.for, condition.since)
    case 'exercised':
      return exercised(at, condition.power)
    case 'acceded':
      return accessionOf(at, condition.party)
    case 'counted':
      return counted(at, condition.clauses, condition.over, condition.within)
    case 'measured':
      return measuredOnset(at, condition)
    case 'overturned':
      return overturnedOnset(at, condition.power)
  }
}

/** When the last of `every` part comes true, or the first of `some`: by its own entries, as what came later decided nothing. */
function joined(parts: readonly Found[], need: 'every' | 'some'): Found {
  const certain = timeOf(parts, 'certain', need)
  const those =
    need === 'every' || certain === undefined ? parts : parts.filter(({ onset }) => onset.certain === certain)
  const entries = those.flatMap((part) => part.entries)
  return {
    onset: { certain, possible: timeOf(parts, 'possible', need) },
    entries: entries.length === 0 ? entries : inLogOrder(entries),
  }
}

function timeOf(
  parts: readonly Found[],
  side: 'certain' | 'possible',
  need: 'every' | 'some',
): Instant | undefined {
  let found: Instant | undefined
  for (const { onset } of parts) {
    const time = onset[side]
    if (time === undefined && need === 'every') return undefined
    if (time === undefined) continue
    if (found === undefined || (need === 'every' ? time > found : time < found)) found = time
  }
  return found
}

/** `done` asks for every bearer where none is named; `breached` for any. */
function ofClause(at: Evaluation, id: ClauseId, by: PartyId | undefined, what: 'done' | 'breached'): Found {
  const clause = at.text.clauses.get(id)
  if (clause === undefined) return { onset: NEVER, entries: [] }
  const bearers = by === undefined ? clause.bearers : clause.bearers.filter((bearer) => bearer === by)
  const onset = what === 'done' ? doneOnset : breachedOnset
  const parts = bearers.map((bearer) => onset(at.facts(clause, bearer)))
  return joined(parts, what === 'done' ? 'every' : 'some')
}

function exercised(at: Evaluation, id: ClauseId): Found {
  const power = at.text.powers.get(id)
  const first = power === undefined ? undefined : at.exercises(power).effective[0]
  if (first === undefined) return { onset: NEVER, entries: [] }
  return { onset: { certain: first.from, possible: first.from }, entries: first.entries }
}

function counted(at: Evaluation, clauses: readonly ClauseId[], over: number, within: Duration): Found {
  const duties = factsUnder(at, { of: clauses })
  const first = (which: 'all' | 'established', inWindow: InWindow): Instant | undefined =>
    instantOf(firstOverIn(breachesInTime(duties, which), over, inWindow))
  const certain = first('established', surelyWithin(within))
  const possible = first('all', perhapsWithin(within))
  return {
    onset: { certain, possible },
    entries: certain === undefined ? [] : entriesOfFirst(duties, over + 1),
  }
}

/** The entries of so many established breaches, in the order of the text. */
function entriesOfFirst(duties: readonly Facts[], count: number): readonly LogIndex[] {
  const entries: LogIndex[] = []
  let read = 0
  for (const span of eachSpan(duties, { which: 'established' })) {
    if (read === count) break
    read += 1
    entries.push(...span.entries)
  }
  return entries.toSorted((a, b) => a - b)
}

/** `holds S for 7d since X`: the earliest end of an unbroken run. Silence makes it certain only where the text says so. */
function holding(
  at: Evaluation,
  state: TermId,
  length: Duration | undefined,
  since: Anchor | undefined,
): Found {
  const term = stateTerm(at, state)
  const anchor = since ?? at.text.startsOn
  if (term === undefined || anchor === undefined) return { onset: NEVER, entries: [] }
  const evidence = stateEvidence(at, term)
  const { onset: from, entries } = anchorOf(at, anchor)
  const run = length ?? 0
  const cited = [...new Set([...entries, ...evidence.closed.entries, ...evidence.determinedEntries])]
  if (term.test?.is === 'at-most') {
    const { test } = term
    return {
      onset: countedRun(at, { term, test, evidence }, from, run),
      entries: cited.toSorted((a, b) => a - b),
    }
  }
  const possible =
    from.possible === undefined ? undefined : instantOf(quietAtBest(evidence.broken, from.possible, run))
  const certain = from.certain === undefined ? undefined : certainRun(at, state, evidence, from.certain, run)
  return {
    onset: { certain, possible },
    entries: cited.toSorted((a, b) => a - b),
  }
}

function certainRun(
  at: Evaluation,
  state: TermId,
  { quietFor, determined, closed }: StateEvidence,
  since: Instant,
  length: number,
): Instant | undefined {
  const times: number[] = []
  // In order of time: what is decided sooner is complete no later, so the first that is decides.
  for (const { from, until } of determined) {
    const begins = Math.max(from, since)
    if (begins + length > until) continue
    const end = quietFor(length, begins)
    if (end > until) continue
    times.push(end)
    break
  }
  if (stateTerm(at, state)?.ifSilent === 'compliant' && closed.through !== undefined) {
    const quiet = quietFor(length, since)
    if (quiet <= closed.through) times.push(quiet)
  }
  return times.length === 0 ? undefined : instantOf(Math.min(...times))
}
