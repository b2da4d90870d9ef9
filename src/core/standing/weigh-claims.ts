import type { LogIndex } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import { basisOf, entriesOf, stands, type Claims } from './claims.ts'
import { owedOf, type Facts } from './facts.ts'
import { owedThroughout } from './owed.ts'
import { ESTABLISHED, OPEN, OPEN_REASONS } from './stances.ts'
import type { Reason } from './standing.ts'
import {
  COUNT,
  EARLIEST,
  FIRST,
  FIRST_SINCE,
  LAST,
  LAST_SINCE,
  LAST_UNTIL,
  LATEST,
  MARK,
  OPEN_ROWS,
  SOURCE,
  SUMS,
} from './timeline.ts'

/** At most so many entries are cited for one reason; its `count` says how many there are. */
export const CITED_AT_MOST = 8

/** Claims of breach up to a moment: how many are established, and how many open. */
export type Weighed = { readonly found: number; readonly open: number }

/** No claims at all. */
export const UNCLAIMED: Weighed = { found: 0, open: 0 }

/** Counts the claims that bear on the duty by `at`. One whose time straddles `at` or an edge of the duty is open. */
export function weighClaims(facts: Facts, at: Instant): Weighed {
  const counts = talliesOf(facts, facts.claims, at, 0)
  if (counts.length === 0) return UNCLAIMED
  const found = counts[ESTABLISHED]?.count ?? 0
  return { found, open: sumOf(counts) - found }
}

/** The same, as reasons with the entries of the first few of each kind: the breaches found, and why others are open. */
export function claimReasons(
  facts: Facts,
  at: Instant,
): { readonly found: Reason; readonly open: readonly Reason[] } {
  const cited = talliesOf(facts, facts.claims, at, CITED_AT_MOST)
  const { count, entries } = cited[ESTABLISHED] ?? { count: 0, entries: [] }
  const found: Reason = { code: 'breach-found', values: { count }, entries: sorted(entries) }
  return { found, open: openReasons(cited) }
}

/** How many claims bear on the duty by `at`, whatever they come to. */
export function countClaims(facts: Facts, claims: Claims, at: Instant): number {
  return sumOf(talliesOf(facts, claims, at, 0))
}

type Tally = { count: number; readonly entries: LogIndex[] }

/** What a count without entries has in their place. */
const UNCITED: LogIndex[] = []
/** By code. */
type Tallies = (Tally | undefined)[]

/** Established claims whose time straddles `at` or an edge of the duty are counted under this number, beside the codes. */
const TIME_UNCERTAIN = OPEN + OPEN_REASONS.length

function sumOf(tallies: Tallies): number {
  let sum = 0
  for (const tally of tallies) sum += tally?.count ?? 0
  return sum
}

function openReasons(tallies: Tallies): readonly Reason[] {
  const reasons: Reason[] = []
  for (let code = OPEN; code < tallies.length; code += 1) {
    const tally = tallies[code]
    if (tally === undefined) continue
    const why = code === TIME_UNCERTAIN ? 'time-uncertain' : (OPEN_REASONS[code - OPEN] ?? 'alleged')
    reasons.push({ code: why, values: { count: tally.count }, entries: sorted(tally.entries) })
  }
  return reasons
}

/**
 * Counts claims, and notes the entries of the first `cite` of each kind. Of a block of which all bears on the duty the sum
 * is taken; the rows are read of those at the edges.
 */
function talliesOf(facts: Facts, claims: Claims, at: Instant, cite: number): Tallies {
  const tallies: Tallies = []
  const { timeline, known } = claims
  for (let code = 0; code < timeline.strands.length; code += 1) {
    const strand = timeline.strands[code]
    if (strand === undefined) continue
    const { blocks, sums } = strand
    for (let number = 0; number < blocks.length; number += 1) {
      const sum = number * SUMS
      if ((sums[sum + FIRST] ?? 0) > at) break
      if ((sums[sum + FIRST_SINCE] ?? 0) >= known) continue
      const owed = owedThroughout(facts, sums, sum)
      const rows = blocks[number]
      if (owed === 'outside' || rows === undefined) continue
      const settled = (sums[sum + LAST_SINCE] ?? 0) < known && (sums[sum + LAST_UNTIL] ?? 0) < known
      const whole = settled && owed === 'inside' && (sums[sum + LAST] ?? 0) <= at
      if (whole && (tallies[code]?.entries.length ?? 0) >= cite) {
        const open = sums[sum + OPEN_ROWS] ?? 0
        if (open > 0) tallyFor(tallies, code, cite).count += open
        continue
      }
      const count = sums[sum + COUNT] ?? 0
      for (let row = 0; row < count; row += 1) {
        const from = rows[EARLIEST + row] ?? 0
        if (from > at) break
        if (!stands(rows, row, known)) continue
        const until = rows[LATEST + row] ?? 0
        const how = owed === 'inside' ? owed : owedOf(facts, from, until, rows[MARK + row] ?? 0)
        if (how === 'outside') continue
        const sure = code !== ESTABLISHED || (how === 'inside' && until <= at)
        const tally = tallyFor(tallies, sure ? code : TIME_UNCERTAIN, cite)
        tally.count += 1
        if (tally.entries.length < cite) {
          tally.entries.push(...entriesOf(basisOf(timeline, rows[SOURCE + row] ?? 0)))
        }
      }
    }
  }
  return tallies
}

function tallyFor(tallies: Tallies, code: number, cite: number): Tally {
  return (tallies[code] ??= { count: 0, entries: cite === 0 ? UNCITED : [] })
}

/** In log order, each once, as many as are cited. Mostly they are so already: what happened later was mostly told later. */
function sorted(entries: readonly LogIndex[]): readonly LogIndex[] {
  const isSorted = entries.every((entry, i) => i === 0 || (entries[i - 1] ?? 0) < entry)
  const all = isSorted ? entries : [...new Set(entries)].toSorted((a, b) => a - b)
  return all.length <= CITED_AT_MOST ? all : all.slice(0, CITED_AT_MOST)
}
