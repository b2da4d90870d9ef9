import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readingsOf, RECORD_READING } from '../evidence/readings.ts'
import { standingWords } from '../words/standing.ts'

import { logs } from './anything.test-support.ts'
import { boardOf } from './board.ts'
import { flipsOf, historyOf } from './history.ts'
import { hours, rich, wide } from './small-world.test-support.ts'
import type { Board } from './standing.ts'
import {
  at,
  entry,
  finding,
  FIRST,
  id,
  moment,
  PREAMBLE,
  report,
  standing,
  told,
  type Said,
} from './truce.test-support.ts'

const hour = fc.integer({ min: -12, max: 150 })
const ask = (when: number, known: number, of = RECORD_READING) => ({
  agreement: id('TRU'),
  at: at(hours(when)),
  known,
  reading: of,
})

/** A board without the entries it cites: what must not depend on the order of arrival. */
function bare({ standings, states }: Board) {
  return {
    standings: standings.map(({ clause: of, status, performed, activated, due, ends, late, breaches }) => {
      return { of, status, performed, activated, due, ends, late, breaches }
    }),
    states: states.map(({ state: of, holds: bounds }) => ({ of, bounds })),
  }
}

describe.each([
  ['', rich],
  [' where duties repeat, sums count and powers have limits', wide],
] as const)('whatever is said%s', (_, text) => {
  const reading = fc.constantFrom(...readingsOf(text))
  test('a board as of an entry is the board of a log that ends there', () => {
    fc.assert(
      fc.property(logs(), hour, fc.nat(30), reading, (said, when, cut, of) => {
        const short = said.slice(0, cut)
        const known = FIRST + short.length
        const full = told(text, ...said)
        // Asked later first, so that nothing kept from one question can leak into another.
        boardOf(full, ask(when, full.size, of))
        expect(boardOf(full, ask(when, known, of))).toEqual(
          boardOf(told(text, ...short), ask(when, known, of)),
        )
      }),
      { numRuns: 300 },
    )
  })

  test('a report that was withdrawn is as if it had never been said', () => {
    fc.assert(
      fc.property(logs(), hour, reading, fc.nat(30), (said, when, of, place) => {
        const cut = Math.min(place, said.length)
        const filler: Said = { kind: 'document-cited', by: 'paper', about: 'nothing' }
        const withdrawn = [...said.slice(0, cut), report('paper', moment(hours(10))), ...said.slice(cut)]
        const never = [...said.slice(0, cut), filler, ...said.slice(cut)]
        const back: Said = {
          kind: 'statement-withdrawn',
          by: 'paper',
          entry: FIRST + cut,
          because: 'mistaken',
        }
        const known = FIRST + said.length + 2
        expect(bare(boardOf(told(text, ...withdrawn, back), ask(when, known, of)))).toEqual(
          bare(boardOf(told(text, ...never, filler), ask(when, known, of))),
        )
      }),
      { numRuns: 300 },
    )
  })

  test('the order in which reports and findings arrive changes no standing once all are known', () => {
    const unordered = fc.uniqueArray(
      fc.record({
        at: fc.integer({ min: -12, max: 120 }),
        kind: fc.constantFrom('report', 'found', 'refuted', 'done'),
        alleged: fc.constantFrom('RED', 'BLUE'),
        by: fc.constantFrom('mission', 'commission'),
      }),
      { maxLength: 20, selector: ({ at: time }) => time },
    )
    const make = ({
      at: h,
      kind,
      alleged,
      by,
    }: {
      at: number
      kind: string
      alleged: string
      by: string
    }): Said => {
      if (kind === 'report') return report('paper', moment(hours(h), hours(h + 3)), { alleged })
      if (kind === 'done')
        return {
          kind: 'act-confirmed',
          by,
          agreement: 'TRU',
          clause: 'T.2',
          party: 'RED',
          when: moment(hours(h)),
        }
      const outcome = kind === 'found' ? 'confirmed' : 'not-confirmed'
      return finding(by, `INC-${Math.abs(h) % 4}`, 'T.1', { outcome, when: moment(hours(h)) })
    }
    fc.assert(
      fc.property(
        unordered.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
        ),
        hour,
        reading,
        ([one, other], when, of) => {
          const board = (all: typeof one) => {
            const engine = told(text, ...all.map(make))
            return bare(boardOf(engine, ask(when, engine.size, of)))
          }
          expect(board(other)).toEqual(board(one))
        },
      ),
      { numRuns: 200 },
    )
  })

  test('no bound stands above its partner, and every reason cites entries that were known', () => {
    fc.assert(
      fc.property(logs(), hour, reading, (said, when, of) => {
        const engine = told(text, ...said)
        const known = engine.size - (said.length >> 1)
        const board = boardOf(engine, ask(when, known, of))
        for (const { performed, why, whyNot } of board.standings) {
          expect(performed.lo).toBeLessThanOrEqual(performed.hi)
          for (const { entries } of [...why, ...whyNot]) {
            for (const index of entries) expect(index).toBeLessThan(known)
          }
        }
      }),
      { numRuns: 200 },
    )
  })

  test('every change over knowledge time is told, at the entry that made it', () => {
    const instance = fc.constantFrom(
      ['T.1', 'RED'],
      ['T.1.b', 'BLUE'],
      ['T.2', 'RED'],
      ['T.3', 'BLUE'],
      ['T.4', 'RED'],
      ['T.5', 'BLUE'],
    )
    fc.assert(
      fc.property(logs(), hour, reading, instance, (said, when, of, [name, party]) => {
        const engine = told(text, ...said)
        const asked = { ...ask(when, engine.size, of), clause: id(name ?? ''), party: id(party ?? '') }
        const slow: { entry: number; to: string }[] = []
        for (let known = FIRST; known <= engine.size; known += 1) {
          const { status } = standing(engine, name ?? '', hours(when), {
            known,
            reading: of,
            party: party ?? '',
          })
          if (slow.at(-1)?.to !== status) slow.push({ entry: known - 1, to: status })
        }
        expect(flipsOf(engine, asked).map(({ entry: by, to }) => ({ entry: by, to }))).toEqual(slow)
      }),
      { numRuns: 150 },
    )
  })

  test('every change over event time is told, at the moment at which it came', () => {
    const instance = fc.constantFrom(
      ['T.1', 'RED'],
      ['T.1.b', 'BLUE'],
      ['T.2', 'RED'],
      ['T.3', 'BLUE'],
      ['T.5', 'BLUE'],
    )
    fc.assert(
      fc.property(logs(), reading, instance, (said, of, [name, party]) => {
        const engine = told(text, ...said)
        const asked = { ...ask(0, engine.size, of), clause: id(name ?? ''), party: id(party ?? '') }
        const changes = historyOf(engine, { ...asked, from: at(hours(-20)), to: at(hours(160)) })
        for (let when = -20; when <= 160; when += 1) {
          const last = changes.findLast(({ at: since }) => since <= at(hours(when)))
          expect(last?.to, `at hour ${when}`).toBe(
            standing(engine, name ?? '', hours(when), { reading: of, party: party ?? '' }).status,
          )
        }
      }),
      { numRuns: 40 },
    )
  })

  test('every reason has its words', () => {
    fc.assert(
      fc.property(logs(), hour, reading, (said, when, of) => {
        const engine = told(text, ...said)
        const { standings, states, exchanges } = boardOf(engine, ask(when, engine.size, of))
        const reasons = [
          ...standings.flatMap(({ why, whyNot, occurrences }) => [
            ...why,
            ...whyNot,
            ...(occurrences ?? []).flatMap((one) => one.why),
          ]),
          ...states.flatMap(({ why }) => why),
          ...exchanges.flatMap(({ missing }) => missing),
        ]
        for (const { code, values } of reasons) {
          const words = new Map<string, string>(Object.entries(standingWords.en)).get(`reason.${code}`)
          expect(words, code).toBeDefined()
          for (const [, name] of (words ?? '').matchAll(/\{([a-z]+)[,}]/g))
            expect(values, code).toHaveProperty(name ?? '')
        }
      }),
      { numRuns: 200 },
    )
  })

  test('every entry in these logs is one that the strict parser takes', () => {
    fc.assert(
      fc.property(logs(), (said) => {
        for (const [i, one] of [...PREAMBLE, ...said].entries()) expect(entry(i, one).index).toBe(i)
      }),
    )
  })
})
