import type { LogIndex } from '../statement/fields.ts'
import { performance } from './acts.ts'
import { claimsAgainst } from './claims.ts'
import { closedThrough, owedBetween, type Duty } from './duty.ts'
import { namedBy } from './speakers.ts'
import { earliest, exactly, NEVER, type When, type World } from './world.ts'

/** When the duty was first breached: certainly by, and possibly from. */
export function breachOf(world: World, duty: Duty): When {
  const kind = duty.clause.duty
  if (kind === 'permit' || kind === 'intend') return NEVER
  const conduct = breachByClaims(world, duty)
  if (kind !== 'achieve') {
    const silent = brokenBySilence(world, duty)
    return conduct.certain === undefined && silent !== undefined ? exactly(duty.ends, silent) : conduct
  }
  const late = deadlineBreach(world, duty)
  return {
    certain: earliest([conduct.certain, late.certain]),
    possible: earliest([conduct.possible, late.possible]),
    entries: late.certain === undefined ? conduct.entries : late.entries,
  }
}

function breachByClaims(world: World, duty: Duty): When {
  const claims = claimsAgainst(world, duty)
  const sure = claims
    .filter(({ established, owed }) => established && owed === 'surely')
    .toSorted((a, b) => a.latest - b.latest || a.earliest - b.earliest)[0]
  return {
    certain: earliest([sure?.latest]),
    possible: earliest(claims.map((claim) => claim.earliest)),
    entries: sure?.entries ?? [],
  }
}

/** Those whose closing makes silence speak: the ones the clause names or, if it names none, those its standard names. */
export function silentOnes({ clause }: Duty) {
  return clause.sources.length > 0 ? clause.sources : namedBy(clause.evidence)
}

export function closedFor(world: World, duty: Duty) {
  return closedThrough(world, silentOnes(duty), duty.clause.id)
}

/** The closings by which silence breaches a continuing duty, where the text puts the burden on the bearer. */
export function brokenBySilence(world: World, duty: Duty): readonly LogIndex[] | undefined {
  const { clause, bearer, ends } = duty
  const closed = closedFor(world, duty)
  if (clause.ifSilent !== 'breach' || ends === undefined || closed === undefined) return undefined
  const { done, open } = performance(world, clause, bearer)
  return closed.through < ends - 1 || done !== undefined || open !== undefined ? undefined : closed.entries
}

/** A deadline is breached from the millisecond after it: an act at exactly the deadline is in time. */
export function deadlineBreach(world: World, duty: Duty): When {
  const { clause, bearer, due, ends, activated } = duty
  if (due === undefined || owedBetween(duty, due, due) === 'no' || (ends !== undefined && due >= ends))
    return NEVER
  const after = exactly(due + 1).certain ?? due
  const perhaps: When = { certain: undefined, possible: after, entries: [] }
  const surely = (entries: readonly LogIndex[]): When => ({
    certain: activated.certain === undefined ? undefined : after,
    possible: after,
    entries,
  })
  const { done, open, refuted } = performance(world, clause, bearer)
  if (done !== undefined && done.by <= due) return NEVER
  if (open !== undefined && open.from <= due) return { ...perhaps, entries: open.entries }
  if (done !== undefined) return done.from > due ? surely(done.entries) : perhaps
  if (refuted !== undefined && refuted.by >= due) return surely(refuted.entries)
  const closed = closedFor(world, duty)
  if (closed === undefined || closed.through < due || clause.ifSilent === 'unknown') return perhaps
  if (clause.ifSilent === 'breach') return surely(closed.entries)
  return open === undefined ? NEVER : perhaps
}

/** The entries that show a continuing duty kept to its end; `undefined` where nothing shows it. */
export function shownKept(world: World, duty: Duty): readonly LogIndex[] | undefined {
  const { clause, bearer, ends } = duty
  if (ends === undefined) return undefined
  const { done } = performance(world, clause, bearer)
  if (done !== undefined && done.by >= ends - 1) return done.entries
  const closed = closedFor(world, duty)
  const quiet = clause.ifSilent === 'compliant' && closed !== undefined && closed.through >= ends - 1
  return quiet ? closed.entries : undefined
}

/** When a continuing duty's window ended with the duty kept. */
export function kept(world: World, duty: Duty): When {
  const { ends } = duty
  const breached = breachByClaims(world, duty)
  if (ends === undefined || breached.certain !== undefined) return NEVER
  const shown = breached.possible === undefined ? shownKept(world, duty) : undefined
  return { certain: shown === undefined ? undefined : ends, possible: ends, entries: shown ?? [] }
}
