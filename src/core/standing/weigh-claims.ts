import { inLogOrder } from '../evidence/log-order.ts'
import type { LogIndex } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import { entriesOf, type Claims } from './claims.ts'
import type { Facts } from './facts.ts'
import { owedAt, owedOn, owedThroughout, type OwedClaim } from './owed.ts'
import { ESTABLISHED, OPEN, OPEN_REASONS } from './stances.ts'
import type { Reason } from './standing.ts'
import {
  FIRST,
  FIRST_SINCE,
  firstRow,
  LAST,
  LAST_SINCE,
  LAST_UNTIL,
  LATEST,
  OPEN_ROWS,
  rowsBy,
  rowsIn,
  SINCE,
  stands,
  SUMS,
  UNTIL,
  type Strand,
} from './timeline.ts'

/** At most so many entries are cited for one reason; its `count` says how many there are. */
export const CITED_AT_MOST = 8

/** Claims of breach up to a moment: how many are established, and how many open. */
export type Weighed = { readonly found: number; readonly alleged: number }

/** No claims at all. */
export const UNCLAIMED: Weighed = { found: 0, alleged: 0 }

/** Counts the claims that bear on the duty by `at`. One whose time straddles `at` or an edge of the duty is open. */
export function weighClaims(facts: Facts, at: Instant): Weighed {
  return weighed(facts, facts.claims, at)
}

/** How many claims bear on the duty by `at`, whatever they come to. */
export function countClaims(facts: Facts, claims: Claims, at: Instant): number {
  const { found, alleged } = weighed(facts, claims, at)
  return found + alleged
}

type Count = { -readonly [What in keyof Weighed]: Weighed[What] }

function weighed(facts: Facts, claims: Claims, at: Instant): Weighed {
  const { length } = claims.timeline.strands
  if (length === 0) return UNCLAIMED
  const count: Count = { found: 0, alleged: 0 }
  for (let code = 0; code < length; code += 1) addTo(count, facts, claims, code, at)
  return count
}

/** The same of one stance. */
function weighedOn(facts: Facts, code: number, at: Instant): Weighed {
  const count: Count = { found: 0, alleged: 0 }
  addTo(count, facts, facts.claims, code, at)
  return count
}

/**
 * Adds the claims of one stance that bear on the duty by `at`. Of a block of which all bears on it the sum is taken; the
 * rows are read of those at the edges.
 */
function addTo(count: Count, facts: Facts, { timeline, known }: Claims, code: number, at: Instant): void {
  const strand = timeline.strands[code]
  if (strand === undefined) return
  const { blocks, sums } = strand
  const isEstablished = code === ESTABLISHED
  for (let number = 0; number < blocks; number += 1) {
    const sum = number * SUMS
    if ((sums[sum + FIRST] ?? 0) > at) break
    if ((sums[sum + FIRST_SINCE] ?? 0) >= known) continue
    const owed = owedThroughout(facts, strand, number)
    if (owed === 'outside') continue
    const over = (sums[sum + LAST] ?? 0) <= at
    const first = firstRow(strand, number)
    const end = first + (over ? rowsIn(strand, number) : rowsBy(strand, number, at))
    if (owed === 'inside' && (over || !isEstablished)) {
      const settled = (sums[sum + LAST_SINCE] ?? 0) < known && (sums[sum + LAST_UNTIL] ?? 0) < known
      const standing =
        over && settled ? (sums[sum + OPEN_ROWS] ?? 0) : countStanding(strand, first, end, known)
      if (isEstablished) count.found += standing
      else count.alleged += standing
      continue
    }
    for (let row = first; row < end; row += 1) {
      if (!stands(strand, row, known)) continue
      const how = owedAt(facts, strand, row)
      if (how === 'outside') continue
      const surely = isEstablished && how === 'inside' && (strand.times[row + LATEST] ?? 0) <= at
      if (surely) count.found += 1
      else count.alleged += 1
    }
  }
}

/** How many rows from `first` on, before `end`, stood when so many entries were known. */
function countStanding({ entries }: Strand, first: number, end: number, known: number): number {
  let count = 0
  for (let row = first; row < end; row += 1) {
    if ((entries[row + SINCE] ?? 0) < known && known <= (entries[row + UNTIL] ?? 0)) count += 1
  }
  return count
}

/** The same, as reasons with the entries of the first few of each kind: the breaches found, and why others are open. */
export function claimReasons(
  facts: Facts,
  at: Instant,
): { readonly found: Reason; readonly open: readonly Reason[] } {
  const { found: count, alleged: straddling } = weighedOn(facts, ESTABLISHED, at)
  const isFound = ({ owed, until }: OwedClaim): boolean => owed === 'inside' && until <= at
  const entries = count === 0 ? [] : firstEntries(facts, ESTABLISHED, at, isFound)
  const open: Reason[] = []
  const add = (code: string, stance: number, those: number, which: (claim: OwedClaim) => boolean): void => {
    if (those === 0) return
    open.push({ code, values: { count: those }, entries: firstEntries(facts, stance, at, which) })
  }
  for (const [i, code] of OPEN_REASONS.entries()) {
    add(code, OPEN + i, weighedOn(facts, OPEN + i, at).alleged, () => true)
  }
  add('time-uncertain', ESTABLISHED, straddling, (claim) => !isFound(claim))
  return { found: { code: 'breach-found', values: { count }, entries }, open }
}

/** The entries of the first few claims of a stance that bear on the duty by `at`, in log order. */
function firstEntries(
  facts: Facts,
  stance: number,
  at: Instant,
  which: (claim: OwedClaim) => boolean,
): readonly LogIndex[] {
  const strand = facts.claims.timeline.strands[stance]
  if (strand === undefined) return []
  const entries: LogIndex[] = []
  const read = owedOn(facts, strand, stance)
  for (let claim = read(); claim !== undefined && claim.from <= at; claim = read()) {
    if (which(claim)) entries.push(...entriesOf(claim.of))
    if (entries.length >= CITED_AT_MOST) break
  }
  return inLogOrder(entries).slice(0, CITED_AT_MOST)
}
