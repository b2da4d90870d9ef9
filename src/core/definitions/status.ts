import type { LogIndex } from '../statement/fields.ts'
import { parseDuration, type Instant } from '../time/instant.ts'
import { performance } from './acts.ts'
import { brokenBySilence, deadlineBreach, shownKept } from './breach.ts'
import type { CertifiedStatus } from './verdicts.ts'
import { claimsAgainst, isFound, type DatedClaim } from './claims.ts'
import { atomsOf, unmet } from './conditions.ts'
import { closedFor, excuseOf, liftAt, type Duty } from './duty.ts'
import { isRepeated, occurrencesOf } from './occurrences.ts'
import { inOrder } from './told.ts'
import type { World } from './world.ts'

/** An active duty is called due soon this long before its deadline. */
const DUE_SOON = parseDuration('24h')

/** A status with what a certificate of it has to cite. */
export type Stands = {
  readonly status: CertifiedStatus
  readonly rests: readonly LogIndex[]
  /** The claim that decides, or the first that is open. */
  readonly claim: DatedClaim | undefined
  readonly waits: readonly number[]
}

function is(status: CertifiedStatus, rests: readonly LogIndex[] = [], claim?: DatedClaim): Stands {
  return { status, rests, claim, waits: [] }
}

/** The status of a duty at an event time, by the order of precedence of the agreement language, section 2.5. */
export function standsAt(world: World, duty: Duty, at: Instant): Stands {
  const { clause, activated, lifts, ends } = duty
  if (world.text.force === 'draft') return is('pending')
  const lift = liftAt(lifts, at)
  if (lift !== undefined && activated.possible <= at) return is(lift.status, lift.entries)
  if (activated.certain > at && ends > at) {
    const atoms = atomsOf(clause.when)
    return { ...is('pending'), waits: unmet(world, clause.when, at).map((atom) => atoms.indexOf(atom)) }
  }
  const claims = claimsAgainst(world, duty).filter(({ earliest }) => earliest <= at)
  // Over comes before not begun; what was found under an earlier text stays.
  if (activated.certain > at && !claims.some((claim) => isFound(claim, at))) return is('expired')
  if (clause.duty === 'permit' || clause.duty === 'intend') return shown(world, duty, at)
  if (clause.duty !== 'achieve') return continued(world, duty, claims, at)
  return isRepeated(duty) ? repeated(world, duty, claims, at) : achieved(world, duty, claims, at)
}

/** What the text permits or intends is shown and never breached. */
function shown(world: World, duty: Duty, at: Instant): Stands {
  const { done } = performance(world, duty)
  if (duty.clause.duty === 'intend' && done !== undefined && done.by <= at)
    return is('fulfilled', done.entries)
  if (duty.defeated.certain <= at) return is('suspended', duty.defeated.entries)
  return is(duty.ends <= at ? 'expired' : 'active')
}

/** Kernel K1: done once, by a deadline. */
function achieved(world: World, duty: Duty, claims: readonly DatedClaim[], at: Instant): Stands {
  const { clause, due, ends, activated, defeated } = duty
  const { done, open } = performance(world, duty)
  const late = deadlineBreach(world, duty)
  if (done !== undefined && done.by <= at) {
    const isInTime = late.possible === Infinity
    return is(isInTime ? 'fulfilled' : late.certain === Infinity ? 'contested' : 'breached', done.entries)
  }
  const found = claims.find((claim) => isFound(claim, at))
  if (found !== undefined) return is('breached', [], found)
  const isPast = at > due
  if (isPast && late.certain <= at) return is('breached', late.entries)
  const said = [open, done].find((one) => one !== undefined && one.from <= at)
  const closed = closedFor(world, clause)
  const isClosed = isPast && closed !== undefined && closed.through >= Math.max(due, activated.certain)
  // What was set aside before its deadline was not kept by silence: nothing was owed at the deadline.
  const isQuiet = clause.ifSilent === 'compliant' && isClosed && due < defeated.certain
  if (said === undefined && claims.length === 0 && isQuiet) return is('fulfilled', closed.entries)
  const excuse = excuseOf(duty, at)
  if (excuse !== undefined) return is(excuse.status, excuse.entries)
  if (defeated.certain <= at) return is('suspended', defeated.entries)
  if (ends <= at && !(isPast && due < ends)) return is('expired')
  if (said !== undefined) return is('contested', said.entries)
  if (claims.length > 0) return is('contested', [], claims[0])
  if (isPast) return is(clause.window.late === 'lapses' ? 'expired' : 'overdue')
  return is(at + DUE_SOON >= due ? 'due-soon' : 'active')
}

/** Kernels K3 and K4: kept, or left undone, over a stretch of time. Once breached it stays breached. */
function continued(world: World, duty: Duty, claims: readonly DatedClaim[], at: Instant): Stands {
  const { defeated, ends } = duty
  const found = claims.find((claim) => isFound(claim, at))
  if (found !== undefined) return is('breached', [], found)
  const isOver = ends <= at
  const silent = isOver && claims.length === 0 ? brokenBySilence(world, duty) : undefined
  if (silent !== undefined) return is('breached', silent)
  if (defeated.certain <= at) return is('suspended', defeated.entries)
  const kept = isOver && claims.length === 0 ? shownKept(world, duty) : undefined
  if (kept !== undefined) return is('fulfilled', kept)
  if (isOver) return is('expired')
  return claims.length > 0 ? is('contested', [], claims[0]) : is('active')
}

/** Where an occurrence of a repeated duty stands. What is claimed against the bearer counts once, for the whole. */
export function occurrenceAt(world: World, one: Duty, at: Instant): Stands {
  if (one.activated.certain > at) return is(one.ends <= at ? 'expired' : 'pending')
  return achieved(world, one, [], at)
}

/** A repeated duty as a whole, from its occurrences so far: what decides first is a time that was missed. */
function repeated(world: World, duty: Duty, claims: readonly DatedClaim[], at: Instant): Stands {
  const found = claims.find((claim) => isFound(claim, at))
  if (found !== undefined) return is('breached', [], found)
  const begun = occurrencesOf(world, duty, at).map((one) => occurrenceAt(world, one, at))
  const some = (status: CertifiedStatus): boolean => begun.some((one) => one.status === status)
  const worst = (['breached', 'contested', 'overdue', 'due-soon', 'active', 'expired'] as const).find(some)
  const rests = inOrder(begun.flatMap((one) => (one.status === worst ? one.rests : [])))
  if (worst === 'breached') return is('breached', rests)
  if (duty.defeated.certain <= at) return is('suspended', duty.defeated.entries)
  if (worst === 'contested') return is('contested', rests)
  if (claims.length > 0) return is('contested', [], claims[0])
  if (worst === 'overdue') return is('overdue')
  if (duty.ends <= at) return is(worst === undefined && !some('pending') ? 'fulfilled' : 'expired')
  return is(worst === 'due-soon' ? 'due-soon' : 'active')
}
