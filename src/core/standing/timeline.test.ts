import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { entryOf, instantOf } from './branded.ts'
import { eachClaim, entriesOf, type Claims } from './claims.ts'
import type { Facts } from './facts.ts'
import { eachOwed, sweepsOf } from './owed.ts'
import { isSurely } from './facts.ts'
import { ESTABLISHED, NOTICE_OPEN, OPEN, OPEN_REASONS } from './stances.ts'
import { quietForSure } from './streak.ts'
import { BLOCK, close, COUNT, emptyTimeline, insert, SUMS, type Timeline } from './timeline.ts'
import { CITED_AT_MOST, claimReasons, countClaims, weighClaims } from './weigh-claims.ts'

/** A claim as it is told: its event time, how long it may have lasted, its stance, and after how many more entries it is closed. */
type Told = { readonly from: number; readonly span: number; readonly code: number; readonly closes: number }
/** The same as the plain walk keeps it. */
type Row = { from: number; until: number; code: number; since: number; closed: number }

const told = (from: fc.Arbitrary<number>): fc.Arbitrary<Told> =>
  fc.record({
    from,
    span: fc.constantFrom(0, 0, 3, 40),
    code: fc.constantFrom(ESTABLISHED, ESTABLISHED, ESTABLISHED, OPEN, OPEN, OPEN, OPEN, 3, 4, NOTICE_OPEN),
    closes: fc.constantFrom(0, 0, 0, 0, 0, 0, 5, 100, 300),
  })

/** Logs that fill several blocks: in order, backwards, all at once, and anyhow. */
const logs: fc.Arbitrary<readonly Told[]> = fc.oneof(
  ...(['forwards', 'backwards', 'together', 'anyhow'] as const).map((order) =>
    fc
      .array(told(fc.integer({ min: 100, max: 1100 })), { minLength: 3 * BLOCK, maxLength: 8 * BLOCK })
      .map((all) => {
        if (order === 'anyhow') return all
        if (order === 'together') return all.map((one) => ({ ...one, from: 500 }))
        const sign = order === 'forwards' ? 1 : -1
        return all.toSorted((a, b) => sign * (a.from - b.from))
      }),
  ),
)

function build(log: readonly Told[]): { timeline: Timeline; rows: readonly Row[] } {
  const timeline = emptyTimeline()
  const rows: Row[] = []
  const due = new Map<number, Row[]>()
  for (const [since, { from, span, code, closes }] of log.entries()) {
    for (const row of due.get(since) ?? []) {
      close(timeline, row.from, row.since, since)
      row.closed = since
    }
    insert(timeline, { earliest: from, latest: from + span, since, code, mark: 0, source: since })
    const row = { from, until: from + span, code, since, closed: Infinity }
    rows.push(row)
    if (closes > 0) due.set(since + closes, [...(due.get(since + closes) ?? []), row])
  }
  return { timeline, rows }
}

function standing(rows: readonly Row[], known: number): readonly Row[] {
  return rows
    .filter(({ since, closed }) => since < known && known <= closed)
    .toSorted((a, b) => a.from - b.from || a.since - b.since)
}

/** A duty that was owed from `begins` until `ends`, suspended between, and possibly defeated from `over` on. */
function owing(
  claims: Claims,
  [begins, ends, lifted, over]: readonly [number, number, number, number],
): Facts {
  const at = (time: number) => {
    const instant = instantOf(time)
    if (instant === undefined) throw new RangeError('a time outside the calendar is never')
    return instant
  }
  const facts = {
    claims,
    activated: { certain: at(begins + 20), possible: at(begins) },
    end: { ends: at(ends), because: [], entries: [] },
    lifts: [{ from: lifted, until: lifted + 50 }],
    defeated: { onset: { certain: at(over + 100), possible: at(over) }, entries: [] },
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- all that is read here of what is known about a duty
  return facts as unknown as Facts
}

/** Often all of the log lies in the time of the duty, so that the sums of whole blocks are taken. */
const times = fc.tuple(
  fc.constantFrom(0, 0, 100, 400),
  fc.constantFrom(2000, 2000, 2000, 1000, 600),
  fc.constantFrom(5000, 5000, 5000, 120, 700),
  fc.constantFrom(5000, 5000, 5000, 800),
)
const moments = fc.oneof(fc.constant(1300), fc.constant(1300), fc.nat(1300))
const knowns = fc.nat(8 * BLOCK)

test('a timeline holds, as of any entry, what a plain walk finds, in order of event time', () => {
  fc.assert(
    fc.property(logs, knowns, (log, known) => {
      const { timeline, rows } = build(log)
      const claims = [...eachClaim({ timeline, known })].map(({ from, until, code, of }) => ({
        from,
        until,
        code,
        since: of,
      }))
      expect(claims).toEqual(
        standing(rows, known).map(({ from, until, code, since }) => ({ from, until, code, since })),
      )
      for (const strand of timeline.strands) {
        for (let number = 0; number < (strand?.blocks ?? 0); number += 1) {
          expect(strand?.sums[number * SUMS + COUNT]).toBeLessThanOrEqual(BLOCK)
        }
      }
    }),
  )
})

test('a claim that was closed and stands again, from the same entry, is closed again by itself', () => {
  const timeline = emptyTimeline()
  const row = { earliest: 5, latest: 5, code: OPEN, mark: 0, source: 0 }
  insert(timeline, { ...row, since: 0 })
  close(timeline, 5, 0, 3)
  insert(timeline, { ...row, since: 3 })
  close(timeline, 5, 0, 7)
  const known = [1, 3, 4, 7, 8].map((size) => [...eachClaim({ timeline, known: size })].length)
  expect(known).toEqual([1, 1, 1, 1, 0])
})

test('what was known at an entry never changes by what is told later', () => {
  fc.assert(
    fc.property(logs, knowns, (log, cut) => {
      const known = Math.min(cut, log.length)
      const all = [...eachClaim({ timeline: build(log).timeline, known })]
      expect(all).toEqual([...eachClaim({ timeline: build(log.slice(0, known)).timeline, known })])
    }),
  )
})

test('counts taken from the sums of blocks are those of a plain walk, with the first entries of each kind', () => {
  fc.assert(
    fc.property(logs, knowns, moments, times, (log, known, at, owed) => {
      const { timeline, rows } = build(log)
      const claims = { timeline, known }
      const facts = owing(claims, owed)
      const tallies = new Map<string, number[]>()
      for (const { from, until, code, since } of standing(rows, known)) {
        const lies = isSurely(facts, from, until)
        if (from > at || lies === 'outside') continue
        const found = code === ESTABLISHED && lies === 'inside' && until <= at
        const name = found ? 'found' : code === ESTABLISHED ? 'time-uncertain' : OPEN_REASONS[code - OPEN]
        tallies.set(name ?? '', [...(tallies.get(name ?? '') ?? []), since])
      }
      const moment = instantOf(at)
      if (moment === undefined) return
      const { found } = weighClaims(facts, moment)
      const reasons = claimReasons(facts, moment)
      const cited = (entries: readonly number[] = []) =>
        entries.slice(0, CITED_AT_MOST).toSorted((a, b) => a - b)
      expect(found).toBe(tallies.get('found')?.length ?? 0)
      expect(reasons.found.entries).toEqual(cited(tallies.get('found')))
      tallies.delete('found')
      expect(new Map(reasons.open.map(({ code, values }) => [code, values['count']]))).toEqual(
        new Map([...tallies].map(([code, entries]) => [code, entries.length])),
      )
      for (const { code, entries } of reasons.open) expect(entries).toEqual(cited(tallies.get(code)))
      const open = [...tallies.values()].reduce((sum, entries) => sum + entries.length, 0)
      expect(countClaims(facts, claims, moment)).toBe(found + open)
    }),
    { numRuns: 300 },
  )
})

test('claims in the time of a duty are those of a plain walk', () => {
  fc.assert(
    fc.property(logs, knowns, times, (log, known, owed) => {
      const { timeline, rows } = build(log)
      const facts = owing({ timeline, known }, owed)
      const plain = standing(rows, known).filter(
        ({ from, until }) => isSurely(facts, from, until) !== 'outside',
      )
      const entries = (which: 'all' | 'established') =>
        [...eachOwed(facts, which)].flatMap(({ of }) => entriesOf(of))
      expect(entries('all')).toEqual(plain.map(({ since }) => entryOf(since)))
      expect(entries('established')).toEqual(
        plain.filter(({ code }) => code === ESTABLISHED).map(({ since }) => since),
      )
    }),
  )
})

test('the first quiet stretch is the one found by trying every moment', () => {
  fc.assert(
    fc.property(
      logs,
      knowns,
      times,
      fc.nat(300),
      fc.integer({ min: 1, max: 60 }),
      (log, known, owed, since, length) => {
        const { timeline, rows } = build(log)
        const facts = owing({ timeline, known }, owed)
        const heard = (span: { readonly from: number }): boolean => span.from % 3 > 0
        const spans = standing(rows, known).filter(
          (row) => heard(row) && isSurely(facts, row.from, row.until) !== 'outside',
        )
        const isQuiet = (end: number): boolean =>
          !spans.some(({ from, until }) => from <= end && until > end - length)
        let end = since + length
        while (!isQuiet(end)) end += 1
        expect(quietForSure(sweepsOf(facts, heard), since, length)).toBe(end)
      },
    ),
  )
})

test('a block of claims that ends just before the stretch is over still breaks it', () => {
  const timeline = emptyTimeline()
  const all = Array.from({ length: 2 * BLOCK }, (_, n) => (n < BLOCK ? 100 + n : 1000 + n))
  for (const [since, time] of all.entries())
    insert(timeline, { earliest: time, latest: time, since, code: OPEN, mark: 0, source: since })
  const facts = owing({ timeline, known: all.length }, [0, 5000, 3000, 4000])
  const quiet = (since: number) =>
    quietForSure(
      sweepsOf(facts, () => true),
      since,
      10,
    )
  const last = 100 + BLOCK - 1
  expect([last - 3, last - 1, last, last + 1].map(quiet)).toEqual([
    last + 10,
    last + 10,
    last + 10,
    last + 11,
  ])
})
