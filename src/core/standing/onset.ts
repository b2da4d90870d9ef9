import type { Anchor, Clause, Condition } from '../agreement/agreement.ts'
import type { ClauseId, LogIndex, PartyId, TermId } from '../statement/fields.ts'
import type { Duration, Instant } from '../time/instant.ts'
import { instantOf } from './branded.ts'
import { closedThrough } from './closing.ts'
import type { Evaluation } from './evaluation.ts'
import { accessionOf, anchorOf, determinationsOf, NEVER, stateTerm } from './formal.ts'
import { covers } from './powers.ts'
import { spansAgainst, type BreachSpan } from './spans.ts'
import type { Onset } from './standing.ts'
import { countedAtBest, countedForSure, quietAtBest, quietForSure, type Span } from './streak.ts'
import { CITED_AT_MOST } from './weigh-claims.ts'

/** When a condition certainly and possibly comes true, and the entries that make it so. */
export type Found = { readonly onset: Onset; readonly entries: readonly LogIndex[] }

/** Onset of a positive condition. Its atoms stay true once true, so AND is the latest of them and OR the earliest. */
export function onsetOf(at: Evaluation, condition: Condition): Found {
  switch (condition.is) {
    case 'all':
      return joined(
        condition.of.map((part) => at.onset(part)),
        Math.max,
        'every',
      )
    case 'any':
      return joined(
        condition.of.map((part) => at.onset(part)),
        Math.min,
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
  }
}

type Fold = (...values: number[]) => number

function joined(parts: readonly Found[], fold: Fold, need: 'every' | 'some'): Found {
  const side = (pick: (onset: Onset) => Instant | undefined): Instant | undefined => {
    const times = parts.map(({ onset }) => pick(onset)).filter((time) => time !== undefined)
    if (times.length === 0 || (need === 'every' && times.length < parts.length)) return undefined
    return instantOf(fold(...times))
  }
  const onset = { certain: side(({ certain }) => certain), possible: side(({ possible }) => possible) }
  const entries = [...new Set(parts.flatMap((part) => part.entries))].toSorted((a, b) => a - b)
  return { onset, entries }
}

/** `done` asks for every bearer where none is named; `breached` for any. */
function ofClause(at: Evaluation, id: ClauseId, by: PartyId | undefined, what: 'done' | 'breached'): Found {
  const clause = at.text.clauses.get(id)
  if (clause === undefined) return { onset: NEVER, entries: [] }
  const bearers = by === undefined ? clause.bearers : clause.bearers.filter((bearer) => bearer === by)
  const parts = bearers.map((bearer) => at.facts(clause, bearer)[what]())
  return what === 'done' ? joined(parts, Math.max, 'every') : joined(parts, Math.min, 'some')
}

function exercised(at: Evaluation, id: ClauseId): Found {
  const power = at.text.powers.get(id)
  const first = power === undefined ? undefined : at.exercises(power).effective[0]
  if (first === undefined) return { onset: NEVER, entries: [] }
  return { onset: { certain: first.from, possible: first.from }, entries: first.entries }
}

function counted(at: Evaluation, clauses: readonly ClauseId[], over: number, within: Duration): Found {
  const spans = clauses.flatMap((id) => clausesUnder(at, id)).flatMap((clause) => spansAgainst(at, clause))
  const found = spans.filter(({ established }) => established)
  const certain = instantOf(countedForSure(found, over, within))
  const possible = instantOf(countedAtBest(spans, over, within))
  const entries = found.slice(0, over + 1).flatMap((span) => span.entries)
  return {
    onset: { certain, possible },
    entries: certain === undefined ? [] : entries.toSorted((a, b) => a - b),
  }
}

export function clausesUnder(at: Evaluation, id: ClauseId): readonly Clause[] {
  return [...at.text.clauses.values()].filter((clause) => covers([id], clause.id))
}

/** What is said against a state: breaches of its test's clauses, and determinations that override the test. */
export type StateEvidence = {
  /** Times at which it certainly did not hold, in order. */
  readonly broken: readonly Span[]
  /** Times at which it may not have held, the certain ones among them. */
  readonly doubted: readonly Span[]
  /** Periods over which those who decide have said that it holds. */
  readonly determined: readonly Span[]
  readonly closed: ReturnType<typeof closedThrough>
  readonly brokenEntries: readonly LogIndex[]
  readonly doubtedEntries: readonly LogIndex[]
  readonly determinedEntries: readonly LogIndex[]
  /** Breaches by the test in a period over which those who decide say that it holds. */
  readonly overridden: readonly BreachSpan[]
}

const FOREVER = Number.MAX_SAFE_INTEGER

export function stateEvidence(at: Evaluation, id: TermId): StateEvidence | undefined {
  const term = stateTerm(at, id)
  if (term === undefined) return undefined
  const tested = (term.test?.of ?? []).flatMap((clause) => clausesUnder(at, clause))
  const spans = tested.flatMap((clause) => spansAgainst(at, clause))
  const all = determinationsOf(at, id, term.decidedBy)
  const periods = all.flatMap(({ value, established, entries }) =>
    value.is === 'moment'
      ? []
      : [
          {
            holds: value.is === 'holds',
            from: value.from,
            until: value.until ?? FOREVER,
            established,
            entries,
          },
        ],
  )
  const yes = periods.filter(({ holds, established }) => holds && established)
  const overridden = ({ from, until }: Span): boolean =>
    yes.some((period) => period.from <= from && until < period.until)
  // A failing period ends before `until`: at that instant it no longer fails.
  const no = periods
    .filter(({ holds }) => !holds)
    .map((one) => ({ ...one, until: one.until === FOREVER ? FOREVER : one.until - 1, whole: true }))
  const heard = spans.filter((span) => !overridden(span))
  const broken = [...heard.filter(({ established }) => established), ...no.filter((one) => one.established)]
  const doubted = [...heard, ...no]
  return {
    broken: broken.toSorted(inOrder),
    doubted: doubted.toSorted(inOrder),
    determined: yes.toSorted(inOrder),
    closed: closedThrough(at, term.sources, undefined),
    brokenEntries: cite(broken),
    doubtedEntries: cite(doubted),
    determinedEntries: cite(yes),
    overridden: spans.filter((span) => span.established && overridden(span)).toSorted(inOrder),
  }
}

const inOrder = (a: Span, b: Span): number => a.from - b.from || a.until - b.until

function cite(spans: readonly { readonly entries: readonly LogIndex[] }[]): readonly LogIndex[] {
  return [...new Set(spans.slice(0, CITED_AT_MOST).flatMap(({ entries }) => entries))].toSorted(
    (a, b) => a - b,
  )
}

/** `holds S for 7d since X`: the earliest end of an unbroken run. Silence makes it certain only where the text says so. */
function holding(
  at: Evaluation,
  state: TermId,
  length: Duration | undefined,
  since: Anchor | undefined,
): Found {
  const evidence = stateEvidence(at, state)
  const anchor = since ?? at.text.startsOn
  if (evidence === undefined || anchor === undefined) return { onset: NEVER, entries: [] }
  const { onset: from, entries } = anchorOf(at, anchor)
  const run = length ?? 0
  const possible =
    from.possible === undefined ? undefined : instantOf(quietAtBest(evidence.broken, from.possible, run))
  const certain = from.certain === undefined ? undefined : certainRun(at, state, evidence, from.certain, run)
  return {
    onset: { certain, possible },
    entries: [...new Set([...entries, ...evidence.closed.entries, ...evidence.determinedEntries])].toSorted(
      (a, b) => a - b,
    ),
  }
}

function certainRun(
  at: Evaluation,
  state: TermId,
  { doubted, determined, closed }: StateEvidence,
  since: Instant,
  length: number,
): Instant | undefined {
  const times: number[] = []
  for (const period of determined) {
    const end = Math.max(period.from, since) + length
    const stands = quietForSure(doubted, end - length, length) === end
    if (end <= period.until && stands) times.push(end)
  }
  if (stateTerm(at, state)?.ifSilent === 'compliant' && closed.through !== undefined) {
    const quiet = quietForSure(doubted, since, length)
    if (quiet <= closed.through) times.push(quiet)
  }
  return times.length === 0 ? undefined : instantOf(Math.min(...times))
}
