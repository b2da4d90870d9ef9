import type { LogIndex } from '../statement/fields.ts'
import { isInstant, type Instant } from '../time/instant.ts'
import { performance } from './acts.ts'
import { claimsAgainst } from './claims.ts'
import { closedThrough, owedBetween, type Duty } from './duty.ts'
import { NEVER, sooner, type When, type World } from './world.ts'

/** When the duty was first breached: certainly by, and possibly from; with `conduct`, by claims alone. */
export function breachClaim(world: World, duty: Duty, only?: 'conduct'): When {
  const { clause, ends } = duty
  if (clause.duty === 'permit' || clause.duty === 'intend') return NEVER
  const claims = claimsAgainst(world, duty)
  const sure = claims
    .filter(({ established, owed }) => established && owed === 'surely')
    .toSorted((a, b) => a.latest - b.latest || a.earliest - b.earliest)[0]
  const conduct: When = {
    certain: instant(sure?.latest),
    possible: instant(claims.map(({ earliest }) => earliest).toSorted((a, b) => a - b)[0]),
    entries: sure?.entries ?? [],
  }
  if (only === 'conduct') return conduct
  if (clause.duty === 'achieve') {
    const late = deadlineBreach(world, duty)
    return {
      certain: sooner(conduct.certain, late.certain),
      possible: sooner(conduct.possible, late.possible),
      entries: late.certain === undefined ? conduct.entries : late.entries,
    }
  }
  const silent = ends === undefined ? undefined : brokenBySilence(world, duty)
  return conduct.certain === undefined && silent !== undefined && ends !== undefined
    ? { certain: ends, possible: ends, entries: silent }
    : conduct
}

function instant(time: number | undefined): Instant | undefined {
  return isInstant(time) ? time : undefined
}

/** The closings by which silence breaches a continuing duty, where the text puts the burden on the bearer. */
export function brokenBySilence(
  world: World,
  { clause, bearer, ends }: Duty,
): readonly LogIndex[] | undefined {
  const closed = closedThrough(world, clause)
  if (clause.ifSilent !== 'breach' || ends === undefined || closed === undefined) return undefined
  const { done, open } = performance(world, clause, bearer)
  return closed.through < ends - 1 || done !== undefined || open !== undefined ? undefined : closed.entries
}

/** A deadline is breached from the millisecond after it: an act at exactly the deadline is in time. */
export function deadlineBreach(world: World, duty: Duty): When {
  const { clause, bearer, due, ends, activated } = duty
  if (due === undefined || owedBetween(duty, due, due) === 'no' || (ends !== undefined && due >= ends))
    return NEVER
  const after = instant(due + 1) ?? due
  const perhaps: When = { certain: undefined, possible: after, entries: [] }
  const surely = (entries: readonly LogIndex[]): When => ({
    certain: activated.certain === undefined ? undefined : after,
    possible: after,
    entries,
  })
  const { done, open, refuted } = performance(world, clause, bearer)
  if (done !== undefined && done.latest <= due) return NEVER
  if (open !== undefined && open.from <= due) return { ...perhaps, entries: open.entries }
  if (done !== undefined) return done.earliest > due ? surely(done.entries) : perhaps
  if (refuted !== undefined && refuted.through >= due) return surely(refuted.entries)
  const closed = closedThrough(world, clause)
  if (closed === undefined || closed.through < due || clause.ifSilent === 'unknown') return perhaps
  if (clause.ifSilent === 'breach') return surely(closed.entries)
  return open === undefined ? NEVER : perhaps
}
