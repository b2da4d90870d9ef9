import type { ActorId, LogIndex, PartyId, Role } from '../statement/fields.ts'
import type { Statement } from '../statement/kinds.ts'

/** Who speaks for whom and in which roles, as known at one knowledge time. */
export type Actors = {
  actsFor(actor: ActorId): PartyId | undefined
  rolesOf(actor: ActorId): readonly Role[]
  /** Every actor that acts for the party, in order of first mention. */
  of(party: PartyId): readonly ActorId[]
  /** Every actor that has the role, in order of first mention. */
  withRole(role: Role): readonly ActorId[]
}

type Grant = {
  readonly index: LogIndex
  readonly actor: ActorId
  readonly role: Role
  readonly actsFor: PartyId | undefined
}

/** Every role ever granted, in log order: what {@link actorsAsOf} reads. */
export type ActorLog = { readonly grants: Grant[]; readonly asOf: Map<number, Actors> }

export function emptyActorLog(): ActorLog {
  return { grants: [], asOf: new Map() }
}

/** Folds one statement in, in place. Only `log-opened` and `role-granted` say who may speak for whom. */
export function addActor(log: ActorLog, index: LogIndex, statement: Statement): void {
  if (statement.kind === 'log-opened') {
    log.grants.push({ index, actor: statement.operator, role: 'operator', actsFor: undefined })
  } else if (statement.kind === 'role-granted') {
    const { actor, role, actsFor } = statement
    log.grants.push({ index, actor, role, actsFor })
  }
}

/** How many grants were known: two knowledge times with the same number have the same actors. */
export function grantsKnown(log: ActorLog, known: number): number {
  let count = log.grants.length
  while (count > 0 && (log.grants[count - 1]?.index ?? 0) >= known) count -= 1
  return count
}

/** The actors as known when the log had `known` entries. A later grant adds a role; it never takes one away. */
export function actorsAsOf(log: ActorLog, known: number): Actors {
  const count = grantsKnown(log, known)
  const before = log.asOf.get(count)
  if (before !== undefined) return before
  const roles = new Map<ActorId, Role[]>()
  const parties = new Map<ActorId, PartyId>()
  for (const grant of log.grants.slice(0, count)) {
    const has = roles.get(grant.actor) ?? []
    if (!has.includes(grant.role)) has.push(grant.role)
    roles.set(grant.actor, has)
    if (grant.actsFor !== undefined) parties.set(grant.actor, grant.actsFor)
  }
  const actors: Actors = {
    actsFor: (actor) => parties.get(actor),
    rolesOf: (actor) => roles.get(actor) ?? [],
    of: (party) => [...roles.keys()].filter((actor) => parties.get(actor) === party),
    withRole: (role) => [...roles.keys()].filter((actor) => roles.get(actor)?.includes(role) ?? false),
  }
  log.asOf.set(count, actors)
  return actors
}
