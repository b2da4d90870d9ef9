import type { Agreement } from '../agreement/agreement.ts'
import type { PartyId } from '../statement/fields.ts'
import { complianceNetwork } from './compliance-network.ts'
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
    const movable = requirements.filter(
      ({ owner, isDeadline }) => isDeadline && reasons.includes(owner ?? ''),
    )
    const [clause] = movable
      .flatMap(({ owner }) => [...agreement.clauses.keys()].filter((id) => id === owner))
      .toSorted(byText)
    if (clause === undefined) break
    const others = reasons.filter((one) => one !== clause)
    const ids = [...agreement.clauses.keys(), ...agreement.exchanges.keys(), ...agreement.powers.keys()]
    const clauses = [clause, ...ids.filter((id) => others.includes(id)).toSorted(byText)]
    const values = { party, clause, others: others.length > 0 ? listed(others) : clause }
    found.push(remark('deadline-hangs-on-others', { clauses, at: placeOf(agreement, clause), values }))
    requirements = requirements.filter(({ owner, isDeadline }) => !isDeadline || owner !== clause)
  }
  return found
}
