import type { Agreement, Anchor, Clause, Power, Term, Who } from '../agreement/agreement.ts'
import { earliestIn } from '../analysis/dates.ts'
import { graphOf } from '../analysis/build-graph.ts'
import { atomsOf } from '../analysis/consequence.ts'
import { reach, type Graph, type Move } from '../analysis/graph.ts'
import { RECORD_READING } from '../evidence/readings.ts'
import { namedIn } from '../evidence/stance.ts'
import { instantOf } from '../standing/branded.ts'
import { evaluation } from '../standing/evaluation.ts'
import { actorId, type ActorId, type ClauseId, type PartyId, type TermId } from '../statement/fields.ts'
import { plus, type Instant } from '../time/instant.ts'
import { oftenIn } from './breaking.ts'
import type { Cast, Player } from './cast.ts'
import { stageFor, type Stage } from './stage.ts'

/**
 * What waits for what, and when each clause can begin and each power be used at the earliest; a moment that nobody has set
 * counts from the day of agreement.
 */
export type Waiting = { readonly graph: Graph; readonly earliest: ReadonlyMap<ClauseId, Instant> }

export function waitingIn(text: Agreement): Waiting {
  const graph = graphOf(text, { exchangesWait: false })
  return { graph, earliest: earliestIn(graph) }
}

/** How a run departs from everybody doing everything: one says nothing, or all break these promises. */
type RunDeparture = { readonly silent?: Player; readonly broken?: ReadonlySet<ClauseId> }

/**
 * A log in which everybody at once does all that a text may ever ask of them: sets every moment, accepts, finds every
 * state, does each thing as soon as it can begin and each time that it is owed, confirms it, and closes at `end`. Whoever is
 * `silent` says nothing, and what cannot begin without its word is not done by the others either. What is `broken` is done
 * though it is forbidden, or left undone, and found to be. Powers are used where something waits for their use: what only ends the text would show nothing of it.
 */
export function allAtOnce(
  text: Agreement,
  cast: Cast,
  { graph, earliest }: Waiting,
  end: Instant,
  { silent, broken }: RunDeparture = {},
): Stage {
  const stage = stageFor(text, cast)
  const speaks = (who: PartyId | ActorId): boolean => silent === undefined || cast.playerOf(who) !== silent
  const isSilent = ({ by, party }: Move): boolean =>
    !speaks(party ?? actorId.parse(by.replace(/^(actor|role) /, '')))
  const { alive } = reach(graph, isSilent)
  setMoments(stage, end, (term) => voices(namedIn(term.setBy)).filter(speaks))
  for (const { id, excluded } of text.parties.values())
    if (!excluded && speaks(id)) stage.accedes(id, id, text.agreed)
  for (const term of text.terms.values()) {
    if (term.is !== 'state' || term.decidedBy === undefined) continue
    const from = startIn(text)
    for (const who of voices(namedIn(term.decidedBy)).filter(speaks))
      stage.findsState(who, term.id, from, from)
  }
  for (const clause of text.clauses.values()) {
    const at = earliest.get(clause.id)
    const begins = alive[graph.begins.get(clause.id) ?? -1] === 1
    if (!begins || at === undefined || at > end) continue
    if (broken?.has(clause.id)) breaks(stage, clause, at, end)
    // Where promises are broken, nobody answers for it either: an answer in time would leave everything as it was.
    else if (isActed(clause) && !(broken !== undefined && clause.repeats?.is === 'for-each'))
      act(stage, clause, timesOf(clause, at, end), speaks)
  }
  for (const { power, at } of inOrderOfUse(awaitedPowers(text), earliest)) {
    // Before its ground is met, a use would have no effect, and what waits for it would seem to stand still.
    const from = Math.max(at, groundMet(stage, power) ?? at)
    const use = from > end ? undefined : instantOf(from)
    if (use === undefined) continue
    const length = power.limits?.length
    const until = length === undefined ? undefined : plus(use, length)
    for (const who of power.holders) if (speaks(who)) stage.exercises(who, power, use, until)
  }
  for (const player of cast.players) if (player !== silent) stage.closes(player, end)
  return stage
}

/**
 * Sets every moment that is not fixed, by the word of `setters`: to the day the text was agreed, or, if it only ends
 * something, to the last instant of the run. What ends as soon as it begins would show nothing of anybody.
 */
export function setMoments(
  stage: Stage,
  end: Instant,
  setters: (term: Extract<Term, { is: 'moment' }>) => readonly Player[],
): void {
  const { text } = stage
  const ending = onlyEnding(text)
  const last = instantOf(end - 1) ?? end
  for (const term of text.terms.values()) {
    if (term.is !== 'moment' || term.fixed !== undefined) continue
    const when = ending.has(term.id) ? last : text.agreed
    for (const who of setters(term)) stage.setsMoment(who, term.id, when)
  }
}

/** The moments on which clauses end, and nothing begins or is counted from. */
function onlyEnding({ startsOn, clauses, powers, exchanges, terms }: Agreement): ReadonlySet<TermId> {
  const named = (anchors: readonly (Anchor | undefined)[]): readonly TermId[] =>
    anchors.flatMap((anchor) => (anchor?.is === 'moment' ? anchor.moment : []))
  const waited = [
    ...[...clauses.values()].map(({ when }) => when),
    ...[...powers.values()].map(({ when }) => when),
    ...[...exchanges.values()].map(({ after }) => after),
  ].flatMap((condition) => [...atomsOf(condition)])
  const begins = new Set(
    named([
      startsOn,
      ...waited.map((atom) =>
        atom.is === 'reached' ? atom.anchor : atom.is === 'holds' ? atom.since : undefined,
      ),
      ...[...clauses.values()].map(({ repeats }) => (repeats?.is === 'for-each' ? repeats.since : undefined)),
      ...[...terms.values()].map((term) =>
        term.is === 'state' && term.test?.is === 'at-most' && term.test.limit.is === 'baseline'
          ? term.test.limit.from
          : undefined,
      ),
    ]),
  )
  return new Set(
    named([...clauses.values()].map(({ window }) => window.until)).filter((id) => !begins.has(id)),
  )
}

const isActed = ({ duty }: Clause): boolean => duty === 'achieve' || duty === 'permit' || duty === 'intend'

/** Of what is owed every so often, so many times are done in a run. */
const TIMES_AT_MOST = 1_000

/** Each time from the first on at which it is to be done; what answers breaches is done once, after the last of them. */
function timesOf({ repeats, window: { until } }: Clause, first: Instant, end: Instant): readonly Instant[] {
  if (repeats?.is !== 'every') return [first]
  const over = until?.is === 'instant' ? Math.min(end, until.instant - 1) : end
  const count = Math.min(TIMES_AT_MOST, 1 + Math.floor(Math.max(0, over - first) / repeats.period))
  return Array.from({ length: count }, (_, i) => instantOf(first + i * repeats.period) ?? end)
}

function act(
  stage: Stage,
  { id, bearers, evidence }: Clause,
  times: readonly Instant[],
  speaks: (who: Player) => boolean,
): void {
  const confirming = voices(namedIn(evidence)).filter(speaks)
  for (const party of new Set(bearers)) {
    // What a silent party does not do, nobody can truthfully confirm.
    if (!speaks(party)) continue
    for (const at of times) {
      stage.says(party, 'act-declared', id, party, at, at)
      for (const who of confirming) stage.says(who, 'act-confirmed', id, party, at, at)
    }
  }
}

/** Every bearer breaks its promise as soon as it is bound, as often as the text counts to, and all who may judge find it. */
function breaks(stage: Stage, clause: Clause, at: Instant, end: Instant): void {
  const { id, bearers, duty, evidence } = clause
  const judging = voices(namedIn(evidence))
  for (const party of new Set(bearers)) {
    if (duty === 'achieve') {
      const due = dueOf(stage.text, clause, at)
      for (const who of judging) stage.says(who, 'act-refuted', id, party, end, due ?? end)
      continue
    }
    const other = [...stage.text.parties.values()].find((one) => !one.excluded && one.id !== party)
    if (other === undefined) continue
    for (let time = 0; time < oftenIn(stage.text); time += 1) {
      const incident = stage.reports(other.id, { clause: id, by: party }, at)
      for (const who of judging) stage.finds(who, incident, at)
    }
    // What answers a breach is owed from when the breach is on the record, by the log's own clock.
    stage.readsClock(at)
  }
}

/** By when something that begins at `at` is to be done; of what is owed every so often, the first time. */
function dueOf(text: Agreement, { window, repeats }: Clause, at: Instant): Instant | undefined {
  if (window.within !== undefined) return plus(at, window.within)
  if (window.by !== undefined) return dateOf(text, window.by)
  return repeats?.is === 'every' ? instantOf(at + repeats.period - 1) : undefined
}

/** An anchor as a date, if a moment that nobody has set yet is the day the text was agreed. */
export function dateOf({ terms, agreed }: Agreement, anchor: Anchor): Instant {
  if (anchor.is === 'instant') return anchor.instant
  const term = terms.get(anchor.moment)
  return plus((term?.is === 'moment' ? term.fixed : undefined) ?? agreed, anchor.plus)
}

/** Those who speak for whom a standard names: a role has one actor in the cast. */
export const voices = (named: readonly Who[]): readonly Player[] => [
  ...new Set(
    named.map((who) =>
      who.is === 'party' ? who.party : who.is === 'actor' ? who.actor : actorId.parse(who.role),
    ),
  ),
]

/** When the text begins, if a moment that nobody has set yet is the day it was agreed. */
export function startIn(text: Agreement): Instant {
  return text.startsOn === undefined ? text.agreed : dateOf(text, text.startsOn)
}

/** The powers for whose use something waits. */
function awaitedPowers(text: Agreement): readonly Power[] {
  const conditions = [
    ...[...text.clauses.values()].map(({ when }) => when),
    ...[...text.powers.values()].map(({ when }) => when),
    ...[...text.exchanges.values()].map(({ after }) => after),
  ]
  const awaited = new Set(
    conditions.flatMap((one) =>
      [...atomsOf(one)].flatMap((atom) => (atom.is === 'exercised' ? atom.power : [])),
    ),
  )
  return [...awaited].flatMap((id) => text.powers.get(id) ?? [])
}

/** With when each can be used at the earliest, those that others may wait for before them; without those that never can be. */
function inOrderOfUse(powers: readonly Power[], earliest: Waiting['earliest']) {
  const timed = powers.flatMap((power) => {
    const at = earliest.get(power.id)
    return at === undefined ? [] : [{ power, at }]
  })
  return timed.toSorted((a, b) => a.at - b.at)
}

/**
 * From when a power can be used after what has been said so far; `undefined` if its ground is not met by it. The dates of a
 * text do not say that a deadline is breached no sooner than it is over.
 */
function groundMet({ engine, text }: Stage, { when }: Power): number | undefined {
  if (when === undefined) return undefined
  return evaluation(engine, text, engine.size, RECORD_READING).onset(when).onset.certain
}
