import type { Agreement, Standard, Who } from '../agreement/agreement.ts'
import { namedIn } from '../evidence/stance.ts'
import { actorId, type ActorId, type PartyId, type Role } from '../statement/fields.ts'

/** Somebody in the play: a party of the agreement, or a body that only looks, decides or closes. */
export type Player = PartyId | ActorId

/** Who plays: every actor whom the text needs, and for whom each one acts. */
export type Cast = {
  readonly actors: readonly {
    readonly actor: ActorId
    readonly role: Role
    readonly actsFor: PartyId | undefined
  }[]
  readonly players: readonly Player[]
  /** The voice in the log: an actor is its own, a party's is the actor that bears its name. */
  voiceOf(who: PartyId | ActorId): ActorId
  /** Whose move it is when the board names a party or an actor. */
  playerOf(who: PartyId | ActorId): Player
}

/**
 * A cast for the text: one actor for each party that is not excluded, one for each role and each actor that the text
 * names. An actor whose name begins with a party's (`usa.state`) acts for it; all others stand alone.
 */
export function castOf(text: Agreement): Cast {
  const parties = [...text.parties.values()].filter(({ excluded }) => !excluded).map(({ id }) => id)
  const actors: { actor: ActorId; role: Role; actsFor: PartyId | undefined }[] = parties.map((party) => ({
    actor: actorId.parse(party.toLowerCase()),
    role: 'party',
    actsFor: party,
  }))
  const add = (actor: ActorId, role: Role): void => {
    if (actors.some((one) => one.actor === actor)) return
    const first = actor.split('.')[0]?.toUpperCase()
    actors.push({ actor, role, actsFor: parties.find((party) => party === first) })
  }
  for (const who of speakersIn(text)) {
    if (who.is === 'role') add(actorId.parse(who.role), who.role)
    if (who.is === 'actor') add(who.actor, 'open-source')
  }
  const alone = actors.filter(({ actsFor }) => actsFor === undefined).map(({ actor }) => actor)
  const behind = new Map<Player, Player>(actors.map(({ actor, actsFor }) => [actor, actsFor ?? actor]))
  const voices = new Map<Player, ActorId>()
  for (const { actor, actsFor } of actors) {
    voices.set(actor, actor)
    if (actsFor !== undefined && !voices.has(actsFor)) voices.set(actsFor, actor)
  }
  return {
    actors,
    players: [...parties, ...alone],
    voiceOf(who) {
      const voice = voices.get(who)
      if (voice === undefined) throw new Error(`${who} is not in the cast`)
      return voice
    },
    playerOf: (who) => behind.get(who) ?? who,
  }
}

function speakersIn(text: Agreement): readonly Who[] {
  const standards: Standard[] = []
  const sources: Who[] = []
  for (const { evidence, sources: heard } of text.clauses.values()) {
    standards.push(evidence)
    sources.push(...heard)
  }
  for (const term of text.terms.values()) {
    if (term.is === 'moment') standards.push(term.setBy)
    if (term.is === 'state') {
      if (term.decidedBy !== undefined) standards.push(term.decidedBy)
      sources.push(...term.sources)
    }
  }
  return [...standards.flatMap(namedIn), ...sources]
}
