import type { Agreement, Party, SourcePlace, Standard } from '../agreement/agreement.ts'
import type { ClauseId, PartyId } from '../statement/fields.ts'
import { atomsOf } from './consequence.ts'
import { byText, listed, remark, type Remark } from './remark.ts'
import { canBeMet, metBy, namedIn } from './said.ts'

/**
 * Where one side alone settles what it owes, or what binds the other (capture of a quorum): a standard that the parties of one side can
 * meet among themselves. A bearer that is its own judge is another remark.
 */
export function sideRemarks(agreement: Agreement): readonly Remark[] {
  const sides = sidesOf(agreement)
  const found: Remark[] = []
  for (const { id, at, duty, bearers, evidence } of agreement.clauses.values()) {
    if (duty === 'intend' || duty === 'permit') continue
    const judges = captors(evidence, sides)
    const own = bearers.filter((party) => {
      const side = agreement.parties.get(party)?.side
      return side !== undefined && judges.has(side) && !metBy(evidence, new Set([party]))
    })
    for (const side of new Set(own.flatMap((party) => agreement.parties.get(party)?.side ?? []))) {
      const bound = own.filter((party) => agreement.parties.get(party)?.side === side)
      found.push(captured([id], id, at, side, bound, evidence, sides))
    }
  }
  for (const term of agreement.terms.values()) {
    const standard = term.is === 'moment' ? term.setBy : term.is === 'state' ? term.decidedBy : undefined
    if (standard === undefined) continue
    const clauses = usersOf(agreement, term.id)
    for (const side of captors(standard, sides)) {
      const bound = clauses
        .flatMap((id) => agreement.clauses.get(id)?.bearers ?? [])
        .filter((party) => agreement.parties.get(party)?.side !== side)
      if (bound.length > 0) found.push(captured(clauses, term.id, term.at, side, bound, standard, sides))
    }
  }
  return [...found, ...capturedQuorums(agreement, sides)]
}

/** Powers that take several holders and not all, and of which the parties of one side are enough. */
function capturedQuorums(agreement: Agreement, sides: Sides): readonly Remark[] {
  return [...agreement.powers.values()].flatMap(({ id, at, holders, quorum }) => {
    if (quorum < 2 || quorum >= holders.length) return []
    return [...sides].flatMap(([side, members]) => {
      const own = holders.filter((party) => members.has(party))
      if (own.length < quorum || own.length === holders.length) return []
      const values = { power: id, quorum, holders: listed(holders), side, parties: listed(own) }
      return [remark('quorum-captured', { clauses: [id], at, values })]
    })
  })
}

type Side = NonNullable<Party['side']>
type Sides = ReadonlyMap<Side, ReadonlySet<PartyId>>

/** The parties of each side that has an opponent: C is for third parties. */
function sidesOf({ parties }: Agreement): Sides {
  const sides = new Map<Side, Set<PartyId>>()
  for (const { id, side, excluded } of parties.values()) {
    if (side === undefined || side === 'C' || excluded) continue
    sides.set(side, (sides.get(side) ?? new Set()).add(id))
  }
  return sides
}

function captors(standard: Standard, sides: Sides): ReadonlySet<Side> {
  if (!canBeMet(standard)) return new Set()
  return new Set([...sides].filter(([, members]) => metBy(standard, members)).map(([side]) => side))
}

function captured(
  clauses: readonly ClauseId[],
  subject: string,
  at: SourcePlace,
  side: Side,
  bound: readonly PartyId[],
  standard: Standard,
  sides: Sides,
): Remark {
  const members = new Set<string>(sides.get(side))
  const parties = listed(namedIn(standard).filter((name) => members.has(name)))
  return remark('one-side-decides', { clauses, at, values: { subject, side, parties, bound: listed(bound) } })
}

/** The clauses that wait for a moment or a state, end with it or are due by it. */
function usersOf(agreement: Agreement, term: string): readonly ClauseId[] {
  const users = [...agreement.clauses.values()].filter(({ when, unless, window }) => {
    const anchors = [window.by, window.until]
    const atoms = [...atomsOf(when), ...atomsOf(unless)]
    for (const atom of atoms) {
      if (atom.is === 'reached') anchors.push(atom.anchor)
      if (atom.is === 'holds') {
        if (atom.state === term) return true
        anchors.push(atom.since)
      }
    }
    return anchors.some((anchor) => anchor?.is === 'moment' && anchor.moment === term)
  })
  const { startsOn } = agreement
  const all = startsOn?.is === 'moment' && startsOn.moment === term ? [...agreement.clauses.values()] : users
  return all.map(({ id }) => id).toSorted(byText)
}
