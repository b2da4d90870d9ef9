import { basisOf, isBefore, stands, type Claim } from './claims.ts'
import { isSurely, owedOf, type Facts, type Owed } from './facts.ts'
import { merged } from './merged.ts'
import { ESTABLISHED } from './stances.ts'
import type { Span } from './streak.ts'
import {
  COUNT,
  EARLIEST,
  FIRST,
  FIRST_SINCE,
  LAST,
  LATEST,
  MARK,
  MARKED,
  SOURCE,
  SUMS,
  type Strand,
} from './timeline.ts'

/** A claim that lies in the time of the duty, or may. */
export type OwedClaim = Claim & { readonly owed: Exclude<Owed, 'outside'> }

/**
 * The claims in the time of the duty, in order of event time; with `established`, only those that are. Blocks in which
 * there can be none are passed over.
 */
export function eachOwed(facts: Facts, which: 'all' | 'established' = 'all'): Iterable<OwedClaim> {
  if (which === 'established') return owedOn(facts, ESTABLISHED)
  return merged(
    facts.claims.timeline.strands.flatMap((_, code) => [owedOn(facts, code)]),
    isBefore,
  )
}

function* owedOn(facts: Facts, code: number): Generator<OwedClaim> {
  const { timeline, known } = facts.claims
  const strand = timeline.strands[code]
  if (strand === undefined) return
  for (const [number, rows] of strand.blocks.entries()) {
    const count = rowsToRead(facts, strand, number)
    for (let at = 0; at < count; at += 1) {
      if (!stands(rows, at, known)) continue
      const from = rows[EARLIEST + at] ?? 0
      const until = rows[LATEST + at] ?? 0
      const mark = rows[MARK + at] ?? 0
      const owed = owedOf(facts, from, until, mark)
      if (owed === 'outside') continue
      yield { from, until, code, mark, of: basisOf(timeline, rows[SOURCE + at] ?? 0), owed }
    }
  }
}

/** How many rows a block has; 0 where none of them can have stood in the time of the duty. */
function rowsToRead(facts: Facts, { sums }: Strand, number: number): number {
  const sum = number * SUMS
  if ((sums[sum + FIRST_SINCE] ?? 0) >= facts.claims.known) return 0
  return owedThroughout(facts, sums, sum) === 'outside' ? 0 : (sums[sum + COUNT] ?? 0)
}

/**
 * How all claims of the block whose summary stands at `sum` lie to the time of the duty, by the span from the first of them
 * to the end of the last: what is true of that span, other than `possible`, is true of every part of it.
 */
export function owedThroughout(facts: Facts, sums: Strand['sums'], sum: number): Owed {
  return sums[sum + MARKED] === 1
    ? 'possible'
    : isSurely(facts, sums[sum + FIRST] ?? 0, sums[sum + LAST] ?? 0)
}

/**
 * Reads the claims in the time of the duty that `counts` admits, as event time goes on: asked about ever later times,
 * answers with the latest end among those that begin by then, and −∞ while there are none. Reads each row once.
 */
export function sweepOf(facts: Facts, counts: (span: Span) => boolean): (time: number) => number {
  const sweeps = facts.claims.timeline.strands.flatMap((strand) =>
    strand === undefined ? [] : [sweepOn(facts, strand, counts)],
  )
  return (time) => sweeps.reduce((latest, sweep) => Math.max(latest, sweep(time)), -Infinity)
}

function sweepOn(facts: Facts, strand: Strand, counts: (span: Span) => boolean): (time: number) => number {
  const { blocks } = strand
  const { known } = facts.claims
  let [number, row, latest] = [0, 0, -Infinity]
  let count = blocks.length === 0 ? 0 : rowsToRead(facts, strand, 0)
  return (time) => {
    for (let rows = blocks[number]; rows !== undefined; rows = blocks[number]) {
      for (; row < count; row += 1) {
        const from = rows[EARLIEST + row] ?? 0
        if (from > time) return latest
        const until = rows[LATEST + row] ?? 0
        if (until <= latest || !stands(rows, row, known)) continue
        const owed = owedOf(facts, from, until, rows[MARK + row] ?? 0)
        if (owed !== 'outside' && counts({ from, until })) latest = until
      }
      number += 1
      row = 0
      if (number < blocks.length) count = rowsToRead(facts, strand, number)
    }
    return latest
  }
}
