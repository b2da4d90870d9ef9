import type { Clause } from '../agreement/agreement.ts'
import { inLogOrder } from '../evidence/log-order.ts'
import type { Instant } from '../time/instant.ts'
import { instantOf } from './branded.ts'
import { entriesOf } from './claims.ts'
import { excuseOf, isOwed, isSurely, type Facts } from './facts.ts'
import { NEVER } from './formal.ts'
import type { Found } from './onset.ts'
import { eachOwed, type OwedClaim } from './owed.ts'

const NEVER_FOUND: Found = { onset: NEVER, entries: [] }
const NONE: readonly never[] = []

/** Whether one performance does what is owed: it is not kept over a time, nor owed again and again. */
export function isDoneOnce({ duty, repeats }: Clause): boolean {
  return duty !== 'maintain' && duty !== 'refrain' && repeats === undefined
}

/** When the duty was done; for a continuing duty, when its window ended with the duty kept. What is only permitted or intended can be done too. */
export function doneOnset(facts: Facts): Found {
  if (facts.occurrences !== undefined) return doneEachTime(facts, facts.occurrences)
  const { clause, discharge, end, activated } = facts
  if (clause.duty === 'achieve' || clause.duty === 'intend' || clause.duty === 'permit') {
    const { established, open } = discharge
    const possible = earliest(established?.earliest, open?.from)
    return {
      onset: { certain: established?.latest, possible },
      entries: established?.entries ?? open?.entries ?? [],
    }
  }
  if (end.ends === undefined || activated.possible === undefined) return NEVER_FOUND
  const conduct = breachOfConduct(facts).onset
  if (conduct.certain !== undefined) return NEVER_FOUND
  const kept = keptThrough(facts)
  const clean = conduct.possible === undefined && kept !== undefined && activated.certain !== undefined
  return {
    onset: { certain: clean ? end.ends : undefined, possible: end.ends },
    entries: clean ? [...kept] : [],
  }
}

/** A repeated duty is done when its time is over and it was done each time. Without an end it is never done. */
function doneEachTime({ end, activated }: Facts, occurrences: NonNullable<Facts['occurrences']>): Found {
  if (end.ends === undefined || activated.possible === undefined) return NEVER_FOUND
  const { ends } = end
  const each = occurrences(ends)
    .filter((one) => isOwedOnce(one, ends))
    .map(doneOnset)
  const times = each.map(({ onset }) => onset.certain)
  const known = times.filter((time) => time !== undefined)
  const isEach = known.length === times.length && activated.certain !== undefined
  const certain = isEach ? Math.max(end.ends, ...known) : undefined
  const entries = certain === undefined ? [] : [...new Set(each.flatMap((one) => one.entries))]
  return {
    onset: { certain: instantOf(certain), possible: end.ends },
    entries: entries.toSorted((a, b) => a - b),
  }
}

/** What was set aside at its deadline need not have been done. */
function isOwedOnce(one: Facts, ends: Instant): boolean {
  const { certain } = one.defeated.onset
  const isDefeated = certain !== undefined && one.due !== undefined && one.due >= certain
  return !isDefeated && excuseOf(one, ends) === undefined
}

/** The first time that a repeated duty was surely missed, and the first that it may have been. */
function firstMissed(occurrences: NonNullable<Facts['occurrences']>): Found {
  const missed = occurrences('as-far-as-known').map(breachedOnset)
  const first = (side: 'certain' | 'possible') =>
    missed.reduce<Instant | undefined>((time, { onset }) => earliest(time, onset[side]), undefined)
  const certain = first('certain')
  // Several may be missed at one moment.
  const those = certain === undefined ? [] : missed.filter(({ onset }) => onset.certain === certain)
  return {
    onset: { certain, possible: first('possible') },
    entries: inLogOrder(those.flatMap(({ entries }) => entries)),
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
  // What is reported against the bearer counts once, for the duty as a whole.
  if (facts.occurrence !== undefined) return breachOfDeadline(facts)
  const conduct = breachOfConduct(facts)
  // What is only permitted now may have been owed, and breached, under an earlier text.
  if (!isOwed(facts.clause)) return conduct
  if (duty !== 'achieve') {
    const silent = brokenBySilence(facts)
    if (silent === undefined || conduct.onset.certain !== undefined) return conduct
    if (silent.onset.certain !== undefined) return silent
    const possible = earliest(conduct.onset.possible, silent.onset.possible)
    return { onset: { certain: undefined, possible }, entries: conduct.entries }
  }
  const { occurrences } = facts
  const deadline = occurrences === undefined ? breachOfDeadline(facts) : firstMissed(occurrences)
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
  let found: OwedClaim | undefined
  for (const claim of eachOwed(facts, 'established')) {
    // In order of `from`: nothing further on can come sooner than what is already found.
    if (found !== undefined && claim.from > found.until) break
    if (claim.owed === 'inside' && (found === undefined || claim.until < found.until)) found = claim
  }
  const [first] = eachOwed(facts)
  return {
    onset: { certain: instantOf(found?.until), possible: instantOf(first?.from) },
    entries: found === undefined ? [] : entriesOf(found.of),
  }
}

/** Where the text puts the burden on the bearer, silence at the end of the window breaches once the sources have closed. */
function brokenBySilence({ clause, closed, discharge, end, activated }: Facts): Found | undefined {
  if (clause.ifSilent !== 'breach' || end.ends === undefined || closed.through === undefined) return undefined
  if (activated.possible === undefined) return undefined
  if (closed.through < end.ends - 1 || discharge.established !== undefined || discharge.open !== undefined) {
    return undefined
  }
  const certain = activated.certain === undefined ? undefined : end.ends
  return { onset: { certain, possible: end.ends }, entries: closed.entries }
}

/**
 * A deadline is breached from the millisecond after it: an act at exactly the deadline is in time. One that had passed when
 * the duty began is breached from that beginning, unless by then it was done.
 */
export function breachOfDeadline(facts: Facts): Found {
  const { clause, due, discharge, activated, closed, end } = facts
  if (due === undefined || activated.possible === undefined) return NEVER_FOUND
  if (end.ends !== undefined && due >= end.ends) return NEVER_FOUND
  const soonest = later(due, activated.possible)
  const last = lastMoment(facts, due)
  if (isSurely(facts, soonest, last) === 'outside') return NEVER_FOUND
  const possible = later(justAfter(due), activated.possible)
  const missed = (certain: Instant | undefined, entries: Found['entries']): Found => ({
    onset: { certain, possible },
    entries,
  })
  const surely = (entries: Found['entries']): Found => {
    const isOwedThen = activated.certain !== undefined && isSurely(facts, last, last) === 'inside'
    return missed(isOwedThen ? later(justAfter(due), activated.certain ?? last) : undefined, entries)
  }
  const { established, open, refuted } = discharge
  if (established !== undefined && established.latest <= soonest) return NEVER_FOUND
  if (open !== undefined && open.from <= last) return missed(undefined, open.entries)
  if (established !== undefined) {
    return established.earliest > last ? surely(established.entries) : missed(undefined, NONE)
  }
  if (refuted !== undefined && refuted.through >= last) return surely(refuted.entries)
  if (closed.through !== undefined && closed.through >= last) {
    if (clause.ifSilent === 'breach') return surely(closed.entries)
    if (clause.ifSilent === 'compliant' && open === undefined) return NEVER_FOUND
  }
  return missed(undefined, NONE)
}

/** The last moment at which it is in time for sure, or not too late: the deadline or, if it begins after that, its beginning. */
export function lastMoment({ activated: { certain, possible } }: Facts, due: Instant): Instant {
  return later(due, certain ?? possible ?? due)
}

function justAfter(due: Instant): Instant {
  return instantOf(due + 1) ?? due
}

function later(a: Instant, b: Instant): Instant {
  return a > b ? a : b
}
