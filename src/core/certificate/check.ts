import type { Agreement, Condition } from '../agreement/agreement.ts'
import type { Entry } from '../statement/entry.ts'
import type { LogIndex, Sha256 } from '../statement/fields.ts'
import { plus, parseDuration, type Instant } from '../time/instant.ts'
import { performance } from './acts.ts'
import type { Certificate, Checked } from './certificate.ts'
import { brokenBySilence, deadlineBreach } from './breaches.ts'
import { claimAbout, claimsAgainst } from './claims.ts'
import { closedThrough, dutyOf, shownKept, type Duty } from './duty.ts'
import { comesTrue } from './formal.ts'
import { speakersOf } from './speakers.ts'
import { readLog } from './told.ts'
import { CannotCheck, isBy, type World } from './world.ts'

/** An active duty is called due soon this long before its deadline. */
const DUE_SOON = parseDuration('24h')

/** What a certificate is checked against. */
export type Against = {
  /** The log, whole or at least its first `known` entries, from entry 0. */
  readonly entries: readonly Entry[]
  /** Texts are blobs beside the log, named by their digest. */
  readonly textOf: (digest: Sha256) => Agreement | undefined
}

/**
 * Whether a certificate is true of the log and the text. It shares no code with the engine: it goes through the log from
 * the first entry, slowly, and follows the definitions of the agreement language (section 2.5) one status at a time.
 *
 * It checks every status; it says `cannot` where a duty waits for a streak (`holds`) or a count (`more than`), or where
 * a place has to be found in a polygon. A draft has nothing to check but that it is one.
 */
export function checkCertificate(certificate: Certificate, against: Against): Checked {
  try {
    const fault = faultIn(certificate, against)
    return fault === undefined ? { is: 'holds' } : { is: 'refused', because: fault }
  } catch (error) {
    if (error instanceof CannotCheck) return { is: 'cannot', because: error.message }
    throw error
  }
}

type Fault = string | undefined

function faultIn(certificate: Certificate, { entries, textOf }: Against): Fault {
  const { known, agreement, at, rule } = certificate
  if (!Number.isSafeInteger(known) || known < 1 || known > entries.length) return 'the log is not that long'
  const log = readLog(entries, known)
  const adopted = log
    .raw('agreement-adopted', 'agreement-amended')
    .filter(({ body }) => body.agreement === agreement && textOf(body.package)?.id === agreement)
  const speakers = speakersOf(log)
  /** The world by the text that was in force at some event time, with the texts before it. */
  const worldAt = (time: number): (World & { readonly entry: LogIndex }) | undefined => {
    const version = adopted.findLast(({ body }) => body.kind === 'agreement-adopted' || body.from <= time)
    const text = version === undefined ? undefined : textOf(version.body.package)
    if (version === undefined || text === undefined) return undefined
    const from = version.body.kind === 'agreement-amended' ? version.body.from : undefined
    const before = from === undefined ? undefined : worldAt(from - 1)
    const earlier = from === undefined || before === undefined ? undefined : { world: before, from }
    return { log, speakers, text, rule, powers: true, earlier, entry: version.entry }
  }
  const world = worldAt(at)
  if (world === undefined || world.entry !== certificate.text) return 'another text was in force, or none'
  const clause = world.text.clauses.get(certificate.clause)
  if (clause?.bearers.includes(certificate.party) !== true)
    return 'the text has no such clause for this bearer'
  const duty = dutyOf(world, clause, certificate.party)
  return (
    boundsFault(certificate, duty) ?? kernelFault(certificate, duty) ?? statusFault(world, certificate, duty)
  )
}

function boundsFault({ bounds, cites }: Certificate, { activated, due, ends }: Duty): Fault {
  if (bounds.activated.certain !== (activated.certain ?? null)) return 'it certainly began at another time'
  if (bounds.activated.possible !== (activated.possible ?? null)) return 'it possibly began at another time'
  if (bounds.due !== (due ?? null)) return 'it is due at another time'
  if (bounds.ends !== (ends ?? null)) return 'it ends at another time'
  return same(cites.begins, activated.entries) ? undefined : 'other entries made it begin'
}

function kernelFault({ kernel, status }: Certificate, { clause }: Duty): Fault {
  const once = clause.duty === 'achieve' || clause.duty === 'intend'
  const means =
    status === 'waived' || status === 'suspended'
      ? 'power'
      : status === 'pending'
        ? 'waiting'
        : once
          ? 'response'
          : 'conduct'
  return kernel === means ? undefined : `such a standing is of the kind “${means}”`
}

/** What has to be true for each status, in the order of precedence of section 2.5. */
function statusFault(world: World, certificate: Certificate, duty: Duty): Fault {
  const { at, status } = certificate
  const { clause, activated, lifts } = duty
  const { duty: kind } = clause
  if (world.text.force === 'draft')
    return status === 'pending' ? citesNothing(certificate) : 'a draft binds nobody'
  const covering = lifts.filter(({ from, until }) => from <= at && at < until)
  const lift = covering.find((one) => one.status === 'waived') ?? covering[0]
  if (lift !== undefined && isBy(activated.possible, at)) {
    if (lift.status !== status) return `it was ${lift.status}`
    return same(certificate.cites.power, lift.entries)
      ? undefined
      : 'another exercise of a power set it aside'
  }
  if (status === 'waived') return 'no power waived it'
  if (!isBy(activated.certain, at))
    return status === 'pending' ? waitsFault(world, certificate) : 'it had not begun'
  if (status === 'pending') return 'it had begun'
  if (kind === 'permit' || kind === 'intend') return shownFault(world, certificate, duty)
  if (kind === 'achieve') return achievedFault(world, certificate, duty)
  return continuingFault(world, certificate, duty)
}

function citesNothing({ cites }: Certificate): Fault {
  const lists = [cites.acts, cites.closes, cites.power]
  return cites.claim === null && lists.every((list) => list.length === 0)
    ? undefined
    : 'it cites what does not bear on it'
}

/** Pending: each condition that is named is one of the text's, and not shown to be met; and there is no other such. */
function waitsFault(world: World, { clause, at, cites }: Certificate): Fault {
  const condition = world.text.clauses.get(clause)?.when
  const open = condition === undefined ? [] : unmet(world, condition, at)
  return JSON.stringify(cites.waits) === JSON.stringify(open) ? undefined : 'it waits for something else'
}

function unmet(world: World, condition: Condition, at: Instant): readonly Condition[] {
  if (isBy(comesTrue(world, condition).certain, at)) return []
  if (condition.is === 'all' || condition.is === 'any')
    return condition.of.flatMap((part) => unmet(world, part, at))
  return [condition]
}

/** What the text permits or intends is shown and never breached. */
function shownFault(world: World, { status, at, cites }: Certificate, { clause, bearer, ends }: Duty): Fault {
  const { done } = performance(world, clause, bearer)
  const did = clause.duty === 'intend' && done !== undefined && isBy(done.latest, at)
  if (did) return status === 'fulfilled' && same(cites.acts, done.entries) ? undefined : 'it was done'
  const means = isBy(ends, at) ? 'expired' : 'active'
  return status === means ? undefined : `it was ${means}`
}

type Claims = { readonly found: boolean; readonly open: boolean }

/** The claims that bear on the duty by `at`: whether one is established, and whether one is open. */
function claimsBy(world: World, duty: Duty, at: number): Claims {
  const claims = claimsAgainst(world, duty).filter(({ earliest }) => earliest <= at)
  const found = claims.filter(
    ({ established, owed, latest }) => established && owed === 'surely' && latest <= at,
  )
  return { found: found.length > 0, open: found.length < claims.length }
}

/** The one claim that is cited: it exists, rests on exactly these entries, and is as sure as is said. */
function claimFault(world: World, { cites, at }: Certificate, duty: Duty, sure: boolean): Fault {
  if (cites.claim === null) return 'it names no claim'
  const claim = claimAbout(world, duty, cites.claim.about)
  if (claim === undefined || claim.earliest > at)
    return 'nobody claims that, or not within the time of the duty'
  if (!same(claim.entries, cites.claim.entries)) return 'other entries speak to that claim'
  const established = claim.established && claim.owed === 'surely' && claim.latest <= at
  if (established === sure) return undefined
  return sure ? 'that claim is not established by the standard' : 'that claim is decided'
}

/** Kernel K1: done once, by a deadline. */
function achievedFault(world: World, certificate: Certificate, duty: Duty): Fault {
  const { at, status, cites } = certificate
  const { clause, bearer, due, ends } = duty
  const { done, open } = performance(world, clause, bearer)
  const late = deadlineBreach(world, duty)
  const past = due !== undefined && at > due
  if (done !== undefined && isBy(done.latest, at)) {
    const means =
      late.possible === undefined ? 'fulfilled' : late.certain === undefined ? 'contested' : 'breached'
    if (status !== means) return `it was done, and ${means}`
    return same(cites.acts, done.entries) ? undefined : 'other entries show that it was done'
  }
  if (status === 'breached' && cites.claim !== null) return claimFault(world, certificate, duty, true)
  const claims = claimsBy(world, duty, at)
  if (claims.found) return 'a claim of breach is established'
  if (past && isBy(late.certain, at)) {
    if (status !== 'breached') return 'its deadline passed without it'
    const cited = [...cites.acts, ...cites.closes].toSorted((a, b) => a - b)
    return same(cited, late.entries) ? undefined : 'other entries show that it was not done'
  }
  if (status === 'breached') return 'nothing shows that it was not done'
  const saidDone = isBy(open?.from, at) ? open : isBy(done?.earliest, at) ? done : undefined
  const maybe = saidDone !== undefined
  const closed = closedThrough(world, clause)
  const quiet = clause.ifSilent === 'compliant' && past && closed !== undefined && closed.through >= due
  if (!maybe && !claims.open && quiet) {
    if (status !== 'fulfilled') return 'the text takes silence as compliance'
    return same(cites.closes, closed.entries) ? undefined : 'other closings decide'
  }
  if (isBy(ends, at) && !(past && ends !== undefined && due < ends))
    return status === 'expired' ? undefined : 'it had ended'
  if (maybe || claims.open) {
    if (status !== 'contested') return 'what is said about it is not decided'
    if (!maybe) return claimFault(world, certificate, duty, false)
    return same(cites.acts, saidDone.entries) ? undefined : 'other entries leave it open'
  }
  const means = past
    ? clause.window.late === 'lapses'
      ? 'expired'
      : 'overdue'
    : due !== undefined && plus(at, DUE_SOON) >= due
      ? 'due-soon'
      : 'active'
  return status === means ? undefined : `nothing is said, and it was ${means}`
}

/** Kernels K3 and K4: kept, or left undone, over a stretch of time. */
function continuingFault(world: World, certificate: Certificate, duty: Duty): Fault {
  const { at, status, cites } = certificate
  if (status === 'breached' && cites.claim !== null) return claimFault(world, certificate, duty, true)
  const claims = claimsBy(world, duty, at)
  if (claims.found) return 'a claim of breach is established'
  const over = isBy(duty.ends, at)
  const silent = over && !claims.open ? brokenBySilence(world, duty) : undefined
  if (silent !== undefined) {
    if (status !== 'breached') return 'the text makes silence a breach'
    return same(cites.closes, silent) ? undefined : 'other closings decide'
  }
  if (status === 'breached') return 'no claim of breach is cited'
  if (isBy(duty.defeated.certain, at)) {
    if (status !== 'suspended') return 'a condition of the text set it aside'
    return same(cites.power, duty.defeated.entries) ? undefined : 'other entries set it aside'
  }
  if (status === 'suspended') return 'nothing set it aside'
  if (over) {
    const kept = claims.open ? undefined : shownKept(world, duty)
    if (kept === undefined) return status === 'expired' ? undefined : 'it had ended, and nothing decides'
    if (status !== 'fulfilled') return 'it was kept to its end'
    return same(
      [...cites.acts, ...cites.closes].toSorted((a, b) => a - b),
      kept,
    )
      ? undefined
      : 'other entries show it'
  }
  if (claims.open)
    return status === 'contested' ? claimFault(world, certificate, duty, false) : 'a claim is open'
  return status === 'active' ? undefined : 'nothing is claimed'
}

function same(a: readonly LogIndex[], b: readonly LogIndex[]): boolean {
  return a.length === b.length && a.every((entry, i) => entry === b[i])
}
