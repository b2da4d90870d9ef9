import type { LogIndex } from '../statement/fields.ts'
import { parseDuration, plus, type Instant } from '../time/instant.ts'
import { performance } from './acts.ts'
import { brokenBySilence, closedFor, deadlineBreach, shownKept } from './breach.ts'
import type { CertifiedStatus } from './certificate.ts'
import { claimsAgainst, isFound } from './claims.ts'
import { atomsOf, unmet } from './conditions.ts'
import type { Duty } from './duty.ts'
import { isBy, type World } from './world.ts'

/** An active duty is called due soon this long before its deadline. */
const DUE_SOON = parseDuration('24h')

/** A status with what a certificate of it has to cite. */
export type Stands = {
  readonly status: CertifiedStatus
  readonly rests: readonly LogIndex[]
  /** The kind of claim that has to be named. */
  readonly claim: 'found' | 'open' | undefined
  readonly waits: readonly number[]
}

function is(status: CertifiedStatus, rests: readonly LogIndex[] = [], more: Partial<Stands> = {}): Stands {
  return { status, rests, claim: undefined, waits: [], ...more }
}

/** The status of a duty at an event time, by the order of precedence of the agreement language, section 2.5. */
export function standsAt(world: World, duty: Duty, at: Instant): Stands {
  const { clause, activated, lifts } = duty
  if (world.text.force === 'draft') return is('pending')
  const covering = lifts.filter(({ from, until }) => from <= at && at < until)
  const lift = covering.find(({ status }) => status === 'waived') ?? covering[0]
  if (lift !== undefined && isBy(activated.possible, at)) return is(lift.status, lift.entries)
  if (!isBy(activated.certain, at)) {
    const atoms = clause.when === undefined ? [] : atomsOf(clause.when)
    const open = clause.when === undefined ? [] : unmet(world, clause.when, at)
    return is('pending', [], { waits: open.map((atom) => atoms.indexOf(atom)) })
  }
  if (clause.duty === 'achieve') return achieved(world, duty, at)
  return clause.duty === 'permit' || clause.duty === 'intend'
    ? shown(world, duty, at)
    : continued(world, duty, at)
}

/** What the text permits or intends is shown and never breached. */
function shown(world: World, { clause, bearer, ends }: Duty, at: Instant): Stands {
  const { done } = performance(world, clause, bearer)
  if (clause.duty === 'intend' && isBy(done?.by, at)) return is('fulfilled', done?.entries)
  return is(isBy(ends, at) ? 'expired' : 'active')
}

/** Kernel K1: done once, by a deadline. */
function achieved(world: World, duty: Duty, at: Instant): Stands {
  const { clause, bearer, due, ends } = duty
  const { done, open } = performance(world, clause, bearer)
  const late = deadlineBreach(world, duty)
  if (isBy(done?.by, at)) {
    const inTime = late.possible === undefined
    return is(inTime ? 'fulfilled' : late.certain === undefined ? 'contested' : 'breached', done?.entries)
  }
  const claims = claimsAgainst(world, duty).filter(({ earliest }) => earliest <= at)
  if (claims.some((claim) => isFound(claim, at))) return is('breached', [], { claim: 'found' })
  const past = due !== undefined && at > due
  if (past && isBy(late.certain, at)) return is('breached', late.entries)
  const saidDone = isBy(open?.from, at) ? open : isBy(done?.from, at) ? done : undefined
  const closed = closedFor(world, duty)
  const quiet = clause.ifSilent === 'compliant' && past && closed !== undefined && closed.through >= due
  if (saidDone === undefined && claims.length === 0 && quiet) return is('fulfilled', closed.entries)
  if (isBy(ends, at) && !(past && ends !== undefined && due < ends)) return is('expired')
  if (saidDone !== undefined) return is('contested', saidDone.entries)
  if (claims.length > 0) return is('contested', [], { claim: 'open' })
  if (past) return is(clause.window.late === 'lapses' ? 'expired' : 'overdue')
  return is(due !== undefined && plus(at, DUE_SOON) >= due ? 'due-soon' : 'active')
}

/** Kernels K3 and K4: kept, or left undone, over a stretch of time. Once breached it stays breached. */
function continued(world: World, duty: Duty, at: Instant): Stands {
  const { defeated, ends } = duty
  const claims = claimsAgainst(world, duty).filter(({ earliest }) => earliest <= at)
  if (claims.some((claim) => isFound(claim, at))) return is('breached', [], { claim: 'found' })
  const over = isBy(ends, at)
  const silent = over && claims.length === 0 ? brokenBySilence(world, duty) : undefined
  if (silent !== undefined) return is('breached', silent)
  if (isBy(defeated.certain, at)) return is('suspended', defeated.entries)
  const keptBy = over && claims.length === 0 ? shownKept(world, duty) : undefined
  if (keptBy !== undefined) return is('fulfilled', keptBy)
  if (over) return is('expired')
  return claims.length > 0 ? is('contested', [], { claim: 'open' }) : is('active')
}
