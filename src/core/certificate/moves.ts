import type { Condition, Exchange, Power } from '../agreement/agreement.ts'
import type { ClauseId, TermId } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import { performance } from '../definitions/acts.ts'
import { whenDone } from '../definitions/breach.ts'
import type { CertifiedMove, CertifiedStatus, ExchangeStatus, StateStatus } from './certificate.ts'
import { claimsAgainst, isFound } from '../definitions/claims.ts'
import { anchored, dutiesIn, momentOf, unmet } from '../definitions/conditions.ts'
import { dutiesUnder } from '../definitions/counts.ts'
import type { Duty } from '../definitions/duty.ts'
import { isOnce, stepsOf } from '../definitions/exchange.ts'
import { shortOver } from './joining.ts'
import { closersOf, decidersOf, notClosed, settersOf, verifiersOf } from './lacking.ts'
import { isRepeated, occurrencesOf } from '../definitions/occurrences.ts'
import { unfinished } from '../definitions/powers.ts'
import { saidOn } from '../definitions/states-said.ts'
import { stateIn, type State } from '../definitions/states.ts'
import { occurrenceAt } from '../definitions/status.ts'
import { NEVER, written, type World } from '../definitions/world.ts'

type Moves = readonly CertifiedMove[]

/**
 * Whose move it is: from what the duty lacks, down to those who can supply it; and of a use of a power over it that is
 * begun, who has not joined. In no order.
 */
export function movesFor(world: World, duty: Duty, status: CertifiedStatus, at: Instant): Moves {
  if (status === 'pending') return toBegin(world, duty, at)
  if (status === 'expired' && duty.activated.certain > at) return toShowBegun(world, duty, at)
  if (status === 'fulfilled') return []
  const toJoin = shortOver(world, duty, at).flatMap(({ power, missing }) =>
    moves('exercise', power.id, missing),
  )
  return [...toJoin, ...lackingIn(world, duty, status, at)]
}

function lackingIn(world: World, duty: Duty, status: CertifiedStatus, at: Instant): Moves {
  const { clause, bearer, due, ends } = duty
  const { id, duty: kind, notice } = clause
  // What is set aside asks nothing of anybody, also not of one of its times.
  if (status === 'waived' || status === 'suspended') return []
  if (isRepeated(duty) && kind === 'achieve') return toSettleEach(world, duty, at)
  const claims = claimsAgainst(world, duty).filter(({ earliest }) => earliest <= at)
  switch (status) {
    case 'contested': {
      const isUnsure = claims.some(({ noticeOpen }) => noticeOpen)
      const received = moves('verify', id, isUnsure ? (notice?.to ?? []) : [])
      const reply = moves('reply', id, claims.length > 0 ? [bearer] : [])
      return [...toVerify(world, duty, at), ...received, ...reply]
    }
    case 'expired':
      if (claims.length > 0) return toVerify(world, duty, at)
      return kind === 'permit' || kind === 'intend' ? [] : toDecide(world, duty, at)
    case 'overdue':
      return [...moves('perform', id, at < ends ? [bearer] : [], due), ...toDecide(world, duty, at)]
    default:
      return kind === 'achieve' ? toPerform(world, duty, status, at) : []
  }
}

/** Of what is past: whoever verifies whether it was done or kept and, where silence decides it, whoever has not closed. */
function toDecide(world: World, duty: Duty, at: Instant): Moves {
  return [...toVerify(world, duty, at), ...moves('close', duty.clause.id, closersOf(world, duty, at))]
}

function toBegin(world: World, { clause: { id, when } }: Duty, at: Instant): Moves {
  return world.text.force === 'draft' ? [] : [...toStart(world, at), ...toMeet(world, when, at, [id])]
}

/** Of what is over and may have been in force: whatever is done now comes too late, and words on what was do not. */
function toShowBegun(world: World, duty: Duty, at: Instant): Moves {
  const begin = duty.activated.possible < NEVER ? toBegin(world, duty, at) : []
  const words = begin.filter(({ what }) => what !== 'perform' && what !== 'exercise')
  const isClaimed = claimsAgainst(world, duty).some(({ earliest }) => earliest <= at)
  return [...words, ...(isClaimed ? toVerify(world, duty, at) : [])]
}

/** While an exchange waits for what has to come first, that; then also each step that is not done. */
export function movesInExchange(
  world: World,
  exchange: Exchange,
  status: ExchangeStatus,
  at: Instant,
): Moves {
  const { id, after } = exchange
  const going = stepsOf(world, exchange).filter(({ duty }) => duty.ends > at)
  if (status === 'done' || world.text.force === 'draft' || going.length === 0) return []
  const first = [...toStart(world, at), ...toMeet(world, after, at, [id])]
  if (status === 'waiting' && unmet(world, after, at).length > 0) return first
  return [...first, ...going.flatMap(({ duty }) => toDo(world, duty, at))]
}

/** Of a state that is open: whoever decides and has not, whoever has not closed, and whoever may verify what is claimed against it. */
export function movesOnState(
  world: World,
  term: State,
  status: StateStatus,
  contested: readonly Duty[],
  at: Instant,
): Moves {
  if (status === 'not-yet') return toStart(world, at)
  return status === 'open' ? toSettleState(world, term, contested, at) : []
}

function toSettleState(world: World, term: State, contested: readonly Duty[], at: Instant): Moves {
  const { id, ifSilent, sources } = term
  const decide = moves('determine', id, decidersOf(world, term, at))
  if (saidOn(world, term, at)?.fails.sure === true) return decide
  const open = ifSilent === 'compliant' ? notClosed(world, sources, undefined, at) : []
  return [...decide, ...moves('close', id, open), ...contested.flatMap((duty) => toVerify(world, duty, at))]
}

/** Of a state that has to hold for some time: as of one that is open, unless it is decided to hold. Then only time is lacking. */
function toHold(world: World, condition: Extract<Condition, { is: 'holds' }>, at: Instant): Moves {
  const term = stateIn(world, condition.state)
  if (term === undefined) return []
  const said = saidOn(world, term, at)
  if (said?.holds.sure === true && !said.fails.sure) return []
  const { test } = term
  const since = condition.since ?? world.text.startsOn
  const begins = since === undefined ? NEVER : anchored(world, since).possible
  const back = (condition.for ?? 0) + (test?.is === 'at-most' ? test.within : 0)
  const isInTheWay = ({ earliest, latest }: { earliest: number; latest: number }): boolean =>
    begins <= at && earliest <= at && latest >= begins && latest > at - back
  const duties = test === undefined || test.in !== undefined ? [] : dutiesUnder(world, test.of)
  const contested = duties.filter((duty) =>
    claimsAgainst(world, duty).some((claim) => isInTheWay(claim) && !isFound(claim, at)),
  )
  return toSettleState(world, term, contested, at)
}

function toPerform(world: World, duty: Duty, status: CertifiedStatus, at: Instant): Moves {
  const { clause, bearer, due, ends } = duty
  const { done } = performance(world, duty)
  const isDone = done !== undefined && done.by <= at
  const isLacking =
    status === 'active' ||
    status === 'due-soon' ||
    (status === 'breached' && !isDone && clause.window.late === 'still-due')
  return isLacking && at < ends ? moves('perform', clause.id, [bearer], due) : []
}

/** What the times of a repeated duty lack. */
function toSettleEach(world: World, duty: Duty, at: Instant): Moves {
  return occurrencesOf(world, duty, at).flatMap((one) => toSettle(world, one, at))
}

/** What is owed in a period has to be done in it, and nothing is once the duty is over. */
function toSettle(world: World, one: Duty, at: Instant): Moves {
  const { clause, bearer, due, ends, activated } = one
  const { status } = occurrenceAt(world, one, at)
  const { done } = performance(world, one)
  const period = clause.repeats?.is === 'every' ? clause.repeats.period : NEVER
  const canBeDone = at < Math.min(ends, activated.certain + period)
  switch (status) {
    case 'contested':
      return done !== undefined && done.by <= at ? [] : toVerify(world, one, at)
    case 'expired':
      return activated.certain > at ? [] : toDecide(world, one, at)
    case 'overdue':
      return [...moves('perform', clause.id, canBeDone ? [bearer] : [], due), ...toDecide(world, one, at)]
    default:
      return canBeDone ? toPerform(world, one, status, at) : []
  }
}

type Movers = readonly CertifiedMove['who'][]

function moves(what: CertifiedMove['what'], subject: ClauseId | TermId, who: Movers, by = NEVER): Moves {
  return who.map((one) => ({ who: one, what, subject, by: written(by) }))
}

/** Whoever may confirm or refute what is open of a duty, and has not. */
function toVerify(world: World, duty: Duty, at: Instant): Moves {
  return moves('verify', duty.clause.id, verifiersOf(world, duty, at), duty.due)
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

/** Who waits first, then those who wait for that one. */
type Waiting = readonly [ClauseId, ...ClauseId[]]

/**
 * Who can bring about what a clause waits for: each atom that is not met, followed to its end or, in a ring, to where it
 * began.
 */
function toMeet(world: World, condition: Condition | undefined, at: Instant, waiting: Waiting): Moves {
  return unmet(world, condition, at).flatMap((atom): Moves => {
    switch (atom.is) {
      case 'reached':
        return atom.anchor.is === 'moment' ? toSet(world, atom.anchor.moment) : []
      case 'acceded':
        return moves('accede', waiting[0], [atom.party])
      case 'exercised':
        return toUse(world, world.text.powers.get(atom.power))
      case 'holds':
        return toHold(world, atom, at)
      case 'done':
        return dutiesIn(world, atom).flatMap((duty) => toDo(world, duty, at, waiting))
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
function toDo(world: World, duty: Duty, at: Instant, waiting: readonly ClauseId[] = []): Moves {
  const { clause, bearer, due, activated, ends } = duty
  const { certain, possible } = whenDone(world, duty)
  if (certain <= at) return []
  const isAround = activated.certain <= at || ends <= at || waiting.includes(clause.id)
  const deeper = isAround ? [] : toMeet(world, clause.when, at, [clause.id, ...waiting])
  if (deeper.length > 0) return deeper
  if (isRepeated(duty)) return toSettleEach(world, duty, at)
  if (!isOnce(duty)) {
    // Only time is lacking, or it was broken and cannot be kept any more.
    if (certain < NEVER) return []
    if (ends <= at) return possible < NEVER ? toDecide(world, duty, at) : []
  }
  const { open } = performance(world, duty)
  return open !== undefined && open.from <= at
    ? toVerify(world, duty, at)
    : moves('perform', clause.id, at < ends ? [bearer] : [], due)
}
