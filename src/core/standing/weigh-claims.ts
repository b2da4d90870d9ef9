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
  stands,
  SUMS,
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
  const all = countClaims(facts, facts.claims, at)
  if (all === 0) return UNCLAIMED
  const found = countFound(facts, at)
  return { found, alleged: all - found }
}

/** How many claims bear on the duty by `at`, whatever they come to. */
export function countClaims(facts: Facts, { timeline, known }: Claims, at: Instant): number {
  let count = 0
  for (const strand of timeline.strands) {
    if (strand !== undefined) count += countOn(facts, strand, known, at)
  }
  return count
}

/** How many of them are established, and surely in the time of the duty and over by `at`. */
function countFound(facts: Facts, at: Instant): number {
  const strand = facts.claims.timeline.strands[ESTABLISHED]
  return strand === undefined ? 0 : countOn(facts, strand, facts.claims.known, at, 'surely')
}

/**
 * Counts the claims of one stance that bear on the duty by `at`; with `surely`, those that do whatever the moment of each. Of
 * a block of which all bears on it the sum is taken; the rows are read of those at the edges.
 */
function countOn(facts: Facts, strand: Strand, known: number, at: Instant, how?: 'surely'): number {
  const { blocks, sums } = strand
  let total = 0
  for (let number = 0; number < blocks; number += 1) {
    const sum = number * SUMS
    if ((sums[sum + FIRST] ?? 0) > at) break
    if ((sums[sum + FIRST_SINCE] ?? 0) >= known) continue
    const owed = owedThroughout(facts, strand, number)
    if (owed === 'outside') continue
    const over = (sums[sum + LAST] ?? 0) <= at
    const settled = (sums[sum + LAST_SINCE] ?? 0) < known && (sums[sum + LAST_UNTIL] ?? 0) < known
    if (owed === 'inside' && over && settled) {
      total += sums[sum + OPEN_ROWS] ?? 0
      continue
    }
    const first = firstRow(strand, number)
    const end = first + (over ? rowsIn(strand, number) : rowsBy(strand, number, at))
    const each = owed !== 'inside' || (how === 'surely' && !over)
    for (let row = first; row < end; row += 1) {
      if (stands(strand, row, known) && (!each || bears(facts, strand, row, at, how))) total += 1
    }
  }
  return total
}

/** Whether the claim of a row that began by `at` bears on the duty; with `surely`, whatever its moment. */
function bears(facts: Facts, strand: Strand, row: number, at: Instant, how: 'surely' | undefined): boolean {
  const owed = owedAt(facts, strand, row)
  return how === 'surely' ? owed === 'inside' && (strand.times[row + LATEST] ?? 0) <= at : owed !== 'outside'
}

/** The same, as reasons with the entries of the first few of each kind: the breaches found, and why others are open. */
export function claimReasons(
  facts: Facts,
  at: Instant,
): { readonly found: Reason; readonly open: readonly Reason[] } {
  const { timeline, known } = facts.claims
  const count = countFound(facts, at)
  const isFound = ({ owed, until }: OwedClaim): boolean => owed === 'inside' && until <= at
  const entries = count === 0 ? [] : firstEntries(facts, ESTABLISHED, at, isFound)
  const open: Reason[] = []
  const add = (code: string, stance: number, those: number, which: (claim: OwedClaim) => boolean): void => {
    if (those === 0) return
    open.push({ code, values: { count: those }, entries: firstEntries(facts, stance, at, which) })
  }
  for (const [i, code] of OPEN_REASONS.entries()) {
    const strand = timeline.strands[OPEN + i]
    if (strand !== undefined) add(code, OPEN + i, countOn(facts, strand, known, at), () => true)
  }
  const established = timeline.strands[ESTABLISHED]
  const straddling = established === undefined ? 0 : countOn(facts, established, known, at) - count
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
  return [...new Set(entries)].toSorted((a, b) => a - b).slice(0, CITED_AT_MOST)
}
