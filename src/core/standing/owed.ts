import { claimAt, isBefore, type Claim } from './claims.ts'
import { isSurely, owedOf, type Facts, type Owed } from './facts.ts'
import { each, merged, type Reader } from './reader.ts'
import { ESTABLISHED } from './stances.ts'
import type { LatestEnd, Span } from './streak.ts'
import {
  EARLIEST,
  FIRST,
  FIRST_SINCE,
  firstRow,
  LAST,
  LATEST,
  MARK,
  readRows,
  rowsIn,
  stands,
  SUMS,
  type Strand,
} from './timeline.ts'

/** A claim that lies in the time of the duty, or may. */
export type OwedClaim = Claim & { readonly owed: Exclude<Owed, 'outside'> }

/** The claims in the time of the duty, in order of event time; with `established`, only those that are. */
export function eachOwed(facts: Facts, which: 'all' | 'established' = 'all'): Iterable<OwedClaim> {
  return each(merged(onEach(facts, which, owedOn), isBefore))
}

/** Makes something of each stance. */
function onEach<T>(
  facts: Facts,
  which: 'all' | 'established',
  make: (facts: Facts, strand: Strand, code: number) => T,
): readonly T[] {
  const made: T[] = []
  const { strands } = facts.claims.timeline
  for (let code = 0; code < strands.length; code += 1) {
    const strand = strands[code]
    if (strand !== undefined && (which === 'all' || code === ESTABLISHED))
      made.push(make(facts, strand, code))
  }
  return made
}

/** The claims of one stance in the time of the duty. */
export function owedOn(facts: Facts, strand: Strand, code: number): Reader<OwedClaim> {
  const { timeline } = facts.claims
  return owedRows(facts, strand, (row, owed) => {
    const { from, until, mark, of } = claimAt(timeline, strand, code, row)
    return { from, until, code, mark, of, owed }
  })
}

/** When these claims were, one reader for each stance: of `established` ones, those that surely lie in the time of the duty. */
export function owedSpans(facts: Facts, which: 'all' | 'established'): readonly Reader<Span>[] {
  return onEach(facts, which, which === 'all' ? spansOn : sureSpansOn)
}

function spansOn(facts: Facts, strand: Strand): Reader<Span> {
  return owedRows(facts, strand, (row) => spanAt(strand, row))
}

function sureSpansOn(facts: Facts, strand: Strand): Reader<Span> {
  return owedRows(facts, strand, (row, owed) => (owed === 'inside' ? spanAt(strand, row) : undefined))
}

function spanAt({ times }: Strand, row: number): Span {
  return { from: times[row + EARLIEST] ?? 0, until: times[row + LATEST] ?? 0 }
}

/** Reads the rows of a strand in the time of the duty. Blocks in which there can be none are passed over. */
function owedRows<T>(
  facts: Facts,
  strand: Strand,
  make: (row: number, owed: OwedClaim['owed']) => T | undefined,
): Reader<T> {
  const { known } = facts.claims
  return readRows(
    strand,
    (number) => rowsToRead(facts, strand, number),
    (row) => {
      if (!stands(strand, row, known)) return undefined
      const owed = owedAt(facts, strand, row)
      return owed === 'outside' ? undefined : make(row, owed)
    },
  )
}

/** How the claim of a row lies to the time of the duty. */
export function owedAt(facts: Facts, { times, entries }: Strand, row: number): Owed {
  return owedOf(facts, times[row + EARLIEST] ?? 0, times[row + LATEST] ?? 0, entries[row + MARK] ?? 0)
}

/** How many rows a block has; 0 where none of them can have stood in the time of the duty. */
function rowsToRead(facts: Facts, strand: Strand, number: number): number {
  if ((strand.sums[number * SUMS + FIRST_SINCE] ?? 0) >= facts.claims.known) return 0
  return owedThroughout(facts, strand, number) === 'outside' ? 0 : rowsIn(strand, number)
}

/**
 * How all claims of a block lie to the time of the duty, by the span from the first of them to the end of the last: what is
 * true of that span, other than `possible`, is true of every part of it.
 */
export function owedThroughout(facts: Facts, { sums, marked }: Strand, number: number): Owed {
  const sum = number * SUMS
  return marked ? 'possible' : isSurely(facts, sums[sum + FIRST] ?? 0, sums[sum + LAST] ?? 0)
}

/** Reads the claims in the time of the duty that `counts` admits, as event time goes on, each row once at most. */
export function sweepsOf(facts: Facts, counts: (span: Span) => boolean): readonly LatestEnd[] {
  return onEach(facts, 'all', (_, strand) => sweepOn(facts, strand, counts))
}

function sweepOn(facts: Facts, strand: Strand, counts: (span: Span) => boolean): LatestEnd {
  const { known } = facts.claims
  const { sums, times } = strand
  let [number, row, end, latest] = [-1, 0, 0, -Infinity]
  return (time, after) => {
    for (;;) {
      for (; row < end; row += 1) {
        const from = times[row + EARLIEST] ?? 0
        if (from > time) return latest > after ? latest : undefined
        const until = times[row + LATEST] ?? 0
        if (until <= latest || until <= after || !stands(strand, row, known)) continue
        if (owedAt(facts, strand, row) !== 'outside' && counts({ from, until })) latest = until
      }
      if (number >= strand.blocks - 1) return latest > after ? latest : undefined
      number += 1
      row = firstRow(strand, number)
      // What ends before is passed over, a block at once.
      const isOver = (sums[number * SUMS + LAST] ?? 0) <= after
      end = row + (isOver ? 0 : rowsToRead(facts, strand, number))
    }
  }
}
