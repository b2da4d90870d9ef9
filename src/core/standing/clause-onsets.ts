import type { Instant } from '../time/instant.ts'
import { instantOf } from './branded.ts'
import { ESTABLISHED, entriesOf } from './claims.ts'
import { isSurely, owedOf, type Facts } from './facts.ts'
import { NEVER } from './formal.ts'
import type { Found } from './onset.ts'

const NEVER_FOUND: Found = { onset: NEVER, entries: [] }

/** When the duty was done; for a continuing duty, when its window ended with the duty kept. What is only permitted or intended can be done too. */
export function doneOnset(facts: Facts): Found {
  const { clause, discharge, end } = facts
  if (clause.duty === 'achieve' || clause.duty === 'intend' || clause.duty === 'permit') {
    const { established, open } = discharge
    const possible = earliest(established?.earliest, open?.from)
    return {
      onset: { certain: established?.latest, possible },
      entries: established?.entries ?? open?.entries ?? [],
    }
  }
  if (end.ends === undefined || breachOfConduct(facts).onset.certain !== undefined) return NEVER_FOUND
  const kept = keptThrough(facts)
  const clean = breachOfConduct(facts).onset.possible === undefined && kept !== undefined
  return {
    onset: { certain: clean ? end.ends : undefined, possible: end.ends },
    entries: clean ? [...kept] : [],
  }
}

/** The entries by which a continuing duty is shown to have been kept to the end of its window; `undefined` if it is not. */
export function keptThrough({ clause, closed, discharge, end }: Facts): Found['entries'] | undefined {
  if (end.ends === undefined) return undefined
  const confirmed = discharge.established
  if (confirmed !== undefined && confirmed.latest >= end.ends - 1) return confirmed.entries
  if (clause.ifSilent === 'compliant' && closed.through !== undefined && closed.through >= end.ends - 1) {
    return closed.entries
  }
  return undefined
}

/** When the duty was first breached: certainly by, and possibly from. */
export function breachedOnset(facts: Facts): Found {
  const { duty } = facts.clause
  if (duty === 'permit' || duty === 'intend') return NEVER_FOUND
  const conduct = breachOfConduct(facts)
  if (duty !== 'achieve') {
    const silent = brokenBySilence(facts)
    return silent === undefined || conduct.onset.certain !== undefined ? conduct : silent
  }
  const deadline = breachOfDeadline(facts)
  return {
    onset: {
      certain: earliest(conduct.onset.certain, deadline.onset.certain),
      possible: earliest(conduct.onset.possible, deadline.onset.possible),
    },
    entries: deadline.onset.certain !== undefined ? deadline.entries : conduct.entries,
  }
}

function earliest(a: Instant | undefined, b: Instant | undefined): Instant | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return a < b ? a : b
}

function breachOfConduct(facts: Facts): Found {
  const { claims } = facts
  let certain: number | undefined
  let possible: number | undefined
  let first = -1
  for (let i = 0; i < claims.count; i += 1) {
    const from = claims.earliest[i] ?? 0
    const until = claims.latest[i] ?? 0
    // In order of `from`: nothing further on can come sooner than what is already found.
    if (certain !== undefined && from > certain) break
    const owed = owedOf(facts, i)
    if (owed === 'outside') continue
    possible ??= from
    if (owed === 'inside' && claims.code[i] === ESTABLISHED && (certain === undefined || until < certain)) {
      certain = until
      first = i
    }
  }
  return {
    onset: { certain: instantOf(certain), possible: instantOf(possible) },
    entries: first < 0 ? [] : entriesOf(claims, first),
  }
}

/** Where the text puts the burden on the bearer, silence at the end of the window breaches once the sources have closed. */
function brokenBySilence({ clause, closed, discharge, end }: Facts): Found | undefined {
  if (clause.ifSilent !== 'breach' || end.ends === undefined || closed.through === undefined) return undefined
  if (closed.through < end.ends - 1 || discharge.established !== undefined || discharge.open !== undefined) {
    return undefined
  }
  return { onset: { certain: end.ends, possible: end.ends }, entries: closed.entries }
}

/** A deadline is breached from the millisecond after it: an act at exactly the deadline is in time. */
export function breachOfDeadline(facts: Facts): Found {
  const { clause, due, discharge, activated, closed, end } = facts
  if (due === undefined || isSurely(facts, due, due) === 'outside') return NEVER_FOUND
  if (end.ends !== undefined && due >= end.ends) return NEVER_FOUND
  const after = instantOf(due + 1) ?? due
  const certainly = (entries: Found['entries']): Found => ({
    onset: { certain: activated.certain === undefined ? undefined : after, possible: after },
    entries,
  })
  const possibly: Found = { onset: { certain: undefined, possible: after }, entries: [] }
  const { established, open, refuted } = discharge
  if (established !== undefined && established.latest <= due) return NEVER_FOUND
  if (open !== undefined && open.from <= due) return { ...possibly, entries: open.entries }
  if (established !== undefined) {
    return established.earliest > due ? certainly(established.entries) : possibly
  }
  if (refuted !== undefined && refuted.through >= due) return certainly(refuted.entries)
  if (closed.through !== undefined && closed.through >= due) {
    if (clause.ifSilent === 'breach') return certainly(closed.entries)
    if (clause.ifSilent === 'compliant' && open === undefined) return NEVER_FOUND
  }
  return possibly
}
