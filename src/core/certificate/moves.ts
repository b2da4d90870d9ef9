import type { Clause, Condition, Who } from '../agreement/agreement.ts'
import type { ClauseId, PartyId, TermId } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import { performance } from './acts.ts'
import { silentOnes } from './breach.ts'
import type { CertifiedMove, CertifiedStatus } from './certificate.ts'
import { claimsAgainst } from './claims.ts'
import { anchored, bearersIn, comesTrue, momentOf, unmet } from './conditions.ts'
import { dutyOf, type Duty } from './duty.ts'
import { namedBy } from './speakers.ts'
import { isBy, type World } from './world.ts'

type Moves = readonly CertifiedMove[]

/** Whose move it is: from what the duty lacks, down to those who can supply it. In no order. */
export function movesFor(world: World, duty: Duty, status: CertifiedStatus, at: Instant): Moves {
  const { clause, bearer, due } = duty
  const { id, duty: kind, ifSilent, notice, when, evidence, window } = clause
  const perform = moves('perform', id, [bearer], due)
  const verify = moves('verify', id, behind(world, namedBy(evidence)), due)
  const close = moves('close', id, behind(world, silentOnes(duty)))
  const claims = claimsAgainst(world, duty).filter(({ earliest }) => earliest <= at)
  switch (status) {
    case 'pending': {
      const { startsOn, force } = world.text
      if (force === 'draft') return []
      const waits = startsOn !== undefined && !isBy(anchored(world, startsOn).certain, at)
      const start = waits && startsOn.is === 'moment' ? toSet(world, startsOn.moment) : []
      return [...start, ...(when === undefined ? [] : toMeet(world, when, at, id))]
    }
    case 'active':
    case 'due-soon':
      return kind === 'achieve' ? perform : []
    case 'overdue':
      return [...perform, ...(ifSilent === 'unknown' ? verify : close)]
    case 'contested': {
      const unsure = claims.some(({ noticeOpen }) => noticeOpen)
      const received = moves('verify', id, unsure ? (notice?.to ?? []) : [])
      return [...verify, ...received, ...moves('reply', id, claims.length > 0 ? [bearer] : [])]
    }
    case 'expired':
      if (claims.length > 0) return verify
      return ifSilent === 'unknown' || kind === 'permit' || kind === 'intend' ? [] : close
    case 'breached': {
      const done = isBy(performance(world, clause, bearer).done?.by, at)
      return kind === 'achieve' && !done && window.late === 'still-due' ? perform : []
    }
    default:
      return []
  }
}

type Movers = readonly CertifiedMove['who'][]

function moves(what: CertifiedMove['what'], subject: ClauseId | TermId, who: Movers, by?: Instant): Moves {
  return who.map((one) => ({ who: one, what, subject, by: by ?? null }))
}

/** A party as itself; a role as the actors that have it. */
function behind({ speakers }: World, who: readonly Who[]): Movers {
  return who.flatMap((one): Movers => (one.is === 'party' ? [one.party] : speakers.behind(one)))
}

function toSet(world: World, id: TermId): Moves {
  const term = world.text.terms.get(id)
  const open = term?.is === 'moment' && momentOf(world, id).certain === undefined
  return open ? moves('determine', id, behind(world, namedBy(term.setBy))) : []
}

/** Who can bring about what a clause waits for: each atom that is not met, followed to its end. */
function toMeet(world: World, condition: Condition, at: Instant, waiting: ClauseId): Moves {
  const { terms, powers } = world.text
  return unmet(world, condition, at).flatMap((atom): Moves => {
    switch (atom.is) {
      case 'reached':
        return atom.anchor.is === 'moment' ? toSet(world, atom.anchor.moment) : []
      case 'acceded':
        return moves('accede', waiting, [atom.party])
      case 'exercised':
        return moves('exercise', atom.power, powers.get(atom.power)?.holders ?? [])
      case 'holds': {
        const term = terms.get(atom.state)
        if (term?.is !== 'state') return []
        const deciders = term.decidedBy === undefined ? [] : namedBy(term.decidedBy)
        const closers = term.ifSilent === 'compliant' ? term.sources : []
        return [
          ...moves('determine', term.id, behind(world, deciders)),
          ...moves('close', term.id, behind(world, closers)),
        ]
      }
      case 'done':
        return bearersIn(world, atom).flatMap(([clause, bearer]) => toDo(world, clause, bearer, at))
      default:
        return []
    }
  })
}

/** What another clause lacks: what it waits for itself, then its performance or the proof of it. */
function toDo(world: World, clause: Clause, bearer: PartyId, at: Instant): Moves {
  if (isBy(comesTrue(world, { is: 'done', clause: clause.id, by: bearer }).certain, at)) return []
  const { activated, due } = dutyOf(world, clause, bearer)
  const waits = clause.when !== undefined && !isBy(activated.certain, at)
  const deeper = waits ? toMeet(world, clause.when, at, clause.id) : []
  if (deeper.length > 0) return deeper
  const said = isBy(performance(world, clause, bearer).open?.from, at)
  return said
    ? moves('verify', clause.id, behind(world, namedBy(clause.evidence)), due)
    : moves('perform', clause.id, [bearer], due)
}
