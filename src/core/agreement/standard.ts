import type { ActorId, PartyId, Role } from '../statement/fields.ts'

/** What decides when nobody has said anything: the burden of proof. `compliant` and `breach` need the sources to have closed. */
export type Silence = 'unknown' | 'compliant' | 'breach'

/** Who speaks: one actor, every actor of a party, or every actor with a role. */
export type Who =
  | { readonly is: 'actor'; readonly actor: ActorId }
  | { readonly is: 'party'; readonly party: PartyId }
  | { readonly is: 'role'; readonly role: Role }

/** Who must say what before a fact counts as established. `asserted` is one's word; `verified` is a confirmation or finding. */
export type Standard =
  | { readonly is: 'said'; readonly how: 'asserted' | 'verified'; readonly by: Who }
  | { readonly is: 'all'; readonly of: readonly Standard[] }
  | { readonly is: 'any'; readonly of: readonly Standard[] }
  | Quorum

/**
 * At least `least` different voices of those named, where two may not speak for one. An actor that is named is a voice of
 * its own. A party is one voice, whoever speaks for it. A role is as many voices as actors have it; those of them that act
 * for a party share the voice of that party.
 */
export type Quorum = {
  readonly is: 'quorum'
  readonly least: number
  readonly how: 'asserted' | 'verified'
  readonly of: readonly Who[]
}
