import type { Agreement, Clause, Term, Who } from '../agreement/agreement.ts'
import { earliestIn } from '../analysis/dates.ts'
import { graphOf } from '../analysis/build-graph.ts'
import { atomsOf } from '../analysis/consequence.ts'
import { reach, type Graph, type Move } from '../analysis/graph.ts'
import { namedIn } from '../evidence/stance.ts'
import { actorId, type ActorId, type ClauseId, type PartyId } from '../statement/fields.ts'
import { plus, type Instant } from '../time/instant.ts'
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

/**
 * A log in which everybody at once does all that a text may ever ask of them: sets every moment, accepts, finds every
 * state, does each thing as soon as it can begin, confirms it, and closes at `end`. Whoever is `silent` says nothing, and
 * what cannot begin without its word is not done by the others either. Powers are used where something waits for their use: what only ends the text would show nothing of it.
 */
export function allAtOnce(
  text: Agreement,
  cast: Cast,
  { graph, earliest }: Waiting,
  end: Instant,
  silent: Player | undefined,
): Stage {
  const stage = stageFor(text, cast)
  const speaks = (who: PartyId | ActorId): boolean => silent === undefined || cast.playerOf(who) !== silent
  const isSilent = ({ by, party }: Move): boolean =>
    !speaks(party ?? actorId.parse(by.replace(/^(actor|role) /, '')))
  const { alive } = reach(graph, isSilent)
  setMoments(stage, (term) => voices(namedIn(term.setBy)).filter(speaks))
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
    if (begins && at !== undefined && at <= end && isActed(clause)) act(stage, clause, at, speaks)
  }
  for (const id of awaitedPowers(text)) {
    const power = text.powers.get(id)
    // Before its ground is met, a use would have no effect, and what waits for it would seem to stand still.
    const at = earliest.get(id)
    if (power === undefined || at === undefined || at > end) continue
    for (const who of power.holders) if (speaks(who)) stage.exercises(who, power, at)
  }
  for (const player of cast.players) if (player !== silent) stage.closes(player, end)
  return stage
}

/** Sets every moment that is not fixed to the day the text was agreed, by the word of `setters`. */
export function setMoments(
  stage: Stage,
  setters: (term: Extract<Term, { is: 'moment' }>) => readonly Player[],
): void {
  for (const term of stage.text.terms.values()) {
    if (term.is !== 'moment' || term.fixed !== undefined) continue
    for (const who of setters(term)) stage.setsMoment(who, term.id, stage.text.agreed)
  }
}

const isActed = ({ duty }: Clause): boolean => duty === 'achieve' || duty === 'permit' || duty === 'intend'

function act(
  stage: Stage,
  { id, bearers, evidence }: Clause,
  at: Instant,
  speaks: (who: Player) => boolean,
): void {
  for (const party of new Set(bearers)) {
    // What a silent party does not do, nobody can truthfully confirm.
    if (!speaks(party)) continue
    stage.says(party, 'act-declared', id, party, at, at)
    for (const who of voices(namedIn(evidence)).filter(speaks))
      stage.says(who, 'act-confirmed', id, party, at, at)
  }
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
export function startIn({ agreed, startsOn, terms }: Agreement): Instant {
  if (startsOn === undefined) return agreed
  if (startsOn.is === 'instant') return startsOn.instant
  const term = terms.get(startsOn.moment)
  const base = term?.is === 'moment' ? term.fixed : undefined
  return plus(base ?? agreed, startsOn.plus)
}

function awaitedPowers(text: Agreement): ReadonlySet<ClauseId> {
  const conditions = [
    ...[...text.clauses.values()].map(({ when }) => when),
    ...[...text.powers.values()].map(({ when }) => when),
    ...[...text.exchanges.values()].map(({ after }) => after),
  ]
  return new Set(
    conditions.flatMap((one) =>
      [...atomsOf(one)].flatMap((atom) => (atom.is === 'exercised' ? atom.power : [])),
    ),
  )
}
