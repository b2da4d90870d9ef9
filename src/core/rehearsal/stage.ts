import type { Agreement, Power } from '../agreement/agreement.ts'
import { entryOf, instantOf } from '../standing/branded.ts'
import { addToEngine, createEngine, type Engine } from '../standing/engine.ts'
import type {
  ActorId,
  AgreementId,
  ClauseId,
  IncidentId,
  LogIndex,
  PartyId,
  TermId,
} from '../statement/fields.ts'
import { incidentId } from '../statement/fields.ts'
import type { Statement } from '../statement/kinds.ts'
import type { Instant } from '../time/instant.ts'
import type { Cast, Player } from './cast.ts'

/** What a statement says beside its envelope. */
type Body<T> = T extends unknown ? Omit<T, 'jig' | 'log' | 'by' | 'saidAt'> : never

/** The real engine with a play's log in it: everything that players say becomes an entry and is folded. */
export type Stage = {
  readonly text: Agreement
  readonly cast: Cast
  readonly engine: Engine
  /** Entries said so far. */
  size(): number
  /** A player's declaration, confirmation or refutation that a duty was done. */
  says(
    player: Player,
    kind: 'act-declared' | 'act-confirmed' | 'act-refuted',
    clause: ClauseId,
    party: PartyId,
    at: Instant,
    on: Instant,
  ): void
  accedes(player: Player, party: PartyId, at: Instant): void
  setsMoment(player: Player, term: TermId, at: Instant): void
  findsState(player: Player, term: TermId, from: Instant, at: Instant): void
  /** Uses a power from then on, in the form that the text asks for: told so long before, on the record, and with reasons. */
  exercises(player: Player, power: Power, from: Instant, until?: Instant): void
  /** Says for an actor, or for every actor of a party, through when it has nothing more to say. */
  closes(player: Player, at: Instant): void
  /** Reports an act against the text; answers the incident under which it can be found. */
  reports(player: Player, act: { readonly clause: ClauseId; readonly by: PartyId }, at: Instant): Incident
  finds(player: Player, incident: Incident, at: Instant): void
  /** The log reads its clock, so that what was said before is surely on the record by then. */
  readsClock(at: Instant): void
}

/** A breach in the play's world: what happened, whoever comes to know of it. */
export type Incident = {
  readonly id: IncidentId
  readonly clause: ClauseId
  readonly by: PartyId
  readonly on: Instant
}

/** An empty stage: the roles are granted and the text is adopted. */
export function stageFor(text: Agreement, cast: Cast): Stage {
  const engine = createEngine()
  let size = 0
  const agreement: AgreementId = text.id
  const sayAs = (actor: ActorId, at: Instant, body: Body<Statement>): LogIndex => {
    const index = entryOf(size)
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a body with its envelope is a statement; TypeScript loses the union on the way
    const statement = { ...body, jig: 1, log: 'rehearsal', by: [actor], saidAt: at } as Statement
    addToEngine(engine, { index, statement }, { textOf: () => text })
    size += 1
    return index
  }
  const say = (player: Player, at: Instant, body: Body<Statement>): LogIndex =>
    sayAs(cast.voiceOf(player), at, body)
  const first = cast.players[0]
  if (first !== undefined) {
    for (const { actor, role, actsFor } of cast.actors) {
      const whose = actsFor === undefined ? {} : { actsFor }
      say(first, text.agreed, { kind: 'role-granted', actor, name: { en: actor }, role, ...whose })
    }
    say(first, text.agreed, { kind: 'agreement-adopted', agreement, package: text.digest })
  }
  const on = (instant: Instant) => ({ earliest: instant, latest: instant, precision: 'minute' as const })
  return {
    text,
    cast,
    engine,
    size: () => size,
    says: (player, kind, clause, party, at, when) => {
      say(player, at, { kind, agreement, clause, party, when: on(when) })
    },
    accedes: (player, party, at) => {
      say(player, at, { kind: 'party-acceded', agreement, party, when: on(at) })
    },
    setsMoment: (player, term, at) => {
      say(player, at, { kind: 'term-determined', agreement, term, value: { is: 'moment', instant: at } })
    },
    findsState: (player, term, from, at) => {
      say(player, at, { kind: 'term-determined', agreement, term, value: { is: 'holds', from } })
    },
    exercises: (player, { id, may, form }, from, until) => {
      const at = instantOf(from - (form?.told ?? 0)) ?? from
      const words = { lang: 'en', text: 'These are its reasons.' }
      say(player, at, {
        kind: 'power-exercised',
        agreement,
        power: id,
        act: may,
        from,
        ...(until === undefined ? {} : { until }),
        ...(form?.reasons === undefined ? {} : { words }),
      })
      // What has to be told beforehand is told once the log has read its clock.
      if (form?.told !== undefined) say(player, at, { kind: 'clock-read', readAt: at })
    },
    closes: (player, at) => {
      const whose = cast.actors.filter((one) => one.actor === player || one.actsFor === player)
      // A source closes in its own name: the engine hears nobody else on it.
      for (const { actor } of whose) sayAs(actor, at, { kind: 'source-closed', source: actor, through: at })
    },
    reports: (player, { clause, by }, at) => {
      const acts = text.clauses.get(clause)?.conduct.acts ?? []
      const index = say(player, at, {
        kind: 'incident-reported',
        act: acts[0] ?? 'other',
        when: on(at),
        where: { name: 'a place' },
        means: 'saw',
        alleged: by,
        touches: [{ agreement, clause }],
      })
      const incident = incidentId.parse(`INC-${index}`)
      say(player, at, { kind: 'reports-linked', incident, reports: [index], proposedBy: 'person' })
      return { id: incident, clause, by, on: at }
    },
    finds: (player, { id, clause, by, on: when }, at) => {
      say(player, at, {
        kind: 'finding-made',
        incident: id,
        outcome: 'confirmed',
        touches: [{ agreement, clause }],
        attribution: [{ to: by, confidence: 'established' }],
        when: on(when),
      })
    },
    readsClock: (at) => {
      if (first !== undefined) say(first, at, { kind: 'clock-read', readAt: at })
    },
  }
}
