import { actorId, agreementId, clauseId, partyId, termId } from '../statement/fields.ts'
import type { ActorId, AgreementId, ClauseId, PartyId, TermId } from '../statement/fields.ts'

/** Whether a word is written as an id of this kind; whether anything bears it is for `names.ts` to say. */
export const isActorId = (text: string): text is ActorId => actorId.safeParse(text).success
export const isAgreementId = (text: string): text is AgreementId => agreementId.safeParse(text).success
export const isClauseId = (text: string): text is ClauseId => clauseId.safeParse(text).success
export const isPartyId = (text: string): text is PartyId => partyId.safeParse(text).success
export const isTermId = (text: string): text is TermId => termId.safeParse(text).success
