import type { LogIndex } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import { entriesOf, ESTABLISHED, OPEN, OPEN_REASONS } from './claims.ts'
import { owedOf, type Facts } from './facts.ts'
import type { Reason } from './standing.ts'

/** At most so many entries are cited for one reason; its `count` says how many there are. */
export const CITED_AT_MOST = 8

/** Claims of breach up to a moment: how many are established, how many open and why, with the entries of the first few. */
export type Weighed = {
  readonly found: number
  readonly open: number
  readonly foundEntries: readonly LogIndex[]
  readonly openReasons: readonly Reason[]
}

type Tally = { count: number; entries: LogIndex[] }

/** Counts the claims that bear on the duty by `at`. One whose time straddles `at` or an edge of the duty is open. */
export function weighClaims(facts: Facts, at: Instant): Weighed {
  const { claims } = facts
  const found: Tally = { count: 0, entries: [] }
  const open = new Map<string, Tally>()
  const { earliest, latest, code: codes } = claims
  for (let i = 0; i < claims.count; i += 1) {
    const from = earliest[i] ?? 0
    if (from > at) break
    const until = latest[i] ?? 0
    const owed = owedOf(facts, i)
    if (owed === 'outside') continue
    const stance = codes[i] ?? OPEN
    if (stance === ESTABLISHED && owed === 'inside' && until <= at) add(found, facts, i)
    else {
      const why = stance === ESTABLISHED ? 'time-uncertain' : (OPEN_REASONS[stance - OPEN] ?? 'alleged')
      let tally = open.get(why)
      if (tally === undefined) {
        tally = { count: 0, entries: [] }
        open.set(why, tally)
      }
      add(tally, facts, i)
    }
  }
  const openReasons = [...OPEN_REASONS, 'time-uncertain'].flatMap((code): Reason[] => {
    const tally = open.get(code)
    return tally === undefined
      ? []
      : [{ code, values: { count: tally.count }, entries: sorted(tally.entries) }]
  })
  let all = 0
  for (const { count } of open.values()) all += count
  return { found: found.count, open: all, foundEntries: sorted(found.entries), openReasons }
}

function add(tally: Tally, { claims }: Facts, i: number): void {
  tally.count += 1
  if (tally.entries.length < CITED_AT_MOST) tally.entries.push(...entriesOf(claims, i))
}

function sorted(entries: readonly LogIndex[]): readonly LogIndex[] {
  return [...new Set(entries)].toSorted((a, b) => a - b).slice(0, CITED_AT_MOST)
}
