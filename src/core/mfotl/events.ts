import type { ClauseId, PartyId, TermId } from '../statement/fields.ts'

/** Names of events in a trace: letters, digits and underscores, so that every monitor reads them. */
const plain = (id: string): string => id.replaceAll(/[^A-Za-z0-9]/g, '_')

/** The agreement begins to bind. */
export const BINDS = 'binds'
/** The text is agreed: what is due before the agreement begins binds from then. */
export const AGREED = 'agreed'
/** Nothing happens but time passing: MonPoly evaluates only where the trace has a line. */
export const TICK = 'tick'
export const momentEvent = (term: TermId): string => `moment_${plain(term)}`
export const doneEvent = (clause: ClauseId, party: PartyId): string => `done_${plain(clause)}_${plain(party)}`
export const breachEvent = (clause: ClauseId, party: PartyId): string =>
  `breach_${plain(clause)}_${plain(party)}`
export const accededEvent = (party: PartyId): string => `acceded_${plain(party)}`
export const exercisedEvent = (power: ClauseId): string => `exercised_${plain(power)}`
/** The end of a duty that a power may move: written where it stands as known, whoever moved it and when. */
export const endEvent = (clause: ClauseId): string => `ends_${plain(clause)}`
/** From here on a duty is waived or suspended; from there on it is owed again. */
export const liftedEvent = (clause: ClauseId): string => `lifted_${plain(clause)}`
export const resumedEvent = (clause: ClauseId): string => `resumed_${plain(clause)}`
/** A fixed instant of the text is reached. */
export const reachedEvent = (instant: number): string => `at_${instant}`
