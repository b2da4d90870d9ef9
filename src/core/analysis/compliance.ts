import type { Agreement, Exchange } from '../agreement/agreement.ts'
import type { PartyId } from '../statement/fields.ts'
import { complianceNetwork, type Owed } from './compliance-network.ts'
import { reasonsAgainst } from './controllability.ts'
import { conflictsIn } from './deadlines.ts'
import { byText, listed, remark, type Remark } from './remark.ts'
import { networkOf } from './time-constraints.ts'
import { placeOf } from './waiting.ts'

/** Deadlines told of each party; a text with more is read again after some are mended. */
const MOST = 5

/**
 * Deadlines that a party cannot be sure to keep however willing it is, because the others, each within its own time, may act
 * too late for it, or too early for steps that are to be simultaneous (specification, section 4: dynamic
 * controllability). Deadlines that nobody can keep are another remark and are left out here.
 */
export function complianceRemarks(agreement: Agreement): readonly Remark[] {
  const hopeless = new Set<string>(
    conflictsIn(networkOf(agreement)).flatMap((cycle) => cycle.flatMap(({ owner }) => owner ?? [])),
  )
  const parties = [...agreement.parties.values()].filter(({ excluded }) => !excluded).map(({ id }) => id)
  return parties.flatMap((party) => remarksFor(agreement, party, hopeless))
}

function remarksFor(agreement: Agreement, party: PartyId, hopeless: ReadonlySet<string>): readonly Remark[] {
  const network = complianceNetwork(agreement, party)
  if (!network.canFail) return []
  const isHopeless = (owner: string | undefined): boolean => owner !== undefined && hopeless.has(owner)
  let requirements = network.requirements.filter(({ owner, isDeadline }) => !isDeadline || !isHopeless(owner))
  const found: Remark[] = []
  while (found.length < MOST) {
    const reasons = reasonsAgainst({ ...network, requirements })
    if (reasons === undefined) break
    // A clause that binds several is on the way of this party both as its own deadline and as what the others do in their time.
    const late = requirements.filter((one) => one.isDeadline && reasons.includes(one))
    // Where the others may move before it can, no deadline is in the way, only that the steps are to go together.
    const legs = reasons.flatMap(({ owner }) => exchangeOf(agreement, owner)?.legs ?? [])
    const early = requirements.filter((one) => one.isDeadline && legs.includes(one.owner))
    const [clause] = (late.length > 0 ? late : early)
      .flatMap((one) => (one.isDeadline ? one.owner : []))
      .toSorted(byText)
    if (clause === undefined) break
    const others = reasons.flatMap(({ owner }) => (owner === undefined || owner === clause ? [] : owner))
    const ids = [...agreement.clauses.keys(), ...agreement.exchanges.keys(), ...agreement.powers.keys()]
    const clauses = [clause, ...ids.filter((id) => others.includes(id)).toSorted(byText)]
    const values = { party, clause, others: others.length > 0 ? listed(others) : clause }
    // Time that runs from the beginning already is only too short for steps that are to go together.
    const runs = agreement.clauses.get(clause)?.window.by === undefined
    const fix = runs ? { fix: ['later-deadline'] as const } : {}
    const at = placeOf(agreement, clause)
    found.push(remark('deadline-hangs-on-others', { clauses, at, values, ...fix }))
    const isToldOf = (one: Owed): boolean =>
      one.isDeadline
        ? one.owner === clause
        : late.length === 0 && reasons.includes(one) && exchangeOf(agreement, one.owner) !== undefined
    requirements = requirements.filter((one) => !isToldOf(one))
  }
  return found
}

function exchangeOf({ exchanges }: Agreement, owner: string | undefined): Exchange | undefined {
  return [...exchanges.values()].find(({ id }) => id === owner)
}
