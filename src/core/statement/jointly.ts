import { problems } from '../problem.ts'
import type { ActorId, PartyId } from './fields.ts'
import type { Statement, StatementKind } from './kinds.ts'
import { actorsOf, rolesOf, type Registry } from './registry.ts'

/** What in a log with co-chairs all of them must sign. */
export const JOINT_KINDS: readonly StatementKind[] = [
  'policy-stated',
  'agreement-adopted',
  'agreement-amended',
]

/** A signature that must be there: that of any one of these. */
type Seat = readonly ActorId[]

/**
 * Refuses what changes the rules of a log where not all sign who must. A log that names co-chairs (`log-opened`) takes a
 * policy, an agreement and an amendment of one from all of them together, and a further key of a co-chair only with that
 * co-chair's own signature or those of all others: else the operator, who registers keys, could sign for them. In a log
 * that names none, a policy takes a guarantor of every side that has one; where there are no guarantors, the operator.
 * @throws Problem `co-chair-missing`
 */
export function checkJoint(registry: Registry, statement: Statement): void {
  if (statement.kind === 'key-registered') {
    checkOwnKey(registry, statement)
    return
  }
  for (const seat of seats(registry, statement)) {
    if (seat.some((actor) => statement.by.includes(actor))) continue
    throw problems.coChairMissing({
      kind: statement.kind,
      missing: seat,
      where: { path: 'by' },
      fix: 'name all of them in “by”, and hand the statement in when each has signed it',
    })
  }
}

function seats(registry: Registry, { kind }: Statement): readonly Seat[] {
  if (!JOINT_KINDS.includes(kind)) return []
  if (registry.coChairs.length > 0) return registry.coChairs.map((actor) => [actor])
  return kind === 'policy-stated' ? guarantorsBySide(registry) : []
}

function guarantorsBySide(registry: Registry): readonly Seat[] {
  const sides = new Set<PartyId>()
  for (const { roles } of registry.actors.values()) {
    for (const { role, actsFor } of roles)
      if (role === 'guarantor' && actsFor !== undefined) sides.add(actsFor)
  }
  if (sides.size === 0) return registry.operator === undefined ? [] : [[registry.operator]]
  return [...sides].map((side) =>
    actorsOf(registry, side).filter((actor) => rolesOf(registry, actor).includes('guarantor')),
  )
}

function checkOwnKey(registry: Registry, { kind, by, actor }: Statement & { kind: 'key-registered' }): void {
  const first = (registry.actors.get(actor)?.keys ?? []).length === 0
  if (!registry.coChairs.includes(actor) || first || by.includes(actor)) return
  const others = registry.coChairs.filter((each) => each !== actor)
  if (others.every((each) => by.includes(each))) return
  throw problems.coChairMissing({
    kind,
    missing: [actor],
    where: { path: 'by' },
    fix: `let ${actor} sign it with a key that is in use, or ${others.join(' and ')} in its stead`,
  })
}
