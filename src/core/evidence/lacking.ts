import type { Quorum, Standard, Who } from '../agreement/agreement.ts'
import type { ActorId, PartyId } from '../statement/fields.ts'
import type { Actors } from './actors.ts'
import { namedIn, verdictOf, voiceOf, votesOn, type Voice } from './stance.ts'

/** Whose word is lacking on a claim: a party as itself, a role as the actors that have it. */
export type Lacking = {
  readonly who: readonly Name[]
  /** So many more of them decide it; left out where the standard is no quorum, and where it takes the only one. */
  readonly enough?: number
}

/**
 * Whose word a standard still lacks on a claim: of those whom it names, whoever has said neither yes nor no. Everybody
 * where no more words can decide it: it is decided, and something else is open, or somebody would have to say otherwise.
 */
export function lackingOn(standard: Standard, voices: readonly Voice[], actors: Actors): Lacking {
  const missing = missingOn(standard, voices, actors)
  return missing.who.length > 0 ? missing : { who: everybodyIn(standard, actors) }
}

const NOBODY: Lacking = { who: [] }

function missingOn(standard: Standard, voices: readonly Voice[], actors: Actors): Lacking {
  const verdict = verdictOf(standard, voices, actors)
  if (verdict === 'met' || verdict === 'refuted') return NOBODY
  switch (standard.is) {
    case 'said':
      return { who: everybodyIn(standard, actors) }
    case 'quorum':
      return missingVotes(standard, voices, actors)
    case 'all':
    case 'any':
      return { who: standard.of.flatMap((part) => missingOn(part, voices, actors).who) }
  }
}

function missingVotes(quorum: Quorum, voices: readonly Voice[], actors: Actors): Lacking {
  const { least, of } = quorum
  const { agree, deny, torn, elsewhere, decided } = votesOn(quorum, voices, actors)
  const enough = Math.min(
    deny + torn < least ? least - agree : Infinity,
    agree + torn < least ? least - deny - elsewhere : Infinity,
  )
  const silent = of
    .flatMap((who) => votersIn(who, quorum, actors))
    .filter(({ countedAs }) => !decided.has(countedAs))
  const votes = new Set(silent.map(({ countedAs }) => countedAs)).size
  if (enough > votes) return NOBODY
  const who = silent.map(({ name }) => name)
  return votes > 1 ? { who, enough } : { who }
}

type Name = PartyId | ActorId

/** Everybody whom a standard names, in the order of the text. */
export function everybodyIn(standard: Standard, actors: Actors): readonly Name[] {
  return namedIn(standard).flatMap((who) => namesOf(who, actors))
}

/** Those whom the text means: a party as itself, a role as the actors that have it. */
export function namesOf(who: Who, actors: Actors): readonly Name[] {
  switch (who.is) {
    case 'party':
      return [who.party]
    case 'actor':
      return [who.actor]
    case 'role':
      return actors.withRole(who.role)
  }
}

/** Those whom the text means, each with the voice that its word counts as. */
function votersIn(who: Who, { of }: Quorum, actors: Actors) {
  return who.is === 'role'
    ? actors.withRole(who.role).map((name) => ({ name, countedAs: voiceOf(name, of, actors) }))
    : namesOf(who, actors).map((name) => ({ name, countedAs: name }))
}
