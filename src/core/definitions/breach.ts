import type { LogIndex } from '../statement/fields.ts'
import { keptAtEnd, performance } from './acts.ts'
import { claimsAgainst } from './claims.ts'
import { joined } from './conditions.ts'
import { closedFor, excuseOf, owedBetween, type Duty } from './duty.ts'
import { isRepeated, occurrencesOf } from './occurrences.ts'
import { inOrder } from './told.ts'
import { earliest, exactly, NEVER, NOT_FOUND, type When, type World } from './world.ts'

/** When the duty was first breached: certainly by, and possibly from. */
export function breachOf(world: World, duty: Duty): When {
  const kind = duty.clause.duty
  const conduct = breachByClaims(world, duty)
  // Of what is only permitted or intended there is none, save under an earlier text by which it was owed.
  if (kind === 'permit' || kind === 'intend') return conduct
  if (kind !== 'achieve') {
    const silent = brokenBySilence(world, duty)
    if (silent === undefined || conduct.certain < NEVER) return conduct
    return duty.activated.certain < NEVER
      ? exactly(duty.ends, silent)
      : { ...conduct, possible: Math.min(conduct.possible, duty.ends) }
  }
  const late = isRepeated(duty) ? firstMissed(world, duty) : deadlineBreach(world, duty)
  const { entries } = late.certain < NEVER ? late : conduct
  return { ...joined('any', [conduct, late]), entries }
}

function breachByClaims(world: World, duty: Duty): When {
  const claims = claimsAgainst(world, duty)
  const sure = claims.filter(({ established, owed }) => established && owed === 'surely')
  const certain = earliest(sure.map(({ latest }) => latest))
  const first = sure.find(({ latest }) => latest === certain)
  return { certain, possible: claims[0]?.earliest ?? NEVER, entries: first?.entries ?? [] }
}

/** The first occurrence of a repeated duty that was surely missed, and the first that may have been. */
function firstMissed(world: World, duty: Duty): When {
  const missed = occurrencesOf(world, duty).map((one) => deadlineBreach(world, one))
  const certain = earliest(missed.map((one) => one.certain))
  const first = certain < NEVER ? missed.filter((one) => one.certain === certain) : []
  const possible = earliest(missed.map((one) => one.possible))
  return { certain, possible, entries: inOrder(first.flatMap(({ entries }) => entries)) }
}

/** The closings by which silence breaches a continuing duty, where the text puts the burden on the bearer. */
export function brokenBySilence(world: World, duty: Duty): readonly LogIndex[] | undefined {
  const { clause, ends, activated } = duty
  const closed = closedFor(world, clause)
  if (activated.possible === NEVER) return undefined
  if (clause.ifSilent !== 'breach' || closed === undefined || closed.through < ends - 1) return undefined
  const { done, open } = performance(world, duty)
  return done === undefined && open === undefined ? closed.entries : undefined
}

/**
 * A deadline is breached from the millisecond after it: an act at exactly the deadline is in time. Where the duty begins only
 * after its deadline, it has to be done by when it begins, and is breached from then on.
 */
export function deadlineBreach(world: World, duty: Duty): When {
  const { clause, due, ends, activated } = duty
  if (due === NEVER || due >= ends || activated.possible === NEVER) return NOT_FOUND
  const isSure = activated.certain < NEVER
  const by = Math.max(due, activated.possible)
  const until = Math.max(due, isSure ? activated.certain : activated.possible)
  if (owedBetween(duty, by, until) === 'no') return NOT_FOUND
  const possible = Math.max(due + 1, activated.possible)
  const perhaps = (entries: readonly LogIndex[]): When => ({ certain: NEVER, possible, entries })
  const surely = (entries: readonly LogIndex[]): When =>
    isSure && owedBetween(duty, until, until) === 'surely'
      ? { certain: Math.max(due + 1, activated.certain), possible, entries }
      : perhaps(entries)
  const { done, open, refuted } = performance(world, duty)
  if (done !== undefined && done.by <= by) return NOT_FOUND
  if (open !== undefined && open.from <= until) return perhaps(open.entries)
  if (done !== undefined) return done.from > until ? surely(done.entries) : perhaps([])
  if (refuted !== undefined && refuted.by >= until) return surely(refuted.entries)
  const closed = closedFor(world, clause)
  if (closed === undefined || closed.through < until || clause.ifSilent === 'unknown') return perhaps([])
  if (clause.ifSilent === 'breach') return surely(closed.entries)
  return open === undefined ? NOT_FOUND : perhaps([])
}

/** The entries that show a continuing duty kept to its end; `undefined` where nothing shows it. */
export function shownKept(world: World, duty: Duty): readonly LogIndex[] | undefined {
  const { clause, ends } = duty
  const done = keptAtEnd(world, duty)
  if (done !== undefined && done.by >= ends - 1) return done.entries
  const closed = closedFor(world, clause)
  const isQuiet = clause.ifSilent === 'compliant' && closed !== undefined && closed.through >= ends - 1
  return isQuiet ? closed.entries : undefined
}

/** When a duty was done: a continuing one by its end, if it was kept; one that is owed again and again, if each time was. */
export function whenDone(world: World, duty: Duty): When {
  const { clause, ends, activated } = duty
  // What was never in force was not kept; of what perhaps was not, it is open.
  const [begins, mayBegin] = [activated.certain < NEVER, activated.possible < NEVER]
  if (isRepeated(duty)) {
    if (ends === NEVER || !mayBegin) return NOT_FOUND
    const { certain, entries } = joined('all', [
      exactly(ends),
      // What was set aside at its deadline need not have been done.
      ...occurrencesOf(world, duty, ends)
        .filter((one) => one.due < one.defeated.certain && excuseOf(one, ends) === undefined)
        .map((one) => whenDone(world, one)),
    ])
    return begins && certain < NEVER
      ? { certain, possible: ends, entries }
      : { certain: NEVER, possible: ends, entries: [] }
  }
  if (clause.duty !== 'maintain' && clause.duty !== 'refrain') {
    const { done, open } = performance(world, duty)
    const possible = Math.min(done?.from ?? NEVER, open?.from ?? NEVER)
    return { certain: done?.by ?? NEVER, possible, entries: done?.entries ?? open?.entries ?? [] }
  }
  const breached = breachByClaims(world, duty)
  if (breached.certain < NEVER || ends === NEVER || !mayBegin) return NOT_FOUND
  const shown = begins && breached.possible === NEVER ? shownKept(world, duty) : undefined
  return { certain: shown === undefined ? NEVER : ends, possible: ends, entries: shown ?? [] }
}
