import type { LogIndex } from '../log/log-index.ts'
import { parseVerifierKey, type VerifierKey } from '../log/verifier-key.ts'
import { problems } from '../problem.ts'
import type { ActorId, Named, PartyId, Role } from './fields.ts'
import type { Instant } from '../time/instant.ts'
import type { Statement } from './kinds.ts'
import { statedPolicy, type StatedPolicy } from './policies.ts'

/** Who may sign in this log, as far as it has been read. A value: each registration gives a new one. */
export type Registry = {
  /** The log's name, from its first entry; `undefined` before that. */
  readonly log: string | undefined
  readonly title: Named | undefined
  readonly operator: ActorId | undefined
  /** The log says of itself that it is a demonstration, a reconstruction from public sources. */
  readonly demonstration: boolean
  readonly actors: ReadonlyMap<ActorId, Actor>
  /** Those whom the first entry names to change the rules together; empty where it names none. */
  readonly coChairs: readonly ActorId[]
  /** The policies stated so far, in the order of the log. */
  readonly policies: readonly StatedPolicy[]
}

export type Actor = {
  readonly id: ActorId
  /** From the newest `role-granted`; `undefined` for an actor that so far has only a key. */
  readonly name: Named | undefined
  readonly roles: readonly Grant[]
  readonly keys: readonly RegisteredKey[]
}

export type Grant = {
  readonly role: Role
  readonly actsFor: PartyId | undefined
  readonly knownFrom: LogIndex
}

export type RegisteredKey = {
  readonly key: VerifierKey
  readonly demonstration: boolean
  readonly knownFrom: LogIndex
  /** The entry that revoked it. What the key signed up to that entry stands; nothing after. */
  readonly revokedAt: LogIndex | undefined
  /** From when, as the revocation says, somebody else may have had it; `undefined` where it does not say. */
  readonly doubtfulSince: Instant | undefined
}

export const emptyRegistry: Registry = {
  log: undefined,
  title: undefined,
  operator: undefined,
  demonstration: false,
  actors: new Map(),
  coChairs: [],
  policies: [],
}

/**
 * Folds one entry in. Only `log-opened`, `role-granted`, `key-registered`, `key-revoked` and `policy-stated` change
 * anything; for all other kinds the same registry comes back.
 * @throws Problem `key-malformed`, `statement-malformed`, `reference-missing`, `log-not-opened`, `policy-malformed`
 */
export function withRegistration(registry: Registry, index: LogIndex, statement: Statement): Registry {
  switch (statement.kind) {
    case 'log-opened':
      return opened(registry, index, statement)
    case 'role-granted': {
      const grant = { role: statement.role, actsFor: statement.actsFor, knownFrom: index }
      return withActor(registry, statement.actor, (actor) => ({
        ...actor,
        name: statement.name,
        roles: [...actor.roles, grant],
      }))
    }
    case 'key-registered': {
      const key = keyOfActor(statement.key, statement.actor)
      if (actorOf(registry, statement.actor).keys.some((known) => sameKey(known.key, key))) {
        throw problems.statementMalformed({
          because: `${statement.actor} has this key already`,
          where: { path: 'key' },
        })
      }
      const registered = {
        key,
        demonstration: statement.demonstration,
        knownFrom: index,
        revokedAt: undefined,
        doubtfulSince: undefined,
      }
      return withActor(registry, statement.actor, (actor) => ({
        ...actor,
        keys: [...actor.keys, registered],
      }))
    }
    case 'key-revoked':
      return revoked(registry, index, statement)
    case 'policy-stated':
      return { ...registry, policies: [...registry.policies, statedPolicy(index, statement.policy)] }
    default:
      return registry
  }
}

/** The first entry founds the log: it carries the operator's key and is signed with it. */
function opened(
  registry: Registry,
  index: LogIndex,
  statement: Statement & { kind: 'log-opened' },
): Registry {
  if (index !== 0 || registry.log !== undefined) {
    throw problems.statementMalformed({
      because: 'a log is opened once, by its first entry',
      where: { path: 'kind' },
      fix: 'start a log of its own',
    })
  }
  if (statement.by.length !== 1 || statement.by[0] !== statement.operator) {
    throw problems.signersDiffer({ named: [statement.operator], signed: statement.by, where: { path: 'by' } })
  }
  const key = keyOfActor(statement.key, statement.operator)
  const { log, title, operator, demonstration, coChairs = [] } = statement
  if (new Set(coChairs).size !== coChairs.length) {
    throw problems.statementMalformed({
      because: 'a co-chair is named twice',
      where: { path: 'coChairs' },
      fix: 'name each co-chair once',
    })
  }
  return withActor({ ...registry, log, title, operator, demonstration, coChairs }, operator, (actor) => ({
    ...actor,
    roles: [{ role: 'operator', actsFor: undefined, knownFrom: index }],
    keys: [{ key, demonstration, knownFrom: index, revokedAt: undefined, doubtfulSince: undefined }],
  }))
}

function revoked(
  registry: Registry,
  index: LogIndex,
  { actor: id, key: text, since }: Statement & { kind: 'key-revoked' },
): Registry {
  const key = keyOfActor(text, id)
  const known = actorOf(registry, id).keys.find((held) => sameKey(held.key, key))
  if (known === undefined || known.revokedAt !== undefined) {
    throw problems.referenceMissing({
      what: `a valid key of ${id}`,
      given: String(key.keyId),
      where: { path: 'key' },
    })
  }
  return withActor(registry, id, (actor) => ({
    ...actor,
    keys: actor.keys.map((held) =>
      held === known ? { ...held, revokedAt: index, doubtfulSince: since } : held,
    ),
  }))
}

function withActor(registry: Registry, id: ActorId, change: (actor: Actor) => Actor): Registry {
  if (registry.log === undefined) throw problems.logNotOpened({ log: 'given' })
  const actors = new Map(registry.actors)
  return { ...registry, actors: actors.set(id, change(actorOf(registry, id))) }
}

function actorOf(registry: Registry, id: ActorId): Actor {
  return registry.actors.get(id) ?? { id, name: undefined, roles: [], keys: [] }
}

/** A key in a statement is an Ed25519 note key under the actor's own name. */
function keyOfActor(text: string, actor: ActorId): VerifierKey {
  const key = parseVerifierKey(text)
  if (key.name === actor && key.algorithm === 'ed25519') return key
  throw problems.keyMalformed({
    because: `it is not an Ed25519 key under the name ${actor}`,
    where: { path: 'key' },
    fix: `make a key for ${actor}; its written form begins with ${actor}+`,
  })
}

function sameKey(a: VerifierKey, b: VerifierKey): boolean {
  return a.name === b.name && a.keyId === b.keyId
}

/** What is known of the key of a signature line as of an entry. */
export type KeyFound =
  | { readonly is: 'valid'; readonly key: VerifierKey }
  | { readonly is: 'unknown' }
  | { readonly is: 'revoked'; readonly revokedAt: LogIndex }

/** The key that a signature line names, as known at entry `asOf` (inclusive on both ends of the key's life). */
export function findKey(registry: Registry, name: string, keyId: number, asOf: LogIndex): KeyFound {
  // The registry's names are ActorIds; a name that is none is simply not found.
  const held = [...((registry.actors as ReadonlyMap<string, Actor>).get(name)?.keys ?? [])].find(
    ({ key, knownFrom }) => key.keyId === keyId && knownFrom <= asOf,
  )
  if (held === undefined) return { is: 'unknown' }
  if (held.revokedAt !== undefined && held.revokedAt < asOf)
    return { is: 'revoked', revokedAt: held.revokedAt }
  return { is: 'valid', key: held.key }
}

/** The valid key under this name and id as known at entry `asOf`; `undefined` where there is none. */
export function keyOf(
  registry: Registry,
  name: string,
  keyId: number,
  asOf: LogIndex,
): VerifierKey | undefined {
  const found = findKey(registry, name, keyId, asOf)
  return found.is === 'valid' ? found.key : undefined
}

/** The actors that act for a party, in the order in which they were registered. */
export function actorsOf(registry: Registry, party: PartyId): readonly ActorId[] {
  return [...registry.actors.values()]
    .filter((actor) => actor.roles.some((grant) => grant.actsFor === party))
    .map((actor) => actor.id)
}

/** The roles that an actor holds; none for a stranger. */
export function rolesOf(registry: Registry, actor: ActorId): readonly Role[] {
  return [...new Set(registry.actors.get(actor)?.roles.map((grant) => grant.role))]
}

/** The parties that an actor acts for. */
export function partiesOf(registry: Registry, actor: ActorId): readonly PartyId[] {
  const grants = registry.actors.get(actor)?.roles ?? []
  return [...new Set(grants.map((grant) => grant.actsFor).filter((party) => party !== undefined))]
}
