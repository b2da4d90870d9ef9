import type { LogIndex } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import { basisOf, stands, type Claims } from './claims.ts'
import { owedOf, type Facts } from './facts.ts'
import { owedThroughout } from './owed.ts'
import { ESTABLISHED, OPEN, OPEN_REASONS } from './stances.ts'
import type { Reason } from './standing.ts'
import { CODE, EARLIEST, LATEST, MARK, SOURCE, WIDTH, type Block } from './timeline.ts'

/** At most so many entries are cited for one reason; its `count` says how many there are. */
export const CITED_AT_MOST = 8

/** Claims of breach up to a moment: how many are established, how many open and why, with the entries of the first few. */
export type Weighed = {
  readonly found: number
  readonly open: number
  readonly foundEntries: readonly LogIndex[]
  readonly openReasons: readonly Reason[]
}

type Tally = { count: number; readonly entries: LogIndex[] }
type Tallies = (Tally | undefined)[]

/** Established claims whose time straddles `at` or an edge of the duty are counted under this number, beside the codes. */
const TIME_UNCERTAIN = OPEN + OPEN_REASONS.length

const NOTHING: Weighed = { found: 0, open: 0, foundEntries: [], openReasons: [] }

/** Counts the claims that bear on the duty by `at`. One whose time straddles `at` or an edge of the duty is open. */
export function weighClaims(facts: Facts, at: Instant): Weighed {
  const tallies = talliesOf(facts, facts.claims, at)
  if (tallies.length === 0) return NOTHING
  const found = tallies[ESTABLISHED]
  const openReasons: Reason[] = []
  let open = 0
  for (let code = OPEN; code < tallies.length; code += 1) {
    const tally = tallies[code]
    if (tally === undefined) continue
    const { count, entries } = tally
    open += count
    const why = code === TIME_UNCERTAIN ? 'time-uncertain' : (OPEN_REASONS[code - OPEN] ?? 'alleged')
    openReasons.push({ code: why, values: { count }, entries: sorted(entries) })
  }
  return { found: found?.count ?? 0, open, foundEntries: sorted(found?.entries ?? []), openReasons }
}

/** How many claims bear on the duty by `at`, whatever they come to. */
export function countClaims(facts: Facts, claims: Claims, at: Instant): number {
  return talliesOf(facts, claims, at).reduce((sum, tally) => sum + (tally?.count ?? 0), 0)
}

/** By code. Of a block of which all bears on the duty the sum is taken; the rows are read of those at the edges. */
function talliesOf(facts: Facts, claims: Claims, at: Instant): Tallies {
  const tallies: Tallies = []
  const { timeline, known } = claims
  for (let code = 0; code < timeline.strands.length; code += 1) {
    for (const block of timeline.strands[code]?.blocks ?? []) {
      if (block.earliest > at) break
      if (block.firstSince >= known) continue
      const owed = owedThroughout(facts, block)
      if (owed === 'outside') continue
      const tally = tallies[code]
      const cited = tally !== undefined && tally.entries.length >= CITED_AT_MOST
      if (owed === 'inside' && block.latest <= at && cited) tally.count += standingIn(block, known)
      else addRows(tallies, facts, claims, block, at)
    }
  }
  return tallies
}

/** How many rows of a block stood; without reading them where none began or ended since. */
function standingIn({ rows, count, open, lastSince, lastUntil }: Block, known: number): number {
  if (lastSince < known && lastUntil < known) return open
  let standing = 0
  for (let row = 0; row < count * WIDTH; row += WIDTH) if (stands(rows, row, known)) standing += 1
  return standing
}

function addRows(
  tallies: Tallies,
  facts: Facts,
  { timeline, known }: Claims,
  { rows, count }: Block,
  at: Instant,
): void {
  for (let row = 0; row < count * WIDTH; row += WIDTH) {
    const from = rows[row + EARLIEST] ?? 0
    if (from > at) break
    if (!stands(rows, row, known)) continue
    const until = rows[row + LATEST] ?? 0
    const owed = owedOf(facts, { from, until, mark: rows[row + MARK] ?? 0 })
    if (owed === 'outside') continue
    const stance = rows[row + CODE] ?? OPEN
    const sure = stance !== ESTABLISHED || (owed === 'inside' && until <= at)
    const tally = (tallies[sure ? stance : TIME_UNCERTAIN] ??= { count: 0, entries: [] })
    tally.count += 1
    if (tally.entries.length < CITED_AT_MOST) {
      const of = basisOf(timeline, rows[row + SOURCE] ?? 0)
      if (typeof of === 'number') tally.entries.push(of)
      else tally.entries.push(...of.entries)
    }
  }
}

/** In log order, each once, as many as are cited. Mostly they are so already: what happened later was mostly told later. */
function sorted(entries: readonly LogIndex[]): readonly LogIndex[] {
  const isSorted = entries.every((entry, i) => i === 0 || (entries[i - 1] ?? 0) < entry)
  const all = isSorted ? entries : [...new Set(entries)].toSorted((a, b) => a - b)
  return all.length <= CITED_AT_MOST ? all : all.slice(0, CITED_AT_MOST)
}
