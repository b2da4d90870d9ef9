import { claimAt, inOrder, stands, type Claim } from './claims.ts'
import { isSurely, owedOf, type Facts, type Owed } from './facts.ts'
import { ESTABLISHED } from './stances.ts'
import type { Span } from './streak.ts'
import { EARLIEST, LATEST, MARK, WIDTH, type Block, type Strand } from './timeline.ts'

/** A claim that lies in the time of the duty, or may. */
export type OwedClaim = Claim & { readonly owed: Exclude<Owed, 'outside'> }

/**
 * The claims in the time of the duty, in order of event time; with `established`, only those that are. Blocks in which
 * there can be none are passed over.
 */
export function eachOwed(facts: Facts, which: 'all' | 'established' = 'all'): Iterable<OwedClaim> {
  const { strands } = facts.claims.timeline
  if (which === 'established') return owedOn(facts, strands[ESTABLISHED])
  return inOrder(strands.map((strand) => owedOn(facts, strand)))
}

function* owedOn(facts: Facts, strand: Strand | undefined): Generator<OwedClaim> {
  const { timeline, known } = facts.claims
  for (const block of strand?.blocks ?? []) {
    if (block.firstSince >= known || owedThroughout(facts, block) === 'outside') continue
    const { rows } = block
    for (let row = 0; row < block.count * WIDTH; row += WIDTH) {
      if (!stands(rows, row, known)) continue
      const claim = claimAt(timeline, rows, row)
      const owed = owedOf(facts, claim)
      if (owed !== 'outside') yield { ...claim, owed }
    }
  }
}

/**
 * How all claims of a block lie to the time of the duty, by the span from the first of them to the end of the last: what is
 * true of that span, other than `possible`, is true of every part of it.
 */
export function owedThroughout(facts: Facts, { earliest, latest, marked }: Block): Owed {
  return marked ? 'possible' : isSurely(facts, earliest, latest)
}

/**
 * Reads the claims in the time of the duty that `counts` admits, as event time goes on: asked about ever later times,
 * answers with the latest end among those that begin by then, and −∞ while there are none. Reads each row once.
 */
export function sweepOf(facts: Facts, counts: (span: Span) => boolean): (time: number) => number {
  const sweeps = facts.claims.timeline.strands.map((strand) => sweepOn(facts, strand?.blocks ?? [], counts))
  return (time) => sweeps.reduce((latest, sweep) => Math.max(latest, sweep(time)), -Infinity)
}

function sweepOn(
  facts: Facts,
  blocks: readonly Block[],
  counts: (span: Span) => boolean,
): (time: number) => number {
  const { known } = facts.claims
  let [number, row, latest] = [0, 0, -Infinity]
  return (time) => {
    for (let block = blocks[number]; block !== undefined; block = blocks[(number += 1)], row = 0) {
      const { rows, count } = block
      if (row === 0 && (block.firstSince >= known || owedThroughout(facts, block) === 'outside')) continue
      for (; row < count * WIDTH; row += WIDTH) {
        const from = rows[row + EARLIEST] ?? 0
        if (from > time) return latest
        const until = rows[row + LATEST] ?? 0
        if (until <= latest || !stands(rows, row, known)) continue
        const owed = owedOf(facts, { from, until, mark: rows[row + MARK] ?? 0 })
        if (owed !== 'outside' && counts({ from, until })) latest = until
      }
    }
    return latest
  }
}
