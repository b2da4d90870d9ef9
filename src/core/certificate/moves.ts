import type { Condition, Exchange, Power, Who } from '../agreement/agreement.ts'
import type { ClauseId, TermId } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import { performance } from '../definitions/acts.ts'
import { whenDone } from '../definitions/breach.ts'
import type { CertifiedMove, CertifiedStatus, ExchangeStatus, StateStatus } from './certificate.ts'
import { claimsAgainst } from '../definitions/claims.ts'
import { anchored, dutiesIn, momentOf, unmet } from '../definitions/conditions.ts'
import { silentOnes, type Duty } from '../definitions/duty.ts'
import { stepsOf } from '../definitions/exchange.ts'
import { settersOf, verifiersOf } from './lacking.ts'
import { isRepeated, occurrencesOf } from '../definitions/occurrences.ts'
import { unfinished } from '../definitions/powers.ts'
import { namedBy, speakersOf } from '../definitions/speakers.ts'
import { stateIn, type State } from '../definitions/states.ts'
import { occurrenceAt } from '../definitions/status.ts'
import { NEVER, written, type World } from '../definitions/world.ts'

type Moves = readonly CertifiedMove[]

/** Whose move it is: from what the duty lacks, down to those who can supply it. In no order. */
export function movesFor(world: World, duty: Duty, status: CertifiedStatus, at: Instant): Moves {
  const { clause, bearer, due } = duty
  const { id, duty: kind, ifSilent, notice, when } = clause
  if (status === 'pending')
    return world.text.force === 'draft' ? [] : [...toStart(world, at), ...toMeet(world, when, at, id)]
  if (isRepeated(duty) && kind === 'achieve')
    return occurrencesOf(world, duty, at).flatMap((one) => toSettle(world, one, at))
  const claims = claimsAgainst(world, duty).filter(({ earliest }) => earliest <= at)
  const verify = toVerify(world, duty, at)
  const close = moves('close', id, behind(world, silentOnes(clause)))
  switch (status) {
    case 'contested': {
      const isUnsure = claims.some(({ noticeOpen }) => noticeOpen)
      const received = moves('verify', id, isUnsure ? (notice?.to ?? []) : [])
      return [...verify, ...received, ...moves('reply', id, claims.length > 0 ? [bearer] : [])]
    }
    case 'expired':
      if (claims.length > 0) return verify
      return ifSilent === 'unknown' || kind === 'permit' || kind === 'intend' ? [] : close
    case 'overdue':
      return [...moves('perform', id, [bearer], due), ...(ifSilent === 'unknown' ? verify : close)]
    default:
      return kind === 'achieve' ? toPerform(world, duty, status, at) : []
  }
}

/** While an exchange waits for what has to come first, that; then also each step that is not done. */
export function movesInExchange(
  world: World,
  exchange: Exchange,
  status: ExchangeStatus,
  at: Instant,
): Moves {
  const { id, after } = exchange
  if (status === 'done' || world.text.force === 'draft') return []
  const first = [...toStart(world, at), ...toMeet(world, after, at, id)]
  if (status === 'waiting' && unmet(world, after, at).length > 0) return first
  return [...first, ...stepsOf(world, exchange).flatMap(({ duty }) => toDo(world, duty, at))]
}

/** Of a state that is open: whoever decides, whoever has not closed, and whoever may verify what is claimed against it. */
export function movesOnState(
  world: World,
  term: State,
  status: StateStatus,
  { isTold, contested }: { readonly isTold: boolean; readonly contested: readonly Duty[] },
  at: Instant,
): Moves {
  if (status === 'not-yet') return toStart(world, at)
  if (status !== 'open') return []
  return [...toSettleState(world, term, isTold), ...contested.flatMap((duty) => toVerify(world, duty, at))]
}

function toSettleState(world: World, { id, decidedBy, ifSilent, sources }: State, isTold: boolean): Moves {
  const deciders = decidedBy === undefined ? [] : namedBy(decidedBy)
  return [
    ...moves('determine', id, behind(world, deciders)),
    ...moves('close', id, behind(world, ifSilent === 'compliant' && !isTold ? sources : [])),
  ]
}

function toPerform(world: World, duty: Duty, status: CertifiedStatus, at: Instant): Moves {
  const { clause, bearer, due } = duty
  const { done } = performance(world, duty)
  const isDone = done !== undefined && done.by <= at
  const isLacking =
    status === 'active' ||
    status === 'due-soon' ||
    (status === 'breached' && !isDone && clause.window.late === 'still-due')
  return isLacking ? moves('perform', clause.id, [bearer], due) : []
}

/** What one occurrence of a repeated duty lacks. */
function toSettle(world: World, one: Duty, at: Instant): Moves {
  const { clause, bearer, due } = one
  const { status } = occurrenceAt(world, one, at)
  const verify = toVerify(world, one, at)
  const { done } = performance(world, one)
  if (status === 'contested') return done !== undefined && done.by <= at ? [] : verify
  if (status === 'overdue') return [...moves('perform', clause.id, [bearer], due), ...verify]
  return toPerform(world, one, status, at)
}

type Movers = readonly CertifiedMove['who'][]

function moves(what: CertifiedMove['what'], subject: ClauseId | TermId, who: Movers, by = NEVER): Moves {
  return who.map((one) => ({ who: one, what, subject, by: written(by) }))
}

/** Whoever may confirm or refute what is open of a duty, and has not. */
function toVerify(world: World, duty: Duty, at: Instant): Moves {
  return moves('verify', duty.clause.id, verifiersOf(world, duty, at), duty.due)
}

/** A party as itself; a role as the actors that have it. */
function behind({ log }: World, who: readonly Who[]): Movers {
  return who.flatMap((one): Movers => (one.is === 'party' ? [one.party] : speakersOf(log).behind(one)))
}

/** The agreement's own beginning, where that is still to be set. */
function toStart(world: World, at: Instant): Moves {
  const { startsOn } = world.text
  const waits = startsOn?.is === 'moment' && anchored(world, startsOn).certain > at
  return waits ? toSet(world, startsOn.moment) : []
}

function toSet(world: World, id: TermId): Moves {
  const term = world.text.terms.get(id)
  if (term?.is !== 'moment' || momentOf(world, id).certain < NEVER) return []
  return moves('determine', id, settersOf(world, term))
}

/** Who can bring about what a clause waits for: each atom that is not met, followed to its end. */
function toMeet(world: World, condition: Condition | undefined, at: Instant, waiting: ClauseId): Moves {
  return unmet(world, condition, at).flatMap((atom): Moves => {
    switch (atom.is) {
      case 'reached':
        return atom.anchor.is === 'moment' ? toSet(world, atom.anchor.moment) : []
      case 'acceded':
        return moves('accede', waiting, [atom.party])
      case 'exercised':
        return toUse(world, world.text.powers.get(atom.power))
      case 'holds': {
        const term = stateIn(world, atom.state)
        return term === undefined ? [] : toSettleState(world, term, false)
      }
      case 'done':
        return dutiesIn(world, atom).flatMap((duty) => toDo(world, duty, at))
      default:
        return []
    }
  })
}

/** Of a use that is begun and lacks its quorum, whoever has not joined it. */
function toUse(world: World, power: Power | undefined): Moves {
  if (power === undefined) return []
  const joined = unfinished(world, power)
  const missing = power.holders.filter((one) => !joined.includes(one))
  return moves('exercise', power.id, missing)
}

/** What another clause lacks: what it waits for itself, then its performance or the proof of it. */
function toDo(world: World, duty: Duty, at: Instant): Moves {
  const { clause, bearer, due, activated } = duty
  if (whenDone(world, duty).certain <= at) return []
  const deeper = activated.certain <= at ? [] : toMeet(world, clause.when, at, clause.id)
  if (deeper.length > 0) return deeper
  const { open } = performance(world, duty)
  return open !== undefined && open.from <= at
    ? toVerify(world, duty, at)
    : moves('perform', clause.id, [bearer], due)
}
