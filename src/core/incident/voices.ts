import type { ActorId, PartyId } from '../statement/fields.ts'
import type { Asking } from './asking.ts'

/**
 * On whose behalf something is said: a side of an agreement (`A`, `B`), a party that is on neither (its own id), or
 * `monitors` for everybody who acts for no party. `monitors` claims no impartiality: it only says that no party spoke.
 */
export type Voice = 'A' | 'B' | 'monitors' | PartyId

export const MONITORS = 'monitors'

/**
 * The side of a party. A guarantor is on the side of those it answers for; a third party (`C`) stands for itself, or two
 * rival guarantors would be taken for one voice.
 */
export function sideOf(party: PartyId, { agreements }: Pick<Asking, 'agreements'>): Voice {
  for (const { agreement } of agreements) {
    const side = agreement.parties.get(party)?.side
    if (side === 'A' || side === 'B') return side
  }
  for (const { agreement } of agreements) {
    for (const { side, answersTo } of agreement.parties.values()) {
      if ((side === 'A' || side === 'B') && answersTo.includes(party)) return side
    }
  }
  return party
}

/** The voices of a statement's authors, each once, in the authors' order. */
export function voicesOf(by: readonly ActorId[], asking: Asking): readonly Voice[] {
  const voices = new Set<Voice>()
  for (const actor of by) {
    const party = asking.actors.actsFor(actor)
    voices.add(party === undefined ? MONITORS : sideOf(party, asking))
  }
  return [...voices]
}

/** The parties for whom the authors act, each once. */
export function partiesOf(by: readonly ActorId[], asking: Asking): readonly PartyId[] {
  const parties = new Set<PartyId>()
  for (const actor of by) {
    const party = asking.actors.actsFor(actor)
    if (party !== undefined) parties.add(party)
  }
  return [...parties]
}

/**
 * Whether a finding speaks for more than one side: made by a monitor that acts for no party, or jointly by both sides.
 * Any other finding is a separate one, of its own side alone.
 */
export function speaksForMoreThanOneSide(by: readonly ActorId[], asking: Asking): boolean {
  const voices = voicesOf(by, asking).filter((voice) => voice !== MONITORS)
  if (voices.length > 0) return voices.length > 1
  return by.some((actor) => asking.actors.rolesOf(actor).includes('monitor'))
}
